"""Votes counted in the room: the secretary enters what was counted, and nothing goes on record that cannot be."""

import pytest

from meetings.rules.ballot_paper import BLANK
from meetings.rules.hand_counts import CountsEntered, EnterCounts
from meetings.rules.poll_commands import ClosePoll, HoldPoll, OpenPoll, PreparePoll
from meetings.rules.poll_events import PollClosed
from meetings.rules.poll_terms import Option, Secrecy
from meetings.rules.polls import PollState
from meetings.rules.refusals import Code
from meetings.rules.roll_call import Leave
from meetings.rules.standing_orders import Rules
from meetings.rules.tally import Base, Outcome
from tests.rules.council import CHAIR, POLL, SECRETARY, polling, question, sitting, vote
from tests.rules.scenario import Scenario
from tests.rules.test_ballot_paper import ABC
from tests.rules.test_voting import poll_of

CLOSE = ClosePoll(poll=POLL)
ROOM = {"yes": 4, "no": 2, "abstain": 1}


def by_hands(**terms: object) -> Scenario:
    """A vote by show of hands among the seven members with a vote, all present."""
    return polling(**({"secrecy": Secrecy.ANALOG} | terms))  # pyright: ignore[reportArgumentType] - terms of a question


def counts(ballots: int | None = None, invalid: int = 0, **tally: int) -> EnterCounts:
    return EnterCounts(poll=POLL, tally=tally, ballots=ballots, invalid=invalid)


def test_what_was_counted_in_the_room_is_the_result() -> None:
    """RONR 45:14, rising vote counted: the numbers are announced and stand in the minutes."""
    entered = CountsEntered(poll=POLL, tally=ROOM, ballots=7)
    scenario = by_hands().when(SECRETARY, counts(**ROOM)).then(entered)
    outcome = Outcome(tally=ROOM, cast=7, base=6, needed=4, adopted=True)
    scenario.when(CHAIR, CLOSE).then(PollClosed(poll=POLL, outcome=outcome))


def result(scenario: Scenario) -> Outcome:
    outcome = poll_of(scenario.given(CHAIR, CLOSE)).outcome
    assert outcome is not None
    return outcome


def test_the_result_says_how_many_votes_were_invalid() -> None:
    outcome = result(by_hands(by="paper").given(SECRETARY, counts(yes=3, no=2, abstain=0, invalid=1)))
    assert (outcome.cast, outcome.invalid) == (6, 1)


def test_who_did_not_raise_a_hand_is_in_the_base_of_all_members() -> None:
    outcome = result(by_hands(base=Base.MEMBERS).given(SECRETARY, counts(yes=3, no=0, abstain=0)))
    assert (outcome.base, outcome.needed, outcome.adopted) == (7, 4, False)


def test_equal_hands_go_to_the_lot_where_the_rules_say_so() -> None:
    outcome = result(by_hands(tie="lot").given(SECRETARY, counts(yes=3, no=3, abstain=0)))
    assert outcome.decided_by == "lot"


def test_the_poll_says_whether_hands_or_papers_are_counted() -> None:
    assert (poll_of(by_hands()).by, poll_of(by_hands(by="paper")).by, poll_of(polling()).by) == (
        "hands",
        "paper",
        "tablet",
    )


@pytest.mark.parametrize(("secrecy", "by"), [("analog", "tablet"), ("named", "hands"), ("confidential", "paper")])
def test_how_votes_are_given_and_their_secrecy_go_together(secrecy: Secrecy, by: str) -> None:
    sitting().when(CHAIR, question(secrecy=Secrecy(secrecy), by=by)).refused(Code.BAD_COMMAND)


def test_nothing_is_closed_before_it_is_counted() -> None:
    by_hands().when(CHAIR, CLOSE).refused(Code.WRONG_STATE)


def test_a_second_count_takes_the_place_of_the_first() -> None:
    recounted = by_hands().given(SECRETARY, counts(**ROOM), counts(yes=3, no=4, abstain=0)).given(CHAIR, CLOSE)
    outcome = poll_of(recounted).outcome
    assert outcome is not None
    assert (outcome.tally["no"], outcome.adopted) == (4, False)


def test_nobody_votes_on_a_tablet_as_well() -> None:
    by_hands().when("ana", vote("yes")).refused(Code.WRONG_STATE)


def test_more_votes_than_members_here_are_refused() -> None:
    """Madison: a result typed by staff that cannot have been; the electorate is the check."""
    one_left = by_hands().given("ana", Leave())
    one_left.when(SECRETARY, counts(**ROOM)).refused(Code.BAD_COMMAND)
    one_left.when(SECRETARY, counts(yes=4, no=2, abstain=0)).accepted()


def test_where_absentees_vote_the_whole_electorate_is_the_limit() -> None:
    away = by_hands(rules=Rules(absentees_vote=True)).given("ana", Leave())
    away.when(SECRETARY, counts(**ROOM)).accepted()


def test_weights_count_in_the_room_too() -> None:
    weighty = by_hands(weights={"ana": 5, "ben": 2}).when(SECRETARY, counts(yes=5, no=2, abstain=0)).accepted()
    weighty.when(SECRETARY, counts(yes=6, no=2, abstain=0)).refused(Code.BAD_COMMAND)


