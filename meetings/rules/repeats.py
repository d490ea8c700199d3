"""Polls that follow an earlier one: the same vote again, or the next round of an election."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from meetings.rules import agenda
from meetings.rules.decision import Command, Given, ref_for
from meetings.rules.identity import PollId
from meetings.rules.phrases import POLL_STATES
from meetings.rules.poll_events import PollPrepared
from meetings.rules.poll_terms import Option
from meetings.rules.polls import Poll, Polls, PollState, find
from meetings.rules.refusals import Code, Refused
from meetings.rules.tally import BLANK, Majority, Outcome

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class RepeatPoll(Command, frozen=True, kw_only=True):
    """Put the same question again, on the same terms; an equal vote waits for no third one (UN GA rule 95)."""

    poll: PollId
    ref: PollId | None = None


class NextRound(Command, frozen=True, kw_only=True):
    """Go on with an election that left seats open: without those elected and, by the rules, without the last."""

    poll: PollId
    ref: PollId | None = None


def repeated(meeting: "Meeting", command: RepeatPoll, given: Given) -> PollPrepared:
    """The same poll once more. Raises Refused."""
    poll = _over(meeting, command.poll, PollState.CLOSED, PollState.DECLARED, PollState.CANCELLED)
    ref = _fresh(meeting.polls, command.ref, given)
    return replace(same(poll, ref), tie=None if poll.rule.tie == "second" else poll.rule.tie)


def same(poll: Poll, ref: PollId) -> PollPrepared:
    """The question of a poll on the same terms, under another ref."""
    return PollPrepared(
        poll=ref,
        item=poll.item,
        question=poll.question,
        method=poll.method,
        secrecy=poll.secrecy,
        majority=poll.rule.majority,
        base=poll.rule.base,
        options=poll.options,
        minimum=poll.minimum,
        maximum=poll.maximum,
        seats=poll.rule.seats,
        electorate=poll.electorate,
        tie=poll.rule.tie,
        turnout=poll.rule.turnout,
        second=poll.rule.second,
        blank=poll.rule.blank,
        invalid=poll.rule.invalid,
        by=poll.by,
        motion=poll.motion,
        part=poll.part,
        repeats=poll.ref,
        round=poll.round,
    )


def first_asked(polls: Polls, poll: Poll) -> Poll:
    """The poll that was repeated until it came to this one."""
    while poll.repeats is not None:
        poll = polls.polls[poll.repeats]
    return poll


def next_round(meeting: "Meeting", command: NextRound, given: Given) -> PollPrepared:
    """The next round of an election. Raises Refused."""
    poll = _over(meeting, command.poll, PollState.CLOSED, PollState.DECLARED)
    if poll.outcome is None or poll.outcome.winners is None:
        raise Refused(Code.WRONG_STATE, "This is not a choice among options: it has no rounds.")
    if poll.is_ranked:
        raise Refused(Code.WRONG_STATE, "A ranked vote has all its rounds in one count: repeat the vote instead.")
    options, seats = _left(meeting, poll, poll.outcome)
    names = sum(option.ref != BLANK for option in options)
    return replace(
        same(poll, _fresh(meeting.polls, command.ref, given)),
        majority=_majority(meeting, poll),
        options=options,
        minimum=min(poll.minimum, names),
        maximum=min(poll.maximum, names),
        seats=seats,
        round=poll.round + 1,
    )


def _left(meeting: "Meeting", poll: Poll, outcome: Outcome) -> tuple[tuple[Option, ...], int]:
    """Who stands in the next round, and for how many seats. Raises Refused."""
    seats = poll.rule.seats - len(outcome.winners or ())
    if seats < 1:
        raise Refused(Code.WRONG_STATE, "Every seat is filled: there is nothing left to elect.")
    options = _standing(meeting, poll, outcome, seats)
    if sum(option.ref != BLANK for option in options) < 2:
        raise Refused(Code.WRONG_STATE, "Fewer than two options are left: a round needs two.")
    return options, seats


def is_outdated(meeting: "Meeting", poll: Poll) -> bool:
    """Whether a round rests on a result that was corrected since, by which others would stand in it."""
    earlier = None if poll.repeats is None else meeting.polls.polls[poll.repeats]
    if earlier is None or earlier.round >= poll.round or earlier.outcome is None:
        return False
    if earlier.closing is None or not earlier.closing.put_right or poll.state is PollState.CANCELLED:
        return False
    try:
        return _left(meeting, earlier, earlier.outcome) != (poll.options, poll.rule.seats)
    except Refused:
        return True


def has_open_seats(poll: Poll) -> bool:
    """Whether the poll is an election that is over and left seats open for another round."""
    winners = None if poll.outcome is None or poll.is_ranked else poll.outcome.winners
    return winners is not None and len(winners) < poll.rule.seats


def _over(meeting: "Meeting", ref: PollId, *states: PollState) -> Poll:
    poll = find(meeting.polls, ref)
    if poll.state not in states:
        state = POLL_STATES[poll.state]
        raise Refused(Code.WRONG_STATE, "The poll is {state}: one that is over was expected.", state=state)
    if agenda.find(meeting.agenda, poll.item).state is agenda.ItemState.WITHDRAWN:
        raise Refused(Code.WRONG_STATE, "The item is withdrawn: no poll can be prepared for it.")
    return poll


def _fresh(polls: Polls, chosen: PollId | None, given: Given) -> PollId:
    ref = PollId(ref_for(chosen, given))
    if ref in polls.polls:
        raise Refused(Code.ALREADY, "There already is a poll {ref}.", ref=ref)
    return ref


def _majority(meeting: "Meeting", poll: Poll) -> Majority:
    """An absolute majority in the first round, then the most votes, where the rules of the body say so."""
    return "relative" if meeting.sitting.rules.rounds_majority == "relative" else poll.rule.majority


def _standing(meeting: "Meeting", poll: Poll, outcome: Outcome, seats: int) -> tuple[Option, ...]:
    """Who stands in the next round. Those level at the end go together, unless too few were left for a choice."""
    tally, elected = outcome.tally, outcome.winners or ()
    names = [option for option in poll.options if option.ref != BLANK and option.ref not in elected]
    kept = names
    if meeting.sitting.rules.rounds_drop == "last" and names:
        fewest = min(tally[option.ref] for option in names)
        kept = [option for option in names if tally[option.ref] > fewest]
    if len(kept) <= seats or len(kept) < 2:
        kept = names
    return (*kept, *(option for option in poll.options if option.ref == BLANK))
