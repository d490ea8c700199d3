"""The votes so far: who sees them before the close of a vote by name, as the body decided."""

import pytest

from meetings.rules.poll_commands import ClosePoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.standing_orders import Interim, Rules
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments_of_votes import PollShown
from tests.rules.council import CHAIR, POLL, polling, vote
from tests.rules.scenario import Scenario
from tests.views.test_audiences import EVERYBODY

SO_FAR = {"yes": 1, "no": 1, "abstain": 0}


def voted(interim: Interim, secrecy: Secrecy = Secrecy.NAMED) -> Scenario:
    return polling(rules=Rules(interim=interim), secrecy=secrecy).given("ana", vote("yes")).given("ben", vote("no"))


def seen(scenario: Scenario) -> dict[Audience, object]:
    """The votes so far as each audience sees them."""
    shown = {audience: view(scenario.meeting, audience, Moment())[f"poll/{POLL}"] for audience in EVERYBODY}
    return {audience: poll.tally for audience, poll in shown.items() if isinstance(poll, PollShown)}


def test_nobody_sees_them_unless_the_body_decided_so() -> None:
    assert seen(voted("nobody")) == dict.fromkeys(EVERYBODY)


def test_the_dais_alone_may_see_them() -> None:
    assert seen(voted("chair")) == {**dict.fromkeys(EVERYBODY), Audience.DAIS: SO_FAR}


def test_all_may_see_them() -> None:
    assert seen(voted("all")) == dict.fromkeys(EVERYBODY, SO_FAR)


def test_a_vote_in_the_open_is_seen_by_all_whatever_the_rule() -> None:
    assert seen(voted("nobody", Secrecy.OPEN)) == dict.fromkeys(EVERYBODY, SO_FAR)


def test_a_confidential_vote_shows_nothing_before_the_close_whatever_the_rule() -> None:
    assert seen(voted("all", Secrecy.CONFIDENTIAL)) == dict.fromkeys(EVERYBODY)


@pytest.mark.parametrize("interim", ["nobody", "chair", "all"])
def test_after_the_close_all_see_the_result(interim: Interim) -> None:
    assert seen(voted(interim).given(CHAIR, ClosePoll(poll=POLL))) == dict.fromkeys(EVERYBODY, SO_FAR)
