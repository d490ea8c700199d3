"""No poll is opened where there is little space, and no confidential one prepared where there is no box."""

import pytest

from meetings.rules import storing
from meetings.rules.decision import Command, Given
from meetings.rules.identity import ItemId, PollId
from meetings.rules.poll_commands import ClosePoll, OpenPoll, PreparePoll
from meetings.rules.poll_terms import Secrecy
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


def prepared(secrecy: Secrecy) -> PreparePoll:
    return PreparePoll(item=ItemId("budget"), question="Adopt?", method="yes_no", secrecy=secrecy)


def test_without_a_box_no_confidential_poll_is_prepared() -> None:
    boxless = Given(at=0, fresh_ref="r", seed=bytes(32), has_box=False)
    with pytest.raises(Refused, match="not offered on this server") as refused:
        storing.check(prepared(Secrecy.CONFIDENTIAL), boxless)
    assert refused.value.code is Code.WRONG_STATE
    storing.check(prepared(Secrecy.NAMED), boxless)
    storing.check(prepared(Secrecy.CONFIDENTIAL), given(None))