@pytest.mark.parametrize(
    "entered",
    [
        counts(yes=4, no=2),
        counts(yes=4, no=2, abstain=0, maybe=1),
        counts(yes=-1, no=2, abstain=0),
        counts(yes=4, no=2, abstain=0, ballots=5),
        counts(yes=4, no=2, abstain=0, invalid=2),
        counts(yes=4, no=2, abstain=0, invalid=-1),
        counts(yes=2**60, no=2, abstain=0),
    ],
)
def test_counts_that_cannot_be_are_refused(entered: EnterCounts) -> None:
    by_hands().when(SECRETARY, entered).refused(Code.BAD_COMMAND)


def election(**terms: object) -> PreparePoll:
    usual: dict[str, object] = {"method": "choose", "options": ABC, "maximum": 2, "secrecy": Secrecy.ANALOG}
    return question(**(usual | {"by": "paper"} | terms))


def on_paper(rules: Rules | None = None, **terms: object) -> Scenario:
    scenario = sitting(rules=rules or Rules())
    return scenario.given(CHAIR, election(**terms), OpenPoll(poll=POLL))


def test_several_marks_on_a_paper_need_the_number_of_papers() -> None:
    on_paper().when(SECRETARY, counts(a=4, b=3, c=1)).refused(Code.BAD_COMMAND)
    on_paper().when(SECRETARY, counts(a=4, b=3, c=1, ballots=6, invalid=1)).accepted()


@pytest.mark.parametrize(
    "entered",
    [
        counts(a=4, b=3, c=1, ballots=3),
        counts(a=4, b=4, c=4, ballots=5),
        counts(a=1, b=1, c=1, ballots=4),
        counts(a=4, b=3, c=1, ballots=8),
        counts(a=1, b=0, c=0, ballots=1, invalid=2),
    ],
)
def test_papers_that_cannot_have_made_the_counts_are_refused(entered: EnterCounts) -> None:
    on_paper().when(SECRETARY, entered).refused(Code.BAD_COMMAND)


def test_invalid_ballots_are_counted_and_left_out_of_the_base() -> None:
    outcome = outcome_of(on_paper(majority="simple"), counts(a=4, b=3, c=1, ballots=7, invalid=2))
    assert (outcome.cast, outcome.invalid, outcome.base, outcome.needed) == (7, 2, 5, 3)
    assert outcome.winners == ("a",)


def test_where_the_rules_say_so_invalid_ballots_stay_in_the_base() -> None:
    """RONR 45:32: illegal votes cast by legal voters are counted in the number of votes cast."""
    scenario = on_paper(Rules(invalid_ballots="counted"), majority="simple")
    outcome = outcome_of(scenario, counts(a=4, b=3, c=1, ballots=7, invalid=2))
    assert (outcome.base, outcome.needed, outcome.winners) == (7, 4, ("a",))


def test_blank_papers_are_a_count_of_their_own() -> None:
    scenario = on_paper(Rules(blank_ballots="left_out"), majority="simple")
    assert BLANK in poll_of(scenario).options
    outcome = outcome_of(scenario, counts(a=4, b=3, c=1, blank=1, ballots=7, invalid=1))
    assert (outcome.cast, outcome.base) == (7, 5)


def outcome_of(scenario: Scenario, entered: EnterCounts) -> Outcome:
    outcome = poll_of(scenario.given(SECRETARY, entered).given(CHAIR, CLOSE)).outcome
    assert outcome is not None
    return outcome


def test_a_vote_in_the_room_has_no_clock() -> None:
    scenario = sitting().given(CHAIR, question(secrecy=Secrecy.ANALOG))
    scenario.when(CHAIR, OpenPoll(poll=POLL, closes_in_s=30)).refused(Code.BAD_COMMAND)


def test_the_chairs_choice_cannot_break_a_tie_of_hands() -> None:
    sitting().when(CHAIR, question(secrecy=Secrecy.ANALOG, tie="chair")).refused(Code.BAD_COMMAND)


def test_counts_are_entered_while_the_poll_is_open_or_held() -> None:
    sitting().given(CHAIR, question(secrecy=Secrecy.ANALOG)).when(SECRETARY, counts(**ROOM)).refused(Code.NOT_OPEN)
    by_hands().given(CHAIR, HoldPoll(poll=POLL)).when(SECRETARY, counts(**ROOM)).accepted()
    closed = by_hands().given(SECRETARY, counts(**ROOM)).given(CHAIR, CLOSE)
    assert poll_of(closed).state is PollState.CLOSED
    closed.when(SECRETARY, counts(**ROOM)).refused(Code.CLOSED)


def test_a_vote_on_tablets_takes_no_counts() -> None:
    polling().when(SECRETARY, counts(**ROOM)).refused(Code.WRONG_STATE)


def test_an_option_cannot_be_called_blank() -> None:
    sitting().when(CHAIR, election(options=(Option("blank", "Blank"), *ABC))).refused(Code.BAD_COMMAND)
