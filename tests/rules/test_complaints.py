"""What people who use other systems complain of about counting: each complaint is a test that it cannot happen here."""

import pytest

from meetings.rules.hand_counts import EnterCounts
from meetings.rules.poll_commands import ClosePoll, DeclareResult, HoldPoll, OpenPoll, ResumePoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.quorum import QuorumRule
from meetings.rules.refusals import Code
from meetings.rules.roll_call import Leave
from meetings.rules.standing_orders import Rules
from meetings.rules.tally import Base, Fraction, Outcome
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments_of_votes import PollShown
from tests.rules.council import CHAIR, POLL, SECRETARY, VOTERS, polling, question, sitting, vote
from tests.rules.scenario import Scenario
from tests.rules.test_voting import poll_of

OPEN, CLOSE = OpenPoll(poll=POLL), ClosePoll(poll=POLL)
TWO_THIRDS = Fraction(2, 3)


def counted(scenario: Scenario, **votes: str) -> Outcome:
    for voter, choice in votes.items():
        scenario.given(voter, vote(choice))
    outcome = poll_of(scenario.given(CHAIR, CLOSE)).outcome
    assert outcome is not None
    return outcome


# Votes missing from the tally; the counter of votes jumps back


def test_every_vote_that_was_recorded_is_in_the_tally() -> None:
    """Votes were missing from a tally of 695 to 322."""
    outcome = counted(polling(), **dict.fromkeys(VOTERS, "yes"))
    assert (outcome.tally["yes"], outcome.cast) == (len(VOTERS), len(VOTERS))


def test_a_second_open_never_clears_ballots() -> None:
    scenario = polling().given("ana", vote("yes"))
    scenario.when(CHAIR, OPEN).refused(Code.ALREADY)
    assert set(poll_of(scenario).votes) == {"ana"}
    scenario.given(CHAIR, CLOSE).when(CHAIR, OPEN).refused(Code.CLOSED)
    assert set(poll_of(scenario).votes) == {"ana"}


def test_holding_and_resuming_keep_every_vote() -> None:
    scenario = polling().given("ana", vote("yes")).given(CHAIR, HoldPoll(poll=POLL), ResumePoll(poll=POLL))
    assert set(poll_of(scenario).votes) == {"ana"}


def test_a_vote_on_the_way_when_the_poll_closes_is_refused_with_closed() -> None:
    """Never silently lost: the tablet is told, and says so."""
    scenario = polling().given(CHAIR, CLOSE)
    scenario.when("ana", vote("yes")).refused(Code.CLOSED)
    scenario.given(CHAIR, DeclareResult(poll=POLL)).when("ana", vote("yes")).refused(Code.CLOSED)
    timed = sitting().given(CHAIR, question(), OpenPoll(poll=POLL, closes_in_s=30)).later(30)
    timed.when("ana", vote("yes")).refused(Code.CLOSED)


def test_whoever_leaves_or_loses_the_connection_after_voting_has_voted() -> None:
    """A tool deleted a vote when the phone went to sleep."""
    scenario = polling().given("ana", vote("yes")).given("ana", Leave())
    assert counted(scenario).tally["yes"] == 1


def test_who_is_entitled_does_not_change_while_the_poll_is_open() -> None:
    scenario = polling()
    before = dict(poll_of(scenario).entitled)
    assert dict(poll_of(scenario.given("ana", Leave())).entitled) == before


# Wrong button, no correction


def test_a_wrong_button_is_put_right_until_the_close() -> None:
    """A deputy's mistaken yes passed a reform."""
    assert dict(counted(polling().given("ana", vote("yes")), ana="no").tally) == {"yes": 0, "no": 1, "abstain": 0}


# Wrong arithmetic


@pytest.mark.parametrize(("base", "adopted"), [(Base.YES_NO, True), (Base.CAST, False)])
def test_abstentions_are_in_two_thirds_only_where_the_rule_says_so(base: Base, adopted: bool) -> None:
    scenario = polling(majority=TWO_THIRDS, base=base)
    assert counted(scenario, ana="yes", ben="yes", chi="no", dan="abstain").adopted is adopted


