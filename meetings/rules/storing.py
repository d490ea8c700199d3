"""Whether what a vote leads to can still be stored: one that began and then met a full disk would be worth nothing."""

from meetings.rules.decision import Command, Given
from meetings.rules.poll_commands import OpenPoll
from meetings.rules.refusals import Code, Refused

MB = 2**20
LEAST_TO_VOTE = 200 * MB


def check(command: Command, given: Given) -> None:
    """No poll is opened where there is little space. Raises Refused."""
    if isinstance(command, OpenPoll) and given.space is not None and given.space < LEAST_TO_VOTE:
        raise Refused(
            Code.WRONG_STATE,
            f"The server's disk has {given.space // MB} MB left; {LEAST_TO_VOTE // MB} MB are needed to open a poll. "
            "Free some space first.",
        )
