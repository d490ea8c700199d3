"""A workshop that works at once, in this process."""

from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


class PromptWorkshop:
    async def run(self, work: Callable[..., Result], *materials: object) -> Result:
        return work(*materials)
