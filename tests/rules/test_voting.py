"""Polls: opened, held, voted in, closed, declared, cancelled."""

import pytest
from msgspec.structs import replace

from meetings.rules.identity import MemberId, PollId, Role
from meetings.rules.items_in_hand import StartItem
from meetings.rules.poll_commands import CancelPoll, ClosePoll, DeclareResult, HoldPoll, OpenPoll, ResumePoll
from meetings.rules.poll_events import (
    PollCancelled,
    PollClosed,
    PollHeld,
    PollOpened,
    PollResumed,
    ResultDeclared,
    VoteCast,
)
from meetings.rules.poll_terms import ByGroup
from meetings.rules.polls import Cast, Poll, PollState
from meetings.rules.refusals import Code
from meetings.rules.roll_call import Leave
from meetings.rules.tally import Outcome
from tests.rules.council import (
    BUDGET,
    CHAIR,
    POLL,
    PROFILE,
    ROADS,
    SECRETARY,
    VICE,
    VOTERS,
    admission,
    polling,
    present,
    question,
    sitting,
    vote,
)
from tests.rules.scenario import NOON, SERVER, Scenario

OPEN, HOLD, RESUME = OpenPoll(poll=POLL), HoldPoll(poll=POLL), ResumePoll(poll=POLL)
CLOSE, DECLARE, CANCEL = ClosePoll(poll=POLL), DeclareResult(poll=POLL), CancelPoll(poll=POLL, reason="power cut")
ANA = MemberId("ana")


def prepared() -> Scenario:
    return sitting().given(CHAIR, question())


def poll_of(scenario: Scenario) -> Poll:
    return scenario.meeting.polls.polls[POLL]


# Opening


def test_opening_fixes_who_is_entitled() -> None:
    scenario = (
        prepared().when(CHAIR, OPEN).then(PollOpened(poll=POLL, entitled=dict.fromkeys(map(MemberId, VOTERS), 1)))
    )
    newcomer = scenario.given(SECRETARY, admission("zoe", votes=1), *present("zoe"))
    newcomer.when("zoe", vote("yes")).refused(Code.NOT_ENTITLED)


def test_the_entitled_stand_in_the_order_of_the_record() -> None:
    # A meeting folded from its log shows the same as the one that was never closed.
    entitled = list(poll_of(polling()).entitled)
    assert entitled == sorted(entitled)


def test_an_electorate_by_group_leaves_the_others_out() -> None:
    assert set(poll_of(polling(electorate=ByGroup("left"))).entitled) == {"ana", "ben"}


def test_an_electorate_by_name_leaves_the_others_out() -> None:
    scenario = polling(electorate=(ANA, MemberId("chi")))
    assert set(poll_of(scenario).entitled) == {"ana", "chi"}
    scenario.when("ben", vote("yes")).refused(Code.NOT_ENTITLED)


def test_the_poll_that_is_open_is_the_only_one() -> None:
    scenario = polling().given(CHAIR, question(ref=PollId("q")))
    scenario.when(CHAIR, OpenPoll(poll=PollId("q"))).refused(Code.WRONG_STATE)
    scenario.given(CHAIR, HOLD).when(CHAIR, OpenPoll(poll=PollId("q"))).refused(Code.WRONG_STATE)
    scenario.given(CHAIR, CLOSE).when(CHAIR, OpenPoll(poll=PollId("q"))).accepted()


def test_a_poll_belongs_to_the_item_in_hand() -> None:
    elsewhere = prepared().given(CHAIR, StartItem(item=ROADS))
    elsewhere.when(CHAIR, OPEN).refused(Code.WRONG_STATE)
    elsewhere.given(CHAIR, StartItem(item=BUDGET)).when(CHAIR, OPEN).accepted()


def test_where_nobody_may_vote_no_poll_is_opened() -> None:
    staff = sitting().given(SECRETARY, admission("zoe", role=Role.OBSERVER, votes=0, group="staff"))
    staff.given(CHAIR, question(electorate=ByGroup("staff"))).when(CHAIR, OPEN).refused(Code.WRONG_STATE)


@pytest.mark.parametrize("seconds", [0, -1, 7 * 24 * 3600 + 1, 2**53])
def test_a_time_limit_is_between_a_second_and_a_week(seconds: int) -> None:
    prepared().when(CHAIR, OpenPoll(poll=POLL, closes_in_s=seconds)).refused(Code.BAD_COMMAND)


@pytest.mark.parametrize("seconds", [1, 7 * 24 * 3600])
def test_a_poll_may_stay_open_for_a_second_or_a_week(seconds: int) -> None:
    opened = prepared().when(CHAIR, OpenPoll(poll=POLL, closes_in_s=seconds)).accepted()
    assert (poll_of(opened).opened_at, poll_of(opened).closes_at) == (NOON, NOON + 1000 * seconds)


