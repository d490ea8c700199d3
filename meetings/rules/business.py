"""The order of business: the agenda and what is done with several of its items at once. Topics that meet here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from meetings.rules import agenda, consent
from meetings.rules.agenda import Agenda, AgendaCommand, AgendaEvent
from meetings.rules.consent import ConsentCommand, ConsentEvent
from meetings.rules.decision import Event, Given
from meetings.rules.identity import Actor

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

BusinessCommand = AgendaCommand | ConsentCommand
BusinessEvent = AgendaEvent | ConsentEvent


def decide(meeting: "Meeting", actor: Actor, command: BusinessCommand, given: Given) -> Sequence[Event]:
    """The events of a command about the order of business. Raises Refused."""
    if isinstance(command, ConsentCommand):
        return consent.decide(meeting, actor, command)
    return agenda.decide(meeting, command, given)


def evolve(of: Agenda, event: BusinessEvent) -> Agenda:
    """The agenda after `event`."""
    if isinstance(event, ConsentEvent):
        return consent.evolve(of, event)
    return agenda.evolve(of, event)
