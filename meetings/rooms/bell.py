"""Rings the doorbell of a meeting, beside the writer: other nodes may hear late, but nobody here waits for that."""

import asyncio
import logging

from meetings.ports import Doorbell
from meetings.rules.identity import MeetingId

log = logging.getLogger(__name__)


class Bell:
    """The doorbell of one meeting. While one ring is under way, the next ones become one."""

    def __init__(self, doorbell: Doorbell, meeting: MeetingId) -> None:
        self._doorbell = doorbell
        self._meeting = meeting
        self._position = 0
        self._ringing: asyncio.Task[None] | None = None

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
        if self._ringing is not None:
            self._ringing.cancel()
