"""A meeting as its log tells it: read, checked against its chain, and folded.

RecordUnusable        the log does not check, or this version of the program cannot read it
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from meetings.ports import EventLog, StorageFault
from meetings.record.codec import Said, UnreadableEntry, said_by
from meetings.record.entry import ChainBroken, Entry, Position, checked
from meetings.rules.identity import LogId, MeetingId
from meetings.rules.meeting import fold
from meetings.rules.state import Meeting

TOLERANCE_MS = 60_000
CLOCK_BEHIND = (
    "The record of meeting {meeting} goes on to {seconds} s from now: this machine's clock has been set back, or was "
    "wrong before. Times in this record go on from its last entry, so that none runs backwards, and are as far from "
    "the clock; if it is the clock that is wrong, set it and start again."
)


class RecordUnusable(Exception):
    """A meeting's record cannot be used. The message is a sentence that says what is wrong with it and what helps."""


class History(Struct, frozen=True):
    """The whole log of a meeting, what its entries say, and what they make together."""

    log: LogId
    entries: Sequence[Entry]
    saids: Sequence[Said]
    meeting: Meeting
    position: Position

    @property
    def recorded_at(self) -> int:
        """The time of the last entry."""
        return self.saids[-1].stamp.at if self.saids else 0


async def history_of(meeting: MeetingId, log: EventLog) -> History:
    """What the log of a meeting tells. Raises NoSuchMeeting, RecordUnusable, StorageFault."""
    log_id, entries, position = await _checked_log(meeting, log)
    try:
        saids = [said_by(entry) for entry in entries]
    except UnreadableEntry as fault:
        raise RecordUnusable(
            f"The record of meeting {meeting} cannot be read by this version of the program: {fault}."
        ) from fault
    folded = fold((said.event, said.stamp) for said in saids)
    return History(log_id, entries, saids, folded, position)


async def findings(log: EventLog, now: int) -> Mapping[MeetingId, str]:
    """The meetings with which something is wrong, each with the sentence that says what.

    A log does not check against its chain, or goes on to a time that, by the clock, is yet to come.
    """
    found: dict[MeetingId, str] = {}
    for meeting in await log.meetings():
        try:
            _, entries, _ = await _checked_log(meeting, log)
            if entries and (ahead_ms := said_by(entries[-1]).stamp.at - now) > TOLERANCE_MS:
                found[meeting] = CLOCK_BEHIND.format(meeting=meeting, seconds=ahead_ms // 1000)
        except (RecordUnusable, UnreadableEntry, StorageFault) as fault:
            found[meeting] = str(fault)
    return found


async def _checked_log(meeting: MeetingId, log: EventLog) -> tuple[LogId, Sequence[Entry], Position]:
    log_id = await log.id_of(meeting)
    start = Position.start(log_id)
    entries = await log.read(meeting, start)
    try:
        return log_id, entries, checked(start, entries)
    except ChainBroken as fault:
        raise RecordUnusable(
            f"The record of meeting {meeting} is damaged: {fault}. Restore the latest backup into an empty folder."
        ) from fault
