"""Decisions without a ballot: the chair declares what is agreed, and who objected stands beside it."""

from meetings.rules.consensus import ConsensusDeclared, DeclareConsensus
from meetings.rules.identity import ItemId, MemberId
from meetings.rules.poll_commands import CancelPoll, OpenPoll
from meetings.rules.polls import PollState
from meetings.rules.quorum import QuorumRule
from meetings.rules.refusals import Code
from meetings.rules.roll_call import Leave
from tests.rules.council import BUDGET, CHAIR, POLL, ROADS, polling, question, sitting, vote
from tests.rules.test_voting import poll_of

ANA, BEN = MemberId("ana"), MemberId("ben")
TEXT = "The budget is adopted without a vote."
AGREED = DeclareConsensus(item=BUDGET, text=TEXT)


def test_what_nobody_objects_to_is_agreed() -> None:
    """RONR 4:58, unanimous consent; UN practice "adopted without a vote"."""
    scenario = sitting().when(CHAIR, AGREED).then(ConsensusDeclared(item=BUDGET, text=TEXT))
    (agreement,) = scenario.meeting.polls.agreements
    assert (agreement.item, agreement.text, agreement.objections) == (BUDGET, TEXT, ())
    assert (agreement.at, agreement.position) == (scenario.at, len(scenario.history))


def test_who_objected_stands_on_record_without_stopping_it() -> None:
    """Dissociation from a consensus, as UN bodies record it: the decision stands, the objection too."""
    objected = DeclareConsensus(item=BUDGET, text=TEXT, objections=(ANA, BEN))
    scenario = sitting().given(CHAIR, objected)
    assert scenario.meeting.polls.agreements[0].objections == (ANA, BEN)


def test_an_objection_is_that_of_a_member_with_a_vote() -> None:
    def objecting(*refs: str) -> DeclareConsensus:
        return DeclareConsensus(item=BUDGET, text=TEXT, objections=tuple(map(MemberId, refs)))

    sitting().when(CHAIR, objecting("guest")).refused(Code.BAD_COMMAND)
    sitting().when(CHAIR, objecting("ana", "ana")).refused(Code.BAD_COMMAND)
    sitting().when(CHAIR, objecting("nobody")).refused(Code.NO_SUCH_MEMBER)


def test_it_is_declared_of_the_item_in_hand() -> None:
    sitting().when(CHAIR, DeclareConsensus(item=ROADS, text=TEXT)).refused(Code.WRONG_STATE)
    sitting().when(CHAIR, DeclareConsensus(item=ItemId("nothing"), text=TEXT)).refused(Code.NO_SUCH_ITEM)


def test_it_needs_words() -> None:
    sitting().when(CHAIR, DeclareConsensus(item=BUDGET, text=" ")).refused(Code.BAD_COMMAND)


def test_it_is_not_declared_while_a_poll_is_open() -> None:
    polling().when(CHAIR, AGREED).refused(Code.WRONG_STATE)


def test_it_needs_a_quorum_like_any_decision() -> None:
    """RONR 40:7: without a quorum nothing is decided, by consent no more than by vote."""
    scenario = sitting(quorum=QuorumRule(kind="count", count=7)).given("ana", Leave())
    scenario.when(CHAIR, AGREED).refused(Code.NO_QUORUM)


INSTEAD = DeclareConsensus(item=BUDGET, text=TEXT, poll=POLL)


def test_a_poll_that_is_prepared_need_not_be_held() -> None:
    scenario = sitting().given(CHAIR, question(), INSTEAD)
    assert poll_of(scenario).state is PollState.AGREED
    scenario.when(CHAIR, OpenPoll(poll=POLL)).refused(Code.CLOSED)
    scenario.when(CHAIR, CancelPoll(poll=POLL, reason="x")).refused(Code.CLOSED)
    scenario.when("ana", vote("yes")).refused(Code.CLOSED)
    scenario.when(CHAIR, INSTEAD).refused(Code.ALREADY)


def test_a_poll_that_was_held_cannot_be_spared() -> None:
    cancelled = polling().given(CHAIR, CancelPoll(poll=POLL, reason="x"))
    cancelled.when(CHAIR, INSTEAD).refused(Code.CLOSED)


def test_a_poll_of_another_item_cannot_be_spared() -> None:
    scenario = sitting().given(CHAIR, question(item=ROADS))
    scenario.when(CHAIR, INSTEAD).refused(Code.WRONG_STATE)
