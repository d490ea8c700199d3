"""An installation for each test."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.web.town import Town, town


@pytest.fixture
async def elmford(tmp_path: Path) -> AsyncGenerator[Town]:
    """A town with its council convened."""
    async with town(tmp_path / "data") as installed:
        yield installed
