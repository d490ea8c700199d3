"""Points of order: raised, ruled on with a reason, appealed against."""

import pytest

from meetings.rules.floor import EndSpeech, GiveFloor, RequestFloor, RequestKind, WithdrawRequest
from meetings.rules.identity import MemberId, PollId, RulingId
from meetings.rules.items_in_hand import ConcludeItem, StartItem
from meetings.rules.meeting import made_by
from meetings.rules.points_of_order import Appeal, PointRuled, RuleOnPoint, Ruling, RulingAppealed, Verdict
from meetings.rules.poll_commands import CancelPoll, CastVote, ClosePoll, DeclareResult, OpenPoll
from meetings.rules.poll_events import PollPrepared
from meetings.rules.refusals import Code
from meetings.rules.repeats import RepeatPoll
from meetings.rules.roll_call import Leave
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import FloorShown, RulingShown
from tests.rules.council import BUDGET, CHAIR, PROFILE, ROADS, sitting
from tests.rules.scenario import NOON, Scenario

ANA, BEN = MemberId("ana"), MemberId("ben")
FIRST = RulingId("first")
RAISE = RequestFloor(kind=RequestKind.POINT_OF_ORDER)
RULE = RuleOnPoint(ref=FIRST, member=ANA, ruling=Verdict.NOT_SUSTAINED, reason="The speaker is on the matter.")
RULED = PointRuled(
    ruling=FIRST, member=ANA, verdict=Verdict.NOT_SUSTAINED, reason="The speaker is on the matter.", item=BUDGET
)


def raised(language: str = "en") -> Scenario:
    profile = type(PROFILE)(title="47th", body="Council", place="Hall", starts_at=0, offset=0, language=language)
    return sitting(profile=profile).given("ana", RAISE)


def ruled() -> Scenario:
    return raised().given(CHAIR, RULE)


def appealed() -> tuple[Scenario, PollId]:
    scenario = ruled().given("ben", Appeal(ruling=FIRST))
    [ruling] = scenario.meeting.points.rulings
    assert ruling.poll is not None
    return scenario, ruling.poll


def shown(scenario: Scenario) -> RulingShown:
    fragment = view(scenario.meeting, Audience.HALL, Moment())[f"ruling/{FIRST}"]
    assert isinstance(fragment, RulingShown)
    return fragment


def waits_for(scenario: Scenario) -> tuple[str, ...]:
    floor = view(scenario.meeting, Audience.DAIS, Moment())["floor"]
    assert isinstance(floor, FloorShown)
    return tuple(floor.points)


def test_the_chair_rules_on_a_point_of_order_with_a_reason() -> None:
    """RONR 23:14: the chair rules, giving the reasons; UN GA rule 71: the President decides at once."""
    scenario = raised().later(5).when(CHAIR, RULE).then(RULED)
    [ruling] = scenario.meeting.points.rulings
    assert ruling == Ruling(FIRST, ANA, Verdict.NOT_SUSTAINED, RULE.reason, BUDGET, NOON + 5000)
    assert made_by(RULED) == FIRST


def test_a_ruling_settles_the_request() -> None:
    assert waits_for(raised()) == ("ana",)
    assert (waits_for(ruled()), ruled().meeting.floor.waiting) == ((), ())


def test_a_point_waits_for_its_ruling_also_after_it_was_heard() -> None:
    heard = raised().given(CHAIR, GiveFloor(member=ANA), EndSpeech())
    assert waits_for(heard) == ("ana",)
    heard.when(CHAIR, RULE).accepted()


def test_a_point_is_raised_by_whoever_the_chair_hears_for_it() -> None:
    heard = sitting().given(CHAIR, GiveFloor(member=ANA, kind=RequestKind.POINT_OF_ORDER))
    heard.when(CHAIR, RULE).accepted()


@pytest.mark.parametrize("gone", [("ana", WithdrawRequest()), (CHAIR, StartItem(item=ROADS)), ("ana", Leave())])
def test_a_point_that_was_withdrawn_or_lapsed_is_not_ruled_on(gone: tuple[str, WithdrawRequest]) -> None:
    scenario = raised().given(*gone)
    assert waits_for(scenario) == ()
    scenario.when(CHAIR, RULE).refused(Code.WRONG_STATE)


def test_a_point_that_was_heard_lapses_with_its_item() -> None:
    heard = raised().given(CHAIR, GiveFloor(member=ANA), EndSpeech(), ConcludeItem(item=BUDGET))
    assert waits_for(heard) == ()


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (RuleOnPoint(member=BEN, ruling=Verdict.SUSTAINED, reason="Yes"), Code.WRONG_STATE),
        (RuleOnPoint(member=MemberId("nobody"), ruling=Verdict.SUSTAINED, reason="Yes"), Code.NO_SUCH_MEMBER),
        (RuleOnPoint(member=ANA, ruling=Verdict.SUSTAINED, reason=""), Code.BAD_COMMAND),
        (RuleOnPoint(member=ANA, ruling=Verdict.SUSTAINED, reason="x" * 20_001), Code.TOO_LONG),
    ],
)
def test_a_ruling_that_cannot_be_made_is_refused(command: RuleOnPoint, code: Code) -> None:
    raised().when(CHAIR, command).refused(code)


def test_the_ref_of_a_ruling_is_used_once() -> None:
    ruled().given("ana", RAISE).when(CHAIR, RULE).refused(Code.ALREADY)


