"""Views to whoever listens."""

from collections.abc import Mapping
from typing import Any

import pytest

from meetings.rooms.publisher import TICK_S, VOTES_TICK_S
from meetings.rooms.room import Room
from meetings.rules.admission import Admit
from meetings.rules.agenda import AddItem
from meetings.rules.attendance import RollMethod, Status
from meetings.rules.identity import ItemId, MemberId, Role
from meetings.rules.items_in_hand import StartItem
from meetings.rules.minute_book import WriteMinute
from meetings.rules.poll_commands import CastVote, ClosePoll
from meetings.rules.proceedings import Announce, TakeChair
from meetings.rules.roll_call import CloseRollCall, OpenRollCall, RecordAttendance
from meetings.views import audiences
from meetings.views.audiences import Audience
from meetings.views.fragments import CanShown, Connected, NoticeShown, PageShown, RollCodeShown
from tests.rooms.chamber import MEETING, Chamber
from tests.rooms.ears import Ear, Own, Shared, joined
from tests.rooms.virtual_time import passes

PAGE = PageShown(paper="a", version=1, page=2)


async def announced(chamber: Chamber, room: Room, text: str = "Lunch") -> None:
    await chamber.do(room, "secretary", Announce(id=chamber.id(), text=text))


async def quiet(chamber: Chamber) -> Room:
    """A meeting of which all is published."""
    room = await chamber.convene()
    await passes(1)
    return room


def as_published(room: Room, audience: Audience) -> Mapping[str, object]:
    return room.publisher.published(audience).view


async def test_who_joins_gets_the_view_as_published_and_then_what_changes(chamber: Chamber) -> None:
    room = await quiet(chamber)
    ear = joined(room.publisher, "an")
    [welcome] = ear.welcomes
    assert (welcome.meeting, welcome.log, welcome.member) == (MEETING, room.log_id, "an")
    assert (welcome.position, welcome.now) == (room.position, chamber.equipment.clock.now())
    assert welcome.view == as_published(room, Audience.FLOOR)
    await announced(chamber, room)
    await passes(TICK_S)
    assert ear.shared == as_published(room, Audience.FLOOR)
    assert isinstance(ear.shared["notice"], NoticeShown)
    assert ear.position == room.position


async def test_who_joins_within_a_tick_sees_what_was_published_and_never_more(chamber: Chamber) -> None:
    room = await quiet(chamber)
    await announced(chamber, room)
    ear = joined(room.publisher, "an")
    assert "notice" not in ear.shared
    await passes(TICK_S)
    assert ear.shared == as_published(room, Audience.FLOOR)


async def test_what_changes_and_changes_back_within_a_tick_does_not_stick(chamber: Chamber) -> None:
    room = await quiet(chamber)
    early = joined(room.publisher, "an")
    await chamber.do(room, "chair", AddItem(id=chamber.id(), ref=ItemId("x"), title="X"))
    await chamber.do(room, "secretary", RecordAttendance(id=chamber.id(), member=MemberId("chi"), status=Status.LEFT))
    late = joined(room.publisher, "binh")
    await chamber.do(
        room, "secretary", RecordAttendance(id=chamber.id(), member=MemberId("chi"), status=Status.PRESENT)
    )
    await passes(TICK_S)
    assert late.shared == early.shared == as_published(room, Audience.FLOOR)


async def test_a_tick_gathers_what_happens_within_it(chamber: Chamber) -> None:
    room = await quiet(chamber)
    ear = joined(room.publisher, "an")
    await announced(chamber, room, "Tea")
    await passes(TICK_S / 2)
    assert len(ear.deltas) == 1
    for text in ("Coffee", "Lunch"):
        await announced(chamber, room, text)
    assert len(ear.deltas) == 1
    await passes(TICK_S)
    _, delta = ear.deltas
    assert set(delta.delta.put) == {"notice"}


async def test_after_a_while_of_quiet_a_change_is_published_at_once(chamber: Chamber) -> None:
    room = await quiet(chamber)
    ear = joined(room.publisher, "an")
    await passes(1)
    await announced(chamber, room)
    await passes(0.001)
    assert ear.shared == as_published(room, Audience.FLOOR)


