"""Votes that are counted in the room, by hands or on paper: the secretary enters the counts before the close.

What cannot be, by the electorate and the ballot paper, is refused.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from meetings.rules import electorate, tally
from meetings.rules.decision import Command, Event, between
from meetings.rules.identity import PollId
from meetings.rules.phrases import OPTIONS
from meetings.rules.poll_terms import Secrecy
from meetings.rules.polls import Entered, Poll, PollState, find, in_state
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class EnterCounts(Command, frozen=True, kw_only=True):
    """Enter what was counted, in votes: for each option, and on invalid ballots.

    `ballots` are the votes on all ballots; they need not be given where everybody marks one option.
    """

    poll: PollId
    tally: Mapping[str, int]
    ballots: int | None = None
    invalid: int = 0


class CountsEntered(Event, frozen=True, kw_only=True):
    """What was counted in the room; a later entry takes the place of an earlier one."""

    poll: PollId
    tally: Mapping[str, int]
    ballots: int
    invalid: int = 0


def decide(meeting: "Meeting", command: EnterCounts) -> CountsEntered:
    """The counts, if they can be. Raises Refused."""
    poll = find(meeting.polls, command.poll)
    if poll.secrecy is not Secrecy.ANALOG:
        raise Refused(Code.WRONG_STATE, "This vote is not counted in the room: its votes come from the tablets.")
    if poll.state is not PollState.HELD:
        in_state(poll, PollState.OPEN, PollState.HELD)
    counts = counted(poll, command, sum(electorate.voting_now(meeting, poll).values()))
    return CountsEntered(poll=poll.ref, tally=counts.tally, ballots=counts.ballots, invalid=counts.invalid)


def counted(poll: Poll, command: EnterCounts, most: int) -> Entered:
    """The counts, if ballots with at most so many votes can have made them. Raises Refused."""
    counts = _for_each_option(poll, command.tally)
    invalid = between(0, command.invalid, most, "invalid")
    ballots = _ballots(poll, command, sum(counts.values()) + invalid)
    if ballots > most:
        raise Refused.counting(
            Code.BAD_COMMAND,
            "tally: at most {n} vote was expected, as many as those here and entitled have; {ballots} came",
            "tally: at most {n} votes were expected, as many as those here and entitled have; {ballots} came",
            n=most,
            ballots=ballots,
        )
    _fit_the_paper(poll, counts, ballots - invalid)
    return Entered(counts, ballots, invalid)


def _for_each_option(poll: Poll, counts: Mapping[str, int]) -> dict[str, int]:
    options = poll.option_refs
    if set(counts) != set(options):
        named = tuple(OPTIONS.get(option, option) for option in options)
        raise Refused(Code.BAD_COMMAND, "tally: a number for each of {options} was expected", options=named)
    return {option: between(0, counts[option], tally.MOST_COUNTED, "tally") for option in options}


def _ballots(poll: Poll, command: EnterCounts, marks: int) -> int:
    """The votes on all ballots: with one mark on each, as many as there are marks."""
    if poll.maximum > 1:
        if command.ballots is None:
            raise Refused(Code.BAD_COMMAND, "ballots: a number was expected, because a ballot can mark several options")
        return between(command.invalid, command.ballots, tally.MOST_COUNTED, "ballots")
    if command.ballots not in (None, marks):
        raise Refused.counting(
            Code.BAD_COMMAND,
            "ballots: {n} was expected, as many as were counted; {ballots} came",
            "ballots: {n} were expected, as many as were counted; {ballots} came",
            n=marks,
            ballots=command.ballots,
        )
    return marks


def _fit_the_paper(poll: Poll, counts: Mapping[str, int], valid: int) -> None:
    """Whether so many valid ballots can have made these counts."""
    marking = valid - counts.get(tally.BLANK, 0)
    marks = [count for option, count in counts.items() if option != tally.BLANK]
    least, most = marking * poll.minimum, marking * poll.maximum
    if marking < 0 or max(marks) > marking or not least <= sum(marks) <= most:
        raise Refused.counting(
            Code.BAD_COMMAND,
            "tally: {n} valid ballot cannot have made these counts",
            "tally: {n} valid ballots cannot have made these counts",
            n=valid,
        )


def entered(event: CountsEntered) -> Entered:
    """The counts as the poll keeps them."""
    return Entered(event.tally, event.ballots, event.invalid)


def count_of(poll: Poll) -> tally.Count:
    """What was counted in the room. Raises Refused where nothing was entered."""
    counts = poll.entered
    if counts is None:
        raise Refused(Code.WRONG_STATE, "Nothing was counted yet: the secretary enters the counts before the close.")
    return tally.Count(counts.tally, counts.ballots, counts.ballots, counts.invalid)
