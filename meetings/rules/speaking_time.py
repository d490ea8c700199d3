"""Speaking time: how long members and groups have spoken on an item, and how long the next speech may last.

Who speaks while several items are debated together speaks on each of them: the time counts for each, and nobody may
speak longer on any of them than the rules allow.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from immutables import Map

from meetings.rules import agenda, attendance
from meetings.rules.identity import ItemId, MemberId
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

Spoken = Map[ItemId | None, Map[MemberId, int]]
"""For each item, how many milliseconds of their time members have used."""
NOTHING: Map[MemberId, int] = Map()


def spoken_on(spoken: Spoken, item: ItemId | None) -> Mapping[MemberId, int]:
    """How many milliseconds of their time members have used on an item."""
    return spoken.get(item, NOTHING)


def counted(spoken: Spoken, item: ItemId | None, member: MemberId, ms: int) -> Spoken:
    """The time used, with a speech of so many milliseconds."""
    on_item = spoken.get(item, NOTHING)
    return spoken.set(item, on_item.set(member, on_item.get(member, 0) + ms))


def used(spoken: Spoken, items: Sequence[ItemId | None]) -> Mapping[MemberId, int]:
    """How many milliseconds of their time members have used in the debate on these items: the most on any of them."""
    first, *others = items or (None,)
    most = dict(spoken_on(spoken, first))
    for item in others:
        for member, ms in spoken_on(spoken, item).items():
            most[member] = max(ms, most.get(member, 0))
    return most


def limit_of(meeting: "Meeting", member: MemberId, *, is_counted: bool) -> int | None:
    """How many seconds the rules give a speech; None where they set no limit. Raises Refused if no time is left."""
    limits = [limit for limit in [meeting.sitting.rules.speech_limit_s] if limit]
    if is_counted:
        limits += _left(meeting, member)
    if limits and min(limits) <= 0:
        name = attendance.find(meeting.attendance, member).name
        raise Refused(
            Code.WRONG_STATE,
            "The time of {name} for this item is used up: give a time to let them speak nevertheless.",
            name=name,
        )
    return min(limits, default=None)


def _left(meeting: "Meeting", member: MemberId) -> list[int]:
    """The whole seconds left to the member and to the group, as far as the rules limit them."""
    rules, group = meeting.sitting.rules, attendance.find(meeting.attendance, member).group
    spoken = used(meeting.floor.spoken, agenda.in_hand(meeting.agenda))
    left: list[int] = []
    if rules.member_limit_s:
        left.append(rules.member_limit_s - spoken.get(member, 0) // 1000)
    if rules.group_limit_s and group is not None:
        members = meeting.attendance.members
        together = sum(ms for other, ms in spoken.items() if members[other].group == group)
        left.append(rules.group_limit_s - together // 1000)
    return left
