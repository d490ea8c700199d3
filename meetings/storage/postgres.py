"""PostgreSQL, which many nodes share: all that knows its dialect, its driver and its faults.

Who writes into a log holds the advisory lock of its meeting until the commit, so two nodes decide one after another.
That is for order; what correctness rests on is the primary key of the log.
"""

import asyncio
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterable, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import lru_cache, partial
from hashlib import sha256
from itertools import count
from typing import Any, Protocol, cast

import asyncpg
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, DisconnectionError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from meetings.ports import StorageFault
from meetings.rules.identity import MeetingId
from meetings.storage.faults import TAKEN_BACK, TOO_BUSY, Clash

CONNECTIONS = 10
CONNECT_S = 5.0
TURN_TIMEOUT_S = 20.0
"""Then the connection is cut, which PostgreSQL takes for a rollback: a driver that is asked to stop waits for a polite
answer, which a server that hangs does not give."""
SETTINGS = {
    "application_name": "meetings",
    # A node that stands still with the lock in its hand loses it.
    "idle_in_transaction_session_timeout": "10s",
    # One that was cut off while it waited for the lock is noticed.
    "client_connection_check_interval": "2s",
}
DURABLE = {"fsync": ("on",), "full_page_writes": ("on",), "synchronous_commit": ("on", "remote_write", "remote_apply")}
"""What is told as recorded must survive a power cut."""
WRITERS_OF_TABLES = "tables"
OF_THE_DRIVER = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""The last one comes where the server dies in the middle of an answer."""


class Connection(Protocol):
    """What we use of a connection of asyncpg, which has no types of its own."""

    async def execute(self, query: str, /) -> str:
        """Run statements; the name of the last one that was done comes back."""
        ...

    async def fetch(self, query: str, /, *values: Any) -> list[Any]:
        """The rows of a statement."""
        ...

    async def fetchval(self, query: str, /, *values: Any) -> Any:
        """The first value of the first row."""
        ...

    async def executemany(self, query: str, rows: Sequence[Iterable[Any]], /) -> None:
        """Run a statement for each row of values."""
        ...

    def is_closed(self) -> bool:
        """Whether either side has closed it."""
        ...

    def terminate(self) -> None:
        """Close it without a word."""
        ...


Connect = Callable[[], Awaitable[Connection]]


def way_to(url: str) -> Connect:
    """What connects to a database by its URL, which is one as PostgreSQL's own programs take it."""
    connect = cast("Callable[..., Awaitable[Connection]]", getattr(asyncpg, "connect"))  # noqa: B009 - it has no types
    return partial(connect, url, timeout=CONNECT_S, command_timeout=TURN_TIMEOUT_S, server_settings=SETTINGS)


class Unsuitable(Exception):
    """The database is not fit to keep a record. The message says what was expected and what came."""


class PostgresDriver:
    """A connection of asyncpg with the verbs of `Driver`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def execute_fetchall(self, sql: str, parameters: Iterable[Any] | None = None, /) -> list[Any]:
        try:
            return await self._connection.fetch(numbered(sql), *(parameters or ()))
        except asyncpg.IntegrityConstraintViolationError as fault:
            raise Clash(str(fault)) from fault

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]], /) -> None:
        await self._connection.executemany(numbered(sql), list(parameters))


class PostgresDatabase:
    """A database on a server. Each transaction has a connection of its own."""

    is_shared = True
    forgets = False

    def __init__(self, connect: Connect) -> None:
        self._engine = _engine(connect)

    async def close(self) -> None:
        await self._engine.dispose()

    async def check(self) -> None:
        """Raises Unsuitable where what is committed may be lost or altered, StorageFault where nobody answers."""
        async with self.turn() as driver:
            ((encoding,),) = await driver.execute_fetchall("SHOW server_encoding")
            if encoding != "UTF8":
                raise Unsuitable(f"a database with the encoding UTF8 was expected, one with {encoding} came")
            for name, wanted in DURABLE.items():
                ((found,),) = await driver.execute_fetchall(f"SHOW {name}")
                if found not in wanted:
                    raise Unsuitable(f"{name} = {' or '.join(wanted)} was expected, {found} came: votes could be lost")

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[AsyncConnection]:
        """One writer at a time, as SQLite has it: what is read in the block does not change before it is left."""
        async with self.reading() as connection:
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({lock_of(WRITERS_OF_TABLES)})"))
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncConnection]:
        """A transaction."""
        with as_storage_faults():
            async with self._engine.begin() as connection:
                yield connection

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[PostgresDriver]:
        """A connection on which each statement is a transaction of its own."""
        async with self._connection() as connection:
            yield PostgresDriver(connection)

    @asynccontextmanager
    async def transaction(self, meeting: MeetingId, /) -> AsyncGenerator[PostgresDriver]:
        """BEGIN, the meeting's lock … COMMIT around the block on the driver; an exception takes everything back."""
        async with self._connection() as connection:
            await connection.execute(f"BEGIN; SELECT pg_advisory_xact_lock({lock_of('log', meeting)})")
            yield PostgresDriver(connection)
            # Where a statement has failed and somebody passed over it, COMMIT takes back without a complaint.
            if await connection.execute("COMMIT") != "COMMIT":
                raise StorageFault(TAKEN_BACK)

    @asynccontextmanager
    async def _connection(self) -> AsyncGenerator[Connection]:
        with as_storage_faults():
            held = await self._engine.raw_connection()
            connection = cast("Connection", held.driver_connection)
            watch = asyncio.get_running_loop().call_later(TURN_TIMEOUT_S, connection.terminate)
            try:
                yield connection
            except BaseException:
                # Nothing is asked of it any more: the server rolls back what it finds unfinished.
                connection.terminate()
                held.invalidate()
                raise
            finally:
                watch.cancel()
                held.close()

    async def forget(self) -> None:
        """It cannot: PostgreSQL keeps old rows in the order of their coming, and its journal goes to other machines."""

    async def failure(self) -> StorageFault:
        """Never: what the server's disk does is for the server to find out."""
        return await asyncio.get_running_loop().create_future()


@lru_cache(64)
def numbered(sql: str) -> str:
    """A statement with $1, $2 … for its question marks."""
    numbers = count(1)
    return re.sub(r"\?", lambda _: f"${next(numbers)}", sql)


def lock_of(*names: str) -> int:
    """The number of an advisory lock: 64 bits with a sign. That two share one costs a wait, no more."""
    return int.from_bytes(sha256("/".join(("meetings", *names)).encode()).digest()[:8], signed=True)


@contextmanager
def as_storage_faults() -> Generator[None]:
    """Whatever the database or the way to it says no to inside the block comes out as a StorageFault."""
    try:
        yield
    except PoolTimeout as fault:
        raise StorageFault(TOO_BUSY) from fault
    except (SQLAlchemyError, *OF_THE_DRIVER, OSError) as fault:
        cause = fault.orig if isinstance(fault, DBAPIError) and fault.orig is not None else fault
        raise StorageFault(f"The database failed or does not answer: {cause}") from fault


def _engine(connect: Connect) -> AsyncEngine:
    engine = create_async_engine(
        "postgresql+asyncpg://",
        hide_parameters=True,  # a fault is logged, and digests and keys do not belong into a log
        async_creator=connect,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=TURN_TIMEOUT_S,
    )
    event.listen(engine.sync_engine, "checkout", _refuse_closed)
    return engine


def _refuse_closed(connection: Any, _record: object, _proxy: object) -> None:
    """A connection that the server has closed, say by a new start, is replaced before anybody is given it."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError
