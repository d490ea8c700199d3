"""The socket is tried on both event loops that the server may run on."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest

from tests.live.served import Served, serving


@pytest.fixture(scope="session", params=[False, True], ids=["asyncio", "uvloop"])
def anyio_backend(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    return "asyncio", {"use_uvloop": request.param}


@pytest.fixture
async def served(tmp_path: Path) -> AsyncGenerator[Served]:
    async with serving(tmp_path) as served:
        yield served
