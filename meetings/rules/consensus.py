"""Consensus: the chair declares that something is agreed without a vote ("adopted without a vote"; RONR 4:58)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from meetings.rules import agenda, attendance, items_in_hand
from meetings.rules.decision import LONGEST_TEXT, Command, Event, within
from meetings.rules.electorate import must_have_quorum
from meetings.rules.identity import ItemId, MemberId, PollId, Stamp
from meetings.rules.polls import Agreement, PollState, find, in_state
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class DeclareConsensus(Command, frozen=True, kw_only=True):
    """Declare that the item in hand is agreed on in these words; perhaps instead of a poll that is prepared."""

    item: ItemId
    text: str
    objections: tuple[MemberId, ...] = ()
    poll: PollId | None = None


class ConsensusDeclared(Event, frozen=True, kw_only=True):
    """Something is agreed without a vote; whoever objected is named, and the poll that is not needed any more."""

    item: ItemId
    text: str
    objections: tuple[MemberId, ...] = ()
    poll: PollId | None = None


def decide(meeting: "Meeting", command: DeclareConsensus) -> ConsensusDeclared:
    """The declaration. Raises Refused."""
    items_in_hand.no_poll_open(meeting)
    if agenda.find(meeting.agenda, command.item).ref not in agenda.in_hand(meeting.agenda):
        raise Refused(Code.WRONG_STATE, "The item is not in hand: start it first.")
    must_have_quorum(meeting)
    _can_object(meeting, command.objections)
    if command.poll is not None:
        _can_be_spared(meeting, command.poll, command.item)
    return ConsensusDeclared(
        item=command.item,
        text=within(command.text, LONGEST_TEXT, "text"),
        objections=command.objections,
        poll=command.poll,
    )


def _can_object(meeting: "Meeting", objections: Sequence[MemberId]) -> None:
    if len(set(objections)) != len(objections):
        raise Refused(Code.BAD_COMMAND, "objections: different members were expected")
    for ref in objections:
        member = attendance.find(meeting.attendance, ref)
        if member.votes == 0:
            raise Refused(
                Code.BAD_COMMAND, "objections: members with a vote were expected, {name} has none", name=member.name
            )


def _can_be_spared(meeting: "Meeting", ref: PollId, item: ItemId) -> None:
    """Whether a poll need not be held because the matter is agreed."""
    poll = in_state(find(meeting.polls, ref), PollState.PREPARED, PollState.AGREED)
    if poll.item != item:
        raise Refused(Code.WRONG_STATE, "The poll belongs to another item.")


def agreement(event: ConsensusDeclared, stamp: Stamp) -> Agreement:
    """What was agreed, as it stands on record."""
    return Agreement(stamp.position, stamp.at, event.item, event.text, event.objections, event.poll)
