"""Rooms are tried in virtual time."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest

from tests.rooms.chamber import Chamber
from tests.rooms.ears import PlainEncoding
from tests.rooms.virtual_time import LoopClock, VirtualLoop


@pytest.fixture(scope="session")
def anyio_backend() -> tuple[str, dict[str, Any]]:
    return "asyncio", {"loop_factory": VirtualLoop}


@pytest.fixture
async def chamber(tmp_path: Path) -> AsyncGenerator[Chamber]:
    """Equipment in memory, with a keeper that is ended after the test."""
    chamber = Chamber(tmp_path, LoopClock(), PlainEncoding())
    yield chamber
    await chamber.close()
