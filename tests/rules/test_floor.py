"""The floor: who speaks, and who is waiting to."""

import pytest

from meetings.rules.floor import (
    CloseList,
    EndSpeech,
    FloorGiven,
    FloorRequested,
    GiveFloor,
    ListClosed,
    ListOpened,
    MoveRequest,
    OpenList,
    Request,
    RequestFloor,
    RequestKind,
    RequestMoved,
    RequestWithdrawn,
    SpeechEnded,
    WithdrawRequest,
    YieldFloor,
)
from meetings.rules.identity import MemberId
from meetings.rules.proceedings import Suspend, Suspended
from meetings.rules.refusals import Code
from meetings.rules.roll_call import Leave
from tests.rules.council import CHAIR, GUEST, HALL, SECRETARY, council, sitting
from tests.rules.scenario import NOON, SERVER, Scenario

ANA, BEN, CHI, DAN = (MemberId(ref) for ref in ("ana", "ben", "chi", "dan"))
ORDER = RequestFloor(kind=RequestKind.POINT_OF_ORDER)
REPLY = RequestFloor(kind=RequestKind.REPLY)


def waiting(scenario: Scenario) -> tuple[str, ...]:
    return tuple(request.member for request in scenario.meeting.floor.waiting)


# Asking


def test_a_member_who_asks_for_the_floor_is_on_the_list() -> None:
    scenario = sitting().when("ana", RequestFloor()).then(FloorRequested(member=ANA, request=RequestKind.SPEAK))
    assert scenario.meeting.floor.waiting == (Request(ANA, RequestKind.SPEAK, NOON),)


def test_the_list_keeps_the_order_of_asking() -> None:
    scenario = sitting().given("ben", RequestFloor()).given("ana", RequestFloor()).given("chi", REPLY)
    assert waiting(scenario) == ("ben", "ana", "chi")


def test_points_of_order_come_first_in_their_own_order() -> None:
    scenario = sitting().given("ana", RequestFloor()).given("ben", ORDER).given("chi", ORDER).given("dan", REPLY)
    assert waiting(scenario) == ("ben", "chi", "ana", "dan")


def test_a_follow_up_comes_before_those_who_have_not_begun() -> None:
    question, follow_up = (RequestFloor(kind=kind) for kind in (RequestKind.QUESTION, RequestKind.FOLLOW_UP))
    scenario = sitting().given("ana", question).given("ben", ORDER).given("chi", follow_up).given("dan", follow_up)
    assert waiting(scenario) == ("ben", "chi", "dan", "ana")


def test_nobody_is_on_the_list_twice() -> None:
    sitting().given("ana", RequestFloor()).when("ana", REPLY).refused(Code.ALREADY)


def test_whoever_speaks_does_not_ask_to_speak() -> None:
    sitting().given(CHAIR, GiveFloor(member=ANA)).when("ana", RequestFloor()).refused(Code.ALREADY)


def test_whoever_speaks_may_ask_for_a_reply() -> None:
    sitting().given(CHAIR, GiveFloor(member=ANA)).when("ana", REPLY).accepted()


def test_whoever_is_not_here_does_not_ask() -> None:
    sitting().given("ana", Leave()).when("ana", RequestFloor()).refused(Code.NOT_PRESENT)


def test_a_request_is_withdrawn() -> None:
    scenario = sitting().given("ana", RequestFloor()).given("ben", RequestFloor())
    assert waiting(scenario.when("ana", WithdrawRequest()).then(RequestWithdrawn(member=ANA))) == ("ben",)


def test_whoever_is_not_on_the_list_has_nothing_to_withdraw() -> None:
    sitting().when("ana", WithdrawRequest()).refused(Code.ALREADY)
    sitting().when(SERVER, WithdrawRequest()).refused(Code.NO_SUCH_MEMBER)


# The list


def test_a_closed_list_takes_no_more_speakers() -> None:
    closed = sitting().when(CHAIR, CloseList()).then(ListClosed())
    closed.when("ana", RequestFloor()).refused(Code.LIST_CLOSED)
    closed.when("ana", REPLY).refused(Code.LIST_CLOSED)


def test_a_point_of_order_is_in_order_at_any_time() -> None:
    sitting().given(CHAIR, CloseList()).when("ana", ORDER).accepted()


def test_closing_the_list_leaves_those_on_it() -> None:
    assert waiting(sitting().given("ana", RequestFloor()).given(CHAIR, CloseList())) == ("ana",)


def test_a_closed_list_opens_again() -> None:
    reopened = sitting().given(CHAIR, CloseList()).when(CHAIR, OpenList()).then(ListOpened())
    reopened.when("ana", RequestFloor()).accepted()


def test_the_list_is_opened_and_closed_once() -> None:
    sitting().when(CHAIR, OpenList()).refused(Code.ALREADY)
    sitting().given(CHAIR, CloseList()).when(CHAIR, CloseList()).refused(Code.ALREADY)


# Reordering


def three() -> Scenario:
    return sitting().given("ana", RequestFloor()).given("ben", RequestFloor()).given("chi", RequestFloor())


@pytest.mark.parametrize(
    ("member", "after", "order"),
    [
        (CHI, None, ("chi", "ana", "ben")),
        (CHI, ANA, ("ana", "chi", "ben")),
        (ANA, CHI, ("ben", "chi", "ana")),
    ],
)
def test_the_chair_reorders_the_list(member: MemberId, after: MemberId | None, order: tuple[str, ...]) -> None:
    trial = three().when(CHAIR, MoveRequest(member=member, after=after))
    assert waiting(trial.then(RequestMoved(member=member, after=after))) == order


