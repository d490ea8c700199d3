"""The electorate: who may vote in a poll that opens now, and whether it may open at all."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from meetings.rules import attendance, inquorate, recusals
from meetings.rules.identity import MemberId
from meetings.rules.polls import Poll
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

FEWEST_CONFIDENTIAL = 3
"""With fewer voters a result tells who voted how."""


def must_have_quorum(meeting: "Meeting") -> None:
    """Whether anything may be decided now. Raises Refused."""
    if not inquorate.may_decide(meeting):
        raise inquorate.missing(meeting)


def entitled(meeting: "Meeting", poll: Poll) -> dict[MemberId, int]:
    """Who may vote in the poll if it opens now, with how many votes; in the order in which the record writes them."""
    recused = recusals.from_poll(meeting.polls, poll)
    return {ref: votes for ref, votes in _chosen(meeting, poll).items() if ref not in recused}


def recused(meeting: "Meeting", poll: Poll) -> dict[MemberId, int]:
    """Who would be entitled but takes no part, with the votes that are not given."""
    recused = recusals.from_poll(meeting.polls, poll)
    return {ref: votes for ref, votes in _chosen(meeting, poll).items() if ref in recused}


def _chosen(meeting: "Meeting", poll: Poll) -> dict[MemberId, int]:
    """The electorate that was asked for, recused or not."""
    voting = sorted(attendance.voting_members(meeting.attendance), key=lambda member: member.ref)
    if isinstance(poll.electorate, str):
        return {member.ref: member.votes for member in voting if member.group == poll.electorate}
    chosen = poll.electorate
    return {member.ref: member.votes for member in voting if chosen is None or member.ref in chosen}


def in_base(poll: Poll) -> Mapping[MemberId, int]:
    """Whose votes are in the bases of those present and of all members."""
    return {**poll.entitled, **poll.recused} if poll.recused_in_base else poll.entitled


def voting_now(meeting: "Meeting", poll: Poll) -> dict[MemberId, int]:
    """Who of those entitled may vote at this moment."""
    if meeting.sitting.rules.absentees_vote:
        return dict(poll.entitled)
    here = meeting.attendance
    return {ref: votes for ref, votes in poll.entitled.items() if attendance.is_present(here, ref)}


def groups(meeting: "Meeting", poll: Poll, in_base: Mapping[MemberId, int]) -> dict[MemberId, str]:
    """The group of each who is in the base, where a second majority is needed in each of some groups."""
    second = poll.rule.second
    if second is None:
        return {}
    of = {ref: meeting.attendance.members[ref].group for ref in in_base}
    return {ref: group for ref, group in of.items() if group is not None and group in (second.groups or (group,))}


def can_be_confidential(entitled: dict[MemberId, int]) -> None:
    """A small electorate, or a weight that only one member has, would show who voted how."""
    if len(entitled) < FEWEST_CONFIDENTIAL:
        raise Refused(
            Code.WRONG_STATE,
            f"A confidential poll needs at least {FEWEST_CONFIDENTIAL} entitled members, there are {len(entitled)}.",
        )
    if len(set(entitled.values())) > 1:
        raise Refused(Code.WRONG_STATE, "A confidential poll needs equal voting weights: these would show who voted.")