def test_polls_stand_in_the_order_of_their_preparation_and_the_latest_is_known() -> None:
    first = polling().given(CHAIR, question(ref=PollId("q")), CLOSE)
    polls = first.meeting.polls
    assert [(poll.ref, poll.order) for poll in sorted(polls.polls.values(), key=lambda poll: poll.order)] == [
        ("p", 1),
        ("q", 2),
    ]
    assert polls.latest == POLL
    second = first.given(CHAIR, OpenPoll(poll=PollId("q")))
    assert second.meeting.polls.latest == "q"
    assert second.given(CHAIR, DeclareResult(poll=POLL)).meeting.polls.latest == "q"


# Voting


def test_a_vote_is_recorded_by_name() -> None:
    scenario = polling().later(7)
    position = len(scenario.history) + 1
    scenario.when("ana", vote("yes")).then(VoteCast(poll=POLL, member=ANA, choice=("yes",)))
    assert poll_of(scenario).votes[ANA] == Cast(("yes",), NOON + 7000, position)


def test_the_last_vote_before_the_close_counts() -> None:
    scenario = polling().given("ana", vote("yes"), vote("no"), vote("no")).given(CHAIR, CLOSE)
    outcome = poll_of(scenario).outcome
    assert outcome is not None
    assert (outcome.tally, outcome.cast) == ({"yes": 0, "no": 1, "abstain": 0}, 1)


def test_the_chair_with_a_vote_votes() -> None:
    polling().when(CHAIR, vote("yes")).accepted()


@pytest.mark.parametrize("actor", [SECRETARY, SERVER])
def test_whoever_has_no_vote_is_not_entitled(actor: str | None) -> None:
    polling().when(actor, vote("yes")).refused(Code.NOT_ENTITLED)


def test_nobody_votes_for_another() -> None:
    polling().when("ana", vote("yes", voter=MemberId("ben"))).refused(Code.NOT_ENTITLED)
    polling().when("ana", vote("yes", voter=ANA)).accepted()


def test_whoever_left_does_not_vote() -> None:
    polling().given("ana", Leave()).when("ana", vote("yes")).refused(Code.NOT_PRESENT)


def test_the_vote_of_a_member_who_leaves_afterwards_stays() -> None:
    scenario = polling().given("ana", vote("yes"), Leave()).given(CHAIR, CLOSE)
    outcome = poll_of(scenario).outcome
    assert outcome is not None
    assert outcome.tally["yes"] == 1


def test_where_the_meeting_says_so_absentees_vote() -> None:
    lenient = (
        sitting(profile=replace(PROFILE, absentees_vote=True)).given("ana", Leave()).given(CHAIR, question(), OPEN)
    )
    lenient.when("ana", vote("yes")).accepted()


# Time


def timed() -> Scenario:
    return prepared().given(CHAIR, OpenPoll(poll=POLL, closes_in_s=60))


def test_a_timed_poll_knows_its_end() -> None:
    assert poll_of(timed()).closes_at == NOON + 60_000


def test_the_server_closes_a_poll_when_its_time_has_come() -> None:
    timed().later(59.999).when(SERVER, CLOSE).refused(Code.WRONG_STATE)
    timed().later(60).when(SERVER, CLOSE).accepted()


def test_the_server_closes_no_poll_without_a_limit() -> None:
    polling().later(3600).when(SERVER, CLOSE).refused(Code.WRONG_STATE)


def test_the_second_server_comes_too_late() -> None:
    timed().later(60).given(SERVER, CLOSE).when(SERVER, CLOSE).refused(Code.ALREADY)


def test_the_server_closes_no_held_poll() -> None:
    timed().given(CHAIR, HOLD).later(60).when(SERVER, CLOSE).refused(Code.WRONG_STATE)


def test_the_chair_closes_a_timed_poll_early() -> None:
    timed().when(CHAIR, CLOSE).accepted()


def test_a_vote_before_the_time_is_out_counts() -> None:
    timed().later(59.999).when("ana", vote("yes")).accepted()


def test_a_vote_after_the_time_is_out_is_late_even_if_the_close_is_not_recorded_yet() -> None:
    timed().later(60).when("ana", vote("yes")).refused(Code.CLOSED)


def test_holding_a_timed_poll_stops_its_clock() -> None:
    held = timed().later(20).when(CHAIR, HOLD).then(PollHeld(poll=POLL, left_ms=40_000))
    held.later(600).when(CHAIR, RESUME).then(PollResumed(poll=POLL, closes_at=NOON + 660_000))


def test_resuming_may_set_another_limit() -> None:
    held = timed().given(CHAIR, HOLD)
    again = held.when(CHAIR, ResumePoll(poll=POLL, closes_in_s=5))
    assert poll_of(again.then(PollResumed(poll=POLL, closes_at=NOON + 5000))).left_ms is None


