"""Divided amendments, and what corrected votes on parts make of motions and amendments."""

import pytest

from meetings.rules.division import DivideMotion
from meetings.rules.identity import MemberId, PollId
from meetings.rules.motions import MotionState
from meetings.rules.moving import MoveAmendment
from meetings.rules.poll_commands import CastVote, ClosePoll, OpenPoll
from meetings.rules.refusals import Code
from meetings.rules.result_corrections import CorrectResult
from meetings.rules.standing_orders import Rules
from tests.rules.council import CHAIR
from tests.rules.dividing import (
    FREE,
    MOTION,
    NO_WHOLE,
    A,
    M,
    divided,
    moved,
    shown,
    state,
    take,
    voted,
    whole,
)
from tests.rules.scenario import Scenario

FIRST, SECOND = "Noting the report,\n500,000 go to the roads", "and 20,000 to the harbour."
AMENDED = "Noting the report,\n500,000 go to the roads and 30,000 to the harbour."
CHANGES = (
    "Noting the report,\n500,000 go to the roads and 20,000 to the harbour.",
    "Noting the report,\n600,000 go to the roads and 30,000 to the harbour.",
)
OF_AMENDMENT = DivideMotion(motion=A, parts=CHANGES, ref=PollId("change"))


def amendment(rules: Rules = FREE) -> Scenario:
    return moved(rules).given("ben", MoveAmendment(ref=A, motion=M, text=AMENDED))


def test_the_changes_of_an_amendment_are_voted_on_one_by_one() -> None:
    """UN GA rule 89 divides amendments too."""
    scenario = amendment().given("ben", OF_AMENDMENT)
    assert [part.text for part in shown(scenario, A).parts] == list(CHANGES)
    voted(scenario, "no", "yes", ref="change")
    assert shown(scenario, A).text == CHANGES[1]
    assert shown(scenario).text == MOTION.text
    poll = max(scenario.meeting.polls.polls.values(), key=lambda each: each.order).ref
    take(scenario, poll, "yes")
    assert (state(scenario, A), shown(scenario).text) == (MotionState.ADOPTED, CHANGES[1])


def test_where_no_vote_on_the_whole_follows_the_changes_adopted_are_made() -> None:
    scenario = voted(amendment(NO_WHOLE).given("ben", OF_AMENDMENT), "yes", "no", ref="change")
    assert (state(scenario, A), shown(scenario).text) == (MotionState.ADOPTED, CHANGES[0])
    right = CorrectResult(poll=PollId("change-2"), reason="Misheard", votes={MemberId("eve"): "yes"})
    scenario.given(CHAIR, right)
    assert shown(scenario).text == AMENDED
    wrong = CorrectResult(poll=PollId("change-1"), reason="Misheard", votes={MemberId("eve"): "no"})
    again = CorrectResult(poll=PollId("change-2"), reason="Misread", votes={MemberId("eve"): "no"})
    scenario.given(CHAIR, wrong, again)
    assert (state(scenario, A), shown(scenario).text) == (MotionState.REJECTED, MOTION.text)


@pytest.mark.parametrize(
    "parts",
    [
        (CHANGES[0], CHANGES[0]),
        (CHANGES[0], MOTION.text),
        (CHANGES[0], "Noting 30,000 to the harbour."),
        (AMENDED, "x"),
    ],
)
def test_parts_of_an_amendment_are_its_changes_and_together_all_of_them(parts: tuple[str, ...]) -> None:
    amendment().when("ben", DivideMotion(motion=A, parts=parts)).refused(Code.BAD_COMMAND)


def test_an_amendment_has_no_preamble() -> None:
    command = DivideMotion(motion=A, parts=CHANGES, preamble=1)
    amendment().when("ben", command).refused(Code.BAD_COMMAND)


# Corrections


def corrected(scenario: Scenario, number: int, choice: str) -> Scenario:
    command = CorrectResult(poll=PollId(f"part-{number}"), reason="Misheard", votes={MemberId("eve"): choice})
    return scenario.given(CHAIR, command)


def test_a_corrected_vote_on_a_part_changes_what_is_left() -> None:
    scenario = corrected(voted(divided(), "yes", "no", "yes"), 2, "yes")
    assert (shown(scenario).text, state(scenario)) == (MOTION.text, MotionState.MOVED)
    assert state(corrected(corrected(scenario, 2, "no"), 3, "no")) is MotionState.REJECTED


def test_a_correction_by_which_something_is_left_brings_the_vote_on_the_whole() -> None:
    scenario = corrected(voted(divided(), "yes", "no", "no"), 3, "yes")
    assert whole(scenario)
    assert state(scenario) is MotionState.MOVED


def test_a_result_that_is_not_declared_is_corrected_without_any_consequence() -> None:
    scenario = voted(divided(), "yes", "no")
    scenario.given(CHAIR, OpenPoll(poll=PollId("part-3"))).given("eve", CastVote(poll=PollId("part-3"), choice="no"))
    scenario.given(CHAIR, ClosePoll(poll=PollId("part-3")))
    assert corrected(scenario, 3, "yes").meeting.motions.motions[M].results == (True, False, None)
    assert len(scenario.meeting.polls.polls) == 3


def test_a_part_corrected_after_the_vote_on_the_whole_undoes_nothing_of_it() -> None:
    scenario = voted(divided(), "yes", "no", "yes")
    take(scenario, whole(scenario), "yes")
    corrected(scenario, 2, "yes")
    assert (state(scenario), shown(scenario).text) == (
        MotionState.ADOPTED,
        "Noting the report, and 20,000 to the harbour.",
    )
    assert scenario.meeting.motions.motions[M].results == (True, True, True)
