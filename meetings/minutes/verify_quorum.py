"""Reckons from the entries who came, and how the quorum stood over time, from the call to order on.

Written apart from the rules, from PROTOCOL ("Attendance") alone, so that a fault there does not hide itself here.
"""

from collections.abc import Sequence

from msgspec import Struct

from meetings.minutes.check_lines_of_business import attendance_line, quorum_line
from meetings.minutes.quorum_rows import put_together
from meetings.minutes.verify_attendance import Hall, follow, needed, present_and_all
from meetings.minutes.verify_chain import Said

CHANGING = frozenset({"member_admitted", "attendance_recorded", "proxy_given", "proxy_ended"})


class Standing(Struct, frozen=True):
    """The quorum from an entry on; `represented` of those present are so by proxy."""

    position: int
    at: int
    present: int
    represented: int
    total: int
    needed: int

    @property
    def is_met(self) -> bool:
        """Whether business could be done."""
        return self.present >= self.needed


def over_time(entries: Sequence[Said]) -> Sequence[Standing]:
    """How it stood at the call to order, and after each entry that changed it."""
    hall, found = Hall(), list[Standing]()
    for said in entries:
        follow(hall, said)
        is_called, is_change = said.kind == "called_to_order", bool(found) and said.kind in CHANGING
        # To reckon it takes time for every member: only where it can have changed.
        if is_called or is_change:
            now = _standing(hall, said)
            if is_called or not _is_same(found[-1], now):
                found.append(now)
    return [] if hall.quorum.kind == "none" else found


def _standing(hall: Hall, said: Said) -> Standing:
    present, represented, total = present_and_all(hall)
    return Standing(said.position, said.at, present, represented, total, needed(hall.quorum, total))


def _is_same(one: Standing, other: Standing) -> bool:
    return (one.present, one.represented, one.total, one.needed) == (
        other.present,
        other.represented,
        other.total,
        other.needed,
    )


def attendance(entries: Sequence[Said]) -> str | None:
    """What the minutes have to print of those who came; nothing where nobody was to."""
    hall, came = Hall(), set[str]()
    for said in entries:
        follow(hall, said)
        came |= hall.here
    members = {member for member, votes in hall.votes.items() if votes > 0}
    return attendance_line(len(members), len(came & members), len(hall.here & members)) if members else None


def line(entries: Sequence[Said]) -> str | None:
    """What the minutes have to print of it; nothing where it never changed."""
    changes = over_time(entries)
    return quorum_line(row[-1] for row in put_together(changes)[1]) if len(changes) > 1 else None
