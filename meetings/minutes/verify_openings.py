"""Checks who could vote in a poll when it was opened, and whether it could be opened at all.

Written apart from the rules, from PROTOCOL ("Votes", "Attendance") alone, so that a fault there does not hide here.
"""

from collections.abc import Iterator, Sequence

from meetings.minutes import verify_attendance
from meetings.minutes.verify_attendance import Hall
from meetings.minutes.verify_lots import drawn
from meetings.minutes.verify_shapes import Opened, Prepared


def faults(hall: Hall, terms: Prepared, opened: Opened) -> Iterator[str]:
    """What was wrong when the poll was opened, one phrase each."""
    yield from verify_attendance.without_quorum(hall)
    yield from verify_attendance.proxies_opened(hall, opened.proxies, opened.entitled)
    for member in opened.proxies.values():
        if member in opened.recused:
            yield f"{member} votes for others, and is recused"
    for member, group in opened.groups.items():
        if hall.groups.get(member) != group:
            yield f"{member} votes in the group {group}, the list of members says otherwise"
    for member, weight in (*opened.entitled.items(), *opened.recused.items()):
        if hall.votes.get(member) != weight:
            listed = hall.votes.get(member, 0)
            yield f"{member} is entitled to {weight} votes, the list of members says {listed}"
    yield from _wrong_electorate(hall, terms, opened)
    if terms.by == "voice":
        yield from _wrong_first(hall, opened)


def _wrong_electorate(hall: Hall, terms: Prepared, opened: Opened) -> Iterator[str]:
    """Whether everybody may vote whom the question is put to, but those recused; and nobody else."""
    recused = {each.member for each in hall.recusals if terms.poll == each.poll or terms.item == each.item}
    asked = {member for member, votes in hall.votes.items() if votes > 0 and _is_asked(hall, terms, member)}
    for member in sorted(asked - recused - opened.entitled.keys()):
        yield f"{member} was to vote, and was not entitled"
    for member in sorted((opened.entitled.keys() & hall.votes.keys()) - (asked - recused)):
        yield f"{member} was entitled, and is {'recused' if member in recused else 'not asked'}"
    for member in sorted((asked & recused) ^ opened.recused.keys()):
        yield f"{member} is {'recused' if member in recused else 'not recused'}, recorded is the contrary"


def _is_asked(hall: Hall, terms: Prepared, member: str) -> bool:
    """Whether a member with a vote belongs to those whom the question is put to."""
    match terms.electorate:
        case None:
            return True
        case str(group):
            return hall.groups.get(member) == group
        case members:
            return member in members


def _wrong_first(hall: Hall, opened: Opened) -> Iterator[str]:
    """Whether a roll call began with the name that the list or the lot says."""
    names: Sequence[str] = [member for member in hall.votes if member in opened.entitled]
    if hall.rules.roll_call_start == "lot" and opened.seed is None:
        yield "the seed with which the first name was drawn by lot was not recorded"
    elif opened.seed is not None:
        names = drawn(opened.seed, names)
    if names and opened.first != names[0]:
        yield f"the roll call was to begin with {names[0]}, recorded is {opened.first or 'nobody'}"
