"""Puts the changes of the quorum together into as many rows as can be read, by their times."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

MINUTE_MS = 60_000
SPANS_MIN = (1, 5, 15, 60)
"""So many minutes are put together, the fewest that do."""
MOST_ROWS = 40


class Standing(Protocol):
    """How the quorum stood from a time on (milliseconds since 1970 UTC)."""

    @property
    def at(self) -> int: ...
    @property
    def is_met(self) -> bool: ...


Change = TypeVar("Change", bound=Standing)


def put_together(changes: Sequence[Change]) -> tuple[int, Sequence[Sequence[Change]]]:
    """How many minutes are put together, and the changes row by row."""
    spans = ((minutes, _rows(changes, minutes)) for minutes in SPANS_MIN)
    return next((minutes, rows) for minutes, rows in spans if len(rows) <= MOST_ROWS or minutes == SPANS_MIN[-1])


def _rows(changes: Sequence[Change], minutes: int) -> Sequence[Sequence[Change]]:
    """Changes within a span of time together, but those apart that reach or lose the quorum; the first stands alone."""
    rows: list[list[Change]] = []
    for change in changes:
        if len(rows) > 1 and _belong_together(rows[-1][-1], change, minutes * MINUTE_MS):
            rows[-1].append(change)
        else:
            rows.append([change])
    return rows


def _belong_together(before: Standing, now: Standing, span: int) -> bool:
    return before.is_met == now.is_met and before.at // span == now.at // span
