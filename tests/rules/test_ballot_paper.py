"""The ballot paper: what may be asked, and what may be marked."""

import pytest

from meetings.rules.agenda import WithdrawItem
from meetings.rules.identity import ItemId, MemberId, PollId
from meetings.rules.poll_commands import PreparePoll
from meetings.rules.poll_events import PollPrepared, VoteCast
from meetings.rules.poll_terms import ByGroup, Option, Secrecy
from meetings.rules.refusals import Code
from meetings.rules.tally import Base, Fraction
from tests.rules.council import BUDGET, CHAIR, GUEST, POLL, ROADS, SECRETARY, council, polling, question, vote

A, B, C = (Option(ref, f"Candidate {ref}") for ref in "abc")
ABC = (A, B, C)
TWO_THIRDS = Fraction(2, 3)


def election(**terms: object) -> PreparePoll:
    return question(**({"method": "choose", "options": ABC} | terms))


def prepared(command: PreparePoll) -> PollPrepared:
    event = council().when(CHAIR, command).decision.events[0]
    assert isinstance(event, PollPrepared)
    return event


# Preparing


def test_a_question_makes_its_own_options() -> None:
    council().when(SECRETARY, question(majority="simple", base=Base.YES_NO)).then(
        PollPrepared(
            poll=POLL,
            item=BUDGET,
            question="Shall it be adopted?",
            method="yes_no_abstain",
            secrecy=Secrecy.NAMED,
            majority="simple",
            base=Base.YES_NO,
            options=(Option("yes"), Option("no"), Option("abstain")),
        )
    )


def test_yes_and_no_leave_no_abstention() -> None:
    assert [option.ref for option in prepared(question(method="yes_no")).options] == ["yes", "no"]


def test_a_choice_is_decided_by_most_votes_unless_told_otherwise() -> None:
    event = prepared(election())
    assert (event.majority, event.base, event.seats) == ("relative", Base.CAST, 1)


def test_a_question_is_decided_by_more_than_half_unless_told_otherwise() -> None:
    event = prepared(question())
    assert (event.majority, event.base) == ("simple", Base.YES_NO)


def test_a_poll_without_a_ref_gets_a_fresh_one() -> None:
    scenario = council()
    fresh = scenario.fresh
    scenario.given(CHAIR, question(ref=None))
    assert fresh in scenario.meeting.polls.polls


def test_every_rule_of_an_election_is_on_record() -> None:
    command = election(minimum=1, maximum=2, seats=2, tie="lot", majority="absolute", base=Base.MEMBERS)
    event = prepared(command)
    assert (event.minimum, event.maximum, event.seats, event.tie) == (1, 2, 2, "lot")
    assert (event.majority, event.base, event.options) == ("absolute", Base.MEMBERS, ABC)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (question(ref=PollId("a b")), Code.BAD_COMMAND),
        (question(item=ItemId("nothing")), Code.NO_SUCH_ITEM),
        (question(question=""), Code.BAD_COMMAND),
        (question(question="x" * 20_001), Code.TOO_LONG),
        (question(options=(A, B)), Code.BAD_COMMAND),
        (question(maximum=2), Code.BAD_COMMAND),
        (question(seats=2), Code.BAD_COMMAND),
        (election(options=(A,)), Code.BAD_COMMAND),
        (election(options=(A, A)), Code.BAD_COMMAND),
        (election(options=(A, Option("b c", "x"))), Code.BAD_COMMAND),
        (election(options=(A, Option("b"))), Code.BAD_COMMAND),
        (election(options=(A, Option("b", "x" * 301))), Code.TOO_LONG),
        (election(base=Base.YES_NO), Code.BAD_COMMAND),
        (election(minimum=0), Code.BAD_COMMAND),
        (election(minimum=3, maximum=2), Code.BAD_COMMAND),
        (election(maximum=4), Code.BAD_COMMAND),
        (election(seats=0), Code.BAD_COMMAND),
        (election(seats=4), Code.BAD_COMMAND),
        (election(seats=2**60), Code.BAD_COMMAND),
        (question(electorate=ByGroup("nobody")), Code.BAD_COMMAND),
        (question(electorate=()), Code.BAD_COMMAND),
        (question(electorate=(MemberId("ana"), MemberId("ana"))), Code.BAD_COMMAND),
        (question(electorate=(MemberId("nobody"),)), Code.NO_SUCH_MEMBER),
        (question(electorate=(MemberId(GUEST),)), Code.BAD_COMMAND),
        (question(secrecy=Secrecy.CONFIDENTIAL, tie="chair"), Code.BAD_COMMAND),
    ],
)
def test_a_paper_that_cannot_be_is_refused(command: PreparePoll, code: Code) -> None:
    council().when(SECRETARY, command).refused(code)


