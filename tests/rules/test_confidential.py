"""Confidential polls: the record says who voted, the box what was voted."""

from hashlib import sha256

import pytest

from meetings.rules.decision import Ballot, Given
from meetings.rules.identity import MemberId, PollId
from meetings.rules.meeting import decide
from meetings.rules.poll_commands import ClosePoll, OpenPoll
from meetings.rules.poll_events import BallotReceived, PollClosed
from meetings.rules.poll_terms import Option, Secrecy
from meetings.rules.refusals import Code
from tests.rules.council import CHAIR, POLL, polling, question, sitting, vote
from tests.rules.scenario import NOON, SEED, Scenario, actor_of
from tests.rules.test_voting import poll_of

CLOSE = ClosePoll(poll=POLL)
THREE = (MemberId("ana"), MemberId("ben"), MemberId("chi"))


def confidential() -> Scenario:
    return polling(secrecy=Secrecy.CONFIDENTIAL)


def test_the_choice_goes_into_the_box_and_not_into_the_record() -> None:
    trial = confidential().when("ana", vote("yes"))
    scenario = trial.then(BallotReceived(poll=POLL, member=MemberId("ana")))
    assert trial.decision.ballots == (Ballot(POLL, ("yes",)),)
    assert scenario.meeting.polls.polls[POLL].votes[MemberId("ana")].choice == ()


def test_the_first_vote_is_final() -> None:
    confidential().given("ana", vote("yes")).when("ana", vote("no")).refused(Code.ALREADY)


def test_an_invalid_ballot_is_not_received() -> None:
    confidential().when("ana", vote("maybe")).refused(Code.BAD_CHOICE)


def closed(scenario: Scenario) -> PollClosed:
    event = scenario.when(CHAIR, CLOSE).decision.events[0]
    assert isinstance(event, PollClosed)
    return event


def test_the_close_counts_the_box() -> None:
    voted = confidential().given("ana", vote("yes")).given("ben", vote("no")).given("chi", vote("yes"))
    outcome = closed(voted).outcome
    assert (outcome.tally, outcome.cast, outcome.adopted) == ({"yes": 2, "no": 1, "abstain": 0}, 3, True)


def test_the_digest_does_not_tell_the_order_of_voting() -> None:
    one = confidential().given("ana", vote("yes")).given("ben", vote("no"))
    other = confidential().given("chi", vote("no")).given("dan", vote("yes"))
    assert closed(one).digest == closed(other).digest
    # SHA-256 of "no\nyes\n".
    assert closed(one).digest == "8b2a17f5497b8be86bbb8e6a12e1cb7cb8c7b11dff587aa1689bf51d7065dd0e"


def test_in_the_digest_options_of_a_ballot_are_parted_by_spaces() -> None:
    options = tuple(Option(ref, ref) for ref in "abc")
    scenario = polling(secrecy=Secrecy.CONFIDENTIAL, method="choose", options=options, maximum=2)
    event = closed(scenario.given("ana", vote(("b",))).given("ben", vote(("a", "c"))))
    assert event.digest == sha256(b"a c\nb\n").hexdigest()


def test_a_named_poll_has_no_digest() -> None:
    assert closed(polling().given("ana", vote("yes"))).digest is None


def test_equal_weights_count_in_full() -> None:
    pairs = sitting(weights={"ana": 2, "ben": 2, "chi": 2}).given(
        CHAIR, question(secrecy=Secrecy.CONFIDENTIAL), OpenPoll(poll=POLL)
    )
    assert closed(pairs.given("ana", vote("yes"))).outcome.tally["yes"] == 2


def test_unequal_weights_would_tell() -> None:
    unequal = sitting(weights={"ana": 3, "ben": 1, "chi": 1}).given(CHAIR, question(secrecy=Secrecy.CONFIDENTIAL))
    unequal.when(CHAIR, OpenPoll(poll=POLL)).refused(Code.WRONG_STATE)


@pytest.mark.parametrize(("electorate", "accepted"), [(THREE[:2], False), (THREE, True)])
def test_fewer_than_three_would_tell(electorate: tuple[MemberId, ...], accepted: bool) -> None:
    few = sitting().given(CHAIR, question(secrecy=Secrecy.CONFIDENTIAL, electorate=electorate))
    trial = few.when(CHAIR, OpenPoll(poll=POLL))
    if accepted:
        trial.accepted()
    else:
        trial.refused(Code.WRONG_STATE)


def test_a_box_that_does_not_match_the_record_is_a_fault() -> None:
    voted = confidential().given("ana", vote("yes"))
    given = Given(at=NOON, fresh_ref="fresh", seed=SEED, box=[])
    with pytest.raises(RuntimeError, match="the box of poll p holds 0 ballots, 1 were received"):
        decide(voted.meeting, actor_of(CHAIR), CLOSE, given)


def test_the_choices_of_two_polls_do_not_mix() -> None:
    first = confidential().given("ana", vote("yes")).given(CHAIR, CLOSE)
    second = PollId("q")
    again = first.given(CHAIR, question(ref=second, secrecy=Secrecy.CONFIDENTIAL), OpenPoll(poll=second))
    event = again.when(CHAIR, ClosePoll(poll=second)).decision.events[0]
    assert isinstance(event, PollClosed)
    assert event.outcome.cast == 0


def test_when_a_ballot_came_is_known_and_not_what_it_says() -> None:
    cast = poll_of(confidential().given("ana", vote("yes"))).votes[MemberId("ana")]
    assert (cast.choice, cast.at, cast.position > 0) == ((), NOON, True)
