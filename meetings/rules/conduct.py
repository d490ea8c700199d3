"""How people conduct themselves: incidents that the secretary records. Each is a topic of its own; here they meet."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from meetings.rules import incidents
from meetings.rules.decision import Event, Given
from meetings.rules.identity import Stamp
from meetings.rules.incidents import Incident, IncidentRecorded, RecordIncident

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

ConductCommand = RecordIncident
ConductEvent = IncidentRecorded


class Conduct(Struct, frozen=True):
    """All incidents, as they were recorded."""

    incidents: tuple[Incident, ...] = ()


def decide(meeting: "Meeting", command: ConductCommand, given: Given) -> Sequence[Event]:
    """The events of a command about conduct. Raises Refused."""
    match command:
        case RecordIncident():
            return [incidents.decide(meeting, command, given)]


def evolve(conduct: Conduct, event: ConductEvent, stamp: Stamp) -> Conduct:
    """What is on record about conduct after `event`."""
    match event:
        case IncidentRecorded():
            return replace(conduct, incidents=incidents.evolve(conduct.incidents, event, stamp))
