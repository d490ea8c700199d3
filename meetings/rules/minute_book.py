"""The minute book: the secretary's notes, decisions in words, and tasks."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from meetings.rules import agenda, attendance
from meetings.rules.decision import LONGEST_TEXT, LONGEST_TITLE, Command, Event, within
from meetings.rules.identity import ItemId, MemberId, Stamp

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class MinuteKind(StrEnum):
    """What a minute is."""

    NOTE = "note"
    DECISION = "decision"
    TASK = "task"


class WriteMinute(Command, frozen=True, kw_only=True):
    """Take a note for oneself; it does not appear in the signed minutes."""

    item: ItemId
    text: str


class RecordDecision(Command, frozen=True, kw_only=True):
    """Put a decision on record in words."""

    item: ItemId
    text: str


class AssignTask(Command, frozen=True, kw_only=True):
    """Give somebody a task, perhaps by a day (ISO 8601)."""

    item: ItemId
    text: str
    to: MemberId | None = None
    due: str | None = None


MinuteCommand = WriteMinute | RecordDecision | AssignTask


class MinuteWritten(Event, frozen=True, kw_only=True):
    """The secretary took a note. Hidden from the public record."""

    item: ItemId
    text: str


class DecisionRecorded(Event, frozen=True, kw_only=True):
    """A decision is on record."""

    item: ItemId
    text: str


class TaskAssigned(Event, frozen=True, kw_only=True):
    """Somebody has a task."""

    item: ItemId
    text: str
    to: MemberId | None = None
    due: str | None = None


MinuteEvent = MinuteWritten | DecisionRecorded | TaskAssigned


class Minute(Struct, frozen=True):
    """A line of the minute book, named by the position of its entry in the log."""

    position: int
    item: ItemId
    text: str
    kind: MinuteKind
    at: int
    to: MemberId | None = None
    due: str | None = None


class MinuteBook(Struct, frozen=True):
    """All minutes in the order in which they were written."""

    minutes: tuple[Minute, ...] = ()


def decide(meeting: "Meeting", command: MinuteCommand) -> Sequence[Event]:
    """The events of a command about the minute book. Raises Refused."""
    agenda.find(meeting.agenda, command.item)
    text = within(command.text, LONGEST_TEXT, "text")
    match command:
        case WriteMinute():
            return [MinuteWritten(item=command.item, text=text)]
        case RecordDecision():
            return [DecisionRecorded(item=command.item, text=text)]
        case AssignTask():
            return _assign(meeting, command, text)


def _assign(meeting: "Meeting", command: AssignTask, text: str) -> Sequence[Event]:
    if command.to is not None:
        attendance.find(meeting.attendance, command.to)
    if command.due is not None:
        within(command.due, LONGEST_TITLE, "due")
    return [TaskAssigned(item=command.item, text=text, to=command.to, due=command.due)]


def evolve(book: MinuteBook, event: MinuteEvent, stamp: Stamp) -> MinuteBook:
    """The minute book after `event`."""
    return replace(book, minutes=(*book.minutes, _minute(event, stamp)))


def _minute(event: MinuteEvent, stamp: Stamp) -> Minute:
    match event:
        case MinuteWritten():
            return Minute(stamp.position, event.item, event.text, MinuteKind.NOTE, stamp.at)
        case DecisionRecorded():
            return Minute(stamp.position, event.item, event.text, MinuteKind.DECISION, stamp.at)
        case TaskAssigned():
            return Minute(stamp.position, event.item, event.text, MinuteKind.TASK, stamp.at, event.to, event.due)