def test_a_ruling_without_a_ref_gets_a_fresh_one() -> None:
    scenario = raised()
    fresh = scenario.fresh
    scenario.given(CHAIR, RuleOnPoint(member=ANA, ruling=Verdict.SUSTAINED, reason="Yes"))
    assert scenario.meeting.points.rulings[-1].ref == fresh


# Appeal


def test_an_appeal_puts_the_ruling_to_the_vote() -> None:
    """RONR 24: an appeal takes the decision from the chair and vests it in the assembly."""
    scenario = ruled()
    poll = PollId(scenario.fresh)
    appeal, question = scenario.when("ben", Appeal(ruling=FIRST)).decision.events
    assert appeal == RulingAppealed(ruling=FIRST, member=BEN, poll=poll)
    assert isinstance(question, PollPrepared)
    assert (question.poll, question.item, question.question) == (
        poll,
        BUDGET,
        "Shall the ruling of the chair be overruled?",
    )


def test_whoever_appeals_may_name_the_poll() -> None:
    _, question = ruled().when("ben", Appeal(ref=PollId("a"), ruling=FIRST)).decision.events
    assert isinstance(question, PollPrepared)
    assert question.poll == "a"


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Có bác bỏ quyết định"), ("vi-VN", "Có bác bỏ"), ("de", "Shall the ruling")],
)
def test_the_question_is_in_the_language_of_the_meeting(language: str, words: str) -> None:
    scenario = raised(language).given(CHAIR, RULE)
    _, question = scenario.when("ben", Appeal(ruling=FIRST)).decision.events
    assert isinstance(question, PollPrepared)
    assert question.question.startswith(words)


@pytest.mark.parametrize(
    ("votes", "stands"),
    [
        ({"ana": "no", "ben": "yes"}, True),
        ({"ana": "yes", "ben": "yes", "chi": "no"}, False),
        ({"ana": "abstain"}, True),
        ({}, True),
    ],
)
def test_a_tie_sustains_the_chair(votes: dict[str, str], *, stands: bool) -> None:
    """RONR 24:3(7), 24:8: a majority or a tie sustains the decision of the chair."""
    scenario, poll = appealed()
    scenario.given(CHAIR, OpenPoll(poll=poll))
    for member, choice in votes.items():
        scenario.given(member, CastVote(poll=poll, choice=choice))
    scenario.given(CHAIR, ClosePoll(poll=poll))
    assert shown(scenario).stands is None
    assert shown(scenario.given(CHAIR, DeclareResult(poll=poll))).stands is stands


def test_everybody_sees_the_ruling_and_who_appealed() -> None:
    assert shown(ruled()) == RulingShown(
        member="ana", verdict="not_sustained", reason=RULE.reason, at=NOON, item=BUDGET
    )
    scenario, poll = appealed()
    assert (shown(scenario).appellant, shown(scenario).poll) == ("ben", poll)


def test_a_ruling_is_appealed_once() -> None:
    scenario, poll = appealed()
    scenario.when("ana", Appeal(ruling=FIRST)).refused(Code.ALREADY)
    scenario.given(CHAIR, CancelPoll(poll=poll, reason="withdrawn"))
    assert shown(scenario).stands is None


@pytest.mark.parametrize(("choice", "stands"), [("yes", False), ("no", True)])
def test_a_vote_on_an_appeal_that_was_cancelled_is_taken_again(choice: str, *, stands: bool) -> None:
    """The appeal is not lost with it: whether the ruling stands is for the last vote on it to say."""
    scenario, poll = appealed()
    scenario.given(CHAIR, OpenPoll(poll=poll), CancelPoll(poll=poll, reason="a power cut"))
    again = PollId("again")
    scenario.given(CHAIR, RepeatPoll(poll=poll, ref=again), OpenPoll(poll=again))
    scenario.given("ana", CastVote(poll=again, choice=choice)).given(CHAIR, ClosePoll(poll=again))
    assert shown(scenario).stands is None
    assert shown(scenario.given(CHAIR, DeclareResult(poll=again))).stands is stands


def test_an_appeal_comes_at_once() -> None:
    """RONR 24:8: no appeal after debate or business has intervened."""
    next_item = ruled().given(CHAIR, StartItem(item=ROADS))
    next_item.when("ben", Appeal(ruling=FIRST)).refused(Code.WRONG_STATE)
    second = RuleOnPoint(ref=RulingId("second"), member=BEN, ruling=Verdict.SUSTAINED, reason="Yes")
    another = ruled().given("ben", RAISE).given(CHAIR, second)
    another.when("ana", Appeal(ruling=FIRST)).refused(Code.WRONG_STATE)
    another.when("ana", Appeal(ruling=RulingId("second"))).accepted()


def test_an_appeal_is_voted_on_under_an_item() -> None:
    outside = sitting().given(CHAIR, ConcludeItem(item=BUDGET)).given("ana", RAISE)
    ruling = outside.given(CHAIR, RULE)
    assert ruling.meeting.points.rulings[-1].item is None
    ruling.when("ben", Appeal(ruling=FIRST)).refused(Code.WRONG_STATE)


def test_an_appeal_that_is_not_in_order_is_refused() -> None:
    ruled().when("ben", Appeal(ruling=RulingId("nothing"))).refused(Code.WRONG_STATE)
    ruled().given("ben", Leave()).when("ben", Appeal(ruling=FIRST)).refused(Code.NOT_PRESENT)
