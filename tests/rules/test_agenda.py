"""The agenda: its items, their order and the one in hand."""

import pytest

from meetings.rules.agenda import (
    AddItem,
    ItemAdded,
    ItemKind,
    ItemMoved,
    ItemRetitled,
    ItemState,
    ItemWithdrawn,
    MoveItem,
    RetitleItem,
    WithdrawItem,
)
from meetings.rules.floor import CloseList, GiveFloor, ListCleared, ListOpened, RequestFloor, SpeechEnded
from meetings.rules.identity import ItemId, MemberId
from meetings.rules.items_in_hand import ConcludeItem, DeferItem, ItemConcluded, ItemDeferred, ItemStarted, StartItem
from meetings.rules.meeting import AnyCommand
from meetings.rules.poll_commands import ClosePoll, HoldPoll
from meetings.rules.proceedings import Adjourn
from meetings.rules.refusals import Code
from tests.rules.council import BUDGET, CHAIR, ELECTION, POLL, ROADS, SECRETARY, council, polling, sitting
from tests.rules.scenario import Scenario

NEW = ItemId("new")


def order(scenario: Scenario) -> tuple[str, ...]:
    return scenario.meeting.agenda.order


def state(scenario: Scenario, item: ItemId) -> ItemState:
    return scenario.meeting.agenda.items[item].state


# The order


def test_an_item_is_added_at_the_end() -> None:
    trial = council().when(SECRETARY, AddItem(ref=NEW, title="New", minutes=10))
    scenario = trial.then(ItemAdded(item=NEW, title="New", item_kind=ItemKind.INFORMATION, minutes=10))
    assert order(scenario) == (BUDGET, ROADS, ELECTION, NEW)


def test_an_item_is_added_behind_another() -> None:
    assert order(council().given(SECRETARY, AddItem(ref=NEW, title="New", after=BUDGET))) == (
        BUDGET,
        NEW,
        ROADS,
        ELECTION,
    )


def test_an_item_without_a_ref_gets_a_fresh_one() -> None:
    scenario = council()
    fresh = scenario.fresh
    assert order(scenario.given(SECRETARY, AddItem(title="New")))[-1] == fresh


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (AddItem(ref=BUDGET, title="New"), Code.ALREADY),
        (AddItem(ref=ItemId("a b"), title="New"), Code.BAD_COMMAND),
        (AddItem(title="New", after=NEW), Code.NO_SUCH_ITEM),
        (AddItem(title=""), Code.BAD_COMMAND),
        (AddItem(title="x" * 301), Code.TOO_LONG),
        (AddItem(title="New", minutes=-1), Code.BAD_COMMAND),
        (AddItem(title="New", minutes=2**60), Code.BAD_COMMAND),
    ],
)
def test_an_item_that_cannot_be_added_is_refused(command: AddItem, code: Code) -> None:
    council().when(SECRETARY, command).refused(code)


@pytest.mark.parametrize("minutes", [0, 7 * 24 * 60])
def test_an_item_may_be_planned_for_anything_up_to_a_week(minutes: int) -> None:
    council().when(SECRETARY, AddItem(title="New", minutes=minutes)).accepted()


def test_an_item_is_moved_behind_another() -> None:
    scenario = council().when(SECRETARY, MoveItem(item=BUDGET, after=ROADS)).then(ItemMoved(item=BUDGET, after=ROADS))
    assert order(scenario) == (ROADS, BUDGET, ELECTION)


def test_an_item_is_moved_to_the_front() -> None:
    assert order(council().given(SECRETARY, MoveItem(item=ELECTION, after=None))) == (ELECTION, BUDGET, ROADS)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (MoveItem(item=BUDGET, after=None), Code.ALREADY),
        (MoveItem(item=ROADS, after=BUDGET), Code.ALREADY),
        (MoveItem(item=ROADS, after=ROADS), Code.ALREADY),
        (MoveItem(item=NEW, after=None), Code.NO_SUCH_ITEM),
        (MoveItem(item=ROADS, after=NEW), Code.NO_SUCH_ITEM),
    ],
)
def test_a_move_that_leads_nowhere_is_refused(command: MoveItem, code: Code) -> None:
    council().when(SECRETARY, command).refused(code)


# Titles


