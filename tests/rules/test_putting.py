"""On what terms motions are put to the vote: those of the standing orders, or others that the chair says."""

from typing import Any

import pytest
from msgspec import convert

from meetings.rules.decision import Event
from meetings.rules.division import DivideMotion
from meetings.rules.floor import RequestFloor, RequestKind
from meetings.rules.identity import MotionId, PollId, Role
from meetings.rules.meeting import made_by
from meetings.rules.motions import MotionState
from meetings.rules.moving import DropMotion, MoveAmendment, MoveMotion
from meetings.rules.offers import offered
from meetings.rules.points_of_order import Appeal
from meetings.rules.poll_commands import CancelPoll, CastVote, ClosePoll, DeclareResult, OpenPoll, PreparePoll
from meetings.rules.poll_events import PollCancelled, PollPrepared
from meetings.rules.poll_terms import Option, Secrecy
from meetings.rules.procedural_motions import MoveProcedural
from meetings.rules.proceedings import ConveneMeeting
from meetings.rules.putting import PutMotion
from meetings.rules.question_terms import Put, Terms
from meetings.rules.refusals import Code
from meetings.rules.standing_orders import Procedure, Rules, spelled_out
from meetings.rules.tally import Base, Fraction, Second
from meetings.views.showing_debate import stands
from tests.rules.council import BUDGET, CHAIR, NO_QUORUM, PROFILE, ROADS, SECRETARY, sitting
from tests.rules.scenario import SERVER, Scenario
from tests.rules.test_points_of_order import FIRST, RULE

M, A, POLL, OTHER = MotionId("m"), MotionId("a"), PollId("p"), PollId("o")
MOTION = MoveMotion(ref=M, item=BUDGET, text="That the by-laws\nread otherwise")
TWO_THIRDS = Terms(majority=Fraction(2, 3), base=Base.CAST, secrecy=Secrecy.OPEN, method="yes_no")
OF_ALL = Terms(majority="absolute", base=Base.MEMBERS, tie="lot", turnout=Fraction(1, 2), second=Second())
OTHERWISE = PreparePoll(
    ref=OTHER, item=BUDGET, method="yes_no", secrecy=Secrecy.OPEN, majority=Fraction(2, 3), base=Base.MEMBERS
)


def moved(**terms: Terms) -> Scenario:
    return sitting(rules=Rules(terms={Put(put): each for put, each in terms.items()})).given("ana", MOTION)


def terms_of(event: Event) -> Terms:
    assert isinstance(event, PollPrepared)
    found: dict[str, Any] = {name: getattr(event, name) for name in Terms.__struct_fields__}
    return convert(found | {"by": None if event.by == "tablet" else event.by}, Terms, from_attributes=True)


def put(scenario: Scenario, motion: MotionId = M) -> Terms:
    (event,) = scenario.when(CHAIR, PutMotion(motion=motion, ref=POLL)).decision.events
    return terms_of(event)


def voted(scenario: Scenario, poll: PollId, *voters: str) -> Scenario:
    scenario.given(CHAIR, OpenPoll(poll=poll))
    for voter in voters:
        scenario.given(voter, CastVote(poll=poll, choice="yes"))
    return scenario.given(CHAIR, ClosePoll(poll=poll), DeclareResult(poll=poll))


def test_a_motion_is_put_on_the_usual_terms_where_the_rules_say_nothing() -> None:
    (event,) = moved().when(CHAIR, PutMotion(motion=M, ref=POLL)).decision.events
    assert isinstance(event, PollPrepared)
    assert (event.question, event.motion, terms_of(event)) == ("Shall the motion of Ana be adopted?", M, Terms())
    assert made_by(event) == POLL


def test_a_motion_is_put_on_the_terms_of_the_standing_orders() -> None:
    """RONR 56:50: by-laws are amended by two thirds; other bodies ask for a majority of all their members."""
    assert put(moved(motion=TWO_THIRDS)) == TWO_THIRDS
    assert put(moved(motion=OF_ALL)) == OF_ALL


