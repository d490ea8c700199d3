"""Votes by roll call: names are called in the order of the list, members answer aloud, the secretary records it."""

from typing import Any

import pytest

from meetings.rules.identity import MemberId, PollId
from meetings.rules.poll_commands import ClosePoll, HoldPoll, OpenPoll, PreparePoll, ResumePoll
from meetings.rules.poll_events import PollOpened, VoteCast
from meetings.rules.poll_terms import By, Secrecy
from meetings.rules.polls import Cast
from meetings.rules.proxies import GiveProxy
from meetings.rules.recusals import Recuse
from meetings.rules.refusals import Code
from meetings.rules.result_corrections import CorrectResult
from meetings.rules.roll_call import Leave
from meetings.rules.roll_call_vote import (
    AnswerTakenBack,
    NoAnswer,
    RecordAnswer,
    TakeBackAnswer,
    calling,
    roll,
)
from meetings.rules.standing_orders import Rules
from meetings.rules.tally import lots
from tests.rules.council import (
    BUDGET,
    CHAIR,
    GUEST,
    POLL,
    SECRETARY,
    VICE,
    VOTERS,
    question,
    sitting,
    vote,
)
from tests.rules.scenario import SEED, Scenario
from tests.rules.test_ballot_paper import ABC
from tests.rules.test_voting import poll_of

OPEN, CLOSE = OpenPoll(poll=POLL), ClosePoll(poll=POLL)
OTHER_SEED = b"\x02" * 32
BY_LOT = Rules(roll_call_start="lot")


def asked(by: By = "voice", **terms: Any) -> PreparePoll:
    usual: dict[str, Any] = {"by": by, "secrecy": Secrecy.OPEN}
    return question(**(usual | terms))


def calls(rules: Rules | None = None, **terms: Any) -> Scenario:
    """The roll call is open; nobody has been called."""
    return sitting(rules=rules or Rules()).given(CHAIR, asked(**terms), OPEN)


def answer(member: str, said: str) -> RecordAnswer:
    return RecordAnswer(poll=POLL, member=MemberId(member), answer=said)


def back(member: str) -> TakeBackAnswer:
    return TakeBackAnswer(poll=POLL, member=MemberId(member))


def called(scenario: Scenario, **answers: str) -> Scenario:
    return scenario.given(SECRETARY, *(answer(member, said) for member, said in answers.items()))


def next_name(scenario: Scenario) -> str | None:
    return calling(scenario.meeting, poll_of(scenario))


# With whom it begins, and who is next


def test_it_begins_with_the_first_name_on_the_list() -> None:
    event = sitting().given(CHAIR, asked()).when(CHAIR, OPEN).decision.events[0]
    assert isinstance(event, PollOpened)
    assert (event.first, event.seed) == (CHAIR, None)


def test_by_the_rules_it_begins_with_a_name_drawn_by_lot() -> None:
    """UN GA rule 87: the roll is called beginning with the member whose name is drawn by lot by the president."""
    event = sitting(rules=BY_LOT).given(CHAIR, asked()).when(CHAIR, OPEN).decision.events[0]
    assert isinstance(event, PollOpened)
    assert (event.first, event.seed) == (lots(SEED, VOTERS)[0], SEED.hex())


def test_it_goes_down_the_list_and_on_from_its_beginning() -> None:
    scenario = sitting(rules=BY_LOT).given(CHAIR, asked()).drawing(OTHER_SEED).given(CHAIR, OPEN)
    first = VOTERS.index(lots(OTHER_SEED, VOTERS)[0])
    assert first > 0
    assert roll(scenario.meeting, poll_of(scenario)) == [*VOTERS[first:], *VOTERS[:first]]


def test_name_after_name_is_called() -> None:
    scenario = calls()
    assert next_name(scenario) == CHAIR
    assert next_name(called(scenario, chair="yes", vice="no")) == "ana"
    assert next_name(scenario.given(CHAIR, HoldPoll(poll=POLL))) == "ana"


