"""Explanations of vote: in writing, once the result is declared, by whoever voted by name (UN GA rule 88).

How long one may be is for the body to say; where it says nothing there are none. A secret vote has none: it would end
the secrecy.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from meetings.rules.decision import Command, Event, within
from meetings.rules.identity import Actor, MemberId, PollId, Stamp
from meetings.rules.poll_terms import Secrecy
from meetings.rules.polls import Poll, PollState, find
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

BY_NAME = frozenset({Secrecy.OPEN, Secrecy.NAMED})


class ExplainVote(Command, frozen=True, kw_only=True):
    """Explain in writing how one voted in a poll."""

    poll: PollId
    text: str


class VoteExplained(Event, frozen=True, kw_only=True):
    """A member has explained a vote; a later explanation takes the place of an earlier one."""

    poll: PollId
    member: MemberId
    text: str


class Explanation(Struct, frozen=True):
    """A member's explanation of a vote, and when it was given (milliseconds since 1970 UTC)."""

    poll: PollId
    member: MemberId
    text: str
    at: int


def decide(meeting: "Meeting", actor: Actor, command: ExplainVote) -> Event:
    """The explanation. Raises Refused."""
    limit = meeting.sitting.rules.explanation_chars
    if limit == 0:
        raise Refused(Code.WRONG_STATE, "By the rules of this body there are no written explanations of vote.")
    if meeting.corrections.signatures:
        raise Refused(Code.WRONG_STATE, "The minutes are signed: explanations of vote come too late.")
    member, poll = actor.member, find(meeting.polls, command.poll)
    if poll.secrecy not in BY_NAME:
        raise Refused(Code.WRONG_STATE, "A vote that is not by name cannot be explained.")
    if poll.state is not PollState.DECLARED:
        raise Refused(Code.WRONG_STATE, "Votes are explained once the result is declared.")
    if member is None or member not in poll.votes:
        raise Refused(Code.NOT_ENTITLED, "You did not vote in this poll.")
    if _is_of_own(meeting, poll, member):
        raise Refused(Code.NOT_ALLOWED, "You moved what was voted on: movers do not explain their votes on it.")
    text = within(command.text, limit, "text")
    if any((each.poll, each.member, each.text) == (poll.ref, member, text) for each in meeting.conduct.explanations):
        raise Refused(Code.ALREADY, "You have already explained your vote in these words.")
    return VoteExplained(poll=poll.ref, member=member, text=text)


def are_in_order(meeting: "Meeting") -> bool:
    """Whether there is a vote that somebody may explain now."""
    may_be = meeting.sitting.rules.explanation_chars > 0 and not meeting.corrections.signatures
    return may_be and any(_is_explicable(poll) for poll in meeting.polls.polls.values())


def has_voted(meeting: "Meeting", member: MemberId) -> bool:
    """Whether this member has a vote to explain."""
    polls = (poll for poll in meeting.polls.polls.values() if _is_explicable(poll) and member in poll.votes)
    return any(not _is_of_own(meeting, poll, member) for poll in polls)


def _is_of_own(meeting: "Meeting", poll: Poll, member: MemberId) -> bool:
    """Whether the member moved what was voted on, where movers may not explain that vote (UN GA rule 88)."""
    motion = None if poll.motion is None else meeting.motions.motions[poll.motion]
    if motion is None or motion.procedure is not None or motion.mover != member:
        return False
    return meeting.sitting.rules.movers_explain is False


def _is_explicable(poll: Poll) -> bool:
    return poll.state is PollState.DECLARED and poll.secrecy in BY_NAME


def evolve(explanations: Sequence[Explanation], event: VoteExplained, stamp: Stamp) -> tuple[Explanation, ...]:
    """The explanations after one more."""
    others = tuple(each for each in explanations if (each.poll, each.member) != (event.poll, event.member))
    return (*others, Explanation(event.poll, event.member, event.text, stamp.at))
