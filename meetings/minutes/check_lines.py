"""The lines of the minutes that a program can read again: one for the record, one for each poll that was closed.

They say the same in minutes of every language, in refs and figures, so that `verify` finds them in the printed text.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from meetings.minutes.evidence import Header


class Reached(Protocol):
    """The votes that had to be cast, and those that were."""

    @property
    def needed(self) -> int: ...
    @property
    def cast(self) -> int: ...


class Share(Protocol):
    """The majority in one group."""

    @property
    def tally(self) -> Mapping[str, int]: ...
    @property
    def base(self) -> int: ...
    @property
    def adopted(self) -> bool: ...


class Round(Protocol):
    """A round of a run-off, and who left after it."""

    @property
    def tally(self) -> Mapping[str, int]: ...
    @property
    def exhausted(self) -> int: ...
    @property
    def dropped(self) -> Sequence[str]: ...


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
    @property
    def invalid(self) -> int: ...
    @property
    def turnout(self) -> Reached | None: ...
    @property
    def groups(self) -> Mapping[str, Share] | None: ...
    @property
    def rounds(self) -> Sequence[Round] | None: ...


def record_line(header: Header) -> str:
    """How long the record is and what its last hash is."""
    return f"[record: {header.position} entries, head {header.head}]"


def poll_line(ref: str, options: Sequence[str], result: Result) -> str:
    """The result of a poll; `options` in the order of the ballot paper."""
    return f"{poll_mark(ref)} {result_in_figures(options, result)}]"


def earlier_line(ref: str, number: int, options: Sequence[str], result: Result) -> str:
    """What the result of a poll was before it was corrected for the `number`th time."""
    return f"{earlier_mark(ref, number)} {result_in_figures(options, result)}]"


def earlier_mark(ref: str, number: int) -> str:
    """How such a line begins; the comma is in no ref, so that it begins no other line."""
    return f"[poll {ref}, before correction {number}:"


def poll_mark(ref: str) -> str:
    """How the line of a poll begins."""
    return f"[poll {ref}:"


def result_in_figures(options: Sequence[str], result: Result) -> str:
    """The result as `yes 9, no 10; cast 19; base 19; needed 10; rejected`."""
    figures = ", ".join(f"{option} {result.tally.get(option, 0)}" for option in options)
    needed = "" if result.needed is None else f"; needed {result.needed}"
    further = "".join(f"; {part}" for part in (*_further(result), *_rounds(options, result)))
    return f"{figures}; cast {result.cast}; base {result.base}{needed}{further}; {_verdict(result)}"


def _further(result: Result) -> Iterator[str]:
    """What is asked for besides the majority, where anything is."""
    if result.invalid:
        yield f"invalid {result.invalid}"
    if result.turnout is not None:
        yield f"turnout {result.turnout.cast} of {result.turnout.needed}"
    for number, share in enumerate((result.groups or {}).values(), start=1):
        # Groups are numbered: a name may hold anything, also what looks like another line.
        yes = share.tally.get("yes", 0)
        yield f"group {number} {yes} of {share.base} {'adopted' if share.adopted else 'rejected'}"


def _rounds(options: Sequence[str], result: Result) -> Iterator[str]:
    """The rounds of a run-off, those who stand in the order of the ballot paper."""
    for number, each in enumerate(result.rounds or (), start=1):
        piles = ", ".join(f"{option} {each.tally[option]}" for option in options if option in each.tally)
        left = f", out {' '.join(each.dropped)}" if each.dropped else ""
        yield f"round {number} {piles}, exhausted {each.exhausted}{left}"


def _verdict(result: Result) -> str:
    by = f" by {result.decided_by}" if result.decided_by else ""
    if result.winners is not None:
        return f"elected {' '.join(result.winners) or 'nobody'}{by}"
    return f"{'adopted' if result.adopted else 'rejected'}{by}"
