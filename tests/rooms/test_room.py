"""A room: commands in, answers out once they are durable."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace

from meetings.ports import StorageFault
from meetings.record.codec import said_by
from meetings.record.entry import Position
from meetings.rooms.answers import Answer, Done, Refusal, Unknown
from meetings.rooms.keeper import Keeper
from meetings.rooms.room import MOST_IN_TURN, MOST_WAITING, Room
from meetings.rules import voting
from meetings.rules.admission import Admit
from meetings.rules.decision import Event
from meetings.rules.identity import Actor, ItemId, MeetingId, MemberId, PaperId, PollId, Role
from meetings.rules.meeting import AnyCommand
from meetings.rules.papers import AttachPaper
from meetings.rules.poll_commands import CastVote, OpenPoll, ResumePoll
from meetings.rules.poll_events import BallotReceived, PollHeld, VoteCast
from meetings.rules.poll_terms import Secrecy
from meetings.rules.polls import PollState
from meetings.rules.proceedings import Announce
from meetings.rules.refusals import Code
from tests.fakes.log import MemoryLog, MemoryPen
from tests.rooms.chamber import DELEGATES, MEETING, Chamber
from tests.rooms.ears import joined
from tests.rooms.virtual_time import passes

SECRETARY = Actor(MemberId("secretary"))


async def recorded(chamber: Chamber, room: Room, kind: type[Event]) -> Sequence[Event]:
    """The events of a kind in the meeting's log."""
    entries = await chamber.log.read(room.id, Position.start(room.log_id))
    return [event for entry in entries if isinstance(event := said_by(entry).event, kind)]


async def entered(chamber: Chamber, room: Room, number: int) -> list[asyncio.Future[Answer]]:
    """So many announcements in the inbox."""
    return [await room.enter(SECRETARY, Announce(id=chamber.id(), text=f"Number {each}")) for each in range(number)]


@asynccontextmanager
async def pen_held(chamber: Chamber, room: Room) -> AsyncGenerator[None]:
    """Somebody else has the pen."""
    async with chamber.log.writing(room.id, room.position):
        yield


async def test_an_answer_names_position_time_and_what_was_made(chamber: Chamber) -> None:
    room = await chamber.convene()
    await passes(1)
    admitted = await chamber.do(room, "secretary", Admit(id="admit-eva", name="Eva", role=Role.DELEGATE))
    assert admitted == Done("admit-eva", room.position.number, chamber.equipment.clock.now(), admitted.ref)
    assert admitted.ref in room.meeting.attendance.members


async def test_nothing_is_answered_before_it_is_durable(chamber: Chamber) -> None:
    room = await chamber.convene()
    async with pen_held(chamber, room):
        [answer] = await entered(chamber, room, 1)
        await passes(5)
        assert not answer.done()
    assert isinstance(await answer, Done)


class CountedLog(MemoryLog):
    """Counts how often the pen was taken."""

    def __init__(self) -> None:
        super().__init__()
        self.turns = 0

    @asynccontextmanager
    async def writing(self, meeting: MeetingId, after: Position) -> AsyncGenerator[MemoryPen]:
        self.turns += 1
        async with super().writing(meeting, after) as pen:
            yield pen


async def test_all_that_waits_is_recorded_in_one_turn(chamber: Chamber) -> None:
    counted = CountedLog()
    chamber.equip(log=counted)
    room = await chamber.convene()
    async with pen_held(chamber, room):
        first = await entered(chamber, room, 1)
        await passes(0)
        rest = await entered(chamber, room, MOST_IN_TURN + 5)
        before = counted.turns
    await asyncio.gather(*first, *rest)
    assert counted.turns - before == 2


async def test_commands_are_recorded_in_the_order_in_which_they_entered(chamber: Chamber) -> None:
    room = await chamber.convene()
    answers = await asyncio.gather(*await entered(chamber, room, 200))
    positions = [answer.position for answer in answers if isinstance(answer, Done)]
    assert positions == list(range(positions[0], positions[0] + 200))


