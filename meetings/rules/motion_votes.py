"""What votes have to do with motions: when a motion may be put, and what the result makes of it."""

from typing import TYPE_CHECKING

from meetings.rules import motions
from meetings.rules.consensus import ConsensusDeclared, DeclareConsensus
from meetings.rules.decision import Command
from meetings.rules.identity import MotionId
from meetings.rules.motion_results import DECIDING, decided, is_left, is_superseded, part_decided
from meetings.rules.motions import Motion, Motions, MotionState
from meetings.rules.phrases import METHODS, MOTION_STATES
from meetings.rules.poll_commands import OpenPoll, PreparePoll
from meetings.rules.poll_events import ResultDeclared
from meetings.rules.polls import Polls
from meetings.rules.refusals import Code, Refused
from meetings.rules.result_corrections import ResultCorrected

if TYPE_CHECKING:
    from meetings.rules.state import Meeting
    from meetings.rules.voting import VotingEvent

NEVER_PUT = frozenset({MotionState.WITHDRAWN, MotionState.DROPPED})


def check(meeting: "Meeting", command: Command) -> None:
    """Whether the motion that a poll is about can be put to the vote, if it is about one. Raises Refused."""
    if isinstance(command, PreparePoll) and command.motion is not None:
        _can_be_prepared(meeting, command, command.motion)
    if isinstance(command, OpenPoll | DeclareConsensus):
        poll = None if command.poll is None else meeting.polls.polls.get(command.poll)
        if poll is not None and poll.motion is not None:
            _is_next(meeting, motions.find(meeting.motions, poll.motion), poll.part)


def may_be_put(meeting: "Meeting", ref: MotionId, part: int = 0) -> bool:
    """Whether the motion, or a part of it, can be voted on now."""
    try:
        _is_next(meeting, motions.find(meeting.motions, ref), part)
    except Refused:
        return False
    return True


def must_be_next(meeting: "Meeting", motion: Motion) -> None:
    """Whether the motion as a whole can be put to the vote now. Raises Refused."""
    _is_next(meeting, motion, 0)


def _can_be_prepared(meeting: "Meeting", command: PreparePoll, ref: MotionId) -> None:
    motion = _to_be_put(motions.find(meeting.motions, ref))
    if motion.item != command.item:
        raise Refused(
            Code.BAD_COMMAND, "item: {item} was expected, where the motion belongs, another came", item=motion.item
        )
    if command.method not in ("yes_no", "yes_no_abstain"):
        method = METHODS[command.method]
        raise Refused(Code.BAD_COMMAND, "method: a question was expected for a motion, {method} came", method=method)


def _to_be_put(motion: Motion) -> Motion:
    if motion.state in NEVER_PUT:
        raise Refused(Code.WRONG_STATE, "The motion is {state}.", state=MOTION_STATES[motion.state])
    return motion


def _is_next(meeting: "Meeting", motion: Motion, part: int) -> None:
    """A motion is put once enough members second it and its amendments are settled (RONR 4; 12; UN GA rule 90)."""
    _to_be_put(motion)
    required = meeting.sitting.rules.seconders
    if motion.state is MotionState.MOVED and len(motion.seconders) < required:
        raise Refused.counting(
            Code.WRONG_STATE,
            "The motion needs seconders: {required} needed, {n} has come.",
            "The motion needs seconders: {required} needed, {n} have come.",
            n=len(motion.seconders),
            required=required,
        )
    motions.amendments_are_settled(meeting, motion.ref)
    if motion.excluded_by is not None:
        changed = motions.by_mover(meeting, motions.find(meeting.motions, motion.excluded_by))
        raise Refused(
            Code.WRONG_STATE,
            "The same words were changed by {amendment}: this one is restated, or not put to the vote.",
            amendment=changed,
        )
    if motion.amends is not None:
        _is_its_turn(meeting, motion, motion.amends)
    _is_its_part(motion, part)


def _is_its_part(motion: Motion, part: int) -> None:
    """Parts come in their order, then the whole, if there is something left of it (UN GA rule 89)."""
    before = motion.results[: part - 1] if part else motion.results
    if None in before:
        raise Refused(Code.WRONG_STATE, "Part {part} of the motion is voted on first.", part=before.index(None) + 1)
    if motion.parts and not part and not (motion.whole and is_left(motion)):
        raise Refused(Code.WRONG_STATE, "The motion is decided by the votes on its parts: there is none on the whole.")


def _is_its_turn(meeting: "Meeting", amendment: Motion, ref: MotionId) -> None:
    """Where the chair has said an order, it is kept."""
    order = motions.find(meeting.motions, ref).ballot_order
    before = order[: order.index(amendment.ref)] if amendment.ref in order else ()
    waiting = {other.ref for other in motions.waiting_amendments(meeting, ref)}
    if earlier := [other for other in before if other in waiting]:
        raise Refused(
            Code.WRONG_STATE,
            "By the order of voting other amendments come first: {amendments}.",
            amendments=tuple(
                motions.by_mover(meeting, motions.find(meeting.motions, amendment)) for amendment in earlier
            ),
        )


def settled(before: Motions, polls: Polls, event: "VotingEvent") -> Motions:
    """The motions after something happened to the polls: declared, agreed or corrected, a result is its motion's."""
    if not isinstance(event, ResultDeclared | ConsensusDeclared | ResultCorrected) or event.poll is None:
        return before
    poll = polls.polls[event.poll]
    if poll.motion is None or poll.state not in DECIDING or is_superseded(polls, poll):
        return before
    is_adopted = poll.outcome is None or bool(poll.outcome.adopted)
    if poll.part:
        return part_decided(before, polls, poll, is_adopted=is_adopted)
    return decided(before, poll.motion, is_adopted=is_adopted)
