"""From the list of participants to its fragments, for audiences that may see them."""

from collections.abc import Mapping

from msgspec import Struct

from meetings.rules import attendance
from meetings.rules.attendance import Attendance, Member, Status
from meetings.rules.quorum import Quorum
from meetings.views.fragments import Fragment, MemberShown, QuorumShown


def _quorum(quorum: Quorum) -> QuorumShown:
    return QuorumShown(
        required=quorum.required,
        present=quorum.present,
        total=quorum.total,
        met=quorum.is_met,
        represented=quorum.represented,
    )


class Listed(Struct, frozen=True):
    """What is shown of a list of participants: of a hundred changes of a meeting ninety leave the list as it was."""

    attendance: Attendance
    shown: Mapping[str, Fragment]
    everybody: int
    """Members with a vote."""


def listed(state: Attendance, *, in_full: bool, before: Listed | None = None) -> Listed:
    """The participants and their quorum; `before` itself if the list is the same."""
    if before is not None and before.attendance is state:
        return before
    quorum_shown = _quorum(attendance.quorum(state))
    shown = {**_members(state, before, in_full=in_full), "quorum": quorum_shown}
    return Listed(state, shown, len(attendance.voting_members(state)))


def _members(state: Attendance, before: Listed | None, *, in_full: bool) -> Mapping[str, Fragment]:
    """The participants: those who are as they were as they were shown, for one of thousands changes at a time."""
    if before is None or _is_told_otherwise(before, state):
        return {f"member/{ref}": _member(state, member, in_full=in_full) for ref, member in state.members.items()}
    same = before.attendance.members
    changed = [member for ref, member in state.members.items() if same.get(ref) is not member]
    # Nobody is ever taken off the list.
    return {**before.shown, **{f"member/{each.ref}": _member(state, each, in_full=in_full) for each in changed}}


def _is_told_otherwise(before: Listed, state: Attendance) -> bool:
    """Whether what is told of members beside their own entries has changed."""
    earlier = before.attendance
    kept = ((earlier.reasons, state.reasons), (earlier.substitutes, state.substitutes))
    return any(one is not other for one, other in (*kept, (earlier.mandates.given, state.mandates.given)))


def _member(state: Attendance, member: Member, *, in_full: bool) -> MemberShown:
    """A participant; in full with what only organisers see of the attendance."""
    mandate = state.mandates.given.get(member.ref)
    return MemberShown(
        order=member.order,
        name=member.name,
        role=member.role,
        votes=member.votes,
        status=member.status,
        seat=member.seat,
        group=member.group,
        title=member.title,
        reason=state.reasons.get(member.ref) if in_full else None,
        stays=member.stays if in_full else (),
        recorded=member.status is Status.ABSENT and member.recorded_at is not None,
        substitute=state.substitutes.get(member.ref),
        proxy=None if mandate is None else mandate.proxy,
        authority=None if mandate is None else mandate.authority or None,
    )
