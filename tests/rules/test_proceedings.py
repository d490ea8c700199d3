"""The sitting: convened, called to order, suspended, adjourned; and who presides."""

import pytest
from msgspec.structs import replace

from meetings.rules.attendance import RollCallClosed, RollMethod, Status
from meetings.rules.floor import GiveFloor, ListCleared, RequestFloor, SpeechEnded
from meetings.rules.identity import MemberId
from meetings.rules.items_in_hand import ItemConcluded
from meetings.rules.poll_commands import CancelPoll, HoldPoll
from meetings.rules.proceedings import (
    Adjourn,
    Adjourned,
    Announce,
    Announced,
    CalledToOrder,
    CallToOrder,
    ChairTaken,
    ChangeRecess,
    ConveneMeeting,
    MeetingConvened,
    MeetingState,
    Notice,
    Profile,
    RecessChanged,
    Resume,
    Resumed,
    Suspend,
    Suspended,
    TakeChair,
)
from meetings.rules.quorum import QuorumRule
from meetings.rules.refusals import Code
from meetings.rules.roll_call import Leave, OpenRollCall, RecordAttendance
from tests.rules.council import (
    BUDGET,
    CHAIR,
    GUEST,
    HALL,
    POLL,
    PROFILE,
    SECRETARY,
    VICE,
    admission,
    council,
    polling,
    sitting,
)
from tests.rules.scenario import NOON, SERVER, Scenario

MINUTE = 60_000


# Convening


def test_a_meeting_is_convened_with_its_profile_and_quorum() -> None:
    rule = QuorumRule(kind="fraction", num=2, den=3)
    scenario = (
        Scenario()
        .when(SERVER, ConveneMeeting(profile=PROFILE, quorum=rule))
        .then(MeetingConvened(profile=PROFILE, quorum=rule))
    )
    assert scenario.meeting.sitting.state is MeetingState.SCHEDULED
    assert scenario.meeting.attendance.quorum == rule


def test_a_meeting_is_convened_once() -> None:
    council().when(SERVER, ConveneMeeting(profile=PROFILE, quorum=QuorumRule())).refused(Code.ALREADY)


@pytest.mark.parametrize(
    ("profile", "code"),
    [
        (replace(PROFILE, title=""), Code.BAD_COMMAND),
        (replace(PROFILE, body="x" * 301), Code.TOO_LONG),
        (replace(PROFILE, place="a\x00b"), Code.BAD_COMMAND),
        (replace(PROFILE, language=""), Code.BAD_COMMAND),
        (replace(PROFILE, minutes="x" * 301), Code.TOO_LONG),
        (replace(PROFILE, source="x" * 20_001), Code.TOO_LONG),
        (replace(PROFILE, starts_at=2**53), Code.BAD_COMMAND),
        (replace(PROFILE, offset=1441), Code.BAD_COMMAND),
    ],
)
def test_a_profile_that_cannot_be_recorded_is_refused(profile: Profile, code: Code) -> None:
    Scenario().when(SERVER, ConveneMeeting(profile=profile, quorum=QuorumRule())).refused(code)


@pytest.mark.parametrize(
    "rule",
    [
        QuorumRule(kind="count", count=-1),
        QuorumRule(kind="count", count=2**53),
        QuorumRule(kind="fraction", num=0),
        QuorumRule(kind="fraction", num=3, den=2),
        QuorumRule(kind="fraction", num=1, den=0),
        QuorumRule(kind="fraction", num=1, den=1, strict=True),
        QuorumRule(kind="fraction", num=1, den=2**53),
    ],
)
def test_a_quorum_that_nobody_can_reckon_or_reach_is_a_bad_command(rule: QuorumRule) -> None:
    Scenario().when(SERVER, ConveneMeeting(profile=PROFILE, quorum=rule)).refused(Code.BAD_COMMAND)


def test_the_source_of_an_import_is_kept() -> None:
    profile = replace(PROFILE, source="Minutes of the Council")
    scenario = Scenario().given(SERVER, ConveneMeeting(profile=profile, quorum=QuorumRule()))
    assert scenario.meeting.sitting.profile.source == "Minutes of the Council"


# The course of a sitting


