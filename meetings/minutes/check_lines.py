"""The lines of the minutes that a program can read again: one for the record, one for each poll that was closed.

They say the same in minutes of every language, in refs and figures, so that `verify` finds them in the printed text.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from meetings.minutes.evidence import Header


class Result(Protocol):
    """The result of a poll, however it is kept."""

    @property
    def tally(self) -> Mapping[str, int]: ...
    @property
    def cast(self) -> int: ...
    @property
    def base(self) -> int: ...
    @property
    def needed(self) -> int | None: ...
    @property
    def adopted(self) -> bool | None: ...
    @property
    def winners(self) -> tuple[str, ...] | None: ...
    @property
    def decided_by(self) -> str | None: ...


def record_line(header: Header) -> str:
    """How long the record is and what its last hash is."""
    return f"[record: {header.position} entries, head {header.head}]"


def poll_line(ref: str, options: Sequence[str], result: Result) -> str:
    """The result of a poll; `options` in the order of the ballot paper."""
    return f"{poll_mark(ref)} {result_in_figures(options, result)}]"


def poll_mark(ref: str) -> str:
    """How the line of a poll begins."""
    return f"[poll {ref}:"


def result_in_figures(options: Sequence[str], result: Result) -> str:
    """The result as `yes 9, no 10; cast 19; base 19; needed 10; rejected`."""
    figures = ", ".join(f"{option} {result.tally.get(option, 0)}" for option in options)
    needed = "" if result.needed is None else f"; needed {result.needed}"
    return f"{figures}; cast {result.cast}; base {result.base}{needed}; {_verdict(result)}"


def _verdict(result: Result) -> str:
    by = f" by {result.decided_by}" if result.decided_by else ""
    if result.winners is not None:
        return f"elected {' '.join(result.winners) or 'nobody'}{by}"
    return f"{'adopted' if result.adopted else 'rejected'}{by}"