@pytest.mark.parametrize("member", ["an", "chair", "secretary"])
async def test_an_announcement_and_a_minute_leave_everybodys_own_part_as_it_was(chamber: Chamber, member: str) -> None:
    room = await quiet(chamber)
    before = audiences.seat(room.meeting, MemberId(member))
    await announced(chamber, room)
    note = WriteMinute(id=chamber.id(), item=ItemId("budget"), text="Noted.")
    await chamber.do(room, "secretary", note)
    assert audiences.seat(room.meeting, MemberId(member)) == before


async def test_votes_alone_are_gathered_longer(chamber: Chamber) -> None:
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p1")
    await passes(1)
    ear = joined(room.publisher, "binh")
    await passes(1)
    await chamber.do(room, "an", CastVote(id=chamber.id(), poll=poll, choice="yes"))
    await passes(VOTES_TICK_S - 0.01)
    assert ear.deltas == []
    await passes(0.02)
    assert len(ear.deltas) == 1


async def test_anything_else_brings_the_tick_forward(chamber: Chamber) -> None:
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p1")
    await passes(1)
    ear = joined(room.publisher, "binh")
    await passes(1)
    await chamber.do(room, "an", CastVote(id=chamber.id(), poll=poll, choice="yes"))
    await announced(chamber, room)
    await passes(TICK_S)
    assert len(ear.deltas) == 1


async def test_ones_own_part_is_sent_to_oneself_alone(chamber: Chamber) -> None:
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p1")
    await passes(1)
    an, an_too, binh = (joined(room.publisher, member) for member in ("an", "an", "binh"))
    await chamber.do(room, "an", CastVote(id=chamber.id(), poll=poll, choice="yes"))
    await passes(1)
    assert "me/vote/p1" in an.own
    assert an.own == an_too.own == audiences.seat(room.meeting, MemberId("an"))
    assert not any(isinstance(frame, Own) for frame in binh.heard)


async def test_each_audience_gets_its_own_difference_once(chamber: Chamber) -> None:
    room = await quiet(chamber)
    ears = [joined(room.publisher, member) for member in ("an", "binh", "secretary", "guest", "hall")]
    await passes(1)
    note = WriteMinute(id=chamber.id(), item=ItemId("budget"), text="A private note.")
    await chamber.do(room, "secretary", note)
    await passes(1)
    assert [len(ear.deltas) for ear in ears] == [0, 0, 1, 0, 0]
    await announced(chamber, room)
    await passes(1)
    an, binh, secretary, *_ = ears
    assert an.deltas[-1] is binh.deltas[-1]
    assert an.deltas[-1] is not secretary.deltas[-1]


async def test_who_has_left_hears_nothing_more(chamber: Chamber) -> None:
    room = await quiet(chamber)
    ear, other = joined(room.publisher, "an"), joined(room.publisher, "an")
    room.publisher.leave(ear)
    heard = len(ear.heard)
    await announced(chamber, room)
    await passes(1)
    assert len(ear.heard) == heard
    room.publisher.leave(other)
    room.publisher.leave(other)
    await passes(1)


async def test_a_stranger_cannot_join(chamber: Chamber) -> None:
    room = await quiet(chamber)
    with pytest.raises(KeyError):
        joined(room.publisher, "nobody")


async def test_who_was_admitted_a_moment_ago_can_join(chamber: Chamber) -> None:
    room = await quiet(chamber)
    await chamber.do(room, "secretary", Admit(id=chamber.id(), ref=MemberId("eva"), name="Eva", role=Role.DELEGATE))
    assert "member/eva" in joined(room.publisher, "eva").shared


async def test_an_audience_to_which_nobody_listened_is_up_to_date_for_the_first_who_comes(chamber: Chamber) -> None:
    room = await quiet(chamber)
    joined(room.publisher, "an")
    await announced(chamber, room)
    await passes(1)
    hall = joined(room.publisher, "hall")
    assert isinstance(hall.shared["notice"], NoticeShown)
    assert [type(frame).__name__ for frame in hall.heard] == ["Welcome"]


