"""Urgent items: put on the agenda by a vote, with the majority that the body asks for."""

import pytest

from meetings.rules.agenda import AddItem, ItemAdded, ItemKind
from meetings.rules.consensus import DeclareConsensus
from meetings.rules.identity import ItemId, MemberId, PollId
from meetings.rules.items_in_hand import ConcludeItem
from meetings.rules.poll_commands import CancelPoll, CastVote, ClosePoll, DeclareResult, OpenPoll
from meetings.rules.poll_events import PollPrepared, ResultDeclared
from meetings.rules.polls import PollState
from meetings.rules.refusals import Code
from meetings.rules.repeats import RepeatPoll
from meetings.rules.roll_call import Leave
from meetings.rules.standing_orders import Rules
from meetings.rules.tally import Base, Fraction
from meetings.rules.urgency import MoveUrgent, UrgencyMoved
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import UrgentShown
from tests.rules.council import BUDGET, CHAIR, ELECTION, ROADS, SECRETARY, council, sitting
from tests.rules.scenario import Scenario

FLOOD, POLL, AGAIN = ItemId("flood"), PollId("flood"), PollId("again")
MOVE = MoveUrgent(ref=FLOOD, title="Flood relief", reason="The water rises.")
ADDED = ItemAdded(item=FLOOD, title="Flood relief", item_kind=ItemKind.DECISION, after=BUDGET)
STRICT = Rules(urgency=Fraction(2, 3), urgency_base=Base.MEMBERS)


def voted(votes: str, rules: Rules | None = None, poll: PollId = POLL, scenario: Scenario | None = None) -> Scenario:
    """Moved and voted on, one letter for each voter: y or n."""
    scenario = scenario or sitting(rules=rules or Rules()).given("ana", MOVE)
    scenario.given(CHAIR, OpenPoll(poll=poll))
    for member, letter in zip((CHAIR, "vice", "ana", "ben", "chi", "dan", "eve"), votes, strict=False):
        scenario.given(member, CastVote(poll=poll, choice={"y": "yes", "n": "no"}[letter]))
    return scenario.given(CHAIR, ClosePoll(poll=poll))


def test_urgency_is_put_to_the_vote_under_the_item_in_hand() -> None:
    moved, prepared = sitting(rules=STRICT).when("ana", MOVE).decision.events
    assert moved == UrgencyMoved(
        item=FLOOD,
        title="Flood relief",
        item_kind=ItemKind.DECISION,
        poll=POLL,
        mover=MemberId("ana"),
        reason="The water rises.",
    )
    assert isinstance(prepared, PollPrepared)
    assert (prepared.poll, prepared.item, prepared.majority, prepared.base) == (
        POLL,
        BUDGET,
        Fraction(2, 3),
        Base.MEMBERS,
    )
    assert prepared.question == "Is this urgent, and shall it be put on the agenda: Flood relief?"


def test_what_is_found_urgent_comes_next_on_the_agenda() -> None:
    declared = voted("yyn").when(CHAIR, DeclareResult(poll=POLL))
    scenario = declared.then(ResultDeclared(poll=POLL), ADDED)
    assert scenario.meeting.agenda.order == (BUDGET, FLOOD, ROADS, ELECTION)


@pytest.mark.parametrize(("votes", "rules"), [("ynn", Rules()), ("yyyyn", STRICT)])
def test_without_its_majority_it_does_not(votes: str, rules: Rules) -> None:
    voted(votes, rules).when(CHAIR, DeclareResult(poll=POLL)).then(ResultDeclared(poll=POLL))
    voted("yyyyy", STRICT).when(CHAIR, DeclareResult(poll=POLL)).then(ResultDeclared(poll=POLL), ADDED)


def test_it_can_be_agreed_on_without_a_vote() -> None:
    agreed = DeclareConsensus(item=BUDGET, text="Urgent", poll=POLL)
    scenario = sitting().given("ana", MOVE).given(CHAIR, agreed)
    assert scenario.meeting.polls.polls[POLL].state is PollState.AGREED
    assert FLOOD in scenario.meeting.agenda.items


def test_a_vote_that_is_repeated_decides_too() -> None:
    again = voted("yn").given(CHAIR, DeclareResult(poll=POLL), RepeatPoll(poll=POLL, ref=AGAIN))
    assert FLOOD not in again.meeting.agenda.items
    adopted = voted("yy", poll=AGAIN, scenario=again).given(CHAIR, DeclareResult(poll=AGAIN))
    assert FLOOD in adopted.meeting.agenda.items
    third = PollId("third")
    adopted.given(CHAIR, RepeatPoll(poll=AGAIN, ref=third))
    voted("yy", poll=third, scenario=adopted).when(CHAIR, DeclareResult(poll=third)).then(ResultDeclared(poll=third))


def test_other_votes_put_nothing_on_the_agenda() -> None:
    scenario = sitting().given("ana", MOVE).given(CHAIR, CancelPoll(poll=POLL, reason="withdrawn"))
    scenario.given(CHAIR, DeclareConsensus(item=BUDGET, text="Thanks"))
    assert FLOOD not in scenario.meeting.agenda.items


def test_the_chair_and_the_secretary_move_it_too() -> None:
    for organiser in (CHAIR, SECRETARY):
        sitting().when(organiser, MOVE).accepted()


def test_a_ref_that_is_to_come_is_taken() -> None:
    scenario = sitting().given("ana", MOVE)
    scenario.when("ben", MOVE).refused(Code.ALREADY)
    scenario.when(SECRETARY, AddItem(ref=FLOOD, title="x")).refused(Code.ALREADY)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (MoveUrgent(title=""), Code.BAD_COMMAND),
        (MoveUrgent(title="x" * 301), Code.TOO_LONG),
        (MoveUrgent(title="x", reason=""), Code.BAD_COMMAND),
        (MoveUrgent(ref=BUDGET, title="x"), Code.ALREADY),
        (MoveUrgent(ref=ItemId("a b"), title="x"), Code.BAD_COMMAND),
    ],
)
def test_what_cannot_be_moved_is_refused(command: MoveUrgent, code: Code) -> None:
    sitting().when("ana", command).refused(code)


def test_it_is_moved_while_an_item_is_in_hand_by_somebody_who_is_here() -> None:
    sitting().given(CHAIR, ConcludeItem(item=BUDGET)).when("ana", MOVE).refused(Code.WRONG_STATE)
    sitting().given("ana", Leave()).when("ana", MOVE).refused(Code.NOT_PRESENT)
    council().when("ana", MOVE).refused(Code.WRONG_STATE)


def test_everybody_sees_what_is_moved_until_it_is_on_the_agenda() -> None:
    scenario = sitting().given("ana", MOVE)
    shown = view(scenario.meeting, Audience.GALLERY, Moment())[f"urgent/{FLOOD}"]
    assert shown == UrgentShown(
        title="Flood relief", kind="decision", poll=POLL, item=BUDGET, mover="ana", reason="The water rises."
    )
    scenario = voted("y").given(CHAIR, DeclareResult(poll=POLL))
    assert f"urgent/{FLOOD}" not in view(scenario.meeting, Audience.GALLERY, Moment())
