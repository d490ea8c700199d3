"""Looks every second how long the logs are that others may write into, for a bell may be late, silent or not there."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from meetings.cluster.ears import Ears
from meetings.ports import EventLog, StorageFault

log = logging.getLogger(__name__)

EVERY_S = 1.0


class Lookout:
    """What the ears of this node hear of the logs themselves.

    `besides` is done with each look: what else a node should see to, a second at the latest after it is due.
    """

    def __init__(self, ears: Ears, event_log: EventLog, *besides: Callable[[], Awaitable[None]]) -> None:
        self._ears = ears
        self._log = event_log
        self._besides = besides
        self.is_blind = False
        """Whether the last look came to nothing."""

    async def run(self) -> None:
        """Look, for as long as the server runs."""
        while True:
            await asyncio.sleep(EVERY_S)
            await self.look()

    async def look(self) -> None:
        """Look once. A fault is told once, however long it lasts."""
        try:
            for meeting, length in (await self._log.lengths(self._ears.meetings)).items():
                self._ears.hear(meeting, length)
            for also in self._besides:
                await also()
        except StorageFault as fault:
            if not self.is_blind:
                log.warning("The logs cannot be looked at: %s", fault)
            self.is_blind = True
        else:
            if self.is_blind:
                log.info("The logs can be looked at again.")
            self.is_blind = False
