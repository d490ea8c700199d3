"""What audiences see of urgent items, declared interests, explanations of vote and incidents."""

from meetings.rules.explanations import ExplainVote
from meetings.rules.identity import ItemId, MemberId, PollId
from meetings.rules.incidents import RecordIncident
from meetings.rules.interests import DeclareInterest
from meetings.rules.poll_commands import CastVote, ClosePoll, DeclareResult, OpenPoll
from meetings.rules.standing_orders import Rules
from meetings.rules.urgency import MoveUrgent
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import UrgentShown
from meetings.views.fragments_of_conduct import ExplanationShown, IncidentShown, InterestShown
from tests.rules.council import BUDGET, CHAIR, POLL, ROADS, SECRETARY, polling, sitting, vote
from tests.rules.scenario import NOON, Scenario

ANA, FLOOD = MemberId("ana"), ItemId("flood")


def shown(scenario: Scenario, key: str, audience: Audience = Audience.FLOOR) -> object:
    return view(scenario.meeting, audience, Moment()).get(key)


def test_what_is_moved_as_urgent_is_shown_until_it_is_on_the_agenda() -> None:
    scenario = sitting().given("ana", MoveUrgent(ref=FLOOD, title="Flood relief", reason="The water rises."))
    moved = shown(scenario, "urgent/flood")
    assert isinstance(moved, UrgentShown)
    assert (moved.title, moved.item, moved.mover, moved.reason) == ("Flood relief", BUDGET, ANA, "The water rises.")
    poll = PollId(moved.poll)
    scenario.given(CHAIR, OpenPoll(poll=poll)).given("ana", CastVote(poll=poll, choice="yes"))
    scenario.given(CHAIR, ClosePoll(poll=poll), DeclareResult(poll=poll))
    assert shown(scenario, "urgent/flood") is None
    assert shown(scenario, "item/flood") is not None


def test_everybody_sees_which_interest_was_declared() -> None:
    scenario = sitting().given("ana", DeclareInterest(item=ROADS, text="My brother owns the field."))
    expected = InterestShown(member=ANA, item=ROADS, text="My brother owns the field.", at=NOON)
    assert shown(scenario, "interest/roads/ana", Audience.HALL) == expected


def test_everybody_reads_how_a_vote_was_explained() -> None:
    scenario = polling(rules=Rules(explanation_chars=30)).given("ana", vote("yes"))
    scenario.given(CHAIR, ClosePoll(poll=POLL), DeclareResult(poll=POLL)).given("ana", ExplainVote(poll=POLL, text="x"))
    expected = ExplanationShown(poll=POLL, member=ANA, text="x", at=NOON)
    assert shown(scenario, f"explanation/{POLL}/ana", Audience.GALLERY) == expected


def test_incidents_are_for_the_dais() -> None:
    scenario = sitting().given(SECRETARY, RecordIncident(text="The alarm rang.", item=BUDGET))
    key = f"incident/{len(scenario.history)}"
    expected = IncidentShown(text="The alarm rang.", at=NOON, item=BUDGET, private=False)
    assert shown(scenario, key, Audience.DAIS) == expected
    assert shown(scenario, key, Audience.HALL) is None
