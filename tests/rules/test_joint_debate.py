"""Several items taken together: one debate and one list of speakers, votes for each by itself."""

import pytest

from meetings.rules.agenda import ItemState, WithdrawItem
from meetings.rules.consensus import DeclareConsensus
from meetings.rules.floor import EndSpeech, GiveFloor, ListCleared, RequestFloor
from meetings.rules.identity import ItemId, MemberId, MotionId, PollId
from meetings.rules.items_in_hand import ConcludeItem, DeferItem, ItemConcluded, ItemDeferred, ItemStarted, StartItem
from meetings.rules.joint_debate import ItemsJoined, ItemsParted, JoinItems, JointCommand, PartItems
from meetings.rules.motions import MoveMotion
from meetings.rules.poll_commands import OpenPoll
from meetings.rules.procedural_motions import MoveProcedural
from meetings.rules.proceedings import Adjourn, Adjourned
from meetings.rules.refusals import Code
from meetings.rules.standing_orders import Procedure, Rules
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import NowShown
from tests.rules.council import BUDGET, CHAIR, ELECTION, POLL, ROADS, council, polling, question, sitting
from tests.rules.scenario import Scenario

JOIN, PART = JoinItems(items=(ROADS, ELECTION)), PartItems()


def joined() -> Scenario:
    """The budget, the roads and the election are taken together, and somebody waits to speak."""
    return sitting().given(CHAIR, JOIN).given("ana", RequestFloor())


def states(scenario: Scenario) -> list[ItemState]:
    return [scenario.meeting.agenda.items[ref].state for ref in (BUDGET, ROADS, ELECTION)]


def test_items_are_taken_together_with_the_one_in_hand() -> None:
    """UN GA practice: a joint debate on several items; each draft is voted on under its own item."""
    scenario = sitting().when(CHAIR, JOIN).then(ItemsJoined(items=(ROADS, ELECTION)))
    assert states(scenario) == [ItemState.OPEN] * 3
    assert scenario.meeting.agenda.current == BUDGET
    shown = view(scenario.meeting, Audience.GALLERY, Moment())["now"]
    assert isinstance(shown, NowShown)
    assert shown.together == (ROADS, ELECTION)


def test_each_of_them_can_be_voted_or_agreed_on() -> None:
    scenario = joined().given(CHAIR, question(item=ROADS), OpenPoll(poll=POLL))
    shown = view(scenario.meeting, Audience.GALLERY, Moment())["now"]
    assert isinstance(shown, NowShown)
    assert shown.poll == POLL
    joined().when(CHAIR, DeclareConsensus(item=ELECTION, text="Agreed")).accepted()


def test_one_of_them_is_concluded_or_deferred_while_the_debate_goes_on() -> None:
    scenario = joined().when(CHAIR, ConcludeItem(item=ROADS, outcome="Done"))
    scenario = scenario.then(ItemConcluded(item=ROADS, outcome="Done"))
    assert scenario.meeting.agenda.together == (ELECTION,)
    scenario = scenario.when(CHAIR, DeferItem(item=ELECTION)).then(ItemDeferred(item=ELECTION))
    assert states(scenario) == [ItemState.OPEN, ItemState.CONCLUDED, ItemState.DEFERRED]
    assert [request.member for request in scenario.meeting.floor.waiting] == ["ana"]


def test_with_the_item_of_the_debate_all_are_concluded() -> None:
    joined().when(CHAIR, ConcludeItem(item=BUDGET, outcome="Done")).then(
        ListCleared(),
        ItemConcluded(item=ROADS),
        ItemConcluded(item=ELECTION),
        ItemConcluded(item=BUDGET, outcome="Done"),
    )


def test_another_item_and_the_end_of_the_meeting_conclude_all() -> None:
    two = sitting().given(CHAIR, JoinItems(items=(ROADS,)))
    ends = (ItemConcluded(item=ROADS), ItemConcluded(item=BUDGET))
    two.when(CHAIR, StartItem(item=ELECTION)).then(*ends, ItemStarted(item=ELECTION))
    two = sitting().given(CHAIR, JoinItems(items=(ROADS,)))
    two.when(CHAIR, Adjourn()).then(*ends, Adjourned())


