"""What the stores need of a database. `sqlite` and `postgres` are two; they alone know their dialects."""

from collections.abc import Awaitable, Iterable
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from meetings.ports import StorageFault
from meetings.rules.identity import MeetingId


class Driver(Protocol):
    """A connection for what is asked at every vote: statements by hand, a question mark in the place of each value."""

    def execute_fetchall(self, sql: str, parameters: Iterable[Any] | None = None, /) -> Awaitable[Iterable[Any]]:
        """Run a statement; its rows come back."""
        ...

    def executemany(self, sql: str, parameters: Iterable[Iterable[Any]], /) -> Awaitable[object]:
        """Run a statement for each of these rows of values."""
        ...


class Database(Protocol):
    """An open database."""

    @property
    def is_shared(self) -> bool:
        """Whether other programs write into it too."""
        ...

    @property
    def forgets(self) -> bool:
        """Whether it can leave no trace of what was deleted: only then are confidential ballots put into it."""
        ...

    def begin(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction of one writer at a time, for SQLAlchemy Core; durable when the block is left normally."""
        ...

    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction that writes nothing."""
        ...

    def turn(self) -> AbstractAsyncContextManager[Driver]:
        """The driver's connection, outside of a transaction."""
        ...

    def transaction(self, meeting: MeetingId, /) -> AbstractAsyncContextManager[Driver]:
        """A transaction on the driver in which nobody else writes into the log of this meeting."""
        ...

    async def forget(self) -> None:
        """Leave no trace of what was deleted, where it can."""
        ...

    async def failure(self) -> StorageFault:
        """Wait until only a new start of this program can tell what is stored."""
        ...

    async def close(self) -> None:
        """Let it go."""
        ...
