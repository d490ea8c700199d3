"""Follows through the entries when the sitting was open: the call to order, each recess and its end, the adjournment.

Written apart from the rules, from PROTOCOL ("Procedure") alone, so that a fault there does not hide itself here.
"""

from collections.abc import Sequence

from msgspec import Struct, field

from meetings.minutes.moments import Recess
from meetings.minutes.report import Check, failed, passed
from meetings.minutes.verify_chain import Said, body_of

LEADS: dict[str, tuple[tuple[str, ...], str]] = {
    "called_to_order": (("scheduled",), "open"),
    "suspended": (("open",), "suspended"),
    "recess_changed": (("suspended",), "suspended"),
    "resumed": (("suspended",), "open"),
    "adjourned": (("open", "suspended"), "closed"),
}
"""In which states of the meeting each of these can come, and to which it leads."""
WHILE_OPEN = frozenset(
    "item_started items_joined consent_adopted floor_given motion_moved amendment_moved procedural_moved "
    "motion_seconded poll_opened vote_cast ballot_received poll_closed result_declared consensus_declared "
    "point_ruled".split()
)
"""What is done in the sitting alone."""


class Until(Struct, frozen=True):
    """A suspension, and when the sitting is to go on, if that was said."""

    until: int | None = None


class Sitting(Struct):
    """Where the meeting stands, its recesses so far, and what was out of order."""

    state: str = "scheduled"
    called_at: int | None = None
    recesses: list[Recess] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def sitting(entries: Sequence[Said]) -> Sitting:
    """The course of the sitting. Raises Broken."""
    of = Sitting()
    for said in entries:
        if said.kind in LEADS:
            _follow(of, said)
        elif said.kind in WHILE_OPEN and of.state != "open":
            of.faults.append(f"position {said.position}, {said.kind}: the meeting was {of.state}")
    return of


def check(of: Sitting) -> list[Check]:
    """What was found of recesses, if there were any or something was out of order."""
    if of.faults:
        return [failed("sitting", "; ".join(of.faults))]
    count = len(of.recesses)
    return [passed("sitting", f"{count} {'recess' if count == 1 else 'recesses'}; business only in between")][:count]


def _follow(of: Sitting, said: Said) -> None:
    before, after = LEADS[said.kind]
    if of.state not in before:
        of.faults.append(f"position {said.position}, {said.kind}: the meeting was {of.state}")
        return
    of.state = after
    if said.kind == "called_to_order":
        of.called_at = said.at
    elif said.kind in ("suspended", "recess_changed"):
        _announced(of, said, body_of(said, Until).until)
    elif of.recesses and of.recesses[-1].until is None:
        of.recesses[-1] = Recess(of.recesses[-1].since, said.at, of.recesses[-1].announced)


def _announced(of: Sitting, said: Said, until: int | None) -> None:
    if until is not None and until <= said.at:
        of.faults.append(f"position {said.position}, {said.kind}: the sitting was to go on before that was said")
    told = () if until is None else (until,)
    if said.kind == "suspended":
        of.recesses.append(Recess(said.at, None, told))
    else:
        last = of.recesses[-1]
        of.recesses[-1] = Recess(last.since, None, (*last.announced, *told))
