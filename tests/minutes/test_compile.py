"""From the record to the contents of the minutes."""

from collections.abc import Callable
from typing import get_args

import pytest

from meetings.minutes.compile import compile_minutes
from meetings.minutes.contents import Dealt, Minutes, Proof
from meetings.minutes.contents_of_attendance import Occasion
from meetings.minutes.moments import Recess, Stay
from meetings.rules import admission, agenda, items_in_hand, proceedings, roll_call
from meetings.rules.attendance import RollMethod, Status
from meetings.rules.corrections import Correct, MinutesSigned
from meetings.rules.identity import ItemId, MemberId, Role
from meetings.rules.meeting import AnyEvent
from meetings.rules.minute_book import MinuteWritten
from meetings.rules.poll_events import PollClosed
from meetings.rules.proceedings import Profile
from meetings.rules.quorum import QuorumRule
from tests.minutes.dumping import assert_golden, told
from tests.minutes.eventful import CANARIES, eventful
from tests.minutes.sitting import LOG, MEETING, Sitting

BEGINS = 1_800_000_000_000
MAJORITY = QuorumRule(kind="fraction", num=1, den=2, strict=True)


def compiled(sitting: Sitting) -> Minutes:
    return compile_minutes(MEETING, sitting.saids, Proof(LOG, len(sitting.texts), "ab" * 32))


@pytest.fixture(scope="module")
def minutes() -> Minutes:
    return compiled(eventful())


@pytest.fixture
def sitting() -> Sitting:
    """A council of a chair without a vote, a secretary, a vice-chair and two delegates, with two items."""
    made = Sitting(BEGINS)
    profile = Profile(title="A", body="B", place="C", starts_at=BEGINS, offset=0, language="en")
    made.do(None, proceedings.ConveneMeeting(profile=profile, quorum=MAJORITY))
    roles = {
        "chair": Role.CHAIR,
        "vice": Role.VICE_CHAIR,
        "sec": Role.SECRETARY,
        "an": Role.DELEGATE,
        "bo": Role.DELEGATE,
    }
    for ref, role in roles.items():
        made.do(None, admission.Admit(ref=MemberId(ref), name=ref.title(), role=role))
    for item in ("one", "two"):
        made.do(None, agenda.AddItem(ref=ItemId(item), title=item))
    made.do(None, proceedings.TakeChair(member=MemberId("chair")))
    return made


def mark(sitting: Sitting, member: str, status: Status, after: int = 1) -> int:
    """Record somebody's attendance some minutes later; the time comes back."""
    sitting.later(after)
    at = sitting.now
    sitting.do("sec", roll_call.RecordAttendance(member=MemberId(member), status=status))
    return at


def stays_of(minutes: Minutes, ref: str) -> list[Stay]:
    return next(list(each.stays) for each in minutes.attendance if each.person.ref == ref)


def item(minutes: Minutes, title: str) -> Dealt:
    return next(each for each in minutes.items if each.title == title)


def test_a_meeting_with_events_of_every_kind_is_compiled_as_a_reader_expects() -> None:
    minutes = compiled(eventful())
    assert_golden("contents.txt", "\n".join([*told(minutes), ""]))


def test_every_kind_of_event_happens_in_the_meeting_that_is_compiled() -> None:
    happened = {type(said.event) for said in eventful().saids}
    assert set(get_args(AnyEvent)) - happened == {MinutesSigned}


def test_what_is_hidden_does_not_come_in(minutes: Minutes) -> None:
    text = "\n".join(told(minutes))
    assert not [canary for canary in CANARIES if canary in text]


def test_a_member_who_leaves_and_returns_has_two_stays(sitting: Sitting) -> None:
    sitting.do("chair", proceedings.CallToOrder())
    came = mark(sitting, "an", Status.PRESENT)
    left = mark(sitting, "an", Status.LEFT, after=20)
    back = mark(sitting, "an", Status.PRESENT, after=5)
    assert stays_of(compiled(sitting), "an") == [Stay(came, left), Stay(back, None)]


def test_a_member_who_never_came_has_no_stay(sitting: Sitting) -> None:
    mark(sitting, "bo", Status.EXCUSED)
    assert stays_of(compiled(sitting), "bo") == []


def test_members_stand_in_the_order_in_which_they_were_admitted(sitting: Sitting) -> None:
    assert [each.person.ref for each in compiled(sitting).attendance] == ["an", "bo"]


def test_a_recess_ends_when_the_sitting_is_resumed(sitting: Sitting) -> None:
    sitting.do("chair", proceedings.CallToOrder())
    begins = sitting.now
    sitting.do("chair", proceedings.Suspend())
    sitting.later(10)
    ends = sitting.now
    sitting.do("chair", proceedings.Resume())
    assert compiled(sitting).recesses == [Recess(begins, ends)]


def test_a_recess_names_the_times_that_were_announced_for_coming_back(sitting: Sitting) -> None:
    sitting.do("chair", proceedings.CallToOrder())
    begins = sitting.now
    sitting.do("chair", proceedings.Suspend(until=begins + 600_000))
    sitting.do("chair", proceedings.ChangeRecess(until=begins + 900_000))
    sitting.do("chair", proceedings.ChangeRecess())
    assert compiled(sitting).recesses == [Recess(begins, None, (begins + 600_000, begins + 900_000))]


def test_a_recess_from_which_nobody_came_back_ends_with_the_sitting(sitting: Sitting) -> None:
    sitting.do("chair", proceedings.CallToOrder())
    begins = sitting.now
    sitting.do("chair", proceedings.Suspend())
    sitting.later(10)
    ends = sitting.now
    sitting.do("chair", proceedings.Adjourn())
    assert compiled(sitting).recesses == [Recess(begins, ends)]


