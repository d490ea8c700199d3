"""What an experiment found, and findings as a table."""

from collections.abc import Sequence

from msgspec import Struct


class Finding(Struct, frozen=True):
    """One experiment: what was broken, how much was done, what was found. `is_good` is None where it was skipped."""

    broken: str
    done: str
    found: str
    is_good: bool | None = True

    @property
    def verdict(self) -> str:
        """PASS, FAIL or skipped."""
        return {True: "PASS", False: "FAIL", None: "skipped"}[self.is_good]


def skipped(broken: str, why: str) -> Finding:
    """An experiment that cannot be made here."""
    return Finding(broken, "", why, None)


def table(findings: Sequence[Finding]) -> str:
    """The findings as a table in Markdown, aligned for the terminal too."""
    rows = [("broken", "done", "found", ""), *((each.broken, each.done, each.found, each.verdict) for each in findings)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
