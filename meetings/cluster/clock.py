"""The clock of this process: it reads the wall once and then runs on the monotonic clock.

A wall clock that is set back or forward during a meeting moves no deadline.
"""

import time


class SteadyClock:
    """Wall time at the start, monotonic time since."""

    def __init__(self) -> None:
        self._offset = time.time_ns() - time.monotonic_ns()

    def now(self) -> int:
        """Milliseconds since 1970 UTC."""
        return (self._offset + time.monotonic_ns()) // 1_000_000
