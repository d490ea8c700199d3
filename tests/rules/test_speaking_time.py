"""Speaking time by the rules of the body: for a speech, for a member and for a group on an item."""

import msgspec
import pytest

from meetings.rules.decision import Event
from meetings.rules.floor import EndSpeech, FloorGiven, GiveFloor, RequestKind, SpeechEnded
from meetings.rules.identity import MemberId
from meetings.rules.items_in_hand import StartItem
from meetings.rules.proceedings import ConveneMeeting
from meetings.rules.refusals import Code
from meetings.rules.speaking_time import spoken_on
from meetings.rules.standing_orders import Rules
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import FloorShown
from tests.rules.council import BUDGET, CHAIR, NO_QUORUM, PROFILE, ROADS, sitting
from tests.rules.scenario import SERVER, Scenario

ANA, BEN, CHI = (MemberId(ref) for ref in ("ana", "ben", "chi"))
GIVE = GiveFloor(member=ANA)


def given(scenario: Scenario, command: GiveFloor) -> Event:
    """What the command would lead to in the end; nothing is recorded."""
    return scenario.when(CHAIR, command).decision.events[-1]


def spoke(scenario: Scenario, member: str, seconds: float, kind: RequestKind | None = None) -> Scenario:
    scenario.given(CHAIR, GiveFloor(member=MemberId(member), limit_s=3600, kind=kind))
    return scenario.later(seconds).given(CHAIR, EndSpeech())


def test_a_speech_has_the_limit_of_the_rules() -> None:
    """UN GA rule 72: the Assembly may limit the time to be allowed to each speaker."""
    sitting(rules=Rules(speech_limit_s=180)).when(CHAIR, GIVE).then(FloorGiven(member=ANA, limit_s=180))


def test_the_chair_may_give_another_time() -> None:
    longer = GiveFloor(member=ANA, limit_s=600)
    sitting(rules=Rules(speech_limit_s=180)).when(CHAIR, longer).then(FloorGiven(member=ANA, limit_s=600))


def test_a_member_gets_what_is_left_of_the_time_for_the_item() -> None:
    """RONR 43:12 knows the limit per member and question; the length is for each body to say."""
    scenario = spoke(sitting(rules=Rules(speech_limit_s=180, member_limit_s=300)), "ana", 200.5)
    assert given(scenario, GIVE) == FloorGiven(member=ANA, limit_s=100)
    assert given(scenario, GiveFloor(member=BEN)) == FloorGiven(member=BEN, limit_s=180)


def test_the_speech_in_hand_is_counted_when_somebody_is_given_the_floor_over_it() -> None:
    scenario = sitting(rules=Rules(group_limit_s=300)).given(CHAIR, GIVE).later(100)
    trial = scenario.when(CHAIR, GiveFloor(member=BEN))
    trial.then(SpeechEnded(member=ANA), FloorGiven(member=BEN, limit_s=200))


def test_a_group_shares_its_time() -> None:
    rules = Rules(member_limit_s=300, group_limit_s=400)
    scenario = spoke(spoke(sitting(rules=rules), "ana", 250), "ben", 50)
    assert given(scenario, GiveFloor(member=BEN)) == FloorGiven(member=BEN, limit_s=100)
    assert given(scenario, GiveFloor(member=CHI)) == FloorGiven(member=CHI, limit_s=300)


def test_who_belongs_to_no_group_shares_with_nobody() -> None:
    scenario = sitting(rules=Rules(group_limit_s=400))
    assert given(scenario, GiveFloor(member=MemberId("eve"))) == FloorGiven(member=MemberId("eve"))


@pytest.mark.parametrize("rules", [Rules(member_limit_s=60), Rules(group_limit_s=60)])
def test_whose_time_is_used_up_speaks_only_if_the_chair_says_how_long(rules: Rules) -> None:
    scenario = spoke(sitting(rules=rules), "ana", 61)
    scenario.when(CHAIR, GIVE).refused(Code.WRONG_STATE)
    scenario.when(CHAIR, GiveFloor(member=ANA, limit_s=30)).accepted()


@pytest.mark.parametrize("kind", [RequestKind.POINT_OF_ORDER, RequestKind.ANSWER])
def test_points_of_order_and_answers_use_up_nobodys_time(kind: RequestKind) -> None:
    scenario = spoke(sitting(rules=Rules(member_limit_s=60)), "ana", 59, kind)
    assert given(scenario, GIVE) == FloorGiven(member=ANA, limit_s=60)
    used_up = spoke(scenario, "ana", 60)
    used_up.when(CHAIR, GiveFloor(member=ANA, kind=kind)).accepted()


def test_every_item_has_its_own_time_and_an_item_taken_up_again_goes_on_with_it() -> None:
    scenario = spoke(sitting(rules=Rules(member_limit_s=60)), "ana", 40).given(CHAIR, StartItem(item=ROADS))
    assert given(scenario, GIVE) == FloorGiven(member=ANA, limit_s=60)
    again = scenario.given(CHAIR, StartItem(item=BUDGET))
    assert given(again, GIVE) == FloorGiven(member=ANA, limit_s=20)


def test_without_a_rule_there_is_no_limit_and_the_time_is_counted_all_the_same() -> None:
    scenario = spoke(sitting(), "ana", 4000)
    assert given(scenario, GIVE) == FloorGiven(member=ANA)
    assert dict(spoken_on(scenario.meeting.floor.spoken, BUDGET)) == {ANA: 4_000_000}


def test_everybody_sees_how_much_of_their_time_members_have_used() -> None:
    scenario = spoke(sitting(), "ana", 40).given(CHAIR, GiveFloor(member=BEN, kind=RequestKind.QUESTION))
    for audience in (Audience.HALL, Audience.GALLERY, Audience.FLOOR, Audience.DAIS):
        floor = view(scenario.meeting, audience, Moment())["floor"]
        assert isinstance(floor, FloorShown)
        assert (floor.spoken, floor.kind) == ({ANA: 40_000}, "question")


@pytest.mark.parametrize("name", ["speech_limit_s", "member_limit_s", "group_limit_s"])
@pytest.mark.parametrize("seconds", [-1, 24 * 3600 + 1])
def test_a_limit_lies_within_a_day(name: str, seconds: int) -> None:
    rules = msgspec.structs.replace(Rules(), **{name: seconds})
    convening = ConveneMeeting(profile=PROFILE, quorum=NO_QUORUM, rules=rules)
    Scenario().when(SERVER, convening).refused(Code.BAD_COMMAND)
