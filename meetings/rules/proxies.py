"""Proxies: a member votes for another one who is away, where the body allows it. (Not in RONR unless bylaws do, 45:70.)

A proxy counts while the member who gave it is not recorded present: whoever comes votes in person. It cannot be passed
on, and in a poll it counts if it had been given when the poll was opened.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meetings.rules import attendance
from meetings.rules.decision import LONGEST_TITLE, Command, Event, within
from meetings.rules.identity import Actor, MemberId, Role
from meetings.rules.mandates import Mandate, ProxyMeans, with_one, without
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

ANYBODY = frozenset({Role.CHAIR, Role.SECRETARY})
"""Whoever records the proxies of others; everybody else speaks for oneself."""


class GiveProxy(Command, frozen=True, kw_only=True):
    """Let another member vote for one; recorded by organisers for the member that they name.

    `authority` says what they were shown, such as a letter and its date.
    """

    member: MemberId | None = None
    proxy: MemberId
    authority: str | None = None


class EndProxy(Command, frozen=True, kw_only=True):
    """Let nobody vote for the member any more."""

    member: MemberId | None = None


class ProxyGiven(Event, frozen=True, kw_only=True):
    """A member lets another one vote for it."""

    member: MemberId
    proxy: MemberId
    means: ProxyMeans
    authority: str = ""


class ProxyEnded(Event, frozen=True, kw_only=True):
    """Nobody votes for the member any more."""

    member: MemberId


ProxyCommand = GiveProxy | EndProxy
ProxyEvent = ProxyGiven | ProxyEnded


def decide(meeting: "Meeting", actor: Actor, role: Role | None, command: ProxyCommand) -> Sequence[Event]:
    """The events of a command about proxies; `role` is the office in which the actor acts. Raises Refused."""
    member = _principal(meeting, actor, role, command)
    given = meeting.attendance.mandates.given
    match command:
        case GiveProxy():
            if member.ref in given:
                held = attendance.find(meeting.attendance, given[member.ref].proxy)
                raise Refused(
                    Code.ALREADY,
                    "{held} already votes for {name}: end that proxy first.",
                    held=held.name,
                    name=member.name,
                )
            return [_given(meeting, actor, role, member, command)]
        case EndProxy():
            if member.ref not in given:
                raise Refused(Code.ALREADY, "Nobody votes for {name}.", name=member.name)
            return [ProxyEnded(member=member.ref)]


def _principal(meeting: "Meeting", actor: Actor, role: Role | None, command: ProxyCommand) -> attendance.Member:
    """Whose vote it is."""
    ref = command.member or actor.member
    if ref != actor.member and role not in ANYBODY and actor.member is not None:
        raise Refused(Code.NOT_ALLOWED, "Only for yourself: the chair and the secretary record it for others.")
    return attendance.find(meeting.attendance, ref or MemberId(""))


def _given(
    meeting: "Meeting", actor: Actor, role: Role | None, member: attendance.Member, command: GiveProxy
) -> ProxyGiven:
    proxy = attendance.find(meeting.attendance, command.proxy)
    _is_allowed(meeting, member, proxy)
    _is_not_passed_on(meeting, member, proxy)
    _is_no_substitute(meeting, proxy)
    by_member = meeting.sitting.rules.members_give_proxies and member.ref == actor.member
    if by_member and command.authority is None:
        _is_no_substitute(meeting, member)
        return ProxyGiven(member=member.ref, proxy=proxy.ref, means="member")
    if role not in ANYBODY and actor.member is not None:
        raise Refused(Code.NOT_ALLOWED, "The secretary records proxies: show the authority that you give in writing.")
    authority = within(command.authority or "", LONGEST_TITLE, "authority")
    return ProxyGiven(member=member.ref, proxy=proxy.ref, means="written", authority=authority)


def _is_allowed(meeting: "Meeting", member: attendance.Member, proxy: attendance.Member) -> None:
    """Whether the rules of the body let this member vote for that one. Raises Refused."""
    rules = meeting.sitting.rules
    if rules.proxies == 0:
        raise Refused(Code.NOT_ALLOWED, "The rules of this body know no proxies.")
    for each in (member, proxy):
        if each.votes == 0:
            raise Refused(
                Code.NOT_ALLOWED, "{name} has no vote: a proxy is given by one who has, to another.", name=each.name
            )
    if proxy.ref == member.ref:
        raise Refused(Code.BAD_COMMAND, "proxy: another member was expected, the same one came")
    if rules.proxies_in_group and proxy.group != member.group:
        raise Refused(
            Code.NOT_ALLOWED,
            "{proxy} is not in the group of {name}, as the rules ask.",
            proxy=proxy.name,
            name=member.name,
        )


def _is_not_passed_on(meeting: "Meeting", member: attendance.Member, proxy: attendance.Member) -> None:
    """Nobody votes for who votes for others, and for no more than the rules say. Raises Refused."""
    mandates, most = meeting.attendance.mandates, meeting.sitting.rules.proxies
    if member.ref in mandates.held:
        raise Refused(Code.WRONG_STATE, "{name} votes for others: a proxy cannot be passed on.", name=member.name)
    if proxy.ref in mandates.given:
        raise Refused(Code.WRONG_STATE, "{proxy} has given a proxy too: it cannot be passed on.", proxy=proxy.name)
    held = len(mandates.held.get(proxy.ref, ()))
    if held >= most:
        raise Refused.counting(
            Code.WRONG_STATE,
            "{proxy} already votes for {held}: at most {n} is allowed.",
            "{proxy} already votes for {held}: at most {n} are allowed.",
            n=most,
            proxy=proxy.name,
            held=held,
        )


def _is_no_substitute(meeting: "Meeting", member: attendance.Member) -> None:
    """A proxy is given by a member to another one, not by or to whoever sits in the seat. Raises Refused."""
    substitute = meeting.attendance.substitutes.get(member.ref)
    if substitute is not None:
        raise Refused(
            Code.WRONG_STATE,
            "{substitute} sits in the seat of {name}: a substitute neither gives nor gets a proxy.",
            substitute=substitute,
            name=member.name,
        )


def evolve(state: attendance.Attendance, event: ProxyEvent) -> attendance.Attendance:
    """The attendance after `event`."""
    match event:
        case ProxyGiven():
            mandate = Mandate(event.proxy, event.means, event.authority)
            return replace(state, mandates=with_one(state.mandates, event.member, mandate))
        case ProxyEnded():
            return replace(state, mandates=without(state.mandates, event.member))
