"""The end of a timed poll, as this node's clock sees it. That it is due is for the rules to decide."""

import asyncio
from collections.abc import Callable

from meetings.ports import Clock
from meetings.rules.identity import PollId
from meetings.rules.polls import PollState
from meetings.rules.state import Meeting


def open_poll(meeting: Meeting) -> PollId | None:
    """The poll in which votes are taken now."""
    poll = meeting.polls.open
    is_open = poll is not None and meeting.polls.polls[poll].state is PollState.OPEN
    return poll if is_open else None


class Deadline:
    """Watches the poll that is open."""

    def __init__(self, clock: Clock, close: Callable[[PollId], None]) -> None:
        self._clock = clock
        self._close = close
        self._timer: asyncio.TimerHandle | None = None

    @property
    def is_set(self) -> bool:
        """Whether a poll is to be closed in time."""
        return self._timer is not None

    def watch(self, meeting: Meeting) -> None:
        """Call `close` when the time of the open poll has run out, if it has a limit."""
        self.stop()
        poll = open_poll(meeting)
        closes_at = None if poll is None else meeting.polls.polls[poll].closes_at
        if poll is not None and closes_at is not None:
            self._wait(poll, closes_at)

    def _wait(self, poll: PollId, closes_at: int) -> None:
        left = closes_at - self._clock.now()
        if left <= 0:
            self._close(poll)
            return
        # Timers may fire a little early by this clock; then the rest is waited for.
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(left / 1000, self._wait, poll, closes_at)

    def stop(self) -> None:
        """Watch no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
