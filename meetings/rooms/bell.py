"""Rings the doorbell of a meeting and hears it, beside the writer: others may hear late, but nobody waits for that."""

import asyncio
import logging
from collections.abc import Callable

from meetings.ports import Doorbell
from meetings.rules.identity import MeetingId

log = logging.getLogger(__name__)

AGAIN_AFTER_S = 1.0


class Bell:
    """The doorbell of one meeting. While one ring is under way, the next ones become one.

    `heard` is told of the positions for which others rang, and of our own.
    """

    def __init__(self, doorbell: Doorbell, meeting: MeetingId, heard: Callable[[int], None]) -> None:
        self._doorbell = doorbell
        self._meeting = meeting
        self._heard = heard
        self._position = 0
        self._ringing: asyncio.Task[None] | None = None
        self._listening: asyncio.Task[None] | None = None

    @property
    def is_ringing(self) -> bool:
        """Whether others are being told just now."""
        return self._ringing is not None and not self._ringing.done()

    def listen(self) -> None:
        """Hear of what other nodes record, from now on."""
        self._listening = asyncio.get_running_loop().create_task(self._listen())

    async def _listen(self) -> None:
        while True:
            try:
                async for position in self._doorbell.listen(self._meeting):
                    self._heard(position)
            except Exception:
                log.exception("the doorbell of meeting %s is not heard", self._meeting)
            await asyncio.sleep(AGAIN_AFTER_S)

    def ring(self, position: int) -> None:
        """Say that the log has come to this position."""
        self._position = position
        if self._ringing is None or self._ringing.done():
            self._ringing = asyncio.get_running_loop().create_task(self._ring())

    async def _ring(self) -> None:
        rung = 0
        while rung < self._position:
            rung = self._position
            try:
                await self._doorbell.ring(self._meeting, rung)
            except Exception:
                # Others find out by themselves; the log is the truth.
                log.exception("the doorbell of meeting %s did not ring", self._meeting)

    def stop(self) -> None:
        """The room is gone."""
        for task in (self._ringing, self._listening):
            if task is not None:
                task.cancel()
