"""Incidents: what disturbed the meeting, as the secretary saw it. One that is private is for the organisers alone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from meetings.rules import agenda
from meetings.rules.decision import LATEST, LONGEST_TEXT, Command, Event, Given, between, within
from meetings.rules.identity import ItemId, Stamp

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class RecordIncident(Command, frozen=True, kw_only=True):
    """Put an incident on record, under an item or under none; it happened now, or at a time before."""

    text: str
    item: ItemId | None = None
    happened_at: int | None = None
    private: bool = False


class IncidentRecorded(Event, frozen=True, kw_only=True):
    """Something disturbed the meeting. Hidden from the public record where it is private."""

    text: str
    item: ItemId | None = None
    happened_at: int | None = None
    private: bool = False


class Incident(Struct, frozen=True):
    """An incident, named by the position of its entry, and when it happened (milliseconds since 1970 UTC)."""

    position: int
    at: int
    text: str
    item: ItemId | None
    is_private: bool


def decide(meeting: "Meeting", command: RecordIncident, given: Given) -> Event:
    """The entry about the incident. Raises Refused."""
    if command.item is not None:
        agenda.find(meeting.agenda, command.item)
    if command.happened_at is not None:
        between(-LATEST, command.happened_at, given.at, "happened_at")
    text = within(command.text, LONGEST_TEXT, "text")
    return IncidentRecorded(text=text, item=command.item, happened_at=command.happened_at, private=command.private)


def evolve(incidents: Sequence[Incident], event: IncidentRecorded, stamp: Stamp) -> tuple[Incident, ...]:
    """The incidents after one more."""
    at = stamp.at if event.happened_at is None else event.happened_at
    return (*incidents, Incident(stamp.position, at, event.text, event.item, event.private))
