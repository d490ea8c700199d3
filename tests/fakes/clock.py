"""A clock that goes when it is told to."""


class FixedClock:
    """Stands still until the test moves it."""

    def __init__(self, at: int = 1_700_000_000_000) -> None:
        self.at = at

    def now(self) -> int:
        return self.at

    def go_on(self, ms: int) -> None:
        self.at += ms
