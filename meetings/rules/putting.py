"""Motions are put to the vote on the terms of the standing orders; where the chair says others, on those."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from meetings.rules import motion_votes, motions, wording
from meetings.rules.ballot_paper import MADE_BY_METHOD, question_of, usual
from meetings.rules.decision import Command, Event, Given
from meetings.rules.identity import MotionId, PollId
from meetings.rules.motions import PENDING, Motion
from meetings.rules.phrases import METHODS
from meetings.rules.poll_commands import PreparePoll
from meetings.rules.poll_events import PollCancelled
from meetings.rules.polls import Poll, PollState, find, in_state
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

ON_THE_WAY = frozenset({PollState.PREPARED, PollState.OPEN, PollState.HELD, PollState.CLOSED})


class PutMotion(Command, frozen=True, kw_only=True):
    """Put a motion or an amendment to the vote on the terms that the standing orders say; `ref` names the poll."""

    motion: MotionId
    ref: PollId | None = None


def put(meeting: "Meeting", command: PutMotion, given: Given) -> Event:
    """The question about the motion, on the usual terms. Raises Refused."""
    motion = motions.pending(meeting, command.motion)
    motion_votes.must_be_next(meeting, motion)
    if is_on_the_way(meeting, motion):
        raise Refused(Code.ALREADY, "The motion is already put to the vote.")
    return question_of(meeting, usual(meeting, motion, command.ref), given)


def is_on_the_way(meeting: "Meeting", motion: Motion) -> bool:
    """Whether there is a poll on the whole of the motion that is not over."""
    polls = meeting.polls.polls.values()
    return any(poll.motion == motion.ref and not poll.part and poll.state in ON_THE_WAY for poll in polls)


def may_put(meeting: "Meeting") -> bool:
    """Whether there is a motion that can be put to the vote now."""
    return any(_can_be_put(meeting, motion) for motion in meeting.motions.motions.values())


def _can_be_put(meeting: "Meeting", motion: Motion) -> bool:
    is_ready = motion.state in PENDING and motion_votes.may_be_put(meeting, motion.ref)
    return is_ready and not is_on_the_way(meeting, motion)


def prepared(meeting: "Meeting", command: PreparePoll, given: Given) -> tuple[Event, ...]:
    """The question as it goes on record, and the end of the one whose place it takes, if it does. Raises Refused."""
    if command.instead_of is None:
        return (question_of(meeting, command, given),)
    poll = _replaced(meeting, command, command.instead_of)
    asked = question_of(meeting, replace(command, question=command.question or poll.question), given)
    # A vote on a motion is known by its motion; another, an appeal say, by the one that was asked first.
    first = poll.repeats or (None if poll.motion else poll.ref)
    reason = wording.worded(wording.OTHER_TERMS, meeting.sitting.profile.language)
    question = replace(asked, motion=poll.motion, part=poll.part, repeats=first)
    return (PollCancelled(poll=poll.ref, reason=reason), question)


def _replaced(meeting: "Meeting", command: PreparePoll, ref: PollId) -> Poll:
    """The question that is in writing and is to be put on other terms. Raises Refused."""
    poll = in_state(find(meeting.polls, ref), PollState.PREPARED, PollState.CANCELLED)
    for method in (poll.method, command.method):
        if method not in MADE_BY_METHOD:
            raise Refused(
                Code.BAD_COMMAND,
                "instead_of: a question was expected before and after, {method} came",
                method=METHODS[method],
            )
    if poll.item != command.item:
        raise Refused(
            Code.BAD_COMMAND, "item: {item} was expected, where the question belongs, another came", item=poll.item
        )
    if command.motion not in (None, poll.motion):
        raise Refused(Code.BAD_COMMAND, "motion: that of the question, or none, was expected, another came")
    return poll