async def test_the_same_id_gets_the_same_answer(chamber: Chamber) -> None:
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p1")
    vote = CastVote(id="vote-0001", poll=poll, choice="yes")
    first = await chamber.do(room, "an", vote)
    await chamber.do(room, "binh", CastVote(id=chamber.id(), poll=poll, choice="no"))
    assert await chamber.ask(room, "an", vote) == first
    assert len(await recorded(chamber, room, VoteCast)) == 2


async def test_the_same_id_gets_the_same_answer_within_one_turn(chamber: Chamber) -> None:
    room = await chamber.convene()
    vote = CastVote(id="vote-0001", poll=await chamber.open_poll(room, "p1"), choice="yes")
    first, second = await asyncio.gather(chamber.ask(room, "an", vote), chamber.ask(room, "an", vote))
    assert first == second
    assert isinstance(first, Done)
    assert len(await recorded(chamber, room, VoteCast)) == 1


async def test_the_same_id_gets_the_same_answer_after_a_restart(chamber: Chamber) -> None:
    room = await chamber.convene()
    vote = CastVote(id="vote-0001", poll=await chamber.open_poll(room, "p1"), choice="yes")
    first = await chamber.do(room, "an", vote)
    assert await chamber.ask(await chamber.reopened(), "an", vote) == first


async def test_what_was_made_is_named_again_after_a_restart(chamber: Chamber) -> None:
    room = await chamber.convene()
    admit = Admit(id="admit-eva", name="Eva", role=Role.DELEGATE)
    first = await chamber.do(room, "secretary", admit)
    assert await chamber.ask(await chamber.reopened(), "secretary", admit) == first


@pytest.mark.parametrize("restarted", [False, True])
async def test_the_same_id_with_other_content_is_refused(chamber: Chamber, *, restarted: bool) -> None:
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p1")
    await chamber.do(room, "an", CastVote(id="vote-0001", poll=poll, choice="yes"))
    if restarted:
        room = await chamber.reopened()
    answer = await chamber.ask(room, "an", CastVote(id="vote-0001", poll=poll, choice="no"))
    assert isinstance(answer, Refusal)
    assert answer.code == Code.SAME_ID_OTHER_CONTENT


async def test_the_same_id_of_another_member_is_another_command(chamber: Chamber) -> None:
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p1")
    for member in ("an", "binh"):
        await chamber.do(room, member, CastVote(id="vote-0001", poll=poll, choice="yes"))
    assert len(await recorded(chamber, room, VoteCast)) == 2


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_repeated_confidential_vote_is_done_whatever_it_says(chamber: Chamber, *, restarted: bool) -> None:
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p1", Secrecy.CONFIDENTIAL)
    first = await chamber.do(room, "an", CastVote(id="vote-0001", poll=poll, choice="yes"))
    if restarted:
        room = await chamber.reopened()
    assert await chamber.ask(room, "an", CastVote(id="vote-0001", poll=poll, choice="no")) == first
    assert len(await recorded(chamber, room, BallotReceived)) == 1


async def test_a_refusal_records_nothing_and_may_be_asked_again(chamber: Chamber) -> None:
    room = await chamber.convene()
    before = room.position
    announce = Announce(id="announce-1", text="Lunch")
    answer = await chamber.ask(room, "an", announce)
    assert isinstance(answer, Refusal)
    assert (answer.id, answer.code, room.position) == ("announce-1", Code.NOT_ALLOWED, before)


