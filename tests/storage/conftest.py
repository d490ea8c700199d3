"""A data folder and open stores for every test that asks for them."""

from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest

from meetings.storage.folder import DataFolder, held
from meetings.storage.stores import Stores, opened


@pytest.fixture
def folder(tmp_path: Path) -> Generator[DataFolder]:
    with held(tmp_path / "data") as folder:
        yield folder


@pytest.fixture
async def stores(folder: DataFolder) -> AsyncGenerator[Stores]:
    async with opened(folder) as stores:
        yield stores