@pytest.mark.parametrize(
    ("member", "after", "code"),
    [
        (DAN, None, Code.WRONG_STATE),
        (MemberId(""), None, Code.WRONG_STATE),
        (ANA, DAN, Code.WRONG_STATE),
        (ANA, None, Code.ALREADY),
        (ANA, ANA, Code.ALREADY),
        (BEN, ANA, Code.ALREADY),
    ],
)
def test_only_who_waits_is_moved_and_only_elsewhere(member: MemberId, after: MemberId | None, code: Code) -> None:
    three().when(CHAIR, MoveRequest(member=member, after=after)).refused(code)


def test_nobody_is_moved_before_a_point_of_order() -> None:
    """RONR 23:2(2): a point of order takes precedence over any pending question."""
    urgent = three().given("dan", ORDER)
    urgent.when(CHAIR, MoveRequest(member=CHI, after=None)).refused(Code.WRONG_STATE)
    urgent.when(CHAIR, MoveRequest(member=DAN, after=CHI)).refused(Code.WRONG_STATE)
    urgent.when(CHAIR, MoveRequest(member=CHI, after=DAN)).accepted()


# Speaking


def test_the_chair_gives_the_floor_with_a_limit() -> None:
    trial = sitting().given("ana", ORDER).later(5).when(CHAIR, GiveFloor(member=ANA, limit_s=120))
    scenario = trial.then(FloorGiven(member=ANA, request=RequestKind.POINT_OF_ORDER, limit_s=120))
    floor = scenario.meeting.floor
    assert (floor.speaker, floor.since, floor.limit_s, floor.waiting) == (ANA, NOON + 5000, 120, ())


def test_a_guest_may_be_given_the_floor_without_asking() -> None:
    sitting().when(CHAIR, GiveFloor(member=MemberId(GUEST))).then(FloorGiven(member=MemberId(GUEST)))


def test_nobody_who_is_away_has_the_floor() -> None:
    sitting().given("ana", Leave()).when(CHAIR, GiveFloor(member=ANA)).refused(Code.WRONG_STATE)


def test_the_chair_may_say_what_the_floor_is_given_for() -> None:
    answer = GiveFloor(member=MemberId(GUEST), kind=RequestKind.ANSWER)
    scenario = sitting().when(CHAIR, answer).then(FloorGiven(member=MemberId(GUEST), request=RequestKind.ANSWER))
    assert scenario.meeting.floor.kind is RequestKind.ANSWER
    assert scenario.given(CHAIR, EndSpeech()).meeting.floor.kind is None


def test_giving_the_floor_ends_the_speech_before() -> None:
    speaking = sitting().given(CHAIR, GiveFloor(member=ANA))
    speaking.when(CHAIR, GiveFloor(member=BEN)).then(SpeechEnded(member=ANA), FloorGiven(member=BEN))


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (GiveFloor(member=MemberId("nobody")), Code.NO_SUCH_MEMBER),
        (GiveFloor(member=MemberId(HALL)), Code.NOT_ALLOWED),
        (GiveFloor(member=ANA, limit_s=0), Code.BAD_COMMAND),
        (GiveFloor(member=ANA, limit_s=2**53), Code.BAD_COMMAND),
    ],
)
def test_a_floor_that_cannot_be_given_is_refused(command: GiveFloor, code: Code) -> None:
    sitting().when(CHAIR, command).refused(code)


def test_a_speech_may_last_a_day() -> None:
    sitting().when(CHAIR, GiveFloor(member=ANA, limit_s=24 * 3600)).accepted()


def test_the_floor_is_given_once() -> None:
    sitting().given(CHAIR, GiveFloor(member=ANA)).when(CHAIR, GiveFloor(member=ANA)).refused(Code.ALREADY)


def test_the_chair_ends_a_speech() -> None:
    scenario = sitting().given(CHAIR, GiveFloor(member=ANA)).when(CHAIR, EndSpeech()).then(SpeechEnded(member=ANA))
    assert scenario.meeting.floor.speaker is None
    assert scenario.meeting.floor.since is None


def test_where_nobody_speaks_nothing_is_ended() -> None:
    sitting().when(CHAIR, EndSpeech()).refused(Code.ALREADY)


@pytest.mark.parametrize("speaker", ["ana", GUEST, SECRETARY, CHAIR])
def test_whoever_has_the_floor_ends_their_own_speech(speaker: str) -> None:
    speaking = sitting().given(CHAIR, GiveFloor(member=MemberId(speaker)))
    scenario = speaking.when(speaker, YieldFloor()).then(SpeechEnded(member=MemberId(speaker)))
    assert scenario.meeting.floor.speaker is None


@pytest.mark.parametrize("actor", ["ben", SERVER])
def test_nobody_ends_the_speech_of_another_by_yielding(actor: str | None) -> None:
    """Not even by accident, when the chair was quicker and gave the floor to the next."""
    sitting().given(CHAIR, GiveFloor(member=ANA)).when(actor, YieldFloor()).refused(Code.ALREADY)


def test_where_nobody_speaks_nobody_yields_the_floor() -> None:
    sitting().when("ana", YieldFloor()).refused(Code.ALREADY)


def test_a_suspension_ends_the_speech_and_keeps_the_list() -> None:
    speaking = sitting().given(CHAIR, GiveFloor(member=ANA)).given("ben", RequestFloor())
    scenario = speaking.when(CHAIR, Suspend()).then(SpeechEnded(member=ANA), Suspended())
    assert waiting(scenario) == ("ben",)
    assert waiting(scenario.given("ben", WithdrawRequest())) == ()


def test_before_the_meeting_is_open_nobody_asks() -> None:
    council().when("ana", RequestFloor()).refused(Code.WRONG_STATE)
