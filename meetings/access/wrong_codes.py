"""Wrong sign-in codes of each seat: counted at once, written down together beside, so no stranger makes a disk wait.

A code that has ended is counted no further, and a seat that does not exist is not counted at all: what can be written
down has a bound, and every wrong code costs the same.
"""

import asyncio
import logging
from contextlib import AsyncExitStack
from weakref import WeakValueDictionary

from meetings.ports import Directory, Seat, StorageFault

log = logging.getLogger(__name__)

WRITTEN_EVERY_S = 1.0
"""At most so often. What is counted is in force at once; only a crash forgets what is not written down."""


class WrongCodes:
    """How many wrong codes each seat has seen since its code was made."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._unwritten: dict[tuple[Seat, bytes], int] = {}
        self._has_some = asyncio.Event()
        self._turns: WeakValueDictionary[Seat, asyncio.Lock] = WeakValueDictionary()

    def turn(self, seat: Seat) -> asyncio.Lock:
        """Held by who looks at the count of a seat, and by who writes it down: it never counts twice, or not at all."""
        return self._turns.setdefault(seat, asyncio.Lock())

    def unwritten(self, seat: Seat, code: bytes) -> int:
        """What is to be added to the count in the directory."""
        return self._unwritten.get((seat, code), 0)

    def count(self, seat: Seat, code: bytes) -> None:
        """One more, for the code (digest) that the seat has now."""
        self._unwritten[seat, code] = self.unwritten(seat, code) + 1
        self._has_some.set()

    async def write_down(self) -> None:
        """Write down all that is counted. Raises StorageFault."""
        self._has_some.clear()
        tries = list(self._unwritten)
        if not tries:
            return
        async with AsyncExitStack() as turns:
            # In one order: a seat whose code was renewed is here twice, and two who write must not wait for each other.
            for seat in sorted({seat for seat, _ in tries}, key=lambda each: (each.meeting, each.member)):
                await turns.enter_async_context(self.turn(seat))
            counted = {each: self._unwritten[each] for each in tries if each in self._unwritten}
            await self._directory.count_wrong_codes(counted)
            for each in counted:
                del self._unwritten[each]

    async def run(self) -> None:
        """Write down what is counted for as long as the server runs, and in the end."""
        try:
            while True:
                await self._has_some.wait()
                await self._write_down_if_possible()
                await asyncio.sleep(WRITTEN_EVERY_S)
        finally:
            await self._write_down_if_possible()

    async def _write_down_if_possible(self) -> None:
        try:
            await self.write_down()
        except StorageFault as fault:
            log.warning("How many wrong codes were typed could not be written down: %s", fault)
            self._has_some.set()