async def test_a_fault_in_one_command_takes_back_that_command_alone(
    chamber: Chamber, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p1")
    decide = voting.decide

    def faulty(*asked: object) -> object:
        if isinstance(asked[2], CastVote) and asked[2].choice == "abstain":
            raise ZeroDivisionError
        return decide(*asked)  # pyright: ignore[reportArgumentType] - what it was called with

    monkeypatch.setattr(voting, "decide", faulty)
    votes = [CastVote(id=chamber.id(), poll=poll, choice=choice) for choice in ("yes", "abstain", "no")]
    asked = zip(DELEGATES, votes, strict=False)
    answers = await asyncio.gather(*(chamber.ask(room, member, vote) for member, vote in asked))
    assert [type(answer) for answer in answers] == [Done, Refusal, Done]
    assert answers[1] == Refusal(
        votes[1].id, Code.FAULT, "The server made a mistake with this command; nothing was recorded."
    )
    assert [record.message for record in caplog.records] == ["a fault in the command CastVote"]
    assert set(room.meeting.polls.polls[poll].votes) == {"an", "chi"}


async def test_a_fault_of_storage_answers_unknown_to_all_who_wait(chamber: Chamber) -> None:
    room = await chamber.convene()
    async with pen_held(chamber, room):
        first = await entered(chamber, room, 1)
        await passes(0)
        rest = await entered(chamber, room, 100)
        before = len(await chamber.log.read(MEETING, Position.start(room.log_id)))
    chamber.log.fault = StorageFault("the disk is gone")
    answers = await asyncio.gather(*first, *rest)
    assert {type(answer) for answer in answers} == {Unknown}
    assert len(await chamber.log.read(MEETING, Position.start(room.log_id))) == before


async def test_a_fault_of_storage_drops_the_room_and_its_listeners(
    chamber: Chamber, caplog: pytest.LogCaptureFixture
) -> None:
    room = await chamber.convene()
    ear = joined(room.publisher, "an")
    chamber.log.fault = StorageFault("the disk is gone")
    announce = Announce(id="announce-1", text="Lunch")
    assert await chamber.ask(room, "secretary", announce) == Unknown("announce-1")
    await passes(0)
    assert ear.is_closed
    assert "will be folded anew from its log: the disk is gone" in caplog.text
    assert "Traceback" not in caplog.text
    again = await chamber.keeper.room(MEETING)
    assert again is not room
    assert isinstance(await chamber.ask(again, "secretary", announce), Done)


async def test_a_dropped_room_answers_unknown(chamber: Chamber) -> None:
    room = await chamber.convene()
    await chamber.reopened()
    assert await chamber.ask(room, "secretary", Announce(id="announce-1", text="Lunch")) == Unknown("announce-1")


async def test_nobody_waits_for_ever_at_the_full_inbox_of_a_dropped_room(chamber: Chamber) -> None:
    room = await chamber.convene()
    async with pen_held(chamber, room):
        await entered(chamber, room, 1)
        await passes(0)
        await entered(chamber, room, MOST_WAITING)
        late = asyncio.ensure_future(chamber.ask(room, "secretary", Announce(id="announce-1", text="Lunch")))
        await passes(0)
        assert not late.done()
    chamber.log.fault = StorageFault("the disk is gone")
    assert await late == Unknown("announce-1")


async def test_any_other_fault_of_the_writer_drops_the_room_too(
    chamber: Chamber, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = await chamber.convene()

    def faulty(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(room.publisher, "advance", faulty)
    answer = await chamber.ask(room, "secretary", Announce(id="announce-1", text="Lunch"))
    assert answer == Unknown("announce-1")
    assert await chamber.keeper.room(MEETING) is not room


async def test_what_another_node_recorded_is_taken_in_first(chamber: Chamber) -> None:
    room = await chamber.convene()
    async with Keeper(chamber.equipment) as another:
        there = await another.room(MEETING)
        first = await chamber.do(room, "secretary", Announce(id="announce-1", text="Lunch"))
        second = await chamber.do(there, "secretary", Announce(id="announce-2", text="Tea"))
        assert second.position == first.position + 1
        assert await chamber.do(there, "secretary", Announce(id="announce-1", text="Lunch")) == first


async def test_the_deadline_closes_a_timed_poll(chamber: Chamber) -> None:
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p1", closes_in_s=60)
    await passes(59.9)
    assert room.meeting.polls.polls[poll].state is PollState.OPEN
    await passes(0.2)
    assert room.meeting.polls.polls[poll].state is PollState.CLOSED


async def test_the_deadline_moves_with_the_poll(chamber: Chamber) -> None:
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p1", closes_in_s=60)
    await chamber.do(room, "chair", voting.HoldPoll(id=chamber.id(), poll=poll))
    await passes(100)
    assert room.meeting.polls.polls[poll].state is PollState.HELD
    await chamber.do(room, "chair", ResumePoll(id=chamber.id(), poll=poll, closes_in_s=10))
    await passes(11)
    assert room.meeting.polls.polls[poll].state is PollState.CLOSED


async def test_after_a_restart_a_timed_poll_is_held(chamber: Chamber) -> None:
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p1", closes_in_s=60)
    await passes(20)
    room = await chamber.reopened()
    await passes(100)
    assert room.meeting.polls.polls[poll].state is PollState.HELD
    [held] = await recorded(chamber, room, PollHeld)
    assert held == PollHeld(poll=poll, left_ms=40_000, by_restart=True)


async def test_after_a_restart_a_poll_without_a_limit_stays_open(chamber: Chamber) -> None:
    poll = await chamber.open_poll(await chamber.convene(), "p1")
    room = await chamber.reopened()
    await passes(100)
    assert room.meeting.polls.polls[poll].state is PollState.OPEN


async def test_a_paper_is_described_by_what_was_uploaded(chamber: Chamber) -> None:
    room = await chamber.convene()
    upload = await chamber.blobs.put(b"%PDF", "application/pdf", pages=3)
    attach = AttachPaper(id="attach-1", ref=PaperId("a"), item=ItemId("budget"), sha256=upload.sha256, title="Budget")
    await chamber.do(room, "secretary", attach)
    assert room.meeting.papers.papers[PaperId("a")].versions[0].pages == 3


async def test_a_paper_that_was_not_uploaded_is_refused(chamber: Chamber) -> None:
    room = await chamber.convene()
    attach: AnyCommand = AttachPaper(id="attach-1", item=ItemId("budget"), sha256="00" * 32, title="Budget")
    answer = await chamber.ask(room, "secretary", attach)
    assert isinstance(answer, Refusal)
    assert answer.code == Code.NO_SUCH_PAPER


async def test_the_doorbell_rings_when_the_log_has_grown(chamber: Chamber) -> None:
    room = await chamber.convene()
    await passes(0)
    heard = chamber.equipment.doorbell.listen(MEETING)
    await chamber.do(room, "secretary", Announce(id="announce-1", text="Lunch"))
    assert await anext(heard) == room.position.number


class BrokenBell:
    """A doorbell whose wire is cut."""

    def __init__(self) -> None:
        self.tries = 0

    async def ring(self, meeting: object, position: int) -> None:
        self.tries += 1
        raise ConnectionError("the wire is cut")


class SlowBell:
    """A doorbell that takes its time."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.rung: list[int] = []

    async def ring(self, meeting: object, position: int) -> None:
        await self.gate.wait()
        self.rung.append(position)


async def test_a_doorbell_that_does_not_ring_is_logged_and_no_more(
    chamber: Chamber, caplog: pytest.LogCaptureFixture
) -> None:
    bell = BrokenBell()
    chamber.equip(doorbell=bell)
    room = await chamber.convene()
    await passes(0)
    assert bell.tries
    assert "did not ring" in caplog.text
    assert isinstance(await chamber.ask(room, "secretary", Announce(id="announce-1", text="Lunch")), Done)


async def test_rings_during_a_ring_become_one(chamber: Chamber) -> None:
    bell = SlowBell()
    chamber.equip(doorbell=bell)
    room = await chamber.convene()
    for number in range(10):
        await chamber.do(room, "secretary", Announce(id=chamber.id(), text=f"Number {number}"))
    bell.gate.set()
    await passes(0)
    assert bell.rung == [1, room.position.number]


async def test_with_little_space_on_the_disk_no_poll_is_opened(chamber: Chamber) -> None:
    await chamber.convene()
    await chamber.close()
    async with Keeper(replace(chamber.equipment, space=lambda: 12 * 2**20)) as keeper:
        room = await keeper.room(MEETING)
        answer = await room.submit(Actor(MemberId("chair")), OpenPoll(id=chamber.id(), poll=PollId("p1")))
    assert isinstance(answer, Refusal)
    assert (answer.code, "12 MB left" in answer.message) == (Code.WRONG_STATE, True)
