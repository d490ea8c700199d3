"""What the votes make of a motion, as a whole and in parts."""

from collections.abc import Iterable

from msgspec.structs import replace

from meetings.rules.identity import MotionId
from meetings.rules.motion_parts import edited
from meetings.rules.motions import PENDING, Motion, Motions, MotionState
from meetings.rules.polls import Poll, Polls, PollState

DECIDING = frozenset({PollState.DECLARED, PollState.AGREED})


def decided(motions: Motions, ref: MotionId, *, is_adopted: bool) -> Motions:
    """The motions after the vote on one of them; an amendment that is adopted is the text of its motion."""
    motion = motions.motions[ref]
    state = MotionState.ADOPTED if is_adopted else MotionState.REJECTED
    after = motions.motions.set(ref, replace(motion, state=state))
    if motion.amends is None or state is motion.state:
        return Motions(after)
    target = after[motion.amends]
    if target.state not in PENDING:
        # A result that was corrected after the vote on the motion: that was taken on the text as it stood.
        # Corrected once more it is again what that vote was taken on.
        return Motions(after.set(ref, replace(after[ref], is_late=not motion.is_late)))
    if is_adopted:
        after = after.set(ref, replace(after[ref], replaced=target.text)).set(
            target.ref, replace(target, text=motion.text)
        )
    elif motion.replaced is not None and target.text == motion.text:
        # A result that was corrected: the amendment was never adopted, and the motion reads as before.
        after = after.set(target.ref, replace(target, text=motion.replaced))
    return Motions(after)


def part_decided(of: Motions, polls: Polls, poll: Poll, *, is_adopted: bool) -> Motions:
    """The motions after the vote on a part of one; after the last part, what the votes on all of them leave of it."""
    assert poll.motion is not None  # noqa: S101 - a part is part of a motion
    motion = of.motions[poll.motion]
    results = (*motion.results[: poll.part - 1], is_adopted, *motion.results[poll.part :])
    motion = replace(motion, results=results)
    if None in results or is_decided_as_a_whole(polls, motion.ref):
        # A part that is corrected after the vote on the whole undoes nothing of that vote.
        return Motions(of.motions.set(motion.ref, motion))
    undone = decided(of, motion.ref, is_adopted=False) if motion.state is MotionState.ADOPTED else of
    left = Motions(undone.motions.set(motion.ref, replace(motion, text=_left(motion), state=_open_state(motion))))
    if motion.whole and is_left(motion):
        return left
    return decided(left, motion.ref, is_adopted=is_left(motion))


def is_decided_as_a_whole(polls: Polls, ref: MotionId) -> bool:
    """Whether there was a vote on the motion itself, or an agreement in its place."""
    return any(poll.motion == ref and not poll.part and poll.state in DECIDING for poll in polls.polls.values())


def agreed(before: Motions, polls: Polls, spared: Iterable[Poll]) -> Motions:
    """The motions whose polls fell away because what they ask was agreed with the item; amendments come first."""
    after = before
    for poll in sorted(spared, key=lambda poll: (_is_on_a_motion(before, poll), poll.order)):
        motion = None if poll.motion is None else after.motions[poll.motion]
        if motion is None or motion.state not in PENDING:
            continue
        if poll.part:
            after = part_decided(after, polls, poll, is_adopted=True)
        else:
            after = decided(after, motion.ref, is_adopted=True)
    return after


def _is_on_a_motion(of: Motions, poll: Poll) -> bool:
    """Whether it is about a motion itself, not about an amendment to one."""
    return poll.motion is not None and of.motions[poll.motion].amends is None


def is_superseded(polls: Polls, poll: Poll) -> bool:
    """Whether a later vote on the same motion, or the same part of it, was declared: that one counts."""
    same = (each for each in polls.polls.values() if (each.motion, each.part) == (poll.motion, poll.part))
    return poll.motion is not None and any(each.order > poll.order and each.state in DECIDING for each in same)


def is_left(motion: Motion) -> bool:
    """Whether an operative part is adopted."""
    return any(part.operative and result for part, result in zip(motion.parts, motion.results, strict=True))


def _open_state(motion: Motion) -> MotionState:
    return MotionState.SECONDED if motion.seconders else MotionState.MOVED


def _left(motion: Motion) -> str:
    """How the text reads after the votes on its parts; where nothing is left, how it was put."""
    results = motion.results if is_left(motion) else (True,) * len(motion.parts)
    is_amendment = motion.amends is not None
    chosen = [part for part, result in zip(motion.parts, results, strict=True) if bool(result) is is_amendment]
    return edited(motion.undivided, [edit for part in chosen for edit in part.edits])
