"""Empties the boxes of ended confidential polls: what tells the order in which ballots came is not kept.

Beside the writer, and again until it succeeds: the end is durable by then, so a fault here is none of the log. A
cancelled poll has ended too: ballots that stayed in its box would tell who voted how, and keep backups from being made.
"""

import asyncio
import logging
from collections.abc import Iterable, Iterator

from meetings.ports import EventLog, StorageFault
from meetings.record.codec import Said
from meetings.rooms.history import RecordUnusable, history_of
from meetings.rules.identity import MeetingId, PollId
from meetings.rules.poll_events import PollCancelled, PollClosed
from meetings.rules.poll_terms import Secrecy
from meetings.rules.polls import PollState
from meetings.rules.state import Meeting

log = logging.getLogger(__name__)

AGAIN_AFTER_S = 1.0
ENDED = frozenset({PollState.CLOSED, PollState.DECLARED, PollState.CANCELLED})


def ended_boxes(meeting: Meeting) -> Iterator[PollId]:
    """The confidential polls that take no more ballots."""
    for poll in meeting.polls.polls.values():
        if poll.secrecy is Secrecy.CONFIDENTIAL and poll.state in ENDED:
            yield poll.ref


async def empty_left(event_log: EventLog) -> None:
    """Empty what a process that was killed left in the boxes of ended polls, in whichever meeting."""
    left: dict[MeetingId, set[PollId]] = {}
    for meeting, poll in await event_log.boxes():
        left.setdefault(meeting, set()).add(poll)
    for meeting, polls in left.items():
        try:
            told = await history_of(meeting, event_log)
            for poll in sorted(polls.intersection(ended_boxes(told.meeting))):
                await event_log.erase_box(meeting, poll)
        except (RecordUnusable, StorageFault):
            log.exception("the boxes of meeting %s are not emptied yet", meeting)


class Boxes:
    """The ballot boxes of one meeting."""

    def __init__(self, event_log: EventLog, meeting: MeetingId) -> None:
        self._log = event_log
        self._meeting = meeting
        self._emptying: dict[PollId, asyncio.Task[None]] = {}

    @property
    def is_emptying(self) -> bool:
        """Whether a box is not emptied yet."""
        return bool(self._emptying)

    def empty_ended(self, meeting: Meeting, said: Iterable[Said]) -> None:
        """Empty the boxes of the polls that ended just now."""
        just_ended = {each.event.poll for each in said if isinstance(each.event, PollClosed | PollCancelled)}
        if just_ended:
            self.empty(just_ended.intersection(ended_boxes(meeting)))

    def empty(self, polls: Iterable[PollId]) -> None:
        """Empty these boxes."""
        for poll in polls:
            emptying = asyncio.get_running_loop().create_task(self._empty(poll))
            self._emptying[poll] = emptying
            emptying.add_done_callback(lambda _, poll=poll: self._emptying.pop(poll, None))

    async def _empty(self, poll: PollId) -> None:
        while True:
            try:
                await self._log.erase_box(self._meeting, poll)
            except StorageFault:
                log.exception("the box of poll %s of meeting %s is not emptied yet", poll, self._meeting)
                await asyncio.sleep(AGAIN_AFTER_S)
            else:
                return

    def stop(self) -> None:
        """The room is gone; the next one empties what is left."""
        for emptying in list(self._emptying.values()):
            emptying.cancel()
