"""How people conduct themselves: interests declared, votes explained, incidents. Topics that meet here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from meetings.rules import authority, explanations, incidents, interests
from meetings.rules.decision import Event, Given
from meetings.rules.explanations import ExplainVote, Explanation, VoteExplained
from meetings.rules.identity import Actor, Stamp
from meetings.rules.incidents import Incident, IncidentRecorded, RecordIncident
from meetings.rules.interests import (
    DeclareInterest,
    Interest,
    InterestCommand,
    InterestDeclared,
    InterestEvent,
    InterestWithdrawn,
    WithdrawInterest,
)

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

ConductCommand = RecordIncident | InterestCommand | ExplainVote
ConductEvent = IncidentRecorded | InterestEvent | VoteExplained


class Conduct(Struct, frozen=True):
    """All incidents, declarations of interest and explanations of vote, as they were recorded."""

    incidents: tuple[Incident, ...] = ()
    interests: tuple[Interest, ...] = ()
    explanations: tuple[Explanation, ...] = ()


def decide(meeting: "Meeting", actor: Actor, command: ConductCommand, given: Given) -> Sequence[Event]:
    """The events of a command about conduct. Raises Refused."""
    match command:
        case RecordIncident():
            return [incidents.decide(meeting, command, given)]
        case DeclareInterest() | WithdrawInterest():
            return interests.decide(meeting, actor, authority.office(meeting, actor), command)
        case ExplainVote():
            return [explanations.decide(meeting, actor, command)]


def evolve(conduct: Conduct, event: ConductEvent, stamp: Stamp) -> Conduct:
    """What is on record about conduct after `event`."""
    match event:
        case IncidentRecorded():
            return replace(conduct, incidents=incidents.evolve(conduct.incidents, event, stamp))
        case InterestDeclared() | InterestWithdrawn():
            return replace(conduct, interests=interests.evolve(conduct.interests, event, stamp))
        case VoteExplained():
            return replace(conduct, explanations=explanations.evolve(conduct.explanations, event, stamp))