def test_the_joint_debate_ends_and_the_others_are_still_to_come() -> None:
    scenario = joined().when(CHAIR, PART).then(ItemsParted(items=(ROADS, ELECTION)))
    assert states(scenario) == [ItemState.OPEN, ItemState.PLANNED, ItemState.PLANNED]
    scenario.when(CHAIR, PART).refused(Code.ALREADY)
    scenario.when(CHAIR, StartItem(item=ROADS)).accepted()


def test_the_item_of_the_debate_is_deferred_and_the_next_one_carries_the_debate_on() -> None:
    scenario = joined().when(CHAIR, DeferItem(item=BUDGET, until="2027-01-12"))
    scenario = scenario.then(ItemDeferred(item=BUDGET, until="2027-01-12"))
    assert states(scenario) == [ItemState.DEFERRED, ItemState.OPEN, ItemState.OPEN]
    assert (scenario.meeting.agenda.current, scenario.meeting.agenda.together) == (ROADS, (ELECTION,))
    assert [request.member for request in scenario.meeting.floor.waiting] == ["ana"]
    scenario.given(CHAIR, DeferItem(item=ROADS)).when(CHAIR, DeferItem(item=ELECTION)).then(
        ListCleared(), ItemDeferred(item=ELECTION)
    )
    assert scenario.meeting.agenda.current is None


def test_time_that_was_used_in_the_debate_stays_used_when_another_item_carries_it_on() -> None:
    scenario = sitting(rules=Rules(member_limit_s=60)).given(CHAIR, JOIN, GiveFloor(member=MemberId("ana")))
    scenario.later(60).given(CHAIR, EndSpeech(), DeferItem(item=BUDGET))
    scenario.when(CHAIR, GiveFloor(member=MemberId("ana"))).refused(Code.WRONG_STATE)


def test_motions_belong_to_the_item_for_which_they_are_moved() -> None:
    scenario = joined().given("ana", MoveMotion(ref=MotionId("m"), item=ROADS, text="More trams"))
    refer = MoveProcedural(ref=MotionId("refer"), kind=Procedure.REFER, item=ELECTION)
    divide = MoveProcedural(ref=MotionId("divide"), kind=Procedure.DIVIDE, motion=MotionId("m"))
    close = MoveProcedural(ref=MotionId("close"), kind=Procedure.CLOSE_DEBATE)
    scenario.given("ben", refer, divide, close)
    motions = scenario.meeting.motions.motions
    assert [motions[MotionId(ref)].item for ref in ("m", "refer", "divide", "close")] == [
        ROADS,
        ELECTION,
        ROADS,
        BUDGET,
    ]
    assert scenario.meeting.polls.polls[PollId("refer")].item == ELECTION
    scenario.given(CHAIR, ConcludeItem(item=ELECTION))
    scenario.when("ben", MoveProcedural(kind=Procedure.REFER, item=ELECTION)).refused(Code.WRONG_STATE)


def test_an_item_in_the_debate_is_not_started_again() -> None:
    joined().when(CHAIR, StartItem(item=ROADS)).refused(Code.ALREADY)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (JoinItems(items=()), Code.BAD_COMMAND),
        (JoinItems(items=(ROADS, ROADS)), Code.BAD_COMMAND),
        (JoinItems(items=(BUDGET,)), Code.ALREADY),
        (JoinItems(items=(ItemId("nothing"),)), Code.NO_SUCH_ITEM),
        (PART, Code.ALREADY),
    ],
)
def test_what_cannot_be_joined_or_parted_is_refused(command: JointCommand, code: Code) -> None:
    sitting().when(CHAIR, command).refused(code)


def test_a_withdrawn_item_is_not_joined_and_nothing_without_an_item_in_hand() -> None:
    sitting().given(CHAIR, WithdrawItem(item=ROADS)).when(CHAIR, JoinItems(items=(ROADS,))).refused(Code.WRONG_STATE)
    council().when(CHAIR, JOIN).refused(Code.WRONG_STATE)
    sitting().given(CHAIR, ConcludeItem(item=BUDGET)).when(CHAIR, JOIN).refused(Code.WRONG_STATE)


def test_while_a_poll_is_open_nothing_is_joined_or_parted() -> None:
    polling().when(CHAIR, JOIN).refused(Code.WRONG_STATE)
