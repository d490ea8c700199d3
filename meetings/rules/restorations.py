"""The record came back from a backup: what was recorded after it is gone, and the record itself says so.

A contested vote may depend on it. The chain goes on; what begins anew is the id by which tablets know the record.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from meetings.rules.decision import LATEST, LONGEST_TITLE, Command, Event, between, within
from meetings.rules.identity import LogId, Stamp
from meetings.rules.poll_events import PollHeld
from meetings.rules.polls import PollState
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

BEGINNING = re.compile(r"[0-9a-f]{64}")


class RestoreRecord(Command, frozen=True, kw_only=True):
    """Say that the record was restored, by whom, from a backup taken at a time (milliseconds since 1970 UTC).

    Given by the restoration itself, as the first entry behind what the backup held. `beginning` is 32 fresh random
    bytes (hexadecimal), by which the record is told from the one that was lost.
    """

    taken_at: int
    by: str
    beginning: LogId


class RecordRestored(Event, frozen=True, kw_only=True):
    """What was recorded behind the entry before this one is gone, if anything was."""

    taken_at: int
    by: str
    beginning: LogId


class Restoration(Struct, frozen=True):
    """When the record came back, from a backup of when, by whom; `position` is that of its entry."""

    position: int
    at: int
    taken_at: int
    by: str
    beginning: LogId


def decide(meeting: "Meeting", command: RestoreRecord) -> Sequence[Event]:
    """The events of a restoration; a poll that was open is held, for the chair to decide about. Raises Refused."""
    if BEGINNING.fullmatch(command.beginning) is None:
        raise Refused(Code.BAD_COMMAND, "beginning: 64 hexadecimal digits were expected, something else came")
    between(-LATEST, command.taken_at, LATEST, "taken_at")
    by = within(command.by, LONGEST_TITLE, "by")
    restored = RecordRestored(taken_at=command.taken_at, by=by, beginning=command.beginning)
    return [restored, *_held(meeting, command.taken_at)]


def _held(meeting: "Meeting", taken_at: int) -> Sequence[Event]:
    open_ = meeting.polls.open
    poll = None if open_ is None else meeting.polls.polls[open_]
    if poll is None or poll.state is not PollState.OPEN:
        return []
    left = None if poll.closes_at is None else max(0, poll.closes_at - taken_at)
    return [PollHeld(poll=poll.ref, left_ms=left, by_restart=True)]


def evolve(restorations: tuple[Restoration, ...], event: RecordRestored, stamp: Stamp) -> tuple[Restoration, ...]:
    """The restorations after `event`."""
    return (*restorations, Restoration(stamp.position, stamp.at, event.taken_at, event.by, event.beginning))


def known_as(meeting: "Meeting", log: LogId) -> LogId:
    """The id by which tablets know the record: where its chain begins, or its last restoration."""
    return meeting.restorations[-1].beginning if meeting.restorations else log
