"""Opens all that is stored in a data folder, after looking whether it is sound."""

import logging
import os
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from meetings.ports import StorageFault
from meetings.storage.blobs import FolderBlobs
from meetings.storage.directory import SqlDirectory
from meetings.storage.folder import DataFolder, FolderUnusable, clear_away
from meetings.storage.keys import FolderKeys
from meetings.storage.log import SqlLog
from meetings.storage.schema import UnknownTables, bring_up_to_date
from meetings.storage.space import left_at, warn_of_little
from meetings.storage.sqlite import SqliteDatabase, has_wal_reset_bug

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stores:
    """What is stored, by port."""

    log: SqlLog
    directory: SqlDirectory
    blobs: FolderBlobs
    keys: FolderKeys
    database: SqliteDatabase
    """For backups, and to end the process when its disk fails (`failure`)."""


@asynccontextmanager
async def opened(folder: DataFolder) -> AsyncGenerator[Stores]:
    """The stores of a data folder that this program holds. Raises FolderUnusable."""
    _warn_of_old_sqlite()
    warn_of_little(folder.root, left_at(folder.root))
    _make_file(folder.database)
    clear_away(folder)
    database = SqliteDatabase(folder.database)
    try:
        await _check(database, folder)
        yield Stores(
            log=SqlLog(database),
            directory=SqlDirectory(database),
            blobs=FolderBlobs(folder.papers),
            keys=FolderKeys(folder.keys),
            database=database,
        )
    finally:
        await database.close()


def _make_file(path: Path) -> None:
    """The database's file, for its owner alone. Whether it can be opened is known here before a thread waits for it."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as fault:
        raise FolderUnusable(f"{path} must be a file that this program may write into: {fault.strerror}.") from fault


async def _check(database: SqliteDatabase, folder: DataFolder) -> None:
    try:
        async with database.turn() as driver:
            findings = [finding for (finding,) in await driver.execute_fetchall("PRAGMA quick_check(1)")]
            # A process that was killed may have left ballots in the write-ahead log in the order of their coming.
            await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        if findings != ["ok"]:
            raise FolderUnusable(f"{folder.database} is damaged ({findings[0]}). Restore the latest backup.")
        await bring_up_to_date(database)
    except (StorageFault, UnknownTables) as fault:
        raise FolderUnusable(f"{folder.database}: {fault}") from fault


def _warn_of_old_sqlite() -> None:
    if has_wal_reset_bug():
        logger.warning(
            "SQLite %s has the WAL-reset bug (mended in 3.51.3): never open the database with another program while "
            "the server runs. The server itself is safe, for it uses one connection.",
            sqlite3.sqlite_version,
        )
