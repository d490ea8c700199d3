"""What follows from a corrected result, and what it leaves standing."""

from typing import Any

import pytest

from meetings.rules.agenda import ItemAdded, ItemState, ItemWithdrawn
from meetings.rules.identity import ItemId, MemberId, MotionId, PollId
from meetings.rules.items_in_hand import StartItem
from meetings.rules.left_standing import LeftStanding, left_standing
from meetings.rules.motions import MotionState
from meetings.rules.moving import MoveAmendment, MoveMotion
from meetings.rules.poll_commands import CancelPoll, CastVote, ClosePoll, DeclareResult, OpenPoll
from meetings.rules.poll_terms import Option
from meetings.rules.procedural_motions import MoveProcedural
from meetings.rules.repeats import NextRound, RepeatPoll, is_outdated
from meetings.rules.result_corrections import CorrectResult
from meetings.rules.standing_orders import Procedure
from meetings.rules.urgency import MoveUrgent
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments_of_votes import PollShown
from tests.rules.council import BUDGET, CHAIR, POLL, question, sitting
from tests.rules.dividing import divided, take, voted, whole
from tests.rules.scenario import Scenario

FLOOD, ANA = ItemId("flood"), MemberId("ana")
URGENT = MoveUrgent(ref=FLOOD, title="Flood relief")
M, A = MotionId("m"), MotionId("a")


def right(ref: str, choice: str, voter: str = "eve") -> CorrectResult:
    return CorrectResult(poll=PollId(ref), reason="Misheard", votes={MemberId(voter): choice})


def urged(choice: str) -> Scenario:
    return take(sitting().given("ana", URGENT), "flood", choice)


def standing(scenario: Scenario, ref: str) -> LeftStanding | None:
    return left_standing(scenario.meeting, scenario.meeting.polls.polls[PollId(ref)])


# Urgent items


def test_a_corrected_vote_puts_the_urgent_item_on_the_agenda() -> None:
    _, added = urged("no").when(CHAIR, right("flood", "yes")).decision.events
    assert isinstance(added, ItemAdded)
    assert (added.item, added.after) == (FLOOD, BUDGET)


def test_a_corrected_vote_takes_the_urgent_item_away_while_nothing_has_happened_on_it() -> None:
    scenario = urged("yes")
    _, gone = scenario.when(CHAIR, right("flood", "no")).decision.events
    assert gone == ItemWithdrawn(item=FLOOD)
    scenario.given(CHAIR, right("flood", "no"))
    assert standing(scenario, "flood") is None
    scenario.given(CHAIR, right("flood", "yes"))
    assert scenario.meeting.agenda.items[FLOOD].state is ItemState.PLANNED
    assert scenario.meeting.agenda.order.count(FLOOD) == 1


@pytest.mark.parametrize(
    ("actor", "command"),
    [
        (CHAIR, StartItem(item=FLOOD)),
        (CHAIR, question(item=FLOOD)),
        ("ana", MoveMotion(item=FLOOD, text="600,000 go to the dykes")),
    ],
)
def test_an_urgent_item_that_was_dealt_with_stays_and_the_record_says_so(actor: str, command: Any) -> None:
    scenario = urged("yes").given(actor, command).given(CHAIR, right("flood", "no"))
    assert scenario.meeting.agenda.items[FLOOD].state is not ItemState.WITHDRAWN
    assert standing(scenario, "flood") is LeftStanding.ITEM


def test_of_a_vote_on_urgency_that_was_repeated_the_last_result_counts() -> None:
    scenario = urged("no").given(CHAIR, RepeatPoll(poll=PollId("flood"), ref=PollId("again")))
    take(scenario, "again", "no").given(CHAIR, right("flood", "yes"))
    assert FLOOD not in scenario.meeting.agenda.items


# Motions


def amended() -> Scenario:
    """An amendment is adopted, and then the motion as amended."""
    scenario = sitting().given("ana", MoveMotion(ref=M, item=BUDGET, text="600,000 go to the roads"))
    scenario.given("ben", MoveAmendment(ref=A, motion=M, text="500,000 go to the roads"))
    for ref in (A, M):
        take(scenario.given(CHAIR, question(ref=PollId(ref), motion=ref)), ref, "yes")
    return scenario


