"""Without a quorum: what is in order until enough members are here."""

from typing import Literal

import pytest

from meetings.rules.attendance import RollMethod
from meetings.rules.consensus import DeclareConsensus
from meetings.rules.floor import EndSpeech, GiveFloor, RequestFloor, RequestKind
from meetings.rules.identity import MemberId
from meetings.rules.items_in_hand import ConcludeItem, StartItem
from meetings.rules.meeting import AnyCommand
from meetings.rules.minute_book import RecordDecision
from meetings.rules.moving import MoveMotion, SecondMotion
from meetings.rules.offers import offered
from meetings.rules.poll_commands import OpenPoll
from meetings.rules.proceedings import Adjourn, Announce, Resume, Suspend
from meetings.rules.quorum import QuorumRule
from meetings.rules.refusals import Code
from meetings.rules.roll_call import CloseRollCall, Leave, OpenRollCall
from meetings.rules.standing_orders import Rules
from tests.rules.council import BUDGET, CHAIR, POLL, ROADS, SECRETARY, present, question, sitting
from tests.rules.scenario import Scenario
from tests.rules.specimens import MOTION

Without = Literal["no_votes", "procedural", "all"]
ALL_SEVEN = QuorumRule(kind="count", count=7)
ANA, BEN = MemberId("ana"), MemberId("ben")
VOTES: tuple[AnyCommand, ...] = (OpenPoll(poll=POLL), DeclareConsensus(item=BUDGET, text="Adopted"))
BUSINESS: tuple[tuple[str, AnyCommand], ...] = (
    (CHAIR, StartItem(item=ROADS)),
    (CHAIR, GiveFloor(member=BEN)),
    ("ben", MoveMotion(item=BUDGET, text="More trams")),
    ("ben", SecondMotion(motion=MOTION)),
    (SECRETARY, RecordDecision(item=BUDGET, text="Adopted")),
)
PROCEDURE: tuple[tuple[str, AnyCommand], ...] = (
    (CHAIR, Suspend()),
    (CHAIR, Adjourn()),
    (CHAIR, ConcludeItem(item=BUDGET)),
    (CHAIR, OpenRollCall(method=RollMethod.CALL)),
    (CHAIR, Announce(text="We wait for one more member")),
    ("ben", RequestFloor()),
)


def inquorate(without: Without = "no_votes") -> Scenario:
    """Six of seven members are here, seven are needed; a poll is prepared and a motion is moved."""
    begun = sitting(quorum=ALL_SEVEN, rules=Rules(without_quorum=without)).given(CHAIR, question())
    begun.given("ana", MoveMotion(ref=MOTION, item=BUDGET, text="Fewer cars"))
    return begun.given("eve", Leave())


@pytest.mark.parametrize("command", VOTES)
@pytest.mark.parametrize("without", ["no_votes", "procedural"])
def test_nothing_is_decided_without_a_quorum(without: Without, command: AnyCommand) -> None:
    """RONR 40:6: in the absence of a quorum no business can be transacted."""
    inquorate(without).when(CHAIR, command).refused(Code.NO_QUORUM)


@pytest.mark.parametrize("command", VOTES)
def test_a_body_may_do_without(command: AnyCommand) -> None:
    inquorate("all").when(CHAIR, command).accepted()


@pytest.mark.parametrize(("actor", "command"), BUSINESS)
@pytest.mark.parametrize("without", ["no_votes", "all"])
def test_debate_goes_on_without_a_quorum_where_only_votes_wait(
    without: Without, actor: str, command: AnyCommand
) -> None:
    """UN GA rule 67: debate with a third of the members, decisions with a majority."""
    inquorate(without).when(actor, command).accepted()


@pytest.mark.parametrize(("actor", "command"), BUSINESS)
def test_where_nothing_but_procedure_is_in_order_business_waits(actor: str, command: AnyCommand) -> None:
    """RONR 40:7: without a quorum only to fix the time, adjourn, recess, or obtain a quorum."""
    inquorate("procedural").when(actor, command).refused(Code.NO_QUORUM)


@pytest.mark.parametrize(("actor", "command"), PROCEDURE)
def test_procedure_does_not_wait(actor: str, command: AnyCommand) -> None:
    inquorate("procedural").when(actor, command).accepted()


def test_business_goes_on_once_enough_are_here_again() -> None:
    again = inquorate("procedural").given(CHAIR, OpenRollCall(method=RollMethod.CALL))
    from_roll = again.given(SECRETARY, *present("eve")).given(CHAIR, CloseRollCall())
    from_roll.when(CHAIR, StartItem(item=ROADS)).accepted()


def test_a_point_of_order_is_heard_without_a_quorum() -> None:
    """RONR 40:12: that the quorum is missing may be raised at any time."""
    scenario = inquorate("procedural").given("ana", RequestFloor(kind=RequestKind.POINT_OF_ORDER))
    scenario.when(CHAIR, GiveFloor(member=BEN)).refused(Code.NO_QUORUM)
    scenario.given(CHAIR, GiveFloor(member=ANA)).when(CHAIR, EndSpeech()).accepted()


def test_decisions_are_put_in_words_after_the_close() -> None:
    closed = inquorate("procedural").given(CHAIR, Adjourn())
    closed.when(SECRETARY, RecordDecision(item=BUDGET, text="Not dealt with")).accepted()


def test_during_a_recess_motions_are_out_of_order_for_that_reason() -> None:
    resting = inquorate("procedural").given(CHAIR, Suspend())
    resting.when(SECRETARY, RecordDecision(item=BUDGET, text="Adopted")).accepted()
    resting.when(CHAIR, Resume()).accepted()


def test_what_waits_for_the_quorum_is_not_offered() -> None:
    """A page that shows a button which is refused is a complaint of users of other systems."""
    everybody = frozenset(member.role for member in sitting().meeting.attendance.members.values())
    waiting = {"start_item", "give_floor", "move_motion", "move_amendment", "divide_motion", "second_motion"}
    waiting |= {"record_decision"}
    votes = {"open_poll", "declare_consensus"}
    offers = {without: set(offered(inquorate(without).meeting, everybody)) for without in ("no_votes", "all")}
    assert waiting | votes <= offers["all"]
    assert offers["all"] - offers["no_votes"] == votes
    assert offers["all"] - set(offered(inquorate("procedural").meeting, everybody)) == waiting | votes


def test_the_floor_is_offered_while_a_point_of_order_waits() -> None:
    scenario = inquorate("procedural").given("ana", RequestFloor(kind=RequestKind.POINT_OF_ORDER))
    chair = frozenset({scenario.meeting.attendance.members[MemberId(CHAIR)].role})
    assert "give_floor" in offered(scenario.meeting, chair)
