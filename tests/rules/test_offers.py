"""What is offered on the screens: what is in order now, and for whom it is not."""

import pytest

from meetings.rules.agenda import WithdrawItem
from meetings.rules.attendance import RollMethod
from meetings.rules.decision import Upload
from meetings.rules.floor import CloseList, GiveFloor, RequestFloor, RequestKind
from meetings.rules.identity import MemberId, Role
from meetings.rules.items_in_hand import ConcludeItem
from meetings.rules.moving import WithdrawMotion
from meetings.rules.offers import offered, withheld
from meetings.rules.papers import WithdrawPaper
from meetings.rules.poll_commands import CancelPoll, ClosePoll, DeclareResult, HoldPoll, OpenPoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.proceedings import Adjourn
from meetings.rules.quorum import QuorumRule
from meetings.rules.roll_call import CloseRollCall, Leave, OpenRollCall
from tests.rules.council import (
    BUDGET,
    CHAIR,
    ELECTION,
    POLL,
    ROADS,
    SECRETARY,
    VICE,
    council,
    polling,
    question,
    sitting,
    vote,
)
from tests.rules.scenario import Scenario
from tests.rules.specimens import COMMANDS, MOTION, PAPER

TIMED = OpenPoll(poll=POLL, closes_in_s=30)
BY_CODE = OpenRollCall(method=RollMethod.CODE)
MOVE_MOTION = next(command for command in COMMANDS if type(command).__name__ == "MoveMotion")
ATTACH = next(command for command in COMMANDS if type(command).__name__ == "AttachPaper")
POINT = RequestFloor(kind=RequestKind.POINT_OF_ORDER)
RULE = next(command for command in COMMANDS if type(command).__name__ == "RuleOnPoint")


def to(scenario: Scenario, *roles: Role) -> set[str]:
    offers = offered(scenario.meeting, frozenset(roles))
    assert offers == sorted(offers)
    return set(offers)


def test_before_the_meeting_the_chair_is_offered_the_gavel() -> None:
    offers = to(council(), Role.CHAIR)
    assert "call_to_order" in offers
    assert not offers & {"suspend", "adjourn", "start_item", "open_poll"}


def test_a_display_is_offered_nothing() -> None:
    assert to(sitting(), Role.DISPLAY) == set()


def test_the_chair_and_the_secretary_share_a_view_and_its_offers() -> None:
    assert to(sitting(), Role.CHAIR, Role.SECRETARY) == to(sitting(), Role.CHAIR) | to(sitting(), Role.SECRETARY)


def with_paper() -> Scenario:
    return sitting().uploading(Upload("1" * 64, "application/pdf", 1)).given(SECRETARY, ATTACH)


AWAY_WITH = [WithdrawItem(item=ROADS), WithdrawItem(item=ELECTION)]


@pytest.mark.parametrize(
    ("name", "role", "offering", "not_offering"),
    [
        ("open_poll", Role.CHAIR, sitting().given(CHAIR, question()), sitting()),
        (
            "open_poll",
            Role.CHAIR,
            polling().given(CHAIR, CancelPoll(poll=POLL, reason="x"), question(ref="q")),
            polling(),
        ),
        ("hold_poll", Role.CHAIR, polling(), polling().given(CHAIR, HoldPoll(poll=POLL))),
        ("resume_poll", Role.CHAIR, polling().given(CHAIR, HoldPoll(poll=POLL)), polling()),
        ("add_time", Role.CHAIR, sitting().given(CHAIR, question(), TIMED), polling()),
        ("close_poll", Role.CHAIR, polling(), sitting()),
        ("declare_consensus", Role.CHAIR, sitting(), polling()),
        ("cast_vote", Role.DELEGATE, polling(), polling().given(CHAIR, HoldPoll(poll=POLL))),
        ("cancel_poll", Role.CHAIR, polling(), sitting()),
        ("declare_result", Role.CHAIR, polling().given(CHAIR, ClosePoll(poll=POLL)), polling()),
        ("correct_result", Role.SECRETARY, polling().given(CHAIR, ClosePoll(poll=POLL)), polling()),
        (
            "correct_result",
            Role.CHAIR,
            polling().given(CHAIR, ClosePoll(poll=POLL)),
            polling(secrecy=Secrecy.CONFIDENTIAL).given(CHAIR, ClosePoll(poll=POLL)),
        ),
        ("suspend", Role.CHAIR, sitting(), polling()),
        ("adjourn", Role.CHAIR, sitting(), polling()),
        ("start_item", Role.CHAIR, sitting(), polling()),
        ("start_item", Role.CHAIR, sitting(), sitting().given(CHAIR, *AWAY_WITH)),
        ("conclude_item", Role.CHAIR, sitting(), sitting().given(CHAIR, ConcludeItem(item=BUDGET))),
        ("conclude_item", Role.CHAIR, sitting(), polling()),
        ("withdraw_item", Role.SECRETARY, sitting(), sitting().given(CHAIR, *AWAY_WITH)),
        ("retitle_item", Role.SECRETARY, council(), Scenario()),
        ("move_item", Role.SECRETARY, council(), Scenario()),
        ("open_roll_call", Role.SECRETARY, sitting(), sitting().given(CHAIR, BY_CODE)),
        ("close_roll_call", Role.SECRETARY, sitting().given(CHAIR, BY_CODE), sitting()),
        (
            "answer_roll",
            Role.DELEGATE,
            sitting().given(CHAIR, BY_CODE),
            sitting().given(CHAIR, BY_CODE, CloseRollCall()),
        ),
        (
            "move_request",
            Role.CHAIR,
            sitting().given("ana", RequestFloor()).given("ben", RequestFloor()),
            sitting().given("ana", RequestFloor()),
        ),
        ("end_speech", Role.CHAIR, sitting().given(CHAIR, GiveFloor(member=MemberId("ana"))), sitting()),
        ("open_list", Role.CHAIR, sitting().given(CHAIR, CloseList()), sitting()),
        ("close_list", Role.CHAIR, sitting(), sitting().given(CHAIR, CloseList())),
        ("rule_on_point", Role.CHAIR, sitting().given("ana", POINT), sitting().given("ana", POINT).given(CHAIR, RULE)),
        ("appeal", Role.DELEGATE, sitting().given("ana", POINT).given(CHAIR, RULE), sitting().given("ana", POINT)),
        ("second_motion", Role.DELEGATE, sitting().given("ana", MOVE_MOTION), sitting()),
        (
            "withdraw_motion",
            Role.DELEGATE,
            sitting().given("ana", MOVE_MOTION),
            sitting().given("ana", MOVE_MOTION, WithdrawMotion(motion=MOTION)),
        ),
        ("present", Role.CHAIR, with_paper(), with_paper().given(SECRETARY, WithdrawPaper(paper=PAPER))),
        ("replace_paper", Role.SECRETARY, with_paper(), sitting()),
    ],
)
def test_what_is_offered_and_when_not(name: str, role: Role, offering: Scenario, not_offering: Scenario) -> None:
    assert name in to(offering, role)
    assert name not in to(not_offering, role)


