"""More time for a timed poll: the deadline that everybody sees moves, and with it the close."""

from meetings.rules.poll_commands import AddTime, ClosePoll, HoldPoll, OpenPoll, ResumePoll
from meetings.rules.poll_events import TimeAdded
from meetings.rules.refusals import Code
from tests.rules.council import CHAIR, POLL, polling, question, sitting, vote
from tests.rules.scenario import NOON, SERVER, Scenario
from tests.rules.test_voting import poll_of

MINUTE = AddTime(poll=POLL, seconds=60)
CLOSE = ClosePoll(poll=POLL)


def timed() -> Scenario:
    """A poll that closes after thirty seconds."""
    return sitting().given(CHAIR, question(), OpenPoll(poll=POLL, closes_in_s=30))


def test_a_minute_more_is_a_minute_more() -> None:
    scenario = timed().when(CHAIR, MINUTE).then(TimeAdded(poll=POLL, seconds=60))
    assert poll_of(scenario).closes_at == NOON + 90_000
    scenario.later(89).when("ana", vote("yes")).accepted().later(1).when("ana", vote("no")).refused(Code.CLOSED)


def test_the_clock_closes_at_the_new_time_only() -> None:
    scenario = timed().given(CHAIR, MINUTE).later(31)
    scenario.when(SERVER, CLOSE).refused(Code.WRONG_STATE).later(60).when(SERVER, CLOSE).accepted()


def test_a_poll_that_is_held_gets_its_time_when_it_goes_on() -> None:
    held = timed().later(10).given(CHAIR, HoldPoll(poll=POLL), MINUTE).later(500)
    assert poll_of(held).left_ms == 80_000
    resumed = held.given(CHAIR, ResumePoll(poll=POLL))
    assert poll_of(resumed).closes_at == resumed.at + 80_000


def test_time_that_has_run_out_is_not_given_again() -> None:
    timed().later(30).when(CHAIR, MINUTE).refused(Code.CLOSED)


def test_a_poll_without_a_limit_needs_no_more_time() -> None:
    polling().when(CHAIR, MINUTE).refused(Code.WRONG_STATE)


def test_only_a_poll_in_progress_gets_more_time() -> None:
    sitting().given(CHAIR, question()).when(CHAIR, MINUTE).refused(Code.NOT_OPEN)
    timed().given(CHAIR, CLOSE).when(CHAIR, MINUTE).refused(Code.CLOSED)


def test_more_time_is_at_least_a_second_and_at_most_a_week() -> None:
    timed().when(CHAIR, AddTime(poll=POLL, seconds=1)).accepted()
    timed().when(CHAIR, AddTime(poll=POLL, seconds=0)).refused(Code.BAD_COMMAND)
    timed().when(CHAIR, AddTime(poll=POLL, seconds=10**9)).refused(Code.BAD_COMMAND)