def test_the_chair_calls_to_order() -> None:
    scenario = council().when(CHAIR, CallToOrder()).then(CalledToOrder())
    assert scenario.meeting.sitting.state is MeetingState.OPEN
    assert scenario.meeting.sitting.called_at == NOON


def test_a_sitting_is_called_to_order_once() -> None:
    sitting().when(CHAIR, CallToOrder()).refused(Code.ALREADY)
    sitting().given(CHAIR, Adjourn()).when(CHAIR, CallToOrder()).refused(Code.WRONG_STATE)


def test_a_sitting_is_suspended_until_a_time() -> None:
    scenario = sitting().when(CHAIR, Suspend(until=NOON + MINUTE)).then(Suspended(until=NOON + MINUTE))
    assert scenario.meeting.sitting.until == NOON + MINUTE


@pytest.mark.parametrize("until", [NOON, NOON - 1, 0, -1, 2**53, 10**30])
def test_a_suspension_until_no_time_to_come_is_a_bad_command(until: int) -> None:
    sitting().when(CHAIR, Suspend(until=until)).refused(Code.BAD_COMMAND)


def test_a_sitting_is_suspended_once() -> None:
    sitting().given(CHAIR, Suspend()).when(CHAIR, Suspend()).refused(Code.ALREADY)


def test_a_break_lasts_longer_than_was_announced() -> None:
    scenario = sitting().given(CHAIR, Suspend(until=NOON + MINUTE)).later(30)
    trial = scenario.when(CHAIR, ChangeRecess(until=NOON + 2 * MINUTE))
    scenario = trial.then(RecessChanged(until=NOON + 2 * MINUTE))
    assert scenario.meeting.sitting.until == NOON + 2 * MINUTE
    scenario.when(CHAIR, ChangeRecess(until=NOON + 2 * MINUTE)).refused(Code.ALREADY)
    assert scenario.when(CHAIR, ChangeRecess()).accepted().meeting.sitting.until is None


def test_of_a_break_without_a_time_none_can_be_taken_back() -> None:
    trial = sitting().given(CHAIR, Suspend()).when(CHAIR, ChangeRecess())
    trial.refused(Code.ALREADY)
    assert str(trial.result) == "As it stands, no time is announced."


def test_a_break_cannot_last_until_what_is_over() -> None:
    suspended = sitting().given(CHAIR, Suspend()).later(30)
    suspended.when(CHAIR, ChangeRecess(until=NOON)).refused(Code.BAD_COMMAND)
    sitting().when(CHAIR, ChangeRecess(until=NOON * 2)).refused(Code.WRONG_STATE)


def test_a_suspended_sitting_goes_on() -> None:
    scenario = sitting().given(CHAIR, Suspend(until=NOON + MINUTE)).when(CHAIR, Resume()).then(Resumed())
    assert scenario.meeting.sitting.state is MeetingState.OPEN
    assert scenario.meeting.sitting.until is None


def test_what_is_not_suspended_does_not_go_on() -> None:
    sitting().when(CHAIR, Resume()).refused(Code.ALREADY)
    council().when(CHAIR, Resume()).refused(Code.WRONG_STATE)


def test_adjourning_concludes_what_is_open() -> None:
    busy = sitting().given(SECRETARY, OpenRollCall(method=RollMethod.CALL))
    busy.given(CHAIR, GiveFloor(member=MemberId("ana"))).given("ben", RequestFloor()).later(60)
    scenario = busy.when(CHAIR, Adjourn()).then(
        SpeechEnded(member=MemberId("ana")),
        ListCleared(),
        ItemConcluded(item=BUDGET),
        RollCallClosed(),
        Adjourned(),
    )
    assert scenario.meeting.sitting.state is MeetingState.CLOSED
    assert scenario.meeting.sitting.adjourned_at == NOON + MINUTE


def test_a_suspended_sitting_can_be_adjourned() -> None:
    sitting().given(CHAIR, Suspend()).when(CHAIR, Adjourn()).then(ItemConcluded(item=BUDGET), Adjourned())


def test_a_sitting_is_adjourned_once() -> None:
    sitting().given(CHAIR, Adjourn()).when(CHAIR, Adjourn()).refused(Code.ALREADY)
    council().when(CHAIR, Adjourn()).refused(Code.WRONG_STATE)


