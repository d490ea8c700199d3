"""An adopted amendment undoes no other: those that wait are carried over onto the new text, or excluded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.consensus import DeclareConsensus
from meetings.rules.decision import Event
from meetings.rules.division import DivideMotion
from meetings.rules.identity import MemberId, MotionId, PollId, Role
from meetings.rules.motion_events import AmendmentCarriedOver, AmendmentExcluded, AmendmentRestated
from meetings.rules.motions import MotionState
from meetings.rules.moving import DropMotion, MoveAmendment, MoveMotion, RestateAmendment
from meetings.rules.offers import offered, withheld
from meetings.rules.poll_commands import CastVote, ClosePoll, DeclareResult, OpenPoll
from meetings.rules.poll_events import ResultDeclared
from meetings.rules.putting import PutMotion
from meetings.rules.refusals import Code
from meetings.rules.result_corrections import CorrectResult
from meetings.rules.roll_call import Leave
from meetings.rules.text_merge import MOST_CELLS, edits_of, merged
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import MotionShown
from tests.rules.council import BUDGET, CHAIR, sitting
from tests.rules.scenario import Scenario

M, A, B = MotionId("m"), MotionId("a"), MotionId("b")
TEXT = "Spend 100 on roads."
MORE, PARKS, LESS = "Spend 200 on roads.", "Spend 100 on roads and parks.", "Spend 50 on roads."


def amended(one: str = MORE, other: str = PARKS) -> Scenario:
    scenario = sitting().given("ana", MoveMotion(ref=M, item=BUDGET, text=TEXT))
    return scenario.given("ben", MoveAmendment(ref=A, motion=M, text=one)).given(
        "chi", MoveAmendment(ref=B, motion=M, text=other)
    )


def closed(scenario: Scenario, motion: MotionId, choice: str = "yes") -> Scenario:
    poll = PollId(f"on-{motion}")
    scenario.given(CHAIR, PutMotion(motion=motion, ref=poll), OpenPoll(poll=poll))
    return scenario.given("eve", CastVote(poll=poll, choice=choice)).given(CHAIR, ClosePoll(poll=poll))


def adopted(scenario: Scenario, motion: MotionId) -> Scenario:
    return closed(scenario, motion).given(CHAIR, DeclareResult(poll=PollId(f"on-{motion}")))


def text(scenario: Scenario, ref: MotionId = M) -> str:
    return scenario.meeting.motions.motions[ref].text


def shown(scenario: Scenario, ref: MotionId) -> MotionShown:
    fragment = view(scenario.meeting, Audience.FLOOR, Moment())[f"motion/{ref}"]
    assert isinstance(fragment, MotionShown)
    return fragment


def told(scenario: Scenario) -> list[Event]:
    declared, *others = scenario.when(CHAIR, DeclareResult(poll=PollId("on-a"))).decision.events
    assert declared == ResultDeclared(poll=PollId("on-a"))
    return list(others)


def test_both_amendments_stand_where_they_change_different_words() -> None:
    assert told(closed(amended(), A)) == [AmendmentCarriedOver(motion=B, text="Spend 200 on roads and parks.")]
    scenario = adopted(adopted(amended(), A), B)
    assert text(scenario) == "Spend 200 on roads and parks."


def test_what_is_shown_of_an_amendment_is_what_it_proposes() -> None:
    scenario = adopted(amended(), A)
    assert (shown(scenario, B).text, shown(scenario, B).onto) == ("Spend 200 on roads and parks.", None)
    assert (shown(scenario, A).text, shown(scenario, A).onto) == (MORE, TEXT)


def test_a_rejected_amendment_changes_nothing_of_the_others() -> None:
    assert told(closed(amended(), A, "no")) == []


def test_an_amendment_to_words_that_were_changed_is_not_put() -> None:
    """UN GA rule 90: where one amendment implies the rejection of another, the latter is not put to the vote."""
    assert told(closed(amended(MORE, LESS), A)) == [AmendmentExcluded(motion=B, by=A)]
    scenario = adopted(amended(MORE, LESS), A)
    scenario.when(CHAIR, PutMotion(motion=B)).refused(Code.WRONG_STATE)
    scenario.when(CHAIR, PutMotion(motion=M)).refused(Code.WRONG_STATE)
    assert (shown(scenario, B).ready, shown(scenario, B).excluded_by, shown(scenario, B).onto) == (False, A, TEXT)
    assert text(scenario, B) == LESS


def test_the_same_change_moved_twice_is_put_once() -> None:
    assert told(closed(amended(MORE, MORE), A)) == [AmendmentExcluded(motion=B, by=A)]


def test_its_mover_restates_it_for_the_new_text() -> None:
    scenario = adopted(amended(MORE, LESS), A)
    restate = RestateAmendment(motion=B, text="Spend 150 on roads.")
    scenario.when("chi", restate).then(AmendmentRestated(motion=B, text="Spend 150 on roads."))
    assert (shown(scenario, B).ready, shown(scenario, B).excluded_by) == (True, None)
    assert text(adopted(scenario, B)) == "Spend 150 on roads."


def test_the_chair_restates_it_too_or_does_not_put_it() -> None:
    scenario = adopted(amended(MORE, LESS), A)
    scenario.when(CHAIR, RestateAmendment(motion=B, text="Spend 150 on roads.")).accepted()
    scenario.given(CHAIR, DropMotion(motion=B, reason="The amount is decided"))
    assert shown(scenario, M).ready
    assert shown(scenario, B).excluded_by is None


@pytest.mark.parametrize(
    ("actor", "command", "code"),
    [
        ("dan", RestateAmendment(motion=B, text="x"), Code.NOT_ALLOWED),
        ("chi", RestateAmendment(motion=B, text=MORE), Code.BAD_COMMAND),
        ("chi", RestateAmendment(motion=B, text=" "), Code.BAD_COMMAND),
        ("ana", RestateAmendment(motion=M, text="x"), Code.WRONG_STATE),
        ("ben", RestateAmendment(motion=A, text="x"), Code.WRONG_STATE),
        ("chi", RestateAmendment(motion=MotionId("none"), text="x"), Code.NO_SUCH_MOTION),
    ],
)
def test_a_restatement_that_is_not_in_order(actor: str, command: RestateAmendment, code: Code) -> None:
    adopted(amended(MORE, LESS), A).when(actor, command).refused(code)


def test_restating_is_offered_to_mover_and_chair_when_there_is_something_to_restate() -> None:
    everybody = frozenset({Role.DELEGATE, Role.CHAIR})
    assert "restate_amendment" not in offered(adopted(amended(), A).meeting, everybody)
    scenario = adopted(amended(MORE, LESS), A)
    offers = offered(scenario.meeting, everybody)
    assert "restate_amendment" in offers
    own = [withheld(scenario.meeting, MemberId(ref), role, offers) for ref, role in PEOPLE]
    assert ["restate_amendment" in each for each in own] == [False, False, True]
    scenario.given("chi", Leave())
    assert "restate_amendment" in withheld(scenario.meeting, MemberId("chi"), Role.DELEGATE, offers)


PEOPLE = (("chi", Role.DELEGATE), (CHAIR, Role.CHAIR), ("dan", Role.DELEGATE))


def test_a_corrected_result_carries_the_others_back() -> None:
    scenario = adopted(amended(), A)
    right = CorrectResult(poll=PollId("on-a"), reason="misheard", votes={MemberId("eve"): "no"})
    scenario.given(CHAIR, right)
    assert (text(scenario), text(scenario, B)) == (TEXT, PARKS)


def test_a_corrected_result_lets_in_what_it_had_excluded() -> None:
    scenario = adopted(amended(MORE, LESS), A)
    scenario.given(CHAIR, CorrectResult(poll=PollId("on-a"), reason="misheard", votes={MemberId("eve"): "no"}))
    assert (shown(scenario, B).excluded_by, shown(scenario, B).ready) == (None, True)


def test_what_is_excluded_stays_so_when_a_third_one_is_adopted() -> None:
    scenario = amended(MORE, LESS).given("dan", MoveAmendment(ref=MotionId("c"), motion=M, text=PARKS))
    adopted(adopted(scenario, A), MotionId("c"))
    assert text(scenario) == "Spend 200 on roads and parks."
    assert shown(scenario, B).excluded_by == A


def test_an_amendment_that_is_agreed_on_carries_over_too() -> None:
    scenario = amended().given(CHAIR, PutMotion(motion=A, ref=PollId("on-a")))
    scenario.given(CHAIR, DeclareConsensus(item=BUDGET, text="Agreed", poll=PollId("on-a")))
    assert text(scenario, B) == "Spend 200 on roads and parks."


LONG = "We will spend 100 on roads and 20 on parks."
BOTH = "We will spend 150 on roads and 30 on parks."
ONE, OTHER = LONG.replace("100", "150"), LONG.replace("20", "30")


def divided(first: str) -> Scenario:
    scenario = sitting().given("ana", MoveMotion(ref=M, item=BUDGET, text=LONG))
    scenario.given("ben", MoveAmendment(ref=A, motion=M, text=first))
    return scenario.given("chi", MoveAmendment(ref=B, motion=M, text=BOTH)).given(
        "chi", DivideMotion(motion=B, parts=(ONE, OTHER), ref=PollId("p"))
    )


def test_the_parts_of_an_amendment_are_carried_over() -> None:
    scenario = adopted(divided(LONG.replace("We", "They")), A)
    parts = scenario.meeting.motions.motions[B].parts
    assert [part.text for part in parts] == [each.replace("We", "They") for each in (ONE, OTHER)]
    for part in (PollId("p-1"), PollId("p-2")):
        scenario.given(CHAIR, OpenPoll(poll=part))
        scenario.given("eve", CastVote(poll=part, choice="yes" if part == "p-1" else "no"))
        scenario.given(CHAIR, ClosePoll(poll=part), DeclareResult(poll=part))
    assert text(scenario, B) == ONE.replace("We", "They")


def test_an_amendment_in_parts_that_is_excluded_is_not_restated() -> None:
    scenario = adopted(divided(LONG.replace("100", "70")), A)
    assert shown(scenario, B).excluded_by == A
    scenario.when("chi", RestateAmendment(motion=B, text="x")).refused(Code.WRONG_STATE)
    assert scenario.meeting.motions.motions[B].state is MotionState.MOVED


def test_parts_that_are_changes_of_neighbours_are_told_apart_or_excluded() -> None:
    scenario = adopted(divided("We will spend 100 on roads and on 20 or so on parks."), A)
    assert shown(scenario, B).excluded_by in (None, A)


# Merging


@pytest.mark.parametrize(
    ("before", "one", "other", "both"),
    [
        ("a b c", "a b c d", "x b c", "x b c d"),
        ("a b c", "b c", "a b", "b"),
        ("a b c", "now a b c", "a b c", "now a b c"),
        ("a b c", "now a b c", "a x c", "now a x c"),
        ("a\nb\n\nc", "a\nx\n\nc", "a\nb\n\nc\n\nd", "a\nx\n\nc\n\nd"),
        ("a b c", "a x c", "a y c", None),
        ("a b c", "a b x c", "a b y c", None),
        ("a b c d", "a d", "a b x d", None),
        ("a b a b a b", "a b x b a b", "a b a b a y", "a b x b a y"),
    ],
)
def test_two_changes_of_a_text_come_together(before: str, one: str, other: str, both: str | None) -> None:
    assert merged(before, one, other) == both
    assert merged(before, other, one) == both


WORDS = st.lists(st.sampled_from("abcd"), min_size=1, max_size=8).map(" ".join)


@given(WORDS, WORDS)
def test_a_change_beside_none_is_that_change(before: str, after: str) -> None:
    assert merged(before, after, before) == after
    assert merged(before, before, after) == after


def test_texts_that_are_too_long_to_compare_are_one_change() -> None:
    many = int(MOST_CELLS**0.5) + 1
    before, after = " ".join(f"a{n} x" for n in range(many)), " ".join(f"b{n} x" for n in range(many))
    assert len(edits_of(f"{before} end", f"{after} end")) == 1
