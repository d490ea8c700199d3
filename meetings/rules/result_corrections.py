"""Corrections of results: a count that was entered wrongly, a vote that was recorded wrongly.

The result that was wrong stays on record beside the one that is right.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meetings.rules import hand_counts
from meetings.rules.ballot_paper import checked
from meetings.rules.closing import Closing, PutRight
from meetings.rules.decision import LONGEST_TEXT, Command, Event, Given, within
from meetings.rules.hand_counts import EnterCounts
from meetings.rules.identity import MemberId, PollId, Stamp
from meetings.rules.phrases import POLL_STATES
from meetings.rules.poll_events import PollClosed
from meetings.rules.poll_terms import Secrecy
from meetings.rules.polls import Cast, Entered, Poll, Polls, PollState, find
from meetings.rules.refusals import Code, Refused
from meetings.rules.tally import Outcome

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

COUNTED = frozenset({PollState.CLOSED, PollState.DECLARED})
NO_VOTE: tuple[str, ...] = ()


class CorrectResult(Command, frozen=True, kw_only=True):
    """Put a result right, for a reason: by the counts as they should have been, or by the votes of members.

    In `votes` an empty list says that the member did not vote.
    """

    poll: PollId
    reason: str
    votes: Mapping[MemberId, str | tuple[str, ...]] = {}
    tally: Mapping[str, int] | None = None
    ballots: int | None = None
    invalid: int = 0


class ResultCorrected(Event, frozen=True, kw_only=True):
    """A result is put right: what was wrong with its votes or its counts, and the outcome that follows.

    In `votes` stands how those voted whose votes were wrong, nothing marked for who did not vote; `seed` is that of
    a lot, the one on record if there was a lot before.
    """

    poll: PollId
    reason: str
    outcome: Outcome
    votes: Mapping[MemberId, tuple[str, ...]] = {}
    counts: Entered | None = None
    seed: str | None = None


def can_be_corrected(poll: Poll) -> bool:
    """Whether there is a result, and votes or counts of which it is known whose they are."""
    return poll.state in COUNTED and poll.secrecy is not Secrecy.CONFIDENTIAL


def right(meeting: "Meeting", command: CorrectResult, given: Given) -> Poll:
    """The poll with the votes or the counts as they should have been. Raises Refused."""
    poll = _counted(find(meeting.polls, command.poll))
    within(command.reason, LONGEST_TEXT, "reason")
    corrected = _recounted(poll, command) if poll.secrecy is Secrecy.ANALOG else _voted(poll, command, given)
    if (corrected.entered, _choices(corrected)) == (poll.entered, _choices(poll)):
        raise Refused(Code.ALREADY, "The result rests on these votes already: there is nothing to correct.")
    return corrected


def _choices(poll: Poll) -> dict[MemberId, tuple[str, ...]]:
    return {member: cast.choice for member, cast in poll.votes.items()}


def _counted(poll: Poll) -> Poll:
    if poll.state not in COUNTED:
        code = Code.NOT_OPEN if poll.state is PollState.PREPARED else Code.WRONG_STATE
        state = POLL_STATES[poll.state]
        raise Refused(code, "The poll is {state}: there is no result that can be corrected.", state=state)
    if poll.secrecy is Secrecy.CONFIDENTIAL:
        raise Refused(
            Code.WRONG_STATE, "Nobody knows who cast which ballot of a confidential vote: none can be changed."
        )
    return poll


def _recounted(poll: Poll, command: CorrectResult) -> Poll:
    if command.tally is None or command.votes:
        raise Refused(
            Code.BAD_COMMAND, "tally: the counts were expected, and no votes: this one was counted in the room"
        )
    counts = EnterCounts(poll=poll.ref, tally=command.tally, ballots=command.ballots, invalid=command.invalid)
    # Who was here when it was counted is not on record; whoever is entitled may have been.
    return replace(poll, entered=hand_counts.counted(poll, counts, sum(poll.entitled.values())))


def _voted(poll: Poll, command: CorrectResult, given: Given) -> Poll:
    if command.tally is not None or command.ballots is not None or command.invalid or not command.votes:
        raise Refused(Code.BAD_COMMAND, "votes: those of one or more members were expected, and no counts")
    votes = {member: _choice(poll, member, choice) for member, choice in command.votes.items()}
    return _revoted(poll, votes, given.at, 0)


def _choice(poll: Poll, member: MemberId, choice: str | tuple[str, ...]) -> tuple[str, ...]:
    if member not in poll.entitled:
        raise Refused(
            Code.BAD_COMMAND, "votes: members who were entitled were expected, {member} was not", member=member[:64]
        )
    return NO_VOTE if choice == NO_VOTE else checked(poll, choice)


def _revoted(poll: Poll, changed: Mapping[MemberId, tuple[str, ...]], at: int, position: int) -> Poll:
    votes, silent = poll.votes, poll.silent
    for member, choice in changed.items():
        cast = votes.get(member)
        kept = votes if cast is None else votes.delete(member)
        # Whose hand cast it is not what was wrong.
        proxy = None if cast is None else cast.proxy
        votes = votes.set(member, Cast(choice, at, position, proxy)) if choice else kept
        silent = silent.delete(member) if member in silent and choice else silent
    return replace(poll, votes=votes, silent=silent)


def correction(poll: Poll, corrected: Poll, command: CorrectResult, outcome: Outcome, seed: str) -> ResultCorrected:
    """The correction of `poll` as it goes on record, with the outcome that follows."""
    before, after = _choices(poll), _choices(corrected)
    changed = [ref for ref in sorted(command.votes) if before.get(ref) != after.get(ref)]
    return ResultCorrected(
        poll=poll.ref,
        reason=command.reason,
        outcome=outcome,
        votes={ref: after.get(ref, NO_VOTE) for ref in changed},
        counts=corrected.entered,
        seed=seed if outcome.decided_by == "lot" else None,
    )


def evolve(polls: Polls, event: ResultCorrected, stamp: Stamp) -> Polls:
    """The polls with the result as it is right; its state stays as it was."""
    poll = polls.polls[event.poll]
    assert poll.closing is not None and poll.outcome is not None  # noqa: S101, PT018 - only what was counted is corrected
    before = _choices(poll)
    votes = {member: (before.get(member, NO_VOTE), choice) for member, choice in event.votes.items()}
    told = PutRight(stamp.position, stamp.at, stamp.by, event.reason, poll.outcome, votes)
    closing = replace(poll.closing, seed=event.seed or poll.closing.seed, put_right=(*poll.closing.put_right, told))
    corrected = replace(_revoted(poll, event.votes, stamp.at, stamp.position), outcome=event.outcome, closing=closing)
    corrected = replace(corrected, entered=event.counts)
    return replace(polls, polls=polls.polls.set(poll.ref, corrected))


def closed(polls: Polls, event: PollClosed, closing: Closing) -> Polls:
    """The polls, knowing what was so at the close of one."""
    poll = replace(polls.polls[event.poll], closing=replace(closing, seed=event.seed))
    return replace(polls, polls=polls.polls.set(poll.ref, poll))
