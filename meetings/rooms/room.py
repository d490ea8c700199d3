"""The meeting in session: commands in, answers out once they are durable, views to whoever listens."""

import asyncio
import logging
from asyncio import Future, Queue
from collections.abc import Callable, Sequence
from functools import partial
from time import perf_counter

from msgspec import Struct

from meetings.record.entry import Entry, Position
from meetings.rooms.answers import Answer, Answers, Refusal, Unknown
from meetings.rooms.bell import Bell
from meetings.rooms.boxes import Boxes, ended_boxes
from meetings.rooms.deadline import Deadline, open_poll
from meetings.rooms.draft import SEED_BYTES, Asked, Draft
from meetings.rooms.equipment import Equipment
from meetings.rooms.figures import Figures
from meetings.rooms.meeting_clock import MeetingClock
from meetings.rooms.publisher import Publisher
from meetings.rules.decision import Given, Upload
from meetings.rules.identity import SERVER, Actor, LogId, MeetingId, PollId
from meetings.rules.meeting import AnyCommand
from meetings.rules.papers import AttachPaper, ReplacePaper
from meetings.rules.poll_commands import ClosePoll, HoldPoll, OpenPoll
from meetings.rules.poll_events import PollClosed
from meetings.rules.poll_terms import Secrecy
from meetings.rules.proceedings import Adjourned
from meetings.rules.state import Meeting

log = logging.getLogger(__name__)

MOST_WAITING = 1024
"""Commands in the inbox; when it is full, who sends more waits, and nobody else does."""
MOST_IN_TURN = 512
"""Decided together and made durable together: a disk that is slow is then waited for seldom."""


class Folded(Struct, frozen=True):
    """A meeting as folded from its log, and the time it is there."""

    meeting: Meeting
    position: Position
    answers: Answers
    clock: MeetingClock


class Waiting(Struct, frozen=True):
    """A command in the inbox, and who is to be told its answer, once."""

    asked: Asked
    answered: Callable[[Answer], None]