def test_who_passed_is_called_once_more_at_the_end() -> None:
    everybody = called(calls(), chair="yes", vice="pass", ana="absent", ben="no", chi="yes", dan="yes", eve="pass")
    assert next_name(everybody) == VICE
    assert next_name(called(everybody, vice="abstain")) == "eve"
    assert next_name(called(everybody, eve="no")) is None


def test_no_name_is_called_where_the_vote_is_not_by_roll_call_or_is_over() -> None:
    scenario = sitting().given(CHAIR, question(), OPEN)
    assert next_name(scenario) is None
    assert next_name(called(calls(), **dict.fromkeys(VOTERS, "yes")).given(CHAIR, CLOSE)) is None


# Answers


def test_an_answer_is_a_vote_by_name() -> None:
    scenario = (
        calls().when(SECRETARY, answer("ana", "no")).then(VoteCast(poll=POLL, member=MemberId("ana"), choice=("no",)))
    )
    assert poll_of(scenario).votes[MemberId("ana")] == Cast(("no",), scenario.at, len(scenario.history))


def test_the_chair_may_record_answers_too() -> None:
    calls().when(CHAIR, answer("ana", "yes")).accepted()
    calls().when("ana", answer("ana", "yes")).refused(Code.NOT_ALLOWED)


@pytest.mark.parametrize("why", ["absent", "pass"])
def test_a_name_that_was_called_in_vain_is_on_record(why: str) -> None:
    expected = NoAnswer(poll=POLL, member=MemberId("ana"), why="pass" if why == "pass" else "absent")
    scenario = calls().when(SECRETARY, answer("ana", why)).then(expected)
    assert dict(poll_of(scenario).silent) == {"ana": why}
    scenario.when(SECRETARY, answer("ana", why)).refused(Code.ALREADY)
    assert not poll_of(called(scenario, ana="yes")).silent


def test_a_wrong_answer_is_put_right_before_the_close() -> None:
    scenario = called(calls(), ana="no")
    scenario.when(SECRETARY, answer("ana", "no")).refused(Code.ALREADY)
    assert poll_of(called(scenario, ana="yes")).votes[MemberId("ana")].choice == ("yes",)
    assert "ana" not in poll_of(called(scenario, ana="absent")).votes


def test_an_answer_is_taken_back_and_the_name_called_again() -> None:
    scenario = called(calls(), chair="yes", vice="absent")
    scenario.when(SECRETARY, back(CHAIR)).then(AnswerTakenBack(poll=POLL, member=MemberId(CHAIR)))
    assert next_name(scenario) == CHAIR
    assert not poll_of(scenario.given(SECRETARY, back(VICE))).silent
    scenario.when(SECRETARY, back(VICE)).refused(Code.WRONG_STATE)


def test_whoever_is_not_here_cannot_answer() -> None:
    away = calls().given("ana", Leave())
    away.when(SECRETARY, answer("ana", "yes")).refused(Code.WRONG_STATE)
    away.when(SECRETARY, answer("ana", "absent")).accepted()
    allowed = calls(Rules(absentees_vote=True)).given("ana", Leave())
    allowed.when(SECRETARY, answer("ana", "yes")).accepted()


def test_only_those_entitled_are_called() -> None:
    scenario = sitting().given("ana", Recuse(item=BUDGET)).given(CHAIR, asked(), OPEN)
    assert "ana" not in roll(scenario.meeting, poll_of(scenario))
    for member in ("ana", GUEST, "nobody"):
        scenario.when(SECRETARY, answer(member, "yes")).refused(Code.BAD_COMMAND)
        scenario.when(SECRETARY, back(member)).refused(Code.BAD_COMMAND)


def test_an_answer_is_one_of_those_that_can_be_given() -> None:
    calls().when(SECRETARY, answer("ana", "perhaps")).refused(Code.BAD_CHOICE)
    calls(method="yes_no").when(SECRETARY, answer("ana", "abstain")).refused(Code.BAD_CHOICE)
    calls(Rules(blank_ballots="counted")).when(SECRETARY, answer("ana", "blank")).refused(Code.BAD_CHOICE)