def test_exactly_two_thirds_are_two_thirds() -> None:
    """Reckoned with decimal fractions, 2 of 3 can be too few."""
    assert counted(polling(majority=TWO_THIRDS), ana="yes", ben="yes", chi="no").adopted


def test_abstentions_and_silence_never_win() -> None:
    outcome = counted(polling(majority="relative"), ana="abstain", ben="abstain", chi="yes")
    assert outcome.adopted
    assert not counted(polling(majority="relative"), ana="abstain").adopted


def test_half_is_not_more_than_half() -> None:
    assert not counted(polling(), ana="yes", ben="no").adopted


def test_the_quorum_is_asked_for_at_the_opening_and_the_base_reckoned_at_the_close() -> None:
    scenario = sitting(quorum=QuorumRule(kind="count", count=7)).given(CHAIR, question(base=Base.PRESENT))
    scenario.given(CHAIR, OPEN).given("ana", Leave())
    outcome = counted(scenario, ben="yes")
    assert outcome.base == len(VOTERS) - 1
    scenario.given(CHAIR, question(ref="q")).when(CHAIR, OpenPoll(poll=question(ref="q").ref or POLL)).refused(
        Code.NO_QUORUM
    )


def test_the_number_needed_is_shown_before_the_vote() -> None:
    shown = view(polling(base=Base.MEMBERS).meeting, Audience.FLOOR, Moment())[f"poll/{POLL}"]
    assert isinstance(shown, PollShown)
    assert shown.needed == 4


# A result typed by staff, wrong; a tie broken by ticking the mayor


def test_counts_that_cannot_have_been_are_refused() -> None:
    """An item was shown as passed by a council that never saw it."""
    scenario = polling(secrecy=Secrecy.ANALOG)
    scenario.when(CHAIR, CLOSE).refused(Code.WRONG_STATE)
    wrong = EnterCounts(poll=POLL, tally={"yes": 9, "no": 0, "abstain": 0})
    scenario.when(SECRETARY, wrong).refused(Code.BAD_COMMAND)


def test_a_tie_is_broken_by_the_vote_of_who_presides_and_by_nobody_else() -> None:
    tied = {CHAIR: "no", "ana": "yes"}
    assert counted(polling(tie="chair"), **tied).decided_by == "chair"
    assert counted(polling(tie="chair"), ana="yes", ben="no").decided_by is None


# Being present; what is shown before the close


@pytest.mark.parametrize("absentees_vote", [False, True])
def test_being_present_at_the_time_of_voting_is_required_or_not_by_rule(absentees_vote: bool) -> None:
    scenario = polling(rules=Rules(absentees_vote=absentees_vote)).given("ana", Leave())
    trial = scenario.when("ana", vote("yes"))
    if absentees_vote:
        trial.accepted()
    else:
        trial.refused(Code.NOT_PRESENT)


@pytest.mark.parametrize(
    ("interim", "dais", "others"),
    [("nobody", None, None), ("chair", 1, None), ("all", 1, 1)],
)
def test_the_interim_result_is_for_the_chair_for_all_or_for_nobody(
    interim: str, dais: int | None, others: int | None
) -> None:
    rules = Rules(interim="chair" if interim == "chair" else "all" if interim == "all" else "nobody")
    meeting = polling(rules=rules).given("ana", vote("yes")).meeting
    for audience in (Audience.DAIS, Audience.FLOOR, Audience.HALL, Audience.GALLERY):
        shown = view(meeting, audience, Moment())[f"poll/{POLL}"]
        assert isinstance(shown, PollShown)
        yes = None if shown.tally is None else shown.tally["yes"]
        assert yes == (dais if audience is Audience.DAIS else others)


def test_a_confidential_vote_shows_no_interim_result_whatever_the_rule() -> None:
    meeting = polling(rules=Rules(interim="all"), secrecy=Secrecy.CONFIDENTIAL).given("ana", vote("yes")).meeting
    shown = view(meeting, Audience.DAIS, Moment())[f"poll/{POLL}"]
    assert isinstance(shown, PollShown)
    assert shown.tally is None
