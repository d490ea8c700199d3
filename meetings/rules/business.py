"""The order of business: the agenda and what is done with several of its items at once. Topics that meet here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from meetings.rules import agenda, authority, consent, items_in_hand, joint_debate, urgency
from meetings.rules.agenda import Agenda, AgendaCommand, AgendaEvent, RetitleItem
from meetings.rules.consent import ConsentCommand, ConsentEvent
from meetings.rules.decision import Event, Given
from meetings.rules.identity import Actor, Stamp
from meetings.rules.items_in_hand import HandCommand, HandEvent
from meetings.rules.joint_debate import JointCommand, JointEvent
from meetings.rules.polls import voted_on
from meetings.rules.refusals import Code, Refused
from meetings.rules.urgency import MoveUrgent, UrgencyMoved

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

BusinessCommand = AgendaCommand | HandCommand | ConsentCommand | JointCommand | MoveUrgent
BusinessEvent = AgendaEvent | HandEvent | ConsentEvent | JointEvent | UrgencyMoved


def decide(meeting: "Meeting", actor: Actor, command: BusinessCommand, given: Given) -> Sequence[Event]:
    """The events of a command about the order of business. Raises Refused."""
    if isinstance(command, ConsentCommand):
        return consent.decide(meeting, actor, authority.office(meeting, actor), command)
    if isinstance(command, JointCommand):
        return joint_debate.decide(meeting, command)
    if isinstance(command, MoveUrgent):
        return urgency.decide(meeting, actor, authority.office(meeting, actor), command, given)
    if isinstance(command, HandCommand):
        return items_in_hand.decide(meeting, command)
    if isinstance(command, RetitleItem) and voted_on(meeting.polls) == command.item:
        # Nobody votes on words that change while the vote is open.
        raise Refused(Code.WRONG_STATE, "A poll on this item is open: close or cancel it first.")
    return agenda.decide(meeting.agenda, command, given)


def evolve(of: Agenda, event: BusinessEvent, stamp: Stamp) -> Agenda:
    """The agenda after `event`."""
    if isinstance(event, ConsentEvent):
        return consent.evolve(of, event)
    if isinstance(event, JointEvent):
        return joint_debate.evolve(of, event)
    if isinstance(event, UrgencyMoved):
        return urgency.evolve(of, event, stamp)
    if isinstance(event, HandEvent):
        return items_in_hand.evolve(of, event)
    return agenda.evolve(of, event)
