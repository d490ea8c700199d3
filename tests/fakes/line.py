"""The way to a tablet, for tests that send nothing."""

from collections.abc import Callable

from meetings.wire.framing import Frame


class NoLine:
    """The way to a tablet that is sent nothing."""

    unsent = 0
    straight = None

    def tell(self, changed: Callable[[], None]) -> None: ...

    def try_write(self, frame: Frame, /) -> bool:
        return False

    async def ready(self) -> None: ...

    async def deliver(self, frame: Frame) -> None: ...

    async def close(self, code: int, reason: str) -> None: ...