async def test_a_change_of_office_is_a_whole_new_view(chamber: Chamber) -> None:
    room = await quiet(chamber)
    vice, chair = joined(room.publisher, "vice"), joined(room.publisher, "chair")
    await chamber.do(room, "chair", TakeChair(id=chamber.id(), member=MemberId("vice")))
    await passes(1)
    assert vice.shared == as_published(room, Audience.DAIS)
    assert chair.shared == as_published(room, Audience.FLOOR)
    assert [len(vice.welcomes), len(chair.welcomes)] == [2, 2]
    note = WriteMinute(id=chamber.id(), item=ItemId("budget"), text="A private note.")
    await chamber.do(room, "secretary", note)
    await passes(1)
    assert any(key.startswith("minute/") for key in vice.shared)
    assert not any(key.startswith("minute/") for key in chair.shared)


async def test_who_no_longer_presides_is_not_told_what_the_dais_learns_in_the_same_tick(chamber: Chamber) -> None:
    room = await quiet(chamber)
    chair = joined(room.publisher, "chair")
    await chamber.do(room, "chair", TakeChair(id=chamber.id(), member=MemberId("vice")))
    note = WriteMinute(id=chamber.id(), item=ItemId("budget"), text="A private note.")
    await chamber.do(room, "secretary", note)
    await passes(1)
    assert [delta for delta in chair.deltas if any(key.startswith("minute/") for key in delta.delta.put)] == []
    assert chair.shared == as_published(room, Audience.FLOOR)


async def test_who_lagged_is_welcomed_anew(chamber: Chamber) -> None:
    room = await quiet(chamber)
    ear = joined(room.publisher, "an")
    await announced(chamber, room)
    await passes(1)
    room.publisher.welcome_again(ear)
    assert ear.welcomes[-1].view == as_published(room, Audience.FLOOR)
    assert ear.welcomes[-1].position == room.position


async def test_who_has_left_is_not_welcomed_anew(chamber: Chamber) -> None:
    room = await quiet(chamber)
    ear = joined(room.publisher, "an")
    room.publisher.leave(ear)
    room.publisher.welcome_again(ear)
    assert len(ear.welcomes) == 1


async def test_presence_is_told_to_the_dais_by_name_and_to_others_by_number(chamber: Chamber) -> None:
    room = await quiet(chamber)
    chair, an = joined(room.publisher, "chair"), joined(room.publisher, "an")
    for member in ("chair", "an"):
        await chamber.presence.appear(MEETING, MemberId(member))
    room.publisher.note_presence()
    await passes(1)
    assert chair.passing["presence"] == {"an": True, "chair": True}
    assert an.passing["presence"] == Connected(connected=2)
    assert not any(isinstance(frame, Shared) for frame in an.heard)


async def test_the_page_shown_is_not_recorded_and_may_go_again(chamber: Chamber) -> None:
    room = await quiet(chamber)
    ear = joined(room.publisher, "an")
    before = room.position
    room.publisher.show(PAGE)
    await passes(1)
    assert ear.passing["shown"] == PAGE
    room.publisher.show(None)
    await passes(1)
    assert "shown" not in ear.passing
    assert room.position == before


async def test_the_page_shown_goes_with_the_item(chamber: Chamber) -> None:
    room = await quiet(chamber)
    ear = joined(room.publisher, "an")
    room.publisher.show(PAGE)
    await passes(1)
    await chamber.do(room, "chair", AddItem(id=chamber.id(), ref=ItemId("x"), title="X"))
    await passes(1)
    assert ear.passing["shown"] == PAGE
    await chamber.do(room, "chair", StartItem(id=chamber.id(), item=ItemId("x")))
    await passes(1)
    assert "shown" not in ear.passing


async def test_who_joins_later_is_told_what_is_shown(chamber: Chamber) -> None:
    room = await quiet(chamber)
    room.publisher.show(PAGE)
    await passes(1)
    assert joined(room.publisher, "an").passing["shown"] == PAGE


