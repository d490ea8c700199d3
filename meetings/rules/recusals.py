"""Recusals: who takes no part in a vote because of a conflict of interest (RONR 45:4), in an item or in one poll.

That somebody is recused is public, the reason is for the organisers alone.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meetings.rules import agenda, attendance
from meetings.rules.decision import LONGEST_TEXT, Command, Event, within
from meetings.rules.identity import Actor, ItemId, MemberId, PollId, Role, Stamp
from meetings.rules.polls import Poll, Polls, PollState, Recusal, find, voted_on
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

ANYBODY = frozenset({Role.CHAIR, Role.SECRETARY})
"""Whoever records recusals of others; everybody else speaks for oneself."""


class Recuse(Command, frozen=True, kw_only=True):
    """Take no part in the votes of an item, or in one poll; recorded by organisers for the member that they name."""

    item: ItemId | None = None
    poll: PollId | None = None
    member: MemberId | None = None
    reason: str | None = None


class WithdrawRecusal(Command, frozen=True, kw_only=True):
    """Take part again."""

    item: ItemId | None = None
    poll: PollId | None = None
    member: MemberId | None = None


RecusalCommand = Recuse | WithdrawRecusal


class MemberRecused(Event, frozen=True, kw_only=True):
    """A member takes no part in the votes of an item, or in one poll."""

    member: MemberId
    item: ItemId | None = None
    poll: PollId | None = None


class RecusalExplained(Event, frozen=True, kw_only=True):
    """Why a member is recused. Hidden from the public record."""

    member: MemberId
    reason: str
    item: ItemId | None = None
    poll: PollId | None = None


class RecusalWithdrawn(Event, frozen=True, kw_only=True):
    """A member takes part again."""

    member: MemberId
    item: ItemId | None = None
    poll: PollId | None = None


RecusalEvent = MemberRecused | RecusalExplained | RecusalWithdrawn


def decide(meeting: "Meeting", actor: Actor, role: Role | None, command: RecusalCommand) -> Sequence[Event]:
    """The events of a recusal; `role` is the office in which the actor acts. Raises Refused."""
    member = spoken_for(meeting, actor, role, command.member)
    if (command.item is None) is (command.poll is None):
        raise Refused(Code.BAD_COMMAND, "item or poll: one of them was expected")
    not_voted_on(meeting, command.item, command.poll)
    recused = has(meeting.polls, member, command.item, command.poll)
    if isinstance(command, WithdrawRecusal):
        if not recused:
            raise Refused(Code.ALREADY, "This member is not recused.")
        if not may_take_back(meeting, actor, role, command.item, command.poll):
            raise Refused(Code.NOT_ALLOWED, "The chair or the secretary recorded this: only they take it back.")
        return [RecusalWithdrawn(member=member, item=command.item, poll=command.poll)]
    if recused:
        raise Refused(Code.ALREADY, "This member is already recused.")
    events: list[Event] = [MemberRecused(member=member, item=command.item, poll=command.poll)]
    if command.reason is not None:
        reason = within(command.reason, LONGEST_TEXT, "reason")
        events.append(RecusalExplained(member=member, reason=reason, item=command.item, poll=command.poll))
    return events


def spoken_for(meeting: "Meeting", actor: Actor, role: Role | None, named: MemberId | None) -> MemberId:
    """Whom the actor speaks for: oneself or, for organisers, whoever is named. Raises Refused."""
    member = named or actor.member
    if member != actor.member and role not in ANYBODY and actor.member is not None:
        raise Refused(Code.NOT_ALLOWED, "Only for yourself: the chair and the secretary record it for others.")
    found = attendance.find(meeting.attendance, member or MemberId(""))
    if found.votes == 0:
        raise Refused(Code.NOT_ENTITLED, "{name} has no vote, and so nothing to be recused from.", name=found.name)
    return found.ref


def not_voted_on(meeting: "Meeting", item: ItemId | None, poll: PollId | None) -> None:
    """Entitlement is fixed when a poll opens: until its close nobody is recused from it, nor after."""
    if item is not None:
        agenda.find(meeting.agenda, item)
        if voted_on(meeting.polls) == item:
            raise Refused(Code.WRONG_STATE, "A poll on this item is open: who may vote in it is fixed.")
    if poll is not None and find(meeting.polls, poll).state is not PollState.PREPARED:
        raise Refused(Code.WRONG_STATE, "The poll has been opened: who may vote in it is fixed.")


def has(polls: Polls, member: MemberId, item: ItemId | None, poll: PollId | None) -> bool:
    """Whether there is such a recusal."""
    return _found(polls, member, item, poll) is not None


def _found(polls: Polls, member: MemberId, item: ItemId | None, poll: PollId | None) -> Recusal | None:
    named = (each for each in polls.recusals if (each.member, each.item, each.poll) == (member, item, poll))
    return next(named, None)


def may_take_back(
    meeting: "Meeting", actor: Actor, role: Role | None, item: ItemId | None, poll: PollId | None
) -> bool:
    """Whether the actor takes back such a recusal: chair and secretary any, a member what it has recorded itself."""
    if actor.member is None or role in ANYBODY:
        return True
    found = _found(meeting.polls, actor.member, item, poll)
    return found is not None and found.by == actor.member


def from_poll(polls: Polls, poll: Poll) -> frozenset[MemberId]:
    """Who takes no part in the poll if it opens now."""
    return frozenset(each.member for each in polls.recusals if each.poll == poll.ref or each.item == poll.item)


def evolve(polls: Polls, event: RecusalEvent, stamp: Stamp) -> Polls:
    """The polls with their recusals after `event`."""
    others = tuple(each for each in polls.recusals if (each.member, each.item, each.poll) != _key(event))
    match event:
        case MemberRecused():
            return replace(polls, recusals=(*others, Recusal(event.member, event.item, event.poll, by=stamp.by)))
        case RecusalExplained():
            explained = Recusal(event.member, event.item, event.poll, event.reason, stamp.by)
            return replace(polls, recusals=(*others, explained))
        case RecusalWithdrawn():
            return replace(polls, recusals=others)


def _key(event: RecusalEvent) -> tuple[MemberId, ItemId | None, PollId | None]:
    return event.member, event.item, event.poll
