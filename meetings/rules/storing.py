"""Whether what a vote leads to can be stored: one that began and then met a full disk would be worth nothing."""

from meetings.rules.decision import Command, Given
from meetings.rules.poll_commands import OpenPoll, PreparePoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.refusals import Code, Refused

MB = 2**20
LEAST_TO_VOTE = 200 * MB


def check(command: Command, given: Given) -> None:
    """No poll is opened where there is little space, and no confidential one prepared without a box. Raises Refused."""
    if isinstance(command, PreparePoll) and command.secrecy is Secrecy.CONFIDENTIAL and not given.has_box:
        raise Refused(
            Code.WRONG_STATE,
            "Confidential polls are not offered on this server: its database would keep the order of the ballots. "
            "Vote on paper, or use a server with a database of its own.",
        )
    if isinstance(command, OpenPoll) and given.space is not None and given.space < LEAST_TO_VOTE:
        raise Refused(
            Code.WRONG_STATE,
            "The server's disk has {left} MB left; {needed} MB are needed to open a poll. Free some space first.",
            left=given.space // MB,
            needed=LEAST_TO_VOTE // MB,
        )
