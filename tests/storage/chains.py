"""Logs and entries for tests of what stores them."""

import secrets

from meetings.ports import EventLog
from meetings.record.chain import SALT_BYTES
from meetings.record.entry import Entry, Position, chained
from meetings.rules.identity import LogId, MeetingId
from meetings.storage.restore import Restored

COUNCIL = MeetingId("council")


def fresh_log() -> LogId:
    return LogId(secrets.token_hex(32))


def entries_after(position: Position, *texts: str) -> list[Entry]:
    salts = [secrets.token_bytes(SALT_BYTES) for _ in texts]
    digests = [secrets.token_bytes(32) if number % 2 else None for number, _ in enumerate(texts)]
    return chained(position, texts, salts, digests)


def end_of(entries: list[Entry]) -> Position:
    return Position(number=entries[-1].position, head=entries[-1].hash)


async def begun(log: EventLog, meeting: MeetingId = COUNCIL) -> Position:
    """The start of a fresh log."""
    fresh = fresh_log()
    await log.begin(meeting, fresh)
    return Position.start(fresh)


async def recorded(log: EventLog, after: Position, *texts: str) -> Position:
    """The position after entries with these texts were recorded."""
    entries = entries_after(after, *texts)
    async with log.writing(COUNCIL, after) as pen:
        await pen.record(entries, [])
    return end_of(entries)


async def texts_in(log: EventLog, meeting: MeetingId = COUNCIL) -> list[str]:
    return [entry.text for entry in await log.read(meeting, Position.start(await log.id_of(meeting)))]


async def in_silence(_log: EventLog, _taken_at: int) -> None:
    """A restoration that puts nothing on record, for logs that no program can read."""


def held_in(restored: Restored) -> tuple[int, int]:
    """How many meetings and entries came back."""
    return restored.meetings, restored.entries
