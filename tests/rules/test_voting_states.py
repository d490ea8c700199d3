"""What the state of a poll says to whoever expected another one: every command in every state."""

import pytest

from meetings.rules.consensus import DeclareConsensus
from meetings.rules.poll_commands import AddTime, CancelPoll, ClosePoll, DeclareResult, HoldPoll, OpenPoll, ResumePoll
from meetings.rules.polls import PollState
from meetings.rules.proceedings import Adjourn, Suspend
from meetings.rules.refusals import Code
from meetings.rules.voting import VotingCommand
from tests.rules.council import BUDGET, CHAIR, POLL, polling, question, sitting, vote
from tests.rules.scenario import Scenario

OPEN, HOLD, RESUME = OpenPoll(poll=POLL), HoldPoll(poll=POLL), ResumePoll(poll=POLL)
CLOSE, DECLARE, CANCEL = ClosePoll(poll=POLL), DeclareResult(poll=POLL), CancelPoll(poll=POLL, reason="power cut")

AGREE = DeclareConsensus(item=BUDGET, text="Agreed", poll=POLL)


def prepared() -> Scenario:
    return sitting().given(CHAIR, question())


IN_STATE: dict[PollState, list[VotingCommand]] = {
    PollState.PREPARED: [],
    PollState.OPEN: [OPEN],
    PollState.HELD: [OPEN, HOLD],
    PollState.CLOSED: [OPEN, CLOSE],
    PollState.DECLARED: [OPEN, CLOSE, DECLARE],
    PollState.CANCELLED: [CANCEL],
    PollState.AGREED: [AGREE],
}
TABLE = """
          prepared  open         held         closed       declared     cancelled    agreed
open      done      already      wrong_state  closed       closed       closed       closed
hold      not_open  done         already      closed       closed       closed       closed
resume    not_open  already      done         closed       closed       closed       closed
add_time  not_open  wrong_state  wrong_state  closed       closed       closed       closed
close     not_open  done         done         already      closed       closed       closed
declare   not_open  wrong_state  wrong_state  done         already      closed       closed
cancel    done      done         done         closed       closed       already      closed
agree     done      wrong_state  wrong_state  closed       closed       closed       already
vote      not_open  done         wrong_state  closed       closed       closed       closed
"""
STATES, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
CASES = [(name, PollState(state), answer) for name, *row in ROWS for state, answer in zip(STATES, row, strict=True)]
COMMANDS: dict[str, tuple[str, VotingCommand]] = {
    "open": (CHAIR, OPEN),
    "hold": (CHAIR, HOLD),
    "resume": (CHAIR, RESUME),
    "close": (CHAIR, CLOSE),
    "declare": (CHAIR, DECLARE),
    "cancel": (CHAIR, CANCEL),
    "add_time": (CHAIR, AddTime(poll=POLL, seconds=60)),
    "agree": (CHAIR, AGREE),
    "vote": ("ana", vote("yes")),
}


@pytest.mark.parametrize(("name", "state", "answer"), CASES)
def test_every_command_in_every_state_of_a_poll(name: str, state: PollState, answer: str) -> None:
    scenario = prepared().given(CHAIR, *IN_STATE[state])
    assert scenario.meeting.polls.polls[POLL].state is state
    actor, command = COMMANDS[name]
    trial = scenario.when(actor, command)
    if answer == "done":
        trial.accepted()
    else:
        trial.refused(Code(answer))


@pytest.mark.parametrize("name", list(COMMANDS))
def test_what_was_not_prepared_is_no_such_poll(name: str) -> None:
    actor, command = COMMANDS[name]
    sitting().when(actor, command).refused(Code.NO_SUCH_POLL)


def test_a_vote_that_comes_after_the_meeting_is_told_that_the_poll_is_closed() -> None:
    over = polling().given(CHAIR, CLOSE, DECLARE, Adjourn())
    over.when("ana", vote("yes")).refused(Code.CLOSED)


def test_a_vote_in_a_suspended_meeting_is_told_what_the_poll_says() -> None:
    prepared().given(CHAIR, Suspend()).when("ana", vote("yes")).refused(Code.NOT_OPEN)
