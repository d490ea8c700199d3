"""No poll is opened where there is little space."""

import pytest

from meetings.rules import storing
from meetings.rules.decision import Command, Given
from meetings.rules.identity import PollId
from meetings.rules.poll_commands import ClosePoll, OpenPoll
from meetings.rules.refusals import Code, Refused
from meetings.rules.storing import LEAST_TO_VOTE, MB

OPEN = OpenPoll(poll=PollId("p1"))


def given(space: int | None) -> Given:
    return Given(at=0, fresh_ref="r", seed=bytes(32), space=space)


def test_with_little_space_no_poll_is_opened() -> None:
    with pytest.raises(Refused, match="has 12 MB left; 200 MB are needed") as refused:
        storing.check(OPEN, given(12 * MB))
    assert refused.value.code is Code.WRONG_STATE


@pytest.mark.parametrize(
    ("command", "space"),
    [(OPEN, LEAST_TO_VOTE), (OPEN, None), (ClosePoll(poll=PollId("p1")), 0)],
    ids=["enough", "nobody knows", "a poll that is open is closed"],
)
def test_else_space_does_not_matter(command: Command, space: int | None) -> None:
    storing.check(command, given(space))
