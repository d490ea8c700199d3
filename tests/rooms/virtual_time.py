"""An event loop whose time stands still while anything can run, and jumps to the next timer when nothing can.

So a test of ticks and deadlines takes no time, and comes out the same every time.
"""

import asyncio
import selectors
from selectors import SelectorKey


class NoWaiting(selectors.DefaultSelector):
    """A selector that does not wait; it counts how long it would have."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        ready = super().select(None if timeout is None else 0)
        if not ready and timeout is not None:
            self.skipped += timeout
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """The loop itself."""

    def __init__(self) -> None:
        self._no_waiting = NoWaiting()
        super().__init__(self._no_waiting)

    def time(self) -> float:
        return self._no_waiting.skipped


class LoopClock:
    """A clock that goes with the loop."""

    BEGINNING = 1_700_000_000_000

    def now(self) -> int:
        return self.BEGINNING + round(asyncio.get_running_loop().time() * 1000)


async def passes(seconds: float) -> None:
    """So much virtual time goes by, with all that happens in it."""
    await asyncio.sleep(seconds)