def test_an_item_is_worded_anew() -> None:
    trial = sitting().when(SECRETARY, RetitleItem(item=BUDGET, title="The budget of 2027"))
    scenario = trial.then(ItemRetitled(item=BUDGET, title="The budget of 2027"))
    assert scenario.meeting.agenda.items[BUDGET].title == "The budget of 2027"
    assert state(scenario, BUDGET) is ItemState.OPEN


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (RetitleItem(item=BUDGET, title="The budget"), Code.ALREADY),
        (RetitleItem(item=NEW, title="New"), Code.NO_SUCH_ITEM),
        (RetitleItem(item=BUDGET, title="x" * 301), Code.TOO_LONG),
    ],
)
def test_a_wording_that_cannot_be_is_refused(command: RetitleItem, code: Code) -> None:
    council().when(SECRETARY, command).refused(code)


# Taking items up


def test_starting_an_item_concludes_the_one_in_hand() -> None:
    scenario = sitting().when(CHAIR, StartItem(item=ROADS)).then(ItemConcluded(item=BUDGET), ItemStarted(item=ROADS))
    assert (state(scenario, BUDGET), state(scenario, ROADS)) == (ItemState.CONCLUDED, ItemState.OPEN)
    assert scenario.meeting.agenda.current == ROADS


def test_starting_an_item_ends_the_speech_and_clears_the_list() -> None:
    busy = sitting().given(CHAIR, GiveFloor(member=MemberId("ana"))).given("ben", RequestFloor())
    busy.when(CHAIR, StartItem(item=ROADS)).then(
        SpeechEnded(member=MemberId("ana")), ListCleared(), ItemConcluded(item=BUDGET), ItemStarted(item=ROADS)
    )


@pytest.mark.parametrize("before", [DeferItem(item=ROADS), StartItem(item=ROADS)])
def test_a_deferred_or_concluded_item_can_be_taken_up_again(before: DeferItem | StartItem) -> None:
    scenario = sitting().given(CHAIR, before, StartItem(item=ELECTION), StartItem(item=ROADS))
    assert state(scenario, ROADS) is ItemState.OPEN


def test_a_withdrawn_item_is_not_taken_up() -> None:
    sitting().given(CHAIR, WithdrawItem(item=ROADS)).when(CHAIR, StartItem(item=ROADS)).refused(Code.WRONG_STATE)


def test_every_item_begins_with_an_open_list_of_speakers() -> None:
    closed = sitting().given(CHAIR, CloseList())
    closed.when(CHAIR, StartItem(item=ROADS)).then(ItemConcluded(item=BUDGET), ItemStarted(item=ROADS), ListOpened())


def test_the_item_in_hand_is_not_taken_up_again() -> None:
    sitting().when(CHAIR, StartItem(item=BUDGET)).refused(Code.ALREADY)


@pytest.mark.parametrize("command", [StartItem(item=ROADS), ConcludeItem(item=BUDGET), DeferItem(item=BUDGET)])
def test_the_item_in_hand_stays_while_its_poll_is_open_or_held(command: StartItem | ConcludeItem | DeferItem) -> None:
    polling().when(CHAIR, command).refused(Code.WRONG_STATE)
    polling().given(CHAIR, HoldPoll(poll=POLL)).when(CHAIR, command).refused(Code.WRONG_STATE)


@pytest.mark.parametrize(
    "command",
    [
        RetitleItem(item=NEW, title="x"),
        WithdrawItem(item=NEW),
        StartItem(item=NEW),
        ConcludeItem(item=NEW),
        DeferItem(item=NEW),
    ],
)
def test_what_is_not_on_the_agenda_is_no_such_item(
    command: RetitleItem | WithdrawItem | StartItem | ConcludeItem | DeferItem,
) -> None:
    sitting().when(CHAIR, command).refused(Code.NO_SUCH_ITEM)


# Dealing with items


def test_an_item_is_concluded_with_its_outcome() -> None:
    trial = sitting().when(CHAIR, ConcludeItem(item=BUDGET, outcome="adopted"))
    scenario = trial.then(ItemConcluded(item=BUDGET, outcome="adopted"))
    assert scenario.meeting.agenda.items[BUDGET].outcome == "adopted"
    assert scenario.meeting.agenda.current is None


@pytest.mark.parametrize("ending", [ConcludeItem(item=BUDGET), StartItem(item=ROADS), Adjourn()])
def test_an_item_that_was_taken_up_again_keeps_its_outcome_unless_another_is_said(ending: AnyCommand) -> None:
    again = sitting().given(CHAIR, ConcludeItem(item=BUDGET, outcome="adopted"), StartItem(item=BUDGET))
    assert again.given(CHAIR, ending).meeting.agenda.items[BUDGET].outcome == "adopted"


