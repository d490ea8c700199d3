"""Several items taken together: one debate and one list of speakers, votes for each by itself."""

import pytest

from meetings.rules.agenda import ItemState, WithdrawItem
from meetings.rules.consensus import DeclareConsensus
from meetings.rules.floor import EndSpeech, FloorGiven, GiveFloor, ListCleared, RequestFloor
from meetings.rules.identity import ItemId, MemberId, MotionId, PollId
from meetings.rules.items_in_hand import ConcludeItem, DeferItem, ItemConcluded, ItemDeferred, ItemStarted, StartItem
from meetings.rules.joint_debate import ItemsJoined, ItemsParted, JoinItems, JointCommand, PartItems
from meetings.rules.moving import MoveMotion
from meetings.rules.poll_commands import OpenPoll
from meetings.rules.procedural_motions import MoveProcedural
from meetings.rules.proceedings import Adjourn, Adjourned
from meetings.rules.refusals import Code
from meetings.rules.speaking_time import spoken_on
from meetings.rules.standing_orders import Procedure, Rules
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import FloorShown, NowShown
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


ANA, BEN = MemberId("ana"), MemberId("ben")
LIMITED = Rules(member_limit_s=60, group_limit_s=100)


def spoke(scenario: Scenario, member: str, seconds: int) -> Scenario:
    scenario.given(CHAIR, GiveFloor(member=MemberId(member)))
    return scenario.later(seconds).given(CHAIR, EndSpeech())


def left(scenario: Scenario, member: str) -> int | None:
    """How long a member may speak now."""
    given = scenario.when(CHAIR, GiveFloor(member=MemberId(member))).decision.events[-1]
    assert isinstance(given, FloorGiven)
    return given.limit_s


def on(scenario: Scenario, item: ItemId) -> dict[MemberId, int]:
    return dict(spoken_on(scenario.meeting.floor.spoken, item))


def test_who_speaks_in_a_joint_debate_speaks_on_each_of_its_items() -> None:
    scenario = spoke(sitting(rules=LIMITED).given(CHAIR, JOIN), "ana", 45)
    assert left(scenario, "ana") == 15
    assert on(scenario, BUDGET) == on(scenario, ROADS) == on(scenario, ELECTION) == {ANA: 45_000}


def test_time_used_on_the_first_item_alone_counts_in_the_debate_and_not_for_the_others() -> None:
    scenario = spoke(spoke(sitting(rules=LIMITED), "ana", 30).given(CHAIR, JOIN), "ana", 20)
    assert left(scenario, "ana") == 10
    assert (on(scenario, BUDGET), on(scenario, ROADS)) == ({ANA: 50_000}, {ANA: 20_000})
    assert left(scenario.given(CHAIR, DeferItem(item=BUDGET)), "ana") == 40


def test_time_that_was_used_on_an_item_before_counts_when_it_is_debated_again_with_others() -> None:
    scenario = sitting(rules=LIMITED).given(CHAIR, StartItem(item=ROADS))
    spoke(scenario, "ana", 45).given(CHAIR, StartItem(item=BUDGET), JOIN)
    assert left(scenario, "ana") == 15
    assert left(scenario, "ben") == 55


def test_the_joint_part_counts_for_an_item_that_is_taken_up_by_itself_later() -> None:
    scenario = spoke(sitting(rules=LIMITED).given(CHAIR, JOIN), "ana", 45).given(CHAIR, PART)
    assert left(scenario, "ana") == 15
    spoke(scenario, "ana", 15).given(CHAIR, StartItem(item=ROADS))
    assert left(scenario, "ana") == 15
    shown = view(scenario.meeting, Audience.FLOOR, Moment())["floor"]
    assert isinstance(shown, FloorShown)
    assert shown.spoken == {ANA: 45_000}


def test_a_speech_during_which_an_item_is_settled_counts_for_it_up_to_then() -> None:
    scenario = sitting(rules=LIMITED).given(CHAIR, JOIN, GiveFloor(member=ANA)).later(20)
    scenario.given(CHAIR, ConcludeItem(item=ROADS)).later(10).given(CHAIR, DeferItem(item=BUDGET)).later(5)
    scenario.given(CHAIR, EndSpeech())
    assert [on(scenario, item)[ANA] for item in (BUDGET, ROADS, ELECTION)] == [30_000, 20_000, 35_000]
    assert left(scenario, "ana") == 25
    spoke(scenario, "ben", 10)
    assert on(scenario, ELECTION) == {ANA: 35_000, BEN: 10_000}


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