def test_an_amendment_corrected_after_the_vote_on_its_motion_leaves_the_text_as_it_was_adopted() -> None:
    scenario = amended().given(CHAIR, right("a", "no"))
    assert scenario.meeting.motions.motions[M].text == "500,000 go to the roads"
    assert standing(scenario, "a") is LeftStanding.MOTION
    assert standing(scenario.given(CHAIR, right("m", "no")), "m") is None


def test_an_amendment_that_was_put_right_and_then_wrong_again_leaves_the_text_of_the_vote() -> None:
    """The first correction carries through; the second comes after the vote on the motion."""
    scenario = sitting().given("ana", MoveMotion(ref=M, item=BUDGET, text="600,000 go to the roads"))
    scenario.given("ben", MoveAmendment(ref=A, motion=M, text="500,000 go to the roads"))
    take(scenario.given(CHAIR, question(ref=PollId("a"), motion=A)), "a", "no").given(CHAIR, right("a", "yes"))
    assert standing(scenario, "a") is None
    take(scenario.given(CHAIR, question(ref=PollId("m"), motion=M)), "m", "yes").given(CHAIR, right("a", "no"))
    assert scenario.meeting.motions.motions[M].text == "500,000 go to the roads"
    assert standing(scenario, "a") is LeftStanding.MOTION
    assert standing(scenario.given(CHAIR, right("a", "yes")), "a") is None


def test_what_was_done_by_a_procedural_motion_stands_and_the_record_says_so() -> None:
    scenario = sitting().given("ana", MoveProcedural(ref=M, kind=Procedure.CLOSE_DEBATE))
    take(scenario, "m", "yes").given(CHAIR, right("m", "yes", voter="ana"))
    assert standing(scenario, "m") is None
    assert (
        standing(scenario.given(CHAIR, right("m", "no"), right("m", "no", voter="ana")), "m") is LeftStanding.PROCEDURE
    )


def closed(scenario: Scenario, ref: str, choice: str) -> Scenario:
    """Voted on, and not declared yet."""
    poll = PollId(ref)
    scenario.given(CHAIR, OpenPoll(poll=poll)).given("eve", CastVote(poll=poll, choice=choice))
    return scenario.given(CHAIR, ClosePoll(poll=poll))


def test_a_result_that_was_put_right_before_it_was_declared_leaves_nothing_standing() -> None:
    """Nobody had gone on from what the chair had not announced."""
    scenario = sitting().given("ana", MoveProcedural(ref=M, kind=Procedure.CLOSE_DEBATE))
    closed(scenario, "m", "yes").given(CHAIR, right("m", "no"))
    assert standing(scenario, "m") is None
    assert standing(scenario.given(CHAIR, DeclareResult(poll=PollId("m"))), "m") is None
    assert scenario.meeting.motions.motions[M].state is MotionState.REJECTED


def test_what_counts_is_what_was_declared_not_what_was_counted_first() -> None:
    scenario = sitting().given("ana", MoveProcedural(ref=M, kind=Procedure.CLOSE_DEBATE))
    closed(scenario, "m", "yes").given(CHAIR, right("m", "no"), DeclareResult(poll=PollId("m")), right("m", "yes"))
    assert standing(scenario, "m") is LeftStanding.PROCEDURE
    assert standing(scenario.given(CHAIR, right("m", "no")), "m") is None


def test_a_correction_of_a_vote_that_was_taken_again_changes_nothing() -> None:
    """The last vote on a motion counts, whatever becomes of an earlier one."""
    scenario = sitting().given("ana", MoveProcedural(ref=M, kind=Procedure.CLOSE_DEBATE))
    take(scenario, "m", "yes").given(CHAIR, RepeatPoll(poll=PollId("m"), ref=PollId("again")))
    take(scenario, "again", "yes").given(CHAIR, right("m", "no"))
    assert scenario.meeting.motions.motions[M].state is MotionState.ADOPTED
    assert standing(scenario, "m") is None
    scenario.given(CHAIR, right("again", "no"))
    assert scenario.meeting.motions.motions[M].state is MotionState.REJECTED
    assert standing(scenario, "again") is LeftStanding.PROCEDURE


def test_a_correction_of_a_vote_on_a_part_that_was_taken_again_changes_nothing() -> None:
    scenario = voted(divided(), "yes", "yes").given(CHAIR, RepeatPoll(poll=PollId("part-2"), ref=PollId("again")))
    take(scenario, "again", "no").given(CHAIR, right("part-2", "no"), right("part-2", "yes"))
    assert scenario.meeting.motions.motions[M].results == (True, False, None)


