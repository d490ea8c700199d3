"""A result that was corrected: everybody sees what it was and what it is."""

from meetings.views.audiences import Audience, Moment, seat, view
from meetings.views.fragments_of_votes import CorrectedShown, PollShown
from meetings.views.own_votes import MyVoteShown
from tests.rules.council import POLL, SECRETARY
from tests.rules.test_result_corrections import BEN, WRONG, declared, right


def test_everybody_sees_both_results() -> None:
    scenario = declared(WRONG).given(SECRETARY, right(votes={BEN: "no"}))
    before = CorrectedShown(
        at=scenario.at,
        by=SECRETARY,
        reason="The secretary misheard.",
        tally={"yes": 2, "no": 1, "abstain": 0},
        cast=3,
        base=3,
        needed=2,
        adopted=True,
        votes={BEN: (("yes",), ("no",))},
    )
    for audience in (Audience.HALL, Audience.GALLERY, Audience.FLOOR, Audience.DAIS):
        shown = view(scenario.meeting, audience, Moment())[f"poll/{POLL}"]
        assert isinstance(shown, PollShown)
        assert (shown.adopted, shown.corrected) == (False, (before,))


def test_the_member_sees_ones_own_vote_as_it_is_right() -> None:
    scenario = declared(WRONG).given(SECRETARY, right(votes={BEN: "no"}))
    own = seat(scenario.meeting, BEN)[f"me/vote/{POLL}"]
    assert own == MyVoteShown(position=len(scenario.history), at=scenario.at, choice="no")