def test_an_amendment_has_terms_of_its_own_or_those_of_a_motion() -> None:
    """RONR 12:2: an amendment needs a majority, whatever its motion needs."""
    amendment = MoveAmendment(ref=A, motion=M, text="That the by-laws read as before")
    assert put(moved(motion=TWO_THIRDS).given("ben", amendment), A) == TWO_THIRDS
    assert put(moved(motion=TWO_THIRDS, amendment=Terms()).given("ben", amendment), A) == Terms()


def test_the_parts_of_a_motion_are_put_on_its_terms() -> None:
    divide = DivideMotion(motion=M, parts=("That the by-laws", "read otherwise"))
    _, one, other = moved(motion=TWO_THIRDS).when(CHAIR, divide).decision.events
    assert (terms_of(one), terms_of(other)) == (TWO_THIRDS, TWO_THIRDS)


def test_procedural_motions_have_a_majority_for_each_kind_and_a_base() -> None:
    """UN GA rule 85 and its rules 74-77; RONR 16: two thirds of the votes cast close debate."""
    rules = Rules(terms={Put.PROCEDURAL: TWO_THIRDS}, procedural={Procedure.REFER: "simple"})
    _, close = sitting(rules=rules).when("ana", MoveProcedural(kind=Procedure.CLOSE_DEBATE)).decision.events
    _, refer = sitting(rules=rules).when("ana", MoveProcedural(kind=Procedure.REFER)).decision.events
    assert terms_of(close) == TWO_THIRDS
    assert (terms_of(refer).majority, terms_of(refer).base) == ("simple", Base.CAST)


def test_a_procedural_motion_whose_question_is_cancelled_is_put_anew_as_what_it_is() -> None:
    scenario = sitting().given("ana", MoveProcedural(ref=M, kind=Procedure.REFER, text="To the committee."))
    scenario.given(CHAIR, CancelPoll(poll=PollId("m"), reason="Not yet"))
    (asked,) = scenario.when(CHAIR, PutMotion(motion=M)).decision.events
    assert isinstance(asked, PollPrepared)
    assert (asked.question, asked.motion) == ("Shall the matter be referred? To the committee.", M)


def _terms() -> dict[str, Any]:
    return {"ref": OTHER, "item": BUDGET, "method": "yes_no", "secrecy": Secrecy.OPEN}


def test_what_is_not_next_is_not_put() -> None:
    scenario = moved().given("ben", MoveAmendment(ref=A, motion=M, text="That nothing change"))
    scenario.when(CHAIR, PutMotion(motion=M)).refused(Code.WRONG_STATE)
    assert "put_motion" in offered(scenario.meeting, frozenset({Role.CHAIR}))
    scenario.given(CHAIR, PutMotion(motion=A)).when(CHAIR, PutMotion(motion=A)).refused(Code.ALREADY)
    assert "put_motion" not in offered(scenario.meeting, frozenset({Role.CHAIR}))


def test_what_is_dropped_is_not_put() -> None:
    scenario = moved().given(CHAIR, DropMotion(motion=M, reason="Out of order"))
    scenario.when(CHAIR, PutMotion(motion=M)).refused(Code.WRONG_STATE)


def test_the_chair_puts_a_motion_on_other_terms() -> None:
    """Five of the seven members are needed, four say yes: by the usual terms it would be adopted."""
    scenario = moved().given(CHAIR, PreparePoll(motion=M, majority=Fraction(2, 3), base=Base.MEMBERS, **_terms()))
    assert voted(scenario, OTHER, "ana", "ben", "chi", "dan").meeting.motions.motions[M].state is MotionState.REJECTED


def test_a_question_in_writing_is_put_on_other_terms_and_decides_the_same_motion() -> None:
    scenario = moved().given(CHAIR, PutMotion(motion=M, ref=POLL))
    cancelled, asked = scenario.when(CHAIR, replaced(POLL)).decision.events
    assert cancelled == PollCancelled(poll=POLL, reason="The question is put on other terms.")
    assert isinstance(asked, PollPrepared)
    assert (asked.motion, asked.repeats, asked.base) == (M, None, Base.MEMBERS)
    assert asked.question == "Shall the motion of Ana be adopted?"
    scenario.given(CHAIR, replaced(POLL))
    assert voted(scenario, OTHER, "ana").meeting.motions.motions[M].state is MotionState.REJECTED


