"""Further lines of the minutes that a program can read again: attendance, the quorum, the agenda, motions, rulings.

They say the same in minutes of every language, in refs and figures; an entry is named by its position in the record.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Protocol

WORDS = ("attendance", "quorum", "agenda", "motion", "ruling")
"""How these lines begin, behind the bracket."""


class Standing(Protocol):
    """How the quorum stood from an entry of the record on."""

    @property
    def position(self) -> int: ...
    @property
    def present(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def needed(self) -> int: ...


def attendance_line(members: int, came: int, here: int) -> str:
    """How many members there are, how many of them came at some time, and how many are here at the end."""
    return f"[attendance: members {members}, came {came}, here at the end {here}]"


def quorum_line(rows: Iterable[Standing]) -> str:
    """The quorum over time, one figure for each row of its table."""
    told = (f"entry {row.position} {row.present} of {row.total}, {row.needed} needed" for row in rows)
    return f"[quorum: {'; '.join(told)}]"


def agenda_line(states: Iterable[tuple[str, str]]) -> str:
    """The items in the order of the agenda, and how each was left."""
    return f"[agenda: {', '.join(f'{ref} {state}' for ref, state in states)}]"


def motion_mark(ref: str) -> str:
    """How the line of a motion begins."""
    return f"[motion {ref}:"


def motion_line(ref: str, state: str, parts: Sequence[bool | None], text: str | None) -> str:
    """What became of a motion, of its parts if it was divided, and a digest of how it reads if it was amended."""
    numbered = enumerate(parts, start=1)
    by_part = f"; parts {', '.join(f'{number} {RESULTS[result]}' for number, result in numbered)}" if parts else ""
    reads = "" if text is None else f"; reads {sha256(text.encode()).hexdigest()[:16]}"
    return f"{motion_mark(ref)} {state}{by_part}{reads}]"


RESULTS = {True: "adopted", False: "rejected", None: "undecided"}


def ruling_mark(ref: str) -> str:
    """How the line of a ruling begins."""
    return f"[ruling {ref}:"


def ruling_line(ref: str, verdict: str, appeal: str | None) -> str:
    """A ruling on a point of order, and what an appeal made of it, if there was one."""
    return f"{ruling_mark(ref)} {verdict}{'' if appeal is None else f'; appeal {appeal}'}]"


APPEALS = {True: "stands", False: "overruled", None: "undecided"}
"""By whether the ruling stands."""
