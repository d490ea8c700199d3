"""The consent agenda: adopted as a whole without a vote; what a member asks to have taken out is dealt with alone."""

import pytest

from meetings.rules.agenda import AddItem, Consent, ItemState
from meetings.rules.consent import (
    AdoptConsent,
    ConsentAdopted,
    ConsentCommand,
    ConsentMarked,
    ItemTakenOut,
    MarkConsent,
    TakeOut,
    listed,
)
from meetings.rules.division import DivideMotion
from meetings.rules.identity import ItemId, MemberId, MotionId, PollId
from meetings.rules.items_in_hand import StartItem
from meetings.rules.moving import MoveAmendment, MoveMotion, WithdrawMotion
from meetings.rules.poll_commands import OpenPoll
from meetings.rules.polls import PollState
from meetings.rules.quorum import QuorumRule
from meetings.rules.refusals import Code
from meetings.rules.roll_call import Leave
from meetings.rules.standing_orders import Rules
from tests.rules.council import (
    BUDGET,
    CHAIR,
    ELECTION,
    GUEST,
    POLL,
    ROADS,
    SECRETARY,
    council,
    polling,
    question,
    sitting,
)
from tests.rules.scenario import SERVER, Scenario

ANA, NEW = MemberId("ana"), ItemId("new")
MARK_ROADS, MARK_ELECTION = MarkConsent(item=ROADS, consent=True), MarkConsent(item=ELECTION, consent=True)
BOTH, OUT = AdoptConsent(items=(ELECTION, ROADS)), TakeOut(item=ROADS)


def marked(**rest: QuorumRule) -> Scenario:
    """Two items are on the consent agenda while the budget is in hand."""
    return sitting(**rest).given(SECRETARY, MARK_ROADS, MARK_ELECTION)


def test_an_item_is_marked_and_unmarked() -> None:
    scenario = council().when(SECRETARY, MARK_ROADS).then(ConsentMarked(item=ROADS, consent=True))
    scenario.when(CHAIR, MARK_ROADS).refused(Code.ALREADY)
    scenario.when(CHAIR, MarkConsent(item=ROADS, consent=False)).accepted()
    assert listed(scenario.meeting.agenda) == []


def test_an_item_comes_on_the_agenda_marked() -> None:
    scenario = council().given(SECRETARY, AddItem(ref=NEW, title="New", consent=True))
    assert [item.ref for item in listed(scenario.meeting.agenda)] == [NEW]


def test_all_that_is_listed_is_adopted_at_once() -> None:
    """RONR 41:32: one motion for the whole consent calendar, without debate."""
    scenario = marked().when(CHAIR, BOTH).then(ConsentAdopted(items=(ROADS, ELECTION)))
    for ref in (ROADS, ELECTION):
        item = scenario.meeting.agenda.items[ref]
        assert (item.state, item.consent) == (ItemState.CONCLUDED, Consent.ADOPTED)
    assert scenario.meeting.agenda.current == BUDGET
    scenario.when(CHAIR, BOTH).refused(Code.WRONG_STATE)


def test_a_member_has_an_item_taken_out() -> None:
    scenario = marked().when("ana", OUT).then(ItemTakenOut(item=ROADS, member=ANA))
    assert scenario.meeting.agenda.items[ROADS].taken_out_by == ANA
    scenario.when("ben", OUT).refused(Code.ALREADY)
    scenario.when(SECRETARY, MARK_ROADS).refused(Code.WRONG_STATE)
    scenario.when(CHAIR, AdoptConsent(items=(ELECTION,))).then(ConsentAdopted(items=(ELECTION,)))
    assert scenario.meeting.agenda.items[ROADS].state is ItemState.PLANNED


def test_a_member_asks_before_the_meeting_too() -> None:
    council().given(SECRETARY, MARK_ROADS).when("ana", OUT).accepted()


@pytest.mark.parametrize("organiser", [CHAIR, SECRETARY, SERVER])
def test_chair_and_secretary_record_it_for_others(organiser: str | None) -> None:
    marked().when(organiser, TakeOut(item=ROADS, member=ANA)).then(ItemTakenOut(item=ROADS, member=ANA))


def test_what_the_chair_read_out_is_what_is_adopted() -> None:
    """An item that was taken out while the list was read out is not adopted by mistake."""
    marked().given("ana", OUT).when(CHAIR, BOTH).refused(Code.WRONG_STATE)


