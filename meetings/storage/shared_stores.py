"""Opens what many nodes share in one PostgreSQL database. A node's own folder holds copies of papers, and its lock."""

import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from meetings.ports import StorageFault
from meetings.storage.blobs import FolderBlobs
from meetings.storage.directory import SqlDirectory
from meetings.storage.folder import DataFolder, FolderUnusable
from meetings.storage.keys import SharedKeys
from meetings.storage.log import SqlLog
from meetings.storage.neighbours import SharedNeighbours
from meetings.storage.postgres import PostgresDatabase, Unsuitable, way_to
from meetings.storage.schema import UnknownTables, bring_up_to_date
from meetings.storage.shared_blobs import SharedBlobs


@dataclass(frozen=True, slots=True)
class SharedStores:
    """What is stored, by port."""

    log: SqlLog
    directory: SqlDirectory
    blobs: SharedBlobs
    keys: SharedKeys
    database: PostgresDatabase
    neighbours: SharedNeighbours


@asynccontextmanager
async def shared(folder: DataFolder, url: str) -> AsyncGenerator[SharedStores]:
    """The stores in the database of this URL. Raises FolderUnusable."""
    # Each refused attempt to connect would come with its traceback.
    logging.getLogger("asyncpg").setLevel(logging.CRITICAL)
    connect = way_to(url)
    database, neighbours = PostgresDatabase(connect), SharedNeighbours(connect)
    try:
        await _check(database)
        yield SharedStores(
            log=SqlLog(database),
            directory=SqlDirectory(database),
            blobs=SharedBlobs(database, FolderBlobs(folder.papers)),
            keys=SharedKeys(database, folder.keys),
            database=database,
            neighbours=neighbours,
        )
    finally:
        neighbours.close()
        await database.close()


async def _check(database: PostgresDatabase) -> None:
    try:
        await database.check()
        await bring_up_to_date(database)
    except (StorageFault, UnknownTables, Unsuitable) as fault:
        # Never the URL, which holds a password.
        raise FolderUnusable(f"The database of MEETINGS_DATABASE: {fault}") from fault
