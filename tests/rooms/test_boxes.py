"""Boxes of closed confidential polls are emptied, sooner or later."""

import pytest

from meetings.ports import StorageFault
from meetings.rooms.answers import Done
from meetings.rooms.boxes import empty_left
from meetings.rules.identity import MeetingId, PollId
from meetings.rules.poll_commands import CancelPoll, CastVote, ClosePoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.proceedings import Announce
from tests.fakes.log import MemoryLog
from tests.rooms.chamber import MEETING, Chamber
from tests.rooms.virtual_time import passes


async def closed(chamber: Chamber, secrecy: Secrecy) -> PollId:
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p1", secrecy)
    for member, choice in (("an", "yes"), ("binh", "no"), ("chi", "yes")):
        await chamber.do(room, member, CastVote(id=chamber.id(), poll=poll, choice=choice))
    await chamber.do(room, "chair", ClosePoll(id=chamber.id(), poll=poll))
    assert room.meeting.polls.polls[poll].outcome is not None
    await passes(0)
    return poll


async def test_a_confidential_poll_is_counted_from_its_box_which_is_then_emptied(chamber: Chamber) -> None:
    poll = await closed(chamber, Secrecy.CONFIDENTIAL)
    assert chamber.log.erased == [(MEETING, poll)]


@pytest.mark.parametrize("secrecy", [Secrecy.OPEN, Secrecy.NAMED])
async def test_other_polls_have_no_box(chamber: Chamber, secrecy: Secrecy) -> None:
    await closed(chamber, secrecy)
    assert chamber.log.erased == []


async def test_ballots_of_the_same_turn_are_in_the_box_that_is_counted(chamber: Chamber) -> None:
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p1", Secrecy.CONFIDENTIAL)
    async with chamber.log.writing(room.id, room.position):
        voters = ("an", "binh", "chi")
        votes = [CastVote(id=chamber.id(), poll=poll, choice="yes") for _ in voters]
        entered = [await room.enter(chamber.actor(member), vote) for member, vote in zip(voters, votes, strict=True)]
        entered.append(await room.enter(chamber.actor("chair"), ClosePoll(id=chamber.id(), poll=poll)))
    assert {type(await answer) for answer in entered} == {Done}
    outcome = room.meeting.polls.polls[poll].outcome
    assert outcome is not None
    assert outcome.tally["yes"] == 3


async def cancelled(chamber: Chamber) -> PollId:
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p1", Secrecy.CONFIDENTIAL)
    await chamber.do(room, "an", CastVote(id=chamber.id(), poll=poll, choice="yes"))
    await chamber.do(room, "chair", CancelPoll(id=chamber.id(), poll=poll, reason="The question was wrong."))
    await passes(0)
    return poll


async def test_the_box_of_a_cancelled_poll_is_emptied_too(chamber: Chamber) -> None:
    poll = await cancelled(chamber)
    assert chamber.log.erased == [(MEETING, poll)]


async def test_after_a_restart_the_box_of_a_cancelled_poll_is_emptied(chamber: Chamber) -> None:
    poll = await cancelled(chamber)
    chamber.log.erased.clear()
    await chamber.reopened()
    await passes(0)
    assert chamber.log.erased == [(MEETING, poll)]


async def test_after_a_restart_what_is_left_is_emptied(chamber: Chamber) -> None:
    poll = await closed(chamber, Secrecy.CONFIDENTIAL)
    chamber.log.erased.clear()
    await chamber.reopened()
    await passes(0)
    assert chamber.log.erased == [(MEETING, poll)]


async def test_at_the_start_the_boxes_of_ended_polls_are_emptied_without_anybody_opening_the_meeting(
    chamber: Chamber,
) -> None:
    poll = await closed(chamber, Secrecy.CONFIDENTIAL)
    room = await chamber.keeper.room(MEETING)
    still_open = await chamber.open_poll(room, "p2", Secrecy.CONFIDENTIAL)
    await chamber.do(room, "an", CastVote(id=chamber.id(), poll=still_open, choice="yes"))
    await chamber.close()
    chamber.log.erased.clear()
    await empty_left(chamber.log)
    assert chamber.log.erased == [(MEETING, poll)]


async def test_a_record_that_is_damaged_keeps_no_other_box_from_being_emptied(
    chamber: Chamber, caplog: pytest.LogCaptureFixture
) -> None:
    poll = await closed(chamber, Secrecy.CONFIDENTIAL)
    senate = await chamber.convene(meeting=MeetingId("senate"))
    other = await chamber.open_poll(senate, "p1", Secrecy.CONFIDENTIAL)
    await chamber.do(senate, "an", CastVote(id=chamber.id(), poll=other, choice="yes"))
    await chamber.do(senate, "chair", CancelPoll(id=chamber.id(), poll=other, reason="The question was wrong."))
    await chamber.close()
    chamber.log.erased.clear()
    chamber.log.damage(MEETING, 1)
    await empty_left(chamber.log)
    assert chamber.log.erased == [(senate.id, other)]
    assert "the boxes of meeting council are not emptied yet" in caplog.text
    assert (MEETING, poll) not in chamber.log.erased


class BusyLog(MemoryLog):
    """A log whose boxes cannot be emptied at first."""

    def __init__(self) -> None:
        super().__init__()
        self.tries = 0

    async def erase_box(self, meeting: MeetingId, poll: PollId) -> None:
        self.tries += 1
        if self.tries < 3:
            raise StorageFault("another program has the database open")
        await super().erase_box(meeting, poll)


async def test_a_box_that_cannot_be_emptied_is_tried_again_while_the_meeting_goes_on(
    chamber: Chamber, caplog: pytest.LogCaptureFixture
) -> None:
    busy = BusyLog()
    chamber.equip(log=busy)
    poll = await closed(chamber, Secrecy.CONFIDENTIAL)
    assert busy.erased == []
    room = await chamber.keeper.room(MEETING)
    assert isinstance(await chamber.ask(room, "secretary", Announce(id="announce-1", text="Lunch")), Done)
    await passes(3)
    assert busy.erased == [(MEETING, poll)]
    assert "is not emptied yet" in caplog.text


async def test_a_room_that_is_gone_tries_no_more(chamber: Chamber) -> None:
    busy = BusyLog()
    chamber.equip(log=busy)
    await closed(chamber, Secrecy.CONFIDENTIAL)
    await chamber.close()
    await passes(10)
    assert busy.tries == 1