@pytest.mark.parametrize(
    "majority",
    [
        Fraction(0, 3),
        Fraction(-1, 3),
        Fraction(4, 3),
        Fraction(1, 0),
        Fraction(-1, -2),
        Fraction(1, 1, strict=True),
        Fraction(1, 10**7),
        Fraction(2**60, 2**61),
    ],
)
def test_a_majority_that_nobody_can_reach_or_reckon_is_a_bad_command(majority: Fraction) -> None:
    council().when(SECRETARY, question(majority=majority)).refused(Code.BAD_COMMAND)


@pytest.mark.parametrize("majority", [TWO_THIRDS, Fraction(1, 1), Fraction(1, 2, strict=True), "relative"])
def test_a_majority_that_can_be_reached_is_prepared(majority: Fraction | str) -> None:
    assert prepared(question(majority=majority)).majority == majority


def test_two_polls_do_not_share_a_ref() -> None:
    council().given(SECRETARY, question()).when(SECRETARY, question()).refused(Code.ALREADY)


def test_no_poll_is_prepared_for_a_withdrawn_item() -> None:
    withdrawn = council().given(SECRETARY, WithdrawItem(item=ROADS))
    withdrawn.when(SECRETARY, question(item=ROADS)).refused(Code.WRONG_STATE)


@pytest.mark.parametrize(("secrecy", "tie"), [(Secrecy.NAMED, "chair"), (Secrecy.CONFIDENTIAL, "lot")])
def test_a_tie_may_be_broken_by_what_is_known(secrecy: Secrecy, tie: str) -> None:
    assert prepared(question(secrecy=secrecy, tie=tie)).tie == tie


# Marking


@pytest.mark.parametrize("choice", ["maybe", "", "YES", ("yes", "no"), ("yes", "yes"), (), "x" * 60_000])
def test_what_a_question_does_not_offer_is_a_bad_choice(choice: str | tuple[str, ...]) -> None:
    polling().when("ana", vote(choice)).refused(Code.BAD_CHOICE)


def test_abstaining_where_it_is_not_offered_is_a_bad_choice() -> None:
    polling(method="yes_no").when("ana", vote("abstain")).refused(Code.BAD_CHOICE)


def test_one_option_may_be_given_alone_or_as_a_list() -> None:
    for choice in ("b", ("b",)):
        trial = polling(method="choose", options=ABC).when("ana", vote(choice))
        trial.then(VoteCast(poll=POLL, member=MemberId("ana"), choice=("b",)))


def test_marks_are_recorded_in_the_order_of_the_paper() -> None:
    trial = polling(method="choose", options=ABC, maximum=2).when("ana", vote(("c", "a")))
    trial.then(VoteCast(poll=POLL, member=MemberId("ana"), choice=("a", "c")))


@pytest.mark.parametrize("choice", [("a",), ("a", "a"), ("a", "b", "c"), ("a", "d"), "a"])
def test_too_few_too_many_or_doubled_marks_are_a_bad_choice(choice: str | tuple[str, ...]) -> None:
    polling(method="choose", options=ABC, minimum=2, maximum=2).when("ana", vote(choice)).refused(Code.BAD_CHOICE)
