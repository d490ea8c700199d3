"""What is seen of decisions in the room: agreement without a vote by all, counts before the close by the Dais alone."""

from meetings.rules.consensus import DeclareConsensus
from meetings.rules.hand_counts import EnterCounts
from meetings.rules.identity import MemberId
from meetings.rules.poll_commands import ClosePoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.polls import Entered
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments_of_votes import ConsensusShown, PollShown
from tests.rules.council import BUDGET, CHAIR, POLL, SECRETARY, polling, question, sitting
from tests.rules.scenario import Scenario

AUDIENCES = (Audience.HALL, Audience.GALLERY, Audience.FLOOR, Audience.DAIS)
ROOM = {"yes": 4, "no": 2, "abstain": 1}


def test_everybody_sees_what_is_agreed_without_a_vote() -> None:
    agreed = DeclareConsensus(item=BUDGET, text="Adopted.", objections=(MemberId("ana"),), poll=POLL)
    scenario = sitting().given(CHAIR, question(), agreed)
    key = f"consensus/{len(scenario.history)}"
    shown = ConsensusShown(item=BUDGET, text="Adopted.", at=scenario.at, objections=(MemberId("ana"),), poll=POLL)
    for audience in AUDIENCES:
        seen = view(scenario.meeting, audience, Moment())
        assert seen[key] == shown
        assert poll_in(scenario, audience).state == "agreed"


def poll_in(scenario: Scenario, audience: Audience) -> PollShown:
    shown = view(scenario.meeting, audience, Moment())[f"poll/{POLL}"]
    assert isinstance(shown, PollShown)
    return shown


def counted() -> Scenario:
    by_hands = polling(secrecy=Secrecy.ANALOG)
    return by_hands.given(SECRETARY, EnterCounts(poll=POLL, tally=ROOM))


def test_the_dais_alone_sees_the_counts_before_the_close() -> None:
    seen = {audience: poll_in(counted(), audience).counted for audience in AUDIENCES}
    assert seen == {**dict.fromkeys(AUDIENCES), Audience.DAIS: Entered(ROOM, 7, 0)}


def test_after_the_close_everybody_sees_the_result() -> None:
    for audience in AUDIENCES:
        shown = poll_in(counted().given(CHAIR, ClosePoll(poll=POLL)), audience)
        assert (shown.tally, shown.cast, shown.adopted) == (ROOM, 7, True)


def test_nobody_is_waited_for_while_hands_are_counted() -> None:
    assert f"waiting/{POLL}" not in view(counted().meeting, Audience.DAIS, Moment())