@pytest.mark.parametrize(
    ("actor", "command", "code"),
    [
        ("ben", TakeOut(item=ROADS, member=ANA), Code.NOT_ALLOWED),
        (SECRETARY, OUT, Code.NOT_ENTITLED),
        (SERVER, OUT, Code.NO_SUCH_MEMBER),
        (CHAIR, TakeOut(item=ROADS, member=MemberId(GUEST)), Code.NOT_ENTITLED),
        ("ana", TakeOut(item=BUDGET), Code.WRONG_STATE),
        ("ana", TakeOut(item=NEW), Code.NO_SUCH_ITEM),
        (SECRETARY, MarkConsent(item=BUDGET, consent=True), Code.WRONG_STATE),
        (SECRETARY, MarkConsent(item=BUDGET, consent=False), Code.ALREADY),
        (SECRETARY, MarkConsent(item=NEW, consent=True), Code.NO_SUCH_ITEM),
        (CHAIR, AdoptConsent(items=()), Code.WRONG_STATE),
        (CHAIR, AdoptConsent(items=(ROADS, ROADS)), Code.WRONG_STATE),
    ],
)
def test_what_is_not_in_order_is_refused(actor: str | None, command: ConsentCommand, code: Code) -> None:
    marked().when(actor, command).refused(code)


def test_nothing_is_adopted_without_a_quorum_or_while_a_poll_is_open() -> None:
    scenario = marked(quorum=QuorumRule(kind="count", count=7)).given("ana", Leave())
    scenario.when(CHAIR, BOTH).refused(Code.NO_QUORUM)
    polling().given(SECRETARY, MARK_ROADS).when(CHAIR, AdoptConsent(items=(ROADS,))).refused(Code.WRONG_STATE)


def test_an_item_that_is_taken_up_by_itself_is_not_adopted_with_the_others() -> None:
    scenario = marked().given(CHAIR, StartItem(item=ROADS))
    assert [item.ref for item in listed(scenario.meeting.agenda)] == [ELECTION]


def test_a_motion_on_what_is_adopted_is_adopted_as_it_was_amended() -> None:
    """Its vote fell away because what it asks was agreed: it does not wait for one for ever."""
    scenario = marked()
    for ref in ("m", "withdrawn"):
        scenario.given("ana", MoveMotion(ref=MotionId(ref), item=ROADS, text="600,000 go to the roads"))
    scenario.given("ben", MoveAmendment(ref=MotionId("a"), motion=MotionId("m"), text="500,000 go to the roads"))
    for ref in ("m", "a", "withdrawn"):
        scenario.given(SECRETARY, question(ref=PollId(ref), item=ROADS, motion=MotionId(ref)))
    scenario.given("ana", WithdrawMotion(motion=MotionId("withdrawn"))).given(CHAIR, BOTH)
    motions = scenario.meeting.motions.motions
    assert [motions[MotionId(ref)].state for ref in ("m", "a", "withdrawn")] == ["adopted", "adopted", "withdrawn"]
    assert motions[MotionId("m")].text == "500,000 go to the roads"


def test_the_last_part_of_a_motion_on_what_is_adopted_is_adopted_with_it() -> None:
    scenario = sitting(rules=Rules(divided_whole=False)).given(SECRETARY, MARK_ROADS)
    scenario.given("ana", MoveMotion(ref=MotionId("m"), item=ROADS, text="Roads are built and mended"))
    scenario.given("ana", DivideMotion(motion=MotionId("m"), parts=("Roads are built", "and mended"), ref=PollId("m")))
    scenario.given(CHAIR, AdoptConsent(items=(ROADS,)))
    motion = scenario.meeting.motions.motions[MotionId("m")]
    assert (motion.state, motion.results) == ("adopted", (True, True))


def test_a_vote_prepared_for_what_is_adopted_is_spared() -> None:
    other = PollId("other")
    prepared = marked().given(SECRETARY, question(item=ROADS), question(ref=other))
    scenario = prepared.given(CHAIR, BOTH)
    polls = scenario.meeting.polls.polls
    assert (polls[POLL].state, polls[other].state) == (PollState.AGREED, PollState.PREPARED)
    scenario.when(CHAIR, OpenPoll(poll=POLL)).refused(Code.CLOSED)
    scenario.when(CHAIR, OpenPoll(poll=other)).accepted()