def replaced(poll: PollId, **other: Any) -> PreparePoll:
    terms: dict[str, Any] = {"majority": Fraction(2, 3), "base": Base.MEMBERS, "instead_of": poll}
    return PreparePoll(**_terms() | terms | other)


def test_a_part_that_is_put_on_other_terms_stays_that_part() -> None:
    divide = DivideMotion(ref=POLL, motion=M, parts=("That the by-laws", "read otherwise"))
    _, asked = moved().given(CHAIR, divide).when(CHAIR, replaced(PollId("p-1"))).decision.events
    assert isinstance(asked, PollPrepared)
    assert (asked.motion, asked.part) == (M, 1)


def ruled(rules: Rules | None = None) -> Scenario:
    scenario = sitting(rules=rules or Rules()).given("ana", RequestFloor(kind=RequestKind.POINT_OF_ORDER))
    return scenario.given(CHAIR, RULE)


def test_an_appeal_is_put_on_the_terms_of_the_body() -> None:
    rules = Rules(terms={Put.APPEAL: TWO_THIRDS})
    _, asked = ruled(rules).when("ben", APPEAL).decision.events
    assert terms_of(asked) == TWO_THIRDS


APPEAL = Appeal(ref=POLL, ruling=FIRST)


def test_an_appeal_that_is_put_on_other_terms_decides_on_the_ruling() -> None:
    scenario = ruled().given("ben", APPEAL).given(CHAIR, replaced(POLL, majority="simple", base=Base.YES_NO))
    voted(scenario, OTHER, "ana")
    assert stands(scenario.meeting, scenario.meeting.points.rulings[-1]) is False


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (replaced(PollId("none")), Code.NO_SUCH_POLL),
        (replaced(POLL, item=ROADS), Code.BAD_COMMAND),
        (replaced(POLL, motion=A), Code.NO_SUCH_MOTION),
        (replaced(POLL, motion=MotionId("other")), Code.BAD_COMMAND),
        (replaced(POLL, method="choose", base=None, options=(Option("x"), Option("y"))), Code.BAD_COMMAND),
    ],
)
def test_a_question_is_not_replaced_by_another_one(command: PreparePoll, code: Code) -> None:
    scenario = moved().given("ben", MoveMotion(ref=MotionId("other"), item=BUDGET, text="That something else be done"))
    scenario.given(CHAIR, PutMotion(motion=M, ref=POLL)).when(CHAIR, command).refused(code)


def test_a_vote_that_has_begun_keeps_its_terms() -> None:
    scenario = moved().given(CHAIR, PutMotion(motion=M, ref=POLL), OpenPoll(poll=POLL))
    scenario.when(SECRETARY, replaced(POLL)).refused(Code.WRONG_STATE)


@pytest.mark.parametrize(
    "terms",
    [
        Terms(base=Base.CONTINUING),
        Terms(majority=Fraction(4, 3)),
        Terms(turnout=Fraction(1, 0)),
        Terms(tie="chair", secrecy=Secrecy.CONFIDENTIAL),
        Terms(second=Second(), secrecy=Secrecy.CONFIDENTIAL),
        Terms(by="hands"),
        Terms(by="voice"),
    ],
)
def test_terms_that_cannot_be_are_refused_when_the_meeting_is_convened(terms: Terms) -> None:
    convening = ConveneMeeting(profile=PROFILE, quorum=NO_QUORUM, rules=Rules(terms={Put.MOTION: terms}))
    Scenario().when(SERVER, convening).refused(Code.BAD_COMMAND)


def test_the_terms_are_told_in_full() -> None:
    told = spelled_out(Rules(terms={Put.MOTION: OF_ALL}))["terms"]
    assert told["motion"] == {
        "method": "yes_no_abstain",
        "secrecy": "named",
        "majority": "absolute",
        "base": "members",
        "tie": "lot",
        "turnout": {"num": 1, "den": 2, "strict": False},
        "second": {},
    }
    assert told["amendment"] == told["motion"]
    assert told["appeal"] == {"method": "yes_no_abstain", "secrecy": "named", "majority": "simple", "base": "yes_no"}
