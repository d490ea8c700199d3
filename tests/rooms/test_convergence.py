"""Welcome and deltas make the view, whatever happens in whatever order, and whoever comes, goes, lags or resumes."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.rooms.room import Room
from meetings.rules.agenda import AddItem, MoveItem, WithdrawItem
from meetings.rules.attendance import RollMethod, Status
from meetings.rules.floor import GiveFloor, RequestFloor
from meetings.rules.identity import ItemId, MemberId, MotionId, PollId
from meetings.rules.meeting import AnyCommand
from meetings.rules.minute_book import WriteMinute
from meetings.rules.moving import MoveMotion, WithdrawMotion
from meetings.rules.poll_commands import CancelPoll, CastVote, ClosePoll, OpenPoll, PreparePoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.proceedings import Announce, Resume, Suspend, TakeChair
from meetings.rules.roll_call import CloseRollCall, OpenRollCall, RecordAttendance
from meetings.views import audiences
from meetings.views.fragments import PageShown
from tests.rooms.chamber import MEETING, Chamber
from tests.rooms.ears import Ear, PlainEncoding
from tests.rooms.virtual_time import LoopClock, passes

MEMBERS = ("chair", "vice", "secretary", "an", "binh", "guest", "hall")
POLL = PollId("p1")
MOTION = MotionId("m1")
BUDGET, OTHER = ItemId("budget"), ItemId("other")

# Refusals are welcome too: what is out of order must change nothing.
COMMANDS: list[tuple[str, Callable[[str], AnyCommand]]] = [
    ("secretary", lambda id_: Announce(id=id_, text="Lunch")),
    ("secretary", lambda id_: AddItem(id=id_, ref=OTHER, title="Other business")),
    ("secretary", lambda id_: MoveItem(id=id_, item=OTHER, after=None)),
    ("secretary", lambda id_: WithdrawItem(id=id_, item=OTHER)),
    ("secretary", lambda id_: WriteMinute(id=id_, item=BUDGET, text="A private note.")),
    ("secretary", lambda id_: OpenRollCall(id=id_, method=RollMethod.CODE)),
    ("secretary", lambda id_: CloseRollCall(id=id_)),
    ("secretary", lambda id_: RecordAttendance(id=id_, member=MemberId("binh"), status=Status.LEFT)),
    ("secretary", lambda id_: RecordAttendance(id=id_, member=MemberId("binh"), status=Status.PRESENT)),
    (
        "secretary",
        lambda id_: PreparePoll(id=id_, ref=POLL, item=BUDGET, question="?", method="yes_no", secrecy=Secrecy.OPEN),
    ),
    ("chair", lambda id_: OpenPoll(id=id_, poll=POLL)),
    ("chair", lambda id_: ClosePoll(id=id_, poll=POLL)),
    ("chair", lambda id_: CancelPoll(id=id_, poll=POLL, reason="A mistake.")),
    ("an", lambda id_: CastVote(id=id_, poll=POLL, choice="yes")),
    ("an", lambda id_: CastVote(id=id_, poll=POLL, choice="no")),
    ("binh", lambda id_: CastVote(id=id_, poll=POLL, choice="yes")),
    ("an", lambda id_: RequestFloor(id=id_)),
    ("chair", lambda id_: GiveFloor(id=id_, member=MemberId("an"))),
    ("an", lambda id_: MoveMotion(id=id_, ref=MOTION, item=BUDGET, text="That we go home.")),
    ("an", lambda id_: WithdrawMotion(id=id_, motion=MOTION)),
    ("chair", lambda id_: TakeChair(id=id_, member=MemberId("vice"))),
    ("chair", lambda id_: TakeChair(id=id_, member=MemberId("chair"))),
    ("vice", lambda id_: TakeChair(id=id_, member=MemberId("chair"))),
    ("chair", lambda id_: Suspend(id=id_)),
    ("chair", lambda id_: Resume(id=id_)),
]


class Play:
    """A meeting in which things happen, and the tablets that look on."""

    def __init__(self, chamber: Chamber, room: Room) -> None:
        self.chamber = chamber
        self.room = room
        self.ears: list[Ear] = []
        self.listening: list[Ear] = []

    async def command(self, number: int) -> None:
        member, made = COMMANDS[number % len(COMMANDS)]
        await self.chamber.ask(self.room, member, made(self.chamber.id()))

    async def come(self, number: int) -> None:
        ear = Ear(MEMBERS[number % len(MEMBERS)])
        self.ears.append(ear)
        await self._join(ear)

    async def _join(self, ear: Ear) -> None:
        await self.chamber.presence.appear(MEETING, ear.member)
        self.room.publisher.join(ear, ear.position)
        self.listening.append(ear)

    async def go(self, number: int) -> None:
        if self.listening:
            ear = self.listening.pop(number % len(self.listening))
            self.room.publisher.leave(ear)
            await self.chamber.presence.vanish(MEETING, ear.member)

    async def come_back(self, number: int) -> None:
        gone = [ear for ear in self.ears if ear not in self.listening]
        if gone:
            await self._join(gone[number % len(gone)])

    async def nap(self, number: int) -> None:
        """A tablet is away while two things happen."""
        if self.listening:
            ear = self.listening.pop(number % len(self.listening))
            self.room.publisher.leave(ear)
            for command in (number, number // 2):
                await self.command(command)
            await passes(0.3)
            self.room.publisher.join(ear, ear.position)
            self.listening.append(ear)
            self.check(ear)

    async def lag(self, number: int) -> None:
        if self.listening:
            ear = self.listening[number % len(self.listening)]
            ear.is_lagging = True

    async def recover(self, number: int) -> None:
        if self.listening:
            ear = self.listening[number % len(self.listening)]
            self.room.publisher.welcome_again(ear)

    async def show(self, number: int) -> None:
        self.room.publisher.show(PageShown(paper="a", version=1, page=number + 1) if number % 5 else None)

    async def wait(self, number: int) -> None:
        await passes(0.02 * number)

    def check(self, ear: Ear) -> None:
        """A tablet knows what its audience was shown, no more and no less."""
        publisher = self.room.publisher
        audience = audiences.audience_of(publisher.meeting, ear.member)
        assert audience is not None
        assert ear.shared == publisher.published(audience).view
        assert ear.own == audiences.seat(publisher.meeting, ear.member)
        # An entry that changes nothing for this audience does not move its position.
        assert ear.position is not None
        assert ear.position.number <= publisher.position.number


STEPS = (
    (Play.command,) * 6
    + (Play.nap,) * 3
    + (Play.come, Play.go, Play.come_back, Play.lag, Play.recover, Play.show, Play.wait)
)
STEP = st.tuples(st.sampled_from(STEPS), st.integers(0, 99))


@settings(max_examples=60)
@given(st.lists(STEP, min_size=20, max_size=90))
async def test_welcome_and_deltas_make_the_view(
    steps: list[tuple[Callable[[Play, int], Awaitable[None]], int]],
) -> None:
    chamber = Chamber(Path(), LoopClock(), PlainEncoding())
    play = Play(chamber, await chamber.convene())
    try:
        for number in range(len(MEMBERS)):
            await play.come(number)
        for step, number in steps:
            await step(play, number)
        for ear in play.listening:
            if ear.is_lagging:
                play.room.publisher.welcome_again(ear)
        await passes(1)
        for ear in play.listening:
            play.check(ear)
    finally:
        await chamber.close()