class Room:
    """One meeting on this node. Its writer runs as a task of the keeper."""

    def __init__(
        self, id_: MeetingId, log_id: LogId, folded: Folded, equipment: Equipment, publisher: Publisher
    ) -> None:
        self.id = id_
        self.log_id = log_id
        self.meeting = folded.meeting
        self.position = folded.position
        self.clock = folded.clock
        self.publisher = publisher
        self.figures = Figures()
        self._answers = folded.answers
        self._equipment = equipment
        self._inbox: Queue[Waiting | None] = Queue(MOST_WAITING)
        """None asks for no more than to read what others have recorded."""
        self._deadline = Deadline(folded.clock, lambda poll: self._errand(ClosePoll(poll=poll)))
        self._bell = Bell(equipment.doorbell, id_, self._heard)
        self._boxes = Boxes(equipment.log, id_)
        self._errands: set[asyncio.Task[object]] = set()
        self._is_dropped = self._is_closing = self._is_resting = False

    async def submit(self, actor: Actor, command: AnyCommand) -> Answer:
        """The answer to a command, once what it leads to is durable. A full inbox makes the sender wait."""
        return await (await self.enter(actor, command))

    async def enter(self, actor: Actor, command: AnyCommand) -> Future[Answer]:
        """Put a command into the inbox; its answer comes later. Who enters one after another keeps that order."""
        answer: Future[Answer] = asyncio.get_running_loop().create_future()
        await self.enter_later(actor, command, partial(_resolve, answer))
        return answer

    async def enter_later(self, actor: Actor, command: AnyCommand, answered: Callable[[Answer], None]) -> None:
        """The same for one who is told the answer."""
        waiting = Waiting(Asked(actor, command, await self._upload(command)), answered)
        if self._is_closing:
            _tell(waiting, Unknown(command.id))
            return
        if not self._is_dropped:
            await self._inbox.put(waiting)
        # Also if the room was dropped while its inbox was full: nobody empties it any more.
        if self._is_dropped:
            _tell(waiting, Unknown(command.id))

    def may_enter_now(self, command: AnyCommand) -> bool:
        """Whether a command can be put into the inbox without waiting for anything."""
        is_open = not (self._is_dropped or self._is_closing or self._inbox.full())
        return is_open and not isinstance(command, AttachPaper | ReplacePaper)

    def enter_now(self, actor: Actor, command: AnyCommand, answered: Callable[[Answer], None]) -> None:
        """Put a command into the inbox that may enter now; its answer is told later."""
        self._inbox.put_nowait(Waiting(Asked(actor, command), answered))

    def take_no_more(self) -> None:
        """The server stops: who asks from now on is told to ask again, which the next server will answer."""
        self._is_closing = True

    async def settled(self) -> None:
        """Wait until all that was asked before is answered."""
        await self._inbox.join()

    async def look(self) -> None:
        """Take in what other nodes have recorded until now."""
        if not (self._is_dropped or self._inbox.full()):
            self._inbox.put_nowait(None)
            await self._inbox.join()

    def _heard(self, position: int) -> None:
        """The doorbell rang: another node may have recorded something."""
        if position > self.position.number and not self._inbox.full():
            self._inbox.put_nowait(None)

    async def _upload(self, command: AnyCommand) -> Upload | None:
        # Asked for before the pen is taken: while holding the pen only the database is awaited.
        if isinstance(command, AttachPaper | ReplacePaper):
            return await self._equipment.blobs.describe(command.sha256)
        return None

    async def write(self) -> None:
        """The writer: takes all that waits, decides, records, and answers. Returns only by a fault of storage."""
        batch: list[Waiting | None] = []
        self._bell.listen()
        self._boxes.empty(ended_boxes(self.meeting))
        try:
            if not await self._equipment.neighbours.enter(self.id):
                self._hold_after_restart()
            while True:
                self._is_resting = True
                batch = [await self._inbox.get()]
                self._is_resting = False
                while len(batch) < MOST_IN_TURN and not self._inbox.empty():
                    batch.append(self._inbox.get_nowait())
                await self._turn([waiting for waiting in batch if waiting is not None])
                for _ in batch:
                    self._inbox.task_done()
                batch = []
        finally:
            self._drop(batch)

    async def _turn(self, batch: Sequence[Waiting]) -> None:
        if not batch:
            await self._catch_up()
            return
        draft = self._draft()
        answers: list[Answer] = []
        began = perf_counter()
        async with self._equipment.log.writing(self.id, after=self.position) as pen:
            self._take_in(draft, pen.missed)
            for waiting in batch:
                poll = _confidential_close(draft.meeting, waiting.asked)
                box = [] if poll is None else list(await pen.box(poll))
                box += [ballot.choice for ballot in draft.ballots if ballot.poll == poll]
                answers.append(draft.take(waiting.asked, self._given(waiting.asked, box), self._equipment.chance))
            if draft.entries:
                await pen.record(draft.entries, draft.ballots)
        # Only now is it durable: nothing is told to anybody before.
        self._adopt(draft)
        self._note(perf_counter() - began, draft, answers)
        for waiting, answer in zip(batch, answers, strict=True):
            _tell(waiting, answer)

    async def _catch_up(self) -> None:
        """Take in what other nodes have recorded; nobody waits for the pen meanwhile."""
        draft = self._draft()
        self._take_in(draft, await self._equipment.log.read(self.id, after=self.position))
        self._adopt(draft)

    def _take_in(self, draft: Draft, missed: Sequence[Entry]) -> None:
        draft.catch_up(list(missed))
        if draft.said:
            # The clock of another node may be ahead of this one.
            self.clock.not_before(draft.said[-1].stamp.at)

    def _draft(self) -> Draft:
        return Draft(self.log_id, self.meeting, self.position, self._answers)

    def _note(self, seconds: float, draft: Draft, answers: Sequence[Answer]) -> None:
        if draft.entries:
            self.figures.commit.add(seconds)
        self.figures.refusals.update(answer.code for answer in answers if isinstance(answer, Refusal))

    @property
    def is_idle(self) -> bool:
        """Whether nobody is here and nothing is under way, so that nobody would notice if the room were closed."""
        under_way = self._errands or self._boxes.is_emptying or self._bell.is_ringing or self._deadline.is_set
        return self._is_resting and self._inbox.empty() and not under_way and not self.publisher.has_listeners

    @property
    def waiting(self) -> int:
        """Commands in the inbox."""
        return self._inbox.qsize()

    def _given(self, asked: Asked, box: Sequence[tuple[str, ...]]) -> Given:
        chance = self._equipment.chance
        return Given(
            at=self.clock.now(),
            fresh_ref=f"r{chance(8).hex()}",
            seed=chance(SEED_BYTES),
            box=sorted(box),
            upload=asked.upload,
            space=self._equipment.space() if isinstance(asked.command, OpenPoll) else None,
            has_box=self._equipment.log.has_box,
        )

    def _adopt(self, draft: Draft) -> None:
        draft.settle()
        self.meeting, self.position = draft.meeting, draft.position
        if draft.said:
            self.publisher.advance(draft.meeting, draft.position, draft.said, draft.heads)
            self._deadline.watch(self.meeting)
            self._boxes.empty_ended(self.meeting, draft.said)
            if draft.entries:
                self._bell.ring(self.position.number)
            if any(isinstance(each.event, PollClosed | Adjourned) for each in draft.said):
                self._equipment.on_close()

    def _hold_after_restart(self) -> None:
        """A timed poll does not run out while nobody could vote: it is held until the chair resumes it."""
        poll = open_poll(self.meeting)
        if poll is not None and self.meeting.polls.polls[poll].closes_at is not None:
            self._errand(HoldPoll(poll=poll))

    def _errand(self, command: AnyCommand) -> None:
        """Give a command of the server's own; the rules refuse it if it is no longer due."""
        errand: asyncio.Task[object] = asyncio.get_running_loop().create_task(self.submit(SERVER, command))
        self._errands.add(errand)
        errand.add_done_callback(self._errands.discard)

    def _drop(self, batch: Sequence[Waiting | None]) -> None:
        """Nobody knows what was recorded: who waits is told to ask again, of a room folded anew."""
        self._is_dropped = True
        self._deadline.stop()
        self._bell.stop()
        self._boxes.stop()
        waiting = [*batch]
        while not self._inbox.empty():
            waiting.append(self._inbox.get_nowait())
        for each in waiting:
            self._inbox.task_done()
            if each is not None:
                _tell(each, Unknown(each.asked.command.id))
        self.publisher.close()


def _resolve(future: Future[Answer], answer: Answer) -> None:
    if not future.done():
        future.set_result(answer)


def _tell(waiting: Waiting, answer: Answer) -> None:
    try:
        waiting.answered(answer)
    except Exception:
        log.exception("a fault in the answer to the command %s", type(waiting.asked.command).__name__)


def _confidential_close(meeting: Meeting, asked: Asked) -> PollId | None:
    """The poll whose box is needed for this command, if it closes a confidential one."""
    if not isinstance(asked.command, ClosePoll):
        return None
    poll = meeting.polls.polls.get(asked.command.poll)
    return poll.ref if poll is not None and poll.secrecy is Secrecy.CONFIDENTIAL else None
