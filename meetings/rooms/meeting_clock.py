"""The time of one meeting: this node's clock, and never before what is on record.

Where the machine's clock was set back between two starts, or another node's is ahead, the time goes on from the last
entry at the pace of the clock: what is recorded never runs backwards, and a limit lasts as long as it should.
"""

from meetings.ports import Clock


class MeetingClock:
    """A clock that is ahead of the node's by as much as the record is, or not at all."""

    def __init__(self, clock: Clock, recorded_at: int) -> None:
        self._clock = clock
        self._ahead_ms = 0
        self.not_before(recorded_at)

    def now(self) -> int:
        """Milliseconds since 1970 UTC."""
        return self._clock.now() + self._ahead_ms

    def not_before(self, recorded_at: int) -> None:
        """Something is on record as of then."""
        self._ahead_ms = max(self._ahead_ms, recorded_at - self._clock.now())