async def test_the_roll_code_is_on_the_hall_display_alone_and_changes(chamber: Chamber) -> None:
    room = await quiet(chamber)
    hall, an = joined(room.publisher, "hall"), joined(room.publisher, "an")
    await chamber.do(room, "secretary", OpenRollCall(id=chamber.id(), method=RollMethod.CODE))
    await passes(1)
    first = hall.passing["roll_code"]
    assert isinstance(first, RollCodeShown)
    assert first.url == f"http://council.example/j/council#r={first.code}"
    await passes((first.changes_at - chamber.equipment.clock.now()) / 1000 + 0.1)
    second = hall.passing["roll_code"]
    assert isinstance(second, RollCodeShown)
    assert second.code != first.code
    assert second.changes_at > first.changes_at
    assert "roll_code" not in an.passing
    await chamber.do(room, "secretary", CloseRollCall(id=chamber.id()))
    await passes(1)
    assert "roll_code" not in hall.passing


async def test_a_roll_called_by_name_has_no_code(chamber: Chamber) -> None:
    room = await quiet(chamber)
    hall = joined(room.publisher, "hall")
    await chamber.do(room, "secretary", OpenRollCall(id=chamber.id(), method=RollMethod.CALL))
    await passes(20)
    assert "roll_code" not in hall.passing


async def test_a_fault_in_a_view_leaves_that_audience_as_it_was(
    chamber: Chamber, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    room = await quiet(chamber)
    an, guest = joined(room.publisher, "an"), joined(room.publisher, "guest")
    healthy = audiences.beside

    def faulty(*given: Any) -> object:
        if given[1] is Audience.FLOOR:
            raise ZeroDivisionError
        return healthy(*given)

    monkeypatch.setattr(audiences, "beside", faulty)
    await announced(chamber, room)
    await passes(1)
    assert "notice" not in an.shared
    assert "notice" in guest.shared
    assert "a fault in the view of the floor" in caplog.text
    late = joined(room.publisher, "binh")
    assert late.position == an.position != guest.position
    monkeypatch.undo()
    room.publisher.note_presence()
    await passes(1)
    assert an.shared == late.shared == as_published(room, Audience.FLOOR)
    assert "notice" in an.shared


async def test_a_fault_in_the_view_of_a_seat_leaves_the_others_whole(
    chamber: Chamber, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p1")
    await passes(1)
    ears = [joined(room.publisher, member) for member in ("an", "binh", "chi")]
    healthy = audiences.seat

    def faulty(*given: Any) -> object:
        if given[1] == "binh":
            raise ZeroDivisionError
        return healthy(*given)

    monkeypatch.setattr(audiences, "seat", faulty)
    for ear in ears:
        await chamber.do(room, ear.member, CastVote(id=chamber.id(), poll=poll, choice="yes"))
    await passes(1)
    assert [ear.own == healthy(room.meeting, ear.member) for ear in ears] == [True, False, True]
    assert "a fault in the view of a seat" in caplog.text


async def test_a_closed_publisher_lets_nobody_in(chamber: Chamber) -> None:
    room = await quiet(chamber)
    await chamber.do(room, "secretary", OpenRollCall(id=chamber.id(), method=RollMethod.CODE))
    await passes(1)
    await announced(chamber, room)
    await chamber.close()
    late = Ear("an")
    room.publisher.join(late, None)
    assert late.is_closed
    assert late.heard == []
    room.publisher.note_presence()
    await passes(60)


async def test_every_audience_is_told_what_it_may_do(chamber: Chamber) -> None:
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p1")
    await passes(1)
    an, chair = joined(room.publisher, "an"), joined(room.publisher, "chair")
    await chamber.do(room, "chair", ClosePoll(id=chamber.id(), poll=poll))
    await passes(1)
    for ear, audience in ((an, Audience.FLOOR), (chair, Audience.DAIS)):
        assert ear.shared == as_published(room, audience)
        assert isinstance(ear.shared["can"], CanShown)