def test_the_outcome_said_last_counts() -> None:
    again = sitting().given(CHAIR, ConcludeItem(item=BUDGET, outcome="adopted"), StartItem(item=BUDGET))
    rejected = again.given(CHAIR, ConcludeItem(item=BUDGET, outcome="rejected"))
    assert rejected.meeting.agenda.items[BUDGET].outcome == "rejected"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (ConcludeItem(item=ROADS), Code.WRONG_STATE),
        (ConcludeItem(item=BUDGET, outcome="x" * 20_001), Code.TOO_LONG),
        (ConcludeItem(item=BUDGET, outcome=""), Code.BAD_COMMAND),
    ],
)
def test_an_item_that_cannot_be_concluded_is_refused(command: ConcludeItem, code: Code) -> None:
    sitting().when(CHAIR, command).refused(code)


def test_an_item_is_concluded_once() -> None:
    sitting().given(CHAIR, ConcludeItem(item=BUDGET)).when(CHAIR, ConcludeItem(item=BUDGET)).refused(Code.ALREADY)


def test_an_item_to_come_can_be_deferred() -> None:
    scenario = sitting().when(CHAIR, DeferItem(item=ROADS)).then(ItemDeferred(item=ROADS))
    assert scenario.meeting.agenda.current == BUDGET


def test_deferring_the_item_in_hand_leaves_none_in_hand() -> None:
    scenario = sitting().when(CHAIR, DeferItem(item=BUDGET)).then(ItemDeferred(item=BUDGET))
    assert scenario.meeting.agenda.current is None


def test_an_item_is_deferred_once() -> None:
    sitting().given(CHAIR, DeferItem(item=ROADS)).when(CHAIR, DeferItem(item=ROADS)).refused(Code.ALREADY)


def test_a_concluded_item_is_not_deferred() -> None:
    concluded = sitting().given(CHAIR, ConcludeItem(item=BUDGET))
    concluded.when(CHAIR, DeferItem(item=BUDGET)).refused(Code.WRONG_STATE)


def test_an_item_is_withdrawn_and_stays_in_sight() -> None:
    scenario = council().when(SECRETARY, WithdrawItem(item=ROADS)).then(ItemWithdrawn(item=ROADS))
    assert state(scenario, ROADS) is ItemState.WITHDRAWN
    assert ROADS in order(scenario)


def test_an_item_is_withdrawn_once() -> None:
    withdrawn = council().given(SECRETARY, WithdrawItem(item=ROADS))
    withdrawn.when(SECRETARY, WithdrawItem(item=ROADS)).refused(Code.ALREADY)


def test_the_item_in_hand_is_not_withdrawn() -> None:
    sitting().when(SECRETARY, WithdrawItem(item=BUDGET)).refused(Code.WRONG_STATE)


@pytest.mark.parametrize("command", [StartItem(item=BUDGET), ConcludeItem(item=BUDGET)])
def test_no_item_is_in_hand_before_the_meeting_is_open(command: StartItem | ConcludeItem) -> None:
    council().when(CHAIR, command).refused(Code.WRONG_STATE)


def test_an_item_is_deferred_to_a_day_until_it_is_taken_up_again() -> None:
    scenario = sitting().when(CHAIR, DeferItem(item=ROADS, until="2027-01-12"))
    scenario = scenario.then(ItemDeferred(item=ROADS, until="2027-01-12"))
    assert scenario.meeting.agenda.items[ROADS].until == "2027-01-12"
    assert scenario.given(CHAIR, StartItem(item=ROADS)).meeting.agenda.items[ROADS].until is None
    sitting().when(CHAIR, DeferItem(item=ROADS, until="")).refused(Code.BAD_COMMAND)


def test_nobody_votes_on_an_item_whose_title_changes_during_the_vote() -> None:
    """RONR 45:1, UN GA rule 88: nothing interrupts a vote, least of all other words than those that were put."""
    voting = polling()
    voting.when(SECRETARY, RetitleItem(item=BUDGET, title="No budget")).refused(Code.WRONG_STATE)
    voting.when(SECRETARY, RetitleItem(item=ROADS, title="All roads")).accepted()
    voting.given(CHAIR, ClosePoll(poll=POLL)).when(SECRETARY, RetitleItem(item=BUDGET, title="A budget")).accepted()
