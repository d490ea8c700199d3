"""How long things took in a room, and what was refused: counted where it happens, for whoever watches the server."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

BOUNDS_S = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)


class Spread:
    """Durations, by how many were at most so long."""

    def __init__(self) -> None:
        self.total_s = 0.0
        self._counts = [0] * (len(BOUNDS_S) + 1)

    def add(self, seconds: float) -> None:
        """One more."""
        self.total_s += seconds
        self._counts[bisect_left(BOUNDS_S, seconds)] += 1

    def steps(self) -> Sequence[tuple[str, float]]:
        """Each bound with the number of durations up to it; the last is all of them."""
        bounds = [*map(str, BOUNDS_S), "+Inf"]
        return list(zip(bounds, map(float, accumulate(self._counts)), strict=True))


class Figures:
    """The figures of one room."""

    def __init__(self) -> None:
        self.commit = Spread()
        """From taking the pen until what was decided is durable."""
        self.refusals: Counter[str] = Counter()
        """By code."""