def test_a_poll_without_a_limit_goes_on_without_one() -> None:
    resumed = polling().given(CHAIR, HOLD).when(CHAIR, RESUME).then(PollResumed(poll=POLL))
    assert (poll_of(resumed).state, resumed.meeting.polls.open) == (PollState.OPEN, POLL)


def test_after_a_restart_the_server_holds_a_timed_poll() -> None:
    timed().later(20).when(SERVER, HOLD).then(PollHeld(poll=POLL, left_ms=40_000, by_restart=True))


def test_a_poll_whose_time_ran_out_during_a_restart_goes_on_without_a_limit() -> None:
    held = timed().later(3600).when(SERVER, HOLD).then(PollHeld(poll=POLL, left_ms=0, by_restart=True))
    held.when(CHAIR, RESUME).then(PollResumed(poll=POLL)).when("ana", vote("yes")).accepted()


# Counting and declaring


def test_the_close_records_the_result_with_its_arithmetic() -> None:
    voted = polling().given("ana", vote("yes")).given("ben", vote("yes")).given("chi", vote("no"))
    voted.given(VICE, vote("abstain")).later(5)
    tally = {"yes": 2, "no": 1, "abstain": 1}
    outcome = Outcome(tally=tally, cast=4, base=3, needed=2, adopted=True)
    scenario = voted.when(CHAIR, CLOSE).then(PollClosed(poll=POLL, outcome=outcome))
    assert (poll_of(scenario).outcome, poll_of(scenario).closed_at) == (outcome, NOON + 5000)
    assert scenario.meeting.polls.open is None


def test_a_held_poll_can_be_closed_by_the_chair() -> None:
    scenario = polling().given("ana", vote("yes")).given(CHAIR, HOLD).when(CHAIR, CLOSE).accepted()
    assert poll_of(scenario).state is PollState.CLOSED


def test_members_weigh_as_much_as_when_the_poll_opened() -> None:
    voted = polling(weights={"ana": 3, "ben": 1, "chi": 1}).given("ana", vote("yes")).given("ben", vote("no"))
    outcome = poll_of(voted.given(CHAIR, CLOSE)).outcome
    assert outcome == Outcome(tally={"yes": 3, "no": 1, "abstain": 0}, cast=2, base=4, needed=3, adopted=True)


def test_the_presence_at_the_close_makes_the_base_present() -> None:
    scenario = polling(base="present").given("ana", vote("yes")).given("ben", Leave()).given(CHAIR, CLOSE)
    outcome = poll_of(scenario).outcome
    assert outcome is not None
    assert (outcome.base, outcome.needed) == (6, 4)


def test_whoever_presides_at_the_close_breaks_the_tie() -> None:
    tied = polling(tie="chair").given("ana", vote("yes")).given(CHAIR, vote("no"))
    outcome = poll_of(tied.given(CHAIR, CLOSE)).outcome
    assert outcome is not None
    assert (outcome.adopted, outcome.decided_by) == (False, "chair")


def test_a_chair_who_did_not_vote_breaks_no_tie() -> None:
    tied = polling(tie="chair").given("ana", vote("yes")).given("ben", vote("no"))
    outcome = poll_of(tied.given(CHAIR, CLOSE)).outcome
    assert outcome is not None
    assert (outcome.adopted, outcome.decided_by) == (False, None)


def test_a_lot_leaves_its_seed_on_record() -> None:
    tied = polling(tie="lot").given("ana", vote("yes")).given("ben", vote("no")).drawing(b"\x07" * 32)
    closed = tied.when(CHAIR, CLOSE).decision.events[0]
    assert isinstance(closed, PollClosed)
    assert (closed.seed, closed.outcome.decided_by) == ("07" * 32, "lot")


def test_where_no_lot_is_drawn_no_seed_is_recorded() -> None:
    closed = polling(tie="lot").given("ana", vote("yes")).when(CHAIR, CLOSE).decision.events[0]
    assert isinstance(closed, PollClosed)
    assert closed.seed is None


def test_a_result_is_declared_after_the_close() -> None:
    polling().given(CHAIR, CLOSE).when(CHAIR, DECLARE).then(ResultDeclared(poll=POLL))


def test_a_cancelled_poll_has_no_result() -> None:
    scenario = (
        polling().given("ana", vote("yes")).when(CHAIR, CANCEL).then(PollCancelled(poll=POLL, reason="power cut"))
    )
    assert (poll_of(scenario).outcome, poll_of(scenario).reason) == (None, "power cut")
    assert scenario.meeting.polls.open is None
    scenario.when(CHAIR, StartItem(item=ROADS)).accepted()


@pytest.mark.parametrize(("reason", "code"), [("", Code.BAD_COMMAND), ("x" * 20_001, Code.TOO_LONG)])
def test_a_poll_is_cancelled_for_a_reason(reason: str, code: Code) -> None:
    polling().when(CHAIR, CancelPoll(poll=POLL, reason=reason)).refused(code)
