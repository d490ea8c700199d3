"""What an audience was shown, and what changed since."""

from msgspec import structs

from meetings.record.entry import Position
from meetings.rooms.published import Prefix, Published
from meetings.rules.admission import MemberAdmitted
from meetings.rules.attendance import Attendance, Roll
from meetings.rules.identity import ItemId, MemberId, PollId, Role, Stamp
from meetings.rules.meeting import fold
from meetings.rules.poll_events import PollOpened, PollPrepared
from meetings.rules.poll_terms import Secrecy
from meetings.rules.proceedings import Notice, Sitting
from meetings.rules.state import Meeting
from meetings.rules.tally import Base
from meetings.views.audiences import Audience, Moment
from meetings.views.view import Delta

QUIET = Meeting()
NOTICED = Meeting(sitting=Sitting(notice=Notice("Lunch", 0)))
ROLLED = structs.replace(NOTICED, attendance=Attendance(roll=Roll(is_open=True)))


def prefix(meeting: Meeting, number: int) -> Prefix:
    return Prefix(meeting, Position(number, bytes(32)))


def shown(*prefixes: Prefix) -> Published:
    """The view of the Floor after these prefixes were published."""
    published = Published.first(Audience.FLOOR, prefixes[0], Moment())
    for each in prefixes[1:]:
        published, _ = published.advanced(each, Moment())
    return published


def test_the_difference_is_what_was_changed() -> None:
    _, delta = shown(prefix(QUIET, 1)).advanced(prefix(NOTICED, 2), Moment())
    assert set(delta.put) == {"notice"}
    assert delta.drop == ()


def test_since_an_earlier_position_all_is_sent_that_changed_later() -> None:
    published = shown(prefix(QUIET, 1), prefix(NOTICED, 5), prefix(ROLLED, 9))
    assert set(published.since(1).put) == {"notice", "roll"}
    assert set(published.since(5).put) == {"roll"}
    assert published.since(9) == Delta(put={}, drop=())


def test_what_was_dropped_since_is_dropped() -> None:
    published = shown(prefix(NOTICED, 1), prefix(QUIET, 5))
    assert published.since(1) == Delta(put={}, drop=("notice",))


def test_what_came_and_went_again_is_dropped_though_the_tablet_never_had_it() -> None:
    assert shown(prefix(QUIET, 1), prefix(NOTICED, 5), prefix(QUIET, 7)).since(1).drop == ("notice",)


def test_nothing_changed_costs_nothing() -> None:
    published = shown(prefix(QUIET, 1))
    again, delta = published.advanced(prefix(QUIET, 2), Moment())
    assert delta.is_empty
    assert again.changed is published.changed
    assert again.position.number == 2


def voting() -> Meeting:
    prepared = PollPrepared(
        poll=PollId("p1"),
        item=ItemId("i1"),
        question="?",
        method="yes_no",
        secrecy=Secrecy.OPEN,
        majority="simple",
        base=Base.CAST,
        options=(),
    )
    an = MemberAdmitted(member=MemberId("an"), name="An", role=Role.DELEGATE, votes=1)
    events = (an, prepared, PollOpened(poll=PollId("p1"), entitled={MemberId("an"): 1}))
    return fold((event, Stamp(number, 0, None)) for number, event in enumerate(events, start=1))


def test_what_is_of_the_moment_is_always_sent_again() -> None:
    first = Published.first(Audience.DAIS, prefix(voting(), 3), Moment())
    assert set(first.since(3).put) == {"waiting/p1"}
    connected, delta = first.advanced(prefix(voting(), 3), Moment(connected=frozenset({MemberId("an")})))
    assert set(delta.put) == {"waiting/p1"}
    assert set(connected.since(3).put) == {"waiting/p1"}