def test_whoever_presides_last_signs(sitting: Sitting) -> None:
    sitting.do("chair", proceedings.CallToOrder())
    sitting.do("chair", proceedings.TakeChair(member=MemberId("vice")))
    minutes = compiled(sitting)
    assert [person.ref for _, person in minutes.chairs] == ["chair", "vice"]
    assert minutes.chair is not None
    assert minutes.chair.ref == "vice"


def test_minutes_of_a_meeting_without_officers_have_nobody_to_sign_them() -> None:
    minutes = compiled(Sitting(BEGINS))
    assert minutes.chair is None
    assert minutes.secretary is None


def test_items_stand_in_the_order_in_which_they_were_taken_up(sitting: Sitting) -> None:
    sitting.do("chair", agenda.AddItem(ref=ItemId("three"), title="three"))
    sitting.do("chair", proceedings.CallToOrder())
    for item in ("two", "one"):
        sitting.do("chair", items_in_hand.StartItem(item=ItemId(item)))
        sitting.later(1)
    minutes = compiled(sitting)
    assert [(each.number, each.title) for each in minutes.items] == [(2, "two"), (1, "one"), (3, "three")]


def test_an_item_taken_up_again_keeps_its_place_and_both_times(minutes: Minutes) -> None:
    assert [each.title for each in minutes.items][:2] == ["Opening and agenda", "Budget for 2027"]
    assert len(item(minutes, "Budget for 2027").taken_up) == 2


def settle_by_roll(sitting: Sitting) -> None:
    sitting.do("sec", roll_call.OpenRollCall(method=RollMethod.CALL))
    sitting.do("sec", roll_call.CloseRollCall())


def settle_by_item(sitting: Sitting) -> None:
    sitting.do("chair", items_in_hand.StartItem(item=ItemId("one")))


@pytest.mark.parametrize("settle", [settle_by_roll, settle_by_item])
def test_the_meeting_is_settled_by_its_first_roll_call_or_item(
    sitting: Sitting, settle: Callable[[Sitting], None]
) -> None:
    sitting.do("chair", proceedings.CallToOrder())
    settle(sitting)
    settled = sitting.saids[-1].stamp.at
    sitting.later(5)
    sitting.do("chair", items_in_hand.StartItem(item=ItemId("two")))
    assert compiled(sitting).settled_at == settled


def test_a_roll_called_before_the_meeting_settles_nothing(sitting: Sitting) -> None:
    settle_by_roll(sitting)
    assert compiled(sitting).settled_at is None
    assert compiled(sitting).quorum_checks == []


def test_the_quorum_is_on_record_whenever_it_is_reached_or_lost(sitting: Sitting) -> None:
    sitting.do("chair", proceedings.CallToOrder())
    mark(sitting, "an", Status.PRESENT)
    mark(sitting, "bo", Status.PRESENT)
    mark(sitting, "bo", Status.LEFT)
    checks = [(check.occasion, check.quorum.present) for check in compiled(sitting).quorum_checks]
    assert checks == [(Occasion.CALL_TO_ORDER, 0), (Occasion.REACHED, 2), (Occasion.LOST, 1)]


def test_speeches_and_announcements_outside_items_are_kept_apart(minutes: Minutes) -> None:
    assert [speech.speaker.ref for speech in minutes.speeches] == ["guest"]
    assert [announced.text for announced in minutes.announcements] == ["Please switch off all telephones."]
    assert [announced.text for announced in item(minutes, "Bus network 2027–2031").announcements] == [
        "The map hangs in the foyer."
    ]


def test_the_names_of_a_confidential_poll_are_not_in_the_minutes(minutes: Minutes) -> None:
    voted = item(minutes, "Elections").polls[0]
    assert voted.names is None
    assert [person.ref for person in voted.voters] == ["bao", "olga", "cohen"]


def test_the_names_of_a_cancelled_poll_are_not_in_the_minutes(minutes: Minutes) -> None:
    cancelled = item(minutes, "Budget for 2027").polls[2]
    assert cancelled.poll.ref == "again"
    assert cancelled.names is None


def test_a_poll_by_name_that_is_still_open_gives_no_names() -> None:
    whole = eventful()
    closes = [said.stamp.position for said in whole.saids if isinstance(said.event, PollClosed)]
    whole.saids = whole.saids[: closes[2] - 1]
    voted = next(each for each in item(compiled(whole), "Budget for 2027").polls if each.poll.ref == "budget")
    assert voted.names is None


def test_names_stand_in_the_order_of_the_alphabet(minutes: Minutes) -> None:
    names = item(minutes, "Budget for 2027").polls[0].names
    assert names is not None
    assert [person.name for person in names["no"]] == ["Jiřina Dvořáková", "Đặng Quốc Bảo", "עדנה כהן"]


def test_a_poll_tells_its_quorum_its_pauses_and_when_it_was_declared(minutes: Minutes) -> None:
    amendment, budget = item(minutes, "Budget for 2027").polls[:2]
    assert amendment.declared_at is not None
    assert amendment.quorum is not None
    assert budget.declared_at is None
    assert [bool(pause.until) for pause in budget.pauses] == [True]


def test_a_drawn_lot_brings_its_seed(minutes: Minutes) -> None:
    assert item(minutes, "Elections").polls[0].seed is not None


def test_a_correction_tells_when_the_entry_was_made_if_all_may_know(minutes: Minutes) -> None:
    assert minutes.corrections[0].said_at is not None


def test_a_correction_of_a_hidden_entry_does_not_tell_when_it_was_made() -> None:
    whole = eventful()
    hidden = next(said.stamp.position for said in whole.saids if isinstance(said.event, MinuteWritten))
    whole.do("lipinski", Correct(position=hidden, text="Nothing to see."))
    assert compiled(whole).corrections[-1].said_at is None