def test_nobody_votes_on_a_tablet_meanwhile() -> None:
    calls().when("ana", vote("yes")).refused(Code.WRONG_STATE)


def test_no_answers_are_recorded_in_other_votes() -> None:
    scenario = sitting().given(CHAIR, asked(by="tablet"), OPEN)
    scenario.when(SECRETARY, answer("ana", "yes")).refused(Code.WRONG_STATE)
    scenario.when(SECRETARY, answer("ana", "yes")).refused(Code.WRONG_STATE)
    unknown = RecordAnswer(poll=PollId("nothing"), member=MemberId("ana"), answer="yes")
    scenario.when(SECRETARY, unknown).refused(Code.NO_SUCH_POLL)


# The life of the poll


@pytest.mark.parametrize(
    ("scenario", "code"),
    [
        (sitting().given(CHAIR, asked()), Code.NOT_OPEN),
        (calls().given(CHAIR, HoldPoll(poll=POLL)), Code.WRONG_STATE),
        (called(calls(), **dict.fromkeys(VOTERS, "absent")).given(CHAIR, CLOSE), Code.CLOSED),
    ],
)
def test_answers_are_recorded_while_the_poll_is_open(scenario: Scenario, code: Code) -> None:
    scenario.when(SECRETARY, answer("ana", "yes")).refused(code)


def test_it_is_not_closed_before_every_name_was_called() -> None:
    scenario = called(calls(), chair="yes", vice="pass", ana="absent", ben="no", chi="yes", dan="yes")
    scenario.when(CHAIR, CLOSE).refused(Code.WRONG_STATE)
    outcome = poll_of(called(scenario, eve="yes").given(CHAIR, CLOSE)).outcome
    assert outcome is not None
    assert (dict(outcome.tally), outcome.cast) == ({"yes": 4, "no": 1, "abstain": 0}, 5)


def test_it_has_no_time_limit() -> None:
    timed = OpenPoll(poll=POLL, closes_in_s=60)
    sitting().given(CHAIR, asked()).when(CHAIR, timed).refused(Code.BAD_COMMAND)
    held = calls().given(CHAIR, HoldPoll(poll=POLL))
    held.when(CHAIR, ResumePoll(poll=POLL, closes_in_s=60)).refused(Code.BAD_COMMAND)
    held.when(CHAIR, ResumePoll(poll=POLL)).accepted()


@pytest.mark.parametrize(
    "terms",
    [
        {"secrecy": Secrecy.NAMED},
        {"secrecy": Secrecy.CONFIDENTIAL},
        {"secrecy": Secrecy.ANALOG},
        {"method": "choose", "options": ABC},
    ],
)
def test_it_is_for_questions_in_the_open(terms: dict[str, Any]) -> None:
    sitting().when(CHAIR, asked(**terms)).refused(Code.BAD_COMMAND)


def test_an_answer_that_was_recorded_wrongly_is_corrected_after_the_close() -> None:
    scenario = called(calls(), **(dict.fromkeys(VOTERS, "yes") | {"ana": "absent"})).given(CHAIR, CLOSE)
    right = CorrectResult(poll=POLL, reason="She was here and said no.", votes={MemberId("ana"): "no"})
    scenario.given(SECRETARY, right)
    assert (dict(poll_of(scenario).silent), poll_of(scenario).votes[MemberId("ana")].choice) == ({}, ("no",))


# Proxies


def test_a_proxy_answers_for_the_member_who_is_away() -> None:
    scenario = sitting(rules=Rules(proxies=1)).given("ana", Leave())
    scenario.given(SECRETARY, GiveProxy(member=MemberId("ana"), proxy=MemberId("ben"), authority="letter"))
    scenario.given(CHAIR, asked(), OPEN)
    spoken = VoteCast(poll=POLL, member=MemberId("ana"), choice=("yes",), proxy=MemberId("ben"))
    scenario.when(SECRETARY, answer("ana", "yes")).then(spoken)
    scenario.given("ben", Leave()).when(SECRETARY, answer("ana", "no")).refused(Code.WRONG_STATE)
