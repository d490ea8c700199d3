"""The stores of either database, for the contracts that both keep to."""

from contextlib import AsyncExitStack

import pytest

from meetings.storage.folder import DataFolder
from meetings.storage.shared_stores import SharedStores, shared
from meetings.storage.stores import Stores, opened
from tests.servers import Postgres


async def stores_of(request: pytest.FixtureRequest, folder: DataFolder, stack: AsyncExitStack) -> Stores | SharedStores:
    """The stores of the database that a parameter names, until the stack is left."""
    if request.param == "sqlite":
        return await stack.enter_async_context(opened(folder))
    server: Postgres = request.getfixturevalue("postgres")
    return await stack.enter_async_context(shared(folder, await server.fresh_database()))