def test_without_a_quorum_no_poll_is_offered() -> None:
    scenario = sitting(quorum=QuorumRule(kind="count", count=7)).given(CHAIR, question())
    assert "open_poll" in to(scenario, Role.CHAIR)
    assert "open_poll" not in to(scenario.given("ana", Leave()), Role.CHAIR)


def test_after_the_meeting_the_book_stays_open() -> None:
    assert to(sitting().given(CHAIR, Adjourn()), Role.SECRETARY) >= {"write_minute", "correct", "announce"}


# What is withheld from one member


def withheld_from(scenario: Scenario, member: str, role: Role = Role.DELEGATE) -> set[str]:
    offers = offered(scenario.meeting, frozenset({Role.DELEGATE, Role.VICE_CHAIR}))
    return set(withheld(scenario.meeting, MemberId(member), role, offers))


def test_whoever_is_here_may_leave_and_need_not_come() -> None:
    assert withheld_from(sitting(), "ana") >= {"return_to_meeting", "withdraw_request"}
    assert not withheld_from(sitting(), "ana") & {"leave", "request_floor", "move_motion"}


def test_whoever_left_may_only_come_back() -> None:
    away = sitting().given("ana", Leave())
    assert "return_to_meeting" not in withheld_from(away, "ana")
    assert withheld_from(away, "ana") >= {"leave", "request_floor", "move_motion", "withdraw_request"}


def test_whoever_waits_does_not_ask_again() -> None:
    waiting = sitting().given("ana", RequestFloor())
    assert "request_floor" in withheld_from(waiting, "ana")
    assert "withdraw_request" not in withheld_from(waiting, "ana")


def test_only_whoever_speaks_is_offered_to_end_the_own_speech() -> None:
    speaking = sitting().given(CHAIR, GiveFloor(member=MemberId("ana")))
    assert "yield_floor" not in withheld_from(speaking, "ana")
    assert "yield_floor" in withheld_from(speaking, "ben")
    assert "yield_floor" in withheld_from(sitting(), "ana")


def test_the_vice_chair_is_offered_an_empty_chair() -> None:
    assert "take_chair" in withheld_from(sitting(), VICE, Role.VICE_CHAIR)
    assert "take_chair" not in withheld_from(sitting().given(CHAIR, Leave()), VICE, Role.VICE_CHAIR)
    assert "take_chair" in withheld_from(sitting().given(CHAIR, Leave()), "ana")


def test_whoever_presides_may_hand_over_the_chair() -> None:
    offers = offered(sitting().meeting, frozenset({Role.CHAIR}))
    assert "take_chair" not in withheld(sitting().meeting, MemberId(CHAIR), Role.CHAIR, offers)


def test_only_the_entitled_are_asked_to_vote() -> None:
    some = polling(electorate=(MemberId("ana"),))
    assert "cast_vote" not in withheld_from(some, "ana")
    assert "cast_vote" in withheld_from(some, "ben")


def test_whoever_left_is_not_asked_to_vote() -> None:
    assert "cast_vote" in withheld_from(polling().given("ana", Leave()), "ana")


def test_a_final_vote_is_not_asked_for_again() -> None:
    assert "cast_vote" not in withheld_from(polling().given("ana", vote("yes")), "ana")
    final = polling(secrecy=Secrecy.CONFIDENTIAL).given("ana", vote("yes"))
    assert "cast_vote" in withheld_from(final, "ana")
    assert "cast_vote" not in withheld_from(final, "ben")


def test_where_no_poll_is_open_nobody_votes() -> None:
    scenario = sitting()
    assert withheld(scenario.meeting, MemberId("ana"), Role.DELEGATE, ["cast_vote"]) == ["cast_vote"]
    declared = polling().given(CHAIR, ClosePoll(poll=POLL), DeclareResult(poll=POLL))
    assert withheld(declared.meeting, MemberId("ana"), Role.DELEGATE, ["cast_vote"]) == ["cast_vote"]
