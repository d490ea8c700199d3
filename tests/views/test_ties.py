"""Equal votes: the view says so, and no page has to guess."""

from typing import Any

from meetings.rules.poll_commands import ClosePoll
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments_of_votes import PollShown
from tests.rules.council import CHAIR, POLL, polling, vote


def told(second: str, **terms: Any) -> PollShown:
    """What is shown of a vote in which Ana says yes and Ben what is given."""
    scenario = polling(**terms).given("ana", vote("yes")).given("ben", vote(second)).given(CHAIR, ClosePoll(poll=POLL))
    shown = view(scenario.meeting, Audience.FLOOR, Moment())[f"poll/{POLL}"]
    assert isinstance(shown, PollShown)
    return shown


def test_equal_votes_are_told_whether_they_fail_or_are_decided() -> None:
    assert (told("no").tied, told("no", tie="lot").tied) == (True, True)


def test_votes_that_are_not_equal_are_no_tie() -> None:
    assert not told("abstain").tied
