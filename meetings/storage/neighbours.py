"""Which meetings other nodes have in session: for each of its own, a node holds a lock in the database that they share.

PostgreSQL drops the locks of a connection with the connection, so a node that is killed is gone at once.
"""

import asyncio

from meetings.rules.identity import MeetingId
from meetings.storage.postgres import Connect, Connection, as_storage_faults, lock_of


class SharedNeighbours:
    """The locks of this node, on a connection of their own."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._connection: Connection | None = None
        self._meetings: set[MeetingId] = set()
        self._turn = asyncio.Lock()

    async def enter(self, meeting: MeetingId) -> bool:
        """Whether another node was here before. Who is alone for the moment of asking makes others wait for it."""
        lock = _lock(meeting)
        async with self._turn:
            connection = await self._connected()
            with as_storage_faults():
                # One's own lock is in nobody's way but others'.
                is_alone = await connection.fetchval(f"SELECT pg_try_advisory_lock({lock})")
                if meeting not in self._meetings:
                    await connection.execute(f"SELECT pg_advisory_lock_shared({lock})")
                    self._meetings.add(meeting)
                if is_alone:
                    await connection.execute(f"SELECT pg_advisory_unlock({lock})")
        return not is_alone

    async def stay(self) -> None:
        """See that the locks are held: a database that was started anew knows of none. Raises StorageFault."""
        async with self._turn:
            connection = await self._connected()
            with as_storage_faults():
                await connection.execute("SELECT 1")

    async def _connected(self) -> Connection:
        """The connection, with the locks of all meetings that are in session here."""
        if self._connection is None or self._connection.is_closed():
            with as_storage_faults():
                self._connection = await self._connect()
                for meeting in self._meetings:
                    await self._connection.execute(f"SELECT pg_advisory_lock_shared({_lock(meeting)})")
        return self._connection

    def close(self) -> None:
        """Let go of all."""
        if self._connection is not None:
            self._connection.terminate()


def _lock(meeting: MeetingId) -> int:
    return lock_of("session", meeting)
