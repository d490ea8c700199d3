"""The electorate: who may vote in a poll that opens now, and whether it may open at all."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from meetings.rules import attendance, inquorate, recusals
from meetings.rules.identity import MemberId
from meetings.rules.poll_terms import Secrecy
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


def proxies(meeting: "Meeting", poll: Poll, entitled: Mapping[MemberId, int]) -> dict[MemberId, MemberId]:
    """Who may vote for whom in the poll if it opens now; whoever is recused votes for nobody."""
    recused = recusals.from_poll(meeting.polls, poll)
    given = sorted(meeting.attendance.mandates.given.items())
    return {ref: each.proxy for ref, each in given if ref in entitled and each.proxy not in recused}


def is_represented(meeting: "Meeting", poll: Poll, member: MemberId) -> bool:
    """Whether this member is away, and the proxy who may vote for it in the poll is here."""
    return _has_proxy(meeting, poll, member) and attendance.is_represented(meeting.attendance, member)


def _has_proxy(meeting: "Meeting", poll: Poll, member: MemberId) -> bool:
    """Whether the proxy that counts in the poll has not ended since."""
    mandate = meeting.attendance.mandates.given.get(member)
    return mandate is not None and mandate.proxy == poll.proxies.get(member)


def votes_for(meeting: "Meeting", poll: Poll, proxy: MemberId) -> list[MemberId]:
    """Which other members this one may vote for at this moment."""
    return [ref for ref in poll.representing.get(proxy, ()) if _why_not(meeting, poll, proxy, ref) is None]


def must_represent(meeting: "Meeting", poll: Poll, proxy: MemberId, member: MemberId) -> None:
    """Whether this one may vote for that member at this moment. Raises Refused."""
    if member not in poll.representing.get(proxy, ()):
        raise Refused(
            Code.NOT_ENTITLED,
            "In this poll you do not vote for {member}: no proxy said so at its opening.",
            member=attendance.find(meeting.attendance, member).name,
        )
    refused = _why_not(meeting, poll, proxy, member)
    if refused is not None:
        raise refused


def _why_not(meeting: "Meeting", poll: Poll, proxy: MemberId, member: MemberId) -> Refused | None:
    here, name = meeting.attendance, meeting.attendance.members[member].name
    if not _has_proxy(meeting, poll, member):
        return Refused(
            Code.NOT_ENTITLED, "The proxy of {name} has ended: you do not vote for {name} any more.", name=name
        )
    if attendance.is_present(here, member):
        return Refused(Code.NOT_ENTITLED, "{name} is here, and votes in person.", name=name)
    if not meeting.sitting.rules.absentees_vote and not attendance.is_present(here, proxy):
        return Refused(Code.NOT_PRESENT, "You are not recorded as present: answer the roll call or ask the secretary.")
    cast = poll.votes.get(member)
    if cast is not None and cast.proxy is None:
        return Refused(Code.ALREADY, "{name} has voted in person: that vote stands.", name=name)
    if cast is not None and poll.secrecy is Secrecy.CONFIDENTIAL:
        return Refused(
            Code.ALREADY, "The vote of {name} is already recorded; in a confidential poll it is final.", name=name
        )
    return None


def in_base(poll: Poll) -> Mapping[MemberId, int]:
    """Whose votes are in the bases of those present and of all members."""
    return {**poll.entitled, **poll.recused} if poll.recused_in_base else poll.entitled


def voting_now(meeting: "Meeting", poll: Poll) -> dict[MemberId, int]:
    """Who of those entitled may vote at this moment."""
    if meeting.sitting.rules.absentees_vote:
        return dict(poll.entitled)
    return {ref: votes for ref, votes in poll.entitled.items() if _votes_now(meeting, poll, ref)}


def _votes_now(meeting: "Meeting", poll: Poll, ref: MemberId) -> bool:
    return attendance.is_present(meeting.attendance, ref) or is_represented(meeting, poll, ref)


def is_in_base_present(meeting: "Meeting", poll: Poll, ref: MemberId) -> bool:
    """Whether the votes of this member are in the base of those present: by proxy too, where the rules say so."""
    by_proxy = meeting.sitting.rules.proxies_present and is_represented(meeting, poll, ref)
    return by_proxy or attendance.is_present(meeting.attendance, ref)


def groups(meeting: "Meeting", poll: Poll, in_base: Mapping[MemberId, int]) -> dict[MemberId, str]:
    """The group of each who is in the base, where a second majority is needed in each of some groups."""
    second = poll.rule.second
    if second is None:
        return {}
    of = {ref: meeting.attendance.members[ref].group for ref in in_base}
    return {ref: group for ref, group in of.items() if group is not None and group in (second.groups or (group,))}


def can_be_confidential(entitled: Mapping[MemberId, int], proxies: Mapping[MemberId, MemberId]) -> None:
    """A small electorate, or a weight that only one member has, would show who voted how.

    Whoever votes for others knows how they voted: all their ballots are of one hand.
    """
    hands = len({proxies.get(ref, ref) for ref in entitled})
    if hands < FEWEST_CONFIDENTIAL:
        raise Refused.counting(
            Code.WRONG_STATE,
            "A confidential poll needs at least {least} entitled members who vote, there is {n}.",
            "A confidential poll needs at least {least} entitled members who vote, there are {n}.",
            n=hands,
            least=FEWEST_CONFIDENTIAL,
        )
    if len(set(entitled.values())) > 1:
        raise Refused(Code.WRONG_STATE, "A confidential poll needs equal voting weights: these would show who voted.")
