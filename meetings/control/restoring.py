"""Puts on record, in every log of a folder that was filled from a backup, that it was."""

from msgspec import Struct

from meetings.ports import Clock, EventLog
from meetings.rooms.answers import Answers, Refusal
from meetings.rooms.draft import SEED_BYTES, Asked, Draft
from meetings.rooms.equipment import Chance
from meetings.rooms.history import history_of
from meetings.rooms.meeting_clock import MeetingClock
from meetings.rules.decision import Given
from meetings.rules.identity import SERVER, LogId, MeetingId
from meetings.rules.restorations import RestoreRecord

BEGINNING_BYTES = 32


class NotRestorable(Exception):
    """The rules refuse the restoration. The message is their sentence."""


class Restorer(Struct, frozen=True):
    """Who restores, and what that takes."""

    by: str
    clock: Clock
    chance: Chance

    async def record(self, log: EventLog, taken_at: int) -> None:
        """Let every log say that it was restored from a backup of that time.

        Raises NotRestorable, RecordUnusable, StorageFault.
        """
        for meeting in await log.meetings():
            await self._record_one(log, meeting, taken_at)

    async def _record_one(self, log: EventLog, meeting: MeetingId, taken_at: int) -> None:
        told = await history_of(meeting, log)
        beginning = LogId(self.chance(BEGINNING_BYTES).hex())
        command = RestoreRecord(taken_at=taken_at, by=self.by, beginning=beginning)
        clock = MeetingClock(self.clock, told.recorded_at)
        given = Given(at=clock.now(), fresh_ref="", seed=self.chance(SEED_BYTES))
        draft = Draft(told.log, told.meeting, told.position, Answers())
        answer = draft.take(Asked(SERVER, command), given, self.chance)
        if isinstance(answer, Refusal):
            raise NotRestorable(answer.message)
        async with log.writing(meeting, after=told.position) as pen:
            await pen.record(draft.entries, [])
