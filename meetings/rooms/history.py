"""A meeting as its log tells it: read, checked against its chain, and folded."""

from collections.abc import Sequence

from msgspec import Struct

from meetings.ports import EventLog
from meetings.record.codec import Said, said_by
from meetings.record.entry import Entry, Position, checked
from meetings.rules.identity import LogId, MeetingId
from meetings.rules.meeting import fold
from meetings.rules.state import Meeting


class History(Struct, frozen=True):
    """The whole log of a meeting, what its entries say, and what they make together."""

    log: LogId
    entries: Sequence[Entry]
    saids: Sequence[Said]
    meeting: Meeting
    position: Position


async def history_of(meeting: MeetingId, log: EventLog) -> History:
    """What the log of a meeting tells. Raises NoSuchMeeting, ChainBroken, UnreadableEntry, StorageFault."""
    log_id = await log.id_of(meeting)
    start = Position.start(log_id)
    entries = await log.read(meeting, start)
    position = checked(start, entries)
    saids = [said_by(entry) for entry in entries]
    folded = fold((said.event, said.stamp) for said in saids)
    return History(log_id, entries, saids, folded, position)