def test_the_vote_on_the_whole_stands_when_one_on_a_part_is_corrected() -> None:
    scenario = voted(divided(), "yes", "no", "yes").given(CHAIR, right("part-2", "yes"))
    assert standing(scenario, "part-2") is None
    take(scenario, whole(scenario), "yes").given(CHAIR, right("part-2", "no"), right("part-1", "no"))
    assert standing(scenario, "part-1") is LeftStanding.WHOLE


def test_a_corrected_vote_about_nothing_of_these_leaves_nothing_standing() -> None:
    scenario = take(sitting().given(CHAIR, question()), "p", "yes")
    assert standing(scenario, "p") is None
    assert standing(scenario.given(CHAIR, right("p", "no")), "p") is None


# Rounds


THREE = tuple(Option(ref, ref.title()) for ref in ("anna", "ben", "zoe"))


def elected() -> Scenario:
    """Anna has two votes, Ben two and Zoe one; Zoe leaves, and the next round is prepared."""
    terms = {"method": "choose", "options": THREE, "majority": "absolute"}
    scenario = sitting().given(CHAIR, question(**terms), OpenPoll(poll=POLL))
    for member, name in (("ana", "anna"), ("ben", "anna"), ("chi", "ben"), ("dan", "ben"), ("eve", "zoe")):
        scenario.given(member, CastVote(poll=POLL, choice=name))
    scenario.given(CHAIR, ClosePoll(poll=POLL), DeclareResult(poll=POLL))
    return scenario.given(CHAIR, NextRound(poll=POLL, ref=PollId("second")))


def outdated(scenario: Scenario, ref: str = "second") -> bool:
    return is_outdated(scenario.meeting, scenario.meeting.polls.polls[PollId(ref)])


def test_a_round_for_which_others_would_stand_by_the_corrected_result_is_marked() -> None:
    scenario = elected()
    assert not outdated(scenario)
    scenario.given(CHAIR, right("p", "zoe", voter="dan"))
    assert outdated(scenario)
    assert standing(scenario, "p") is LeftStanding.ROUND
    shown = view(scenario.meeting, Audience.DAIS, Moment())
    later, earlier = shown["poll/second"], shown["poll/p"]
    assert isinstance(later, PollShown)
    assert isinstance(earlier, PollShown)
    assert (later.outdated, earlier.left_standing) == (True, "round")


def test_a_round_that_was_prepared_before_the_result_was_declared_is_marked_too() -> None:
    terms = {"method": "choose", "options": THREE, "majority": "absolute"}
    scenario = sitting().given(CHAIR, question(**terms), OpenPoll(poll=POLL))
    for member, name in (("ana", "anna"), ("ben", "anna"), ("chi", "ben"), ("dan", "ben"), ("eve", "zoe")):
        scenario.given(member, CastVote(poll=POLL, choice=name))
    scenario.given(CHAIR, ClosePoll(poll=POLL), NextRound(poll=POLL, ref=PollId("second")))
    scenario.given(CHAIR, right("p", "zoe", voter="dan"))
    assert standing(scenario, "p") is LeftStanding.ROUND
    assert standing(scenario.given(CHAIR, DeclareResult(poll=POLL)), "p") is LeftStanding.ROUND


def test_the_chair_cancels_such_a_round_and_prepares_it_again() -> None:
    scenario = elected().given(CHAIR, right("p", "zoe", voter="dan"))
    scenario.given(CHAIR, CancelPoll(poll=PollId("second"), reason="It rests on a wrong result"))
    scenario.given(CHAIR, NextRound(poll=POLL, ref=PollId("anew")))
    assert (outdated(scenario), outdated(scenario, "anew")) == (False, False)
    assert standing(scenario, "p") is None
    options = [option.ref for option in scenario.meeting.polls.polls[PollId("anew")].options]
    assert options == ["anna", "zoe"]


def test_a_round_after_which_nobody_is_left_to_elect_is_marked() -> None:
    scenario = elected().given(CHAIR, right("p", "anna", voter="dan"), right("p", "anna", voter="chi"))
    assert outdated(scenario)


def test_a_correction_by_which_the_same_stand_leaves_the_round() -> None:
    scenario = elected().given(CHAIR, right("p", "ben", voter="vice"))
    assert not outdated(scenario)
    assert standing(scenario, "p") is None
