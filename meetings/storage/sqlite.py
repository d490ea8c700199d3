"""The one connection to the SQLite database, and whose turn it is: all that knows the dialect.

One connection on purpose: its holder's transaction is nobody else's, and the WAL-reset bug of SQLite needs two.
"""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Generator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from typing import cast

import aiosqlite
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.engine.interfaces import AdaptedConnection, DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from meetings.ports import StorageFault
from meetings.rules.identity import MeetingId
from meetings.storage.ballot_box import ANY_BALLOT
from meetings.storage.faults import TAKEN_BACK, TOO_BUSY, DiskFailed, as_storage_faults

BUSY_TIMEOUT_S = 5.0
TURN_TIMEOUT_S = 30.0
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # a tablet that was told "recorded" holds a vote that survives a power cut
    "fullfsync=ON",  # the same on macOS, where a plain fsync leaves the content in the drive
    "checkpoint_fullfsync=ON",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",  # a deleted ballot or code is overwritten
    "temp_store=MEMORY",  # no ballot in a temporary file
)


class SqliteDatabase:
    """An open database. Whoever needs it waits for their turn at the one connection."""

    is_shared = False
    forgets = True

    def __init__(self, path: Path) -> None:
        self._engine = _engine(path)
        self._driver: aiosqlite.Connection | None = None
        event.listen(self._engine.sync_engine, "connect", self._keep)
        self._failure: DiskFailed | None = None
        self._has_failed = asyncio.Event()
        self._turn = asyncio.Lock()
        self.unread = asyncio.Lock()
        """Held while another process reads the database: to empty the write-ahead log, one would have to wait for it,
        and everybody else for the one connection."""

    async def close(self) -> None:
        await self._engine.dispose()

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[AsyncConnection]:
        """A transaction for SQLAlchemy Core: BEGIN IMMEDIATE … COMMIT."""
        async with self._in_turn(), self._engine.begin() as connection:
            yield connection

    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """The same: there is one connection."""
        return self.begin()

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[aiosqlite.Connection]:
        """The driver's connection, for what is asked often; nobody else has it until the block is left."""
        async with self._in_turn():
            if self._driver is None:
                (await self._engine.raw_connection()).close()
            yield cast("aiosqlite.Connection", self._driver)

    def _keep(self, connection: DBAPIConnection, _record: object) -> None:
        """The one connection is taken from the pool by whoever uses SQLAlchemy; for each vote that would be slow."""
        self._driver = cast("AdaptedConnection", connection).driver_connection

    @asynccontextmanager
    async def transaction(self, _meeting: MeetingId, /) -> AsyncGenerator[aiosqlite.Connection]:
        """BEGIN IMMEDIATE … COMMIT around the block on the driver; an exception takes everything back.

        Nobody else writes in between, into whichever log.
        """
        async with self.turn() as driver:
            try:
                await driver.execute_fetchall("BEGIN IMMEDIATE")
                yield driver
                if not driver.in_transaction:
                    raise StorageFault(TAKEN_BACK)
                await driver.commit()
            except BaseException:
                # What was sent to the connection before, say a BEGIN whose sender was cancelled, is done before this.
                await driver.rollback()
                raise

    @asynccontextmanager
    async def _in_turn(self) -> AsyncGenerator[None]:
        # The pool gives the connection to whoever asks next, which a busy writer always is: others would never have it.
        try:
            async with asyncio.timeout(TURN_TIMEOUT_S):
                await self._turn.acquire()
        except TimeoutError:
            raise StorageFault(TOO_BUSY) from None
        try:
            with self._guarded():
                yield
        finally:
            self._turn.release()

    async def holds_ballots(self) -> bool:
        """Whether ballots of a confidential poll lie in a box."""
        async with self.turn() as driver:
            return bool(list(await driver.execute_fetchall(ANY_BALLOT)))

    async def forget(self) -> None:
        """Empty the write-ahead log, which holds every row in the order of its coming. Raises StorageFault."""
        async with self.unread, self.turn() as driver:
            ((is_busy, _, _),) = await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        if is_busy:
            raise StorageFault("The order of the ballots could not be erased: another program has the database open.")

    async def failure(self) -> DiskFailed:
        """Wait for the disk to fail. Whoever owns the process then ends it: only a new start reads what is there."""
        await self._has_failed.wait()
        assert self._failure is not None  # noqa: S101  # for the type checker: set just before the event
        return self._failure

    @contextmanager
    def _guarded(self) -> Generator[None]:
        if self._failure is not None:
            raise DiskFailed(str(self._failure))
        try:
            with as_storage_faults():
                yield
        except DiskFailed as fault:
            self._failure = fault
            self._has_failed.set()
            raise


def _engine(path: Path) -> AsyncEngine:
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        # The driver begins no transaction by itself; `_begin` does, as SQLAlchemy's page on SQLite shows.
        connect_args={"timeout": BUSY_TIMEOUT_S, "isolation_level": None},
        hide_parameters=True,  # a fault is logged, and digests and keys do not belong into a log
        pool_size=1,
        max_overflow=0,
        # Every holder commits or rolls back itself; one more rollback would cost a change of threads for each vote.
        pool_reset_on_return=None,
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def has_wal_reset_bug(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Whether two connections of this SQLite can damage a database in WAL mode.

    https://sqlite.org/wal.html#walresetbug: 3.7.0 to 3.51.2, mended in 3.51.3, 3.50.7 and 3.44.6.
    """
    mended = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return version >= (3, 7) and not mended
