"""A figure with its goal, and figures as a table."""

from collections.abc import Sequence

from msgspec import Struct


class Figure(Struct, frozen=True):
    """Something measured. Without a goal it is there to be known."""

    name: str
    value: str
    goal: str = ""
    is_met: bool = True

    @property
    def verdict(self) -> str:
        """PASS or MISS, where there is a goal."""
        return "" if not self.goal else "PASS" if self.is_met else "MISS"


def table(figures: Sequence[Figure]) -> str:
    """The figures as a table in Markdown, aligned for the terminal too."""
    rows = [("figure", "measured", "goal", ""), *((each.name, each.value, each.goal, each.verdict) for each in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