@pytest.mark.parametrize("command", [Suspend(), Adjourn()])
def test_an_open_poll_keeps_the_sitting_going(command: Suspend | Adjourn) -> None:
    polling().when(CHAIR, command).refused(Code.WRONG_STATE)
    polling().given(CHAIR, HoldPoll(poll=POLL)).when(CHAIR, command).refused(Code.WRONG_STATE)
    polling().given(CHAIR, CancelPoll(poll=POLL, reason="power cut")).when(CHAIR, command).accepted()


def test_an_announcement_reaches_everybody_with_its_time() -> None:
    scenario = council().when(SECRETARY, Announce(text="Fire drill")).then(Announced(text="Fire drill"))
    assert scenario.meeting.sitting.notice == Notice("Fire drill", NOON)


@pytest.mark.parametrize(
    ("text", "code"), [("", Code.BAD_COMMAND), ("x" * 20_001, Code.TOO_LONG), ("\ud800", Code.BAD_COMMAND)]
)
def test_an_announcement_that_says_nothing_or_too_much_is_refused(text: str, code: Code) -> None:
    council().when(SECRETARY, Announce(text=text)).refused(code)


# Who presides

VICE_TAKES = TakeChair(member=MemberId(VICE))
CHAIR_TAKES = TakeChair(member=MemberId(CHAIR))


def test_the_chair_hands_over_the_chair() -> None:
    scenario = sitting().when(CHAIR, TakeChair(member=MemberId("ana"))).then(ChairTaken(member=MemberId("ana")))
    scenario.when("ana", Suspend()).accepted()
    scenario.when(CHAIR, Suspend()).refused(Code.NOT_ALLOWED)


def test_the_vice_chair_does_not_take_the_chair_from_one_who_is_here() -> None:
    sitting().when(VICE, VICE_TAKES).refused(Code.NOT_ALLOWED)


@pytest.mark.parametrize("status", [Status.ABSENT, Status.EXCUSED, Status.LEFT])
def test_the_vice_chair_takes_the_chair_of_one_who_is_away(status: Status) -> None:
    away = sitting().given(SECRETARY, RecordAttendance(member=MemberId(CHAIR), status=status))
    away.when(VICE, VICE_TAKES).then(ChairTaken(member=MemberId(VICE)))


def test_the_vice_chair_takes_it_for_nobody_else() -> None:
    away = sitting().given(CHAIR, Leave())
    away.when(VICE, TakeChair(member=MemberId("ana"))).refused(Code.NOT_ALLOWED)


def test_a_delegate_does_not_take_an_empty_chair() -> None:
    sitting().given(CHAIR, Leave()).when("ana", TakeChair(member=MemberId("ana"))).refused(Code.NOT_ALLOWED)


def test_the_chair_takes_the_chair_back() -> None:
    scenario = sitting().given(CHAIR, VICE_TAKES).when(CHAIR, CHAIR_TAKES).then(ChairTaken(member=MemberId(CHAIR)))
    scenario.when(VICE, Suspend()).refused(Code.NOT_ALLOWED)


def test_whoever_has_the_chair_does_not_take_it_again() -> None:
    sitting().when(CHAIR, CHAIR_TAKES).refused(Code.ALREADY)


@pytest.mark.parametrize(
    ("successor", "code"),
    [
        ("nobody", Code.NO_SUCH_MEMBER),
        (SECRETARY, Code.NOT_ALLOWED),
        (GUEST, Code.NOT_ALLOWED),
        (HALL, Code.NOT_ALLOWED),
    ],
)
def test_only_members_of_the_body_preside(successor: str, code: Code) -> None:
    sitting().when(CHAIR, TakeChair(member=MemberId(successor))).refused(code)


def test_the_server_puts_the_first_chair_in_place() -> None:
    assert council().meeting.sitting.presiding == CHAIR


def test_a_meeting_without_a_chair_is_taken_by_the_vice_chair() -> None:
    headless = Scenario().given(SERVER, ConveneMeeting(profile=PROFILE, quorum=QuorumRule()))
    headless.given(SERVER, admission(VICE))
    headless.when(VICE, VICE_TAKES).then(ChairTaken(member=MemberId(VICE)))
