"""Division of the question: the parts of a motion are voted on one by one, then what is left as a whole.

UN GA rule 89: if all operative parts are rejected, so is the whole. RONR 27: parts that can stand alone.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meetings.rules import attendance, motion_parts, motion_results, motions, repeats, wording
from meetings.rules.ballot_paper import question_of, usual
from meetings.rules.decision import Command, Event, Given, between, ref_for
from meetings.rules.identity import Actor, MemberId, MotionId, PollId, Role
from meetings.rules.motion_events import MotionDivided
from meetings.rules.motion_parts import MOST_PARTS, Part
from meetings.rules.motions import PENDING, Motion, MotionState
from meetings.rules.poll_events import PollCancelled, PollPrepared
from meetings.rules.polls import Poll, PollState
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class DivideMotion(Command, frozen=True, kw_only=True):
    """Have a motion voted on in these parts; the first few may be preamble. The polls are called `ref`-1, `ref`-2 ...

    Of a motion the parts are all its words in their order; of an amendment each is the motion with one of its changes.
    """

    motion: MotionId
    parts: tuple[str, ...]
    preamble: int = 0
    ref: PollId | None = None


def decide(meeting: "Meeting", actor: Actor, role: Role | None, command: DivideMotion, given: Given) -> Sequence[Event]:
    """The division, and the question about each part; `role` is the actor's office now. Raises Refused."""
    motion = motions.pending(meeting, command.motion)
    if role is not Role.CHAIR and attendance.must_be_present(meeting, actor) != motion.mover:
        raise Refused(
            Code.NOT_ALLOWED, "Only the mover and the chair divide a motion; others move a procedural motion to divide."
        )
    decided_by = _can_be_divided(meeting, motion)
    divided = MotionDivided(
        motion=motion.ref,
        parts=_parts(meeting, motion, command),
        whole=meeting.sitting.rules.divided_whole,
        decided_by=decided_by,
    )
    return [divided, *_questions(meeting, divided, command, given)]


def may_divide(meeting: "Meeting", member: MemberId | None = None) -> bool:
    """Whether there is a motion that can be divided now; of a member, one of its own."""
    found = (each for each in meeting.motions.motions.values() if member in (None, each.mover))
    return any(is_divisible(meeting, motion) for motion in found)


def is_divisible(meeting: "Meeting", motion: Motion) -> bool:
    """Whether the motion can be divided as things stand."""
    try:
        _can_be_divided(meeting, motions.pending(meeting, motion.ref))
    except Refused:
        return False
    return True


def _can_be_divided(meeting: "Meeting", motion: Motion) -> MotionId | None:
    """The procedural motion by which the meeting decided to divide, if there was one. Raises Refused."""
    if motion.parts:
        raise Refused(Code.ALREADY, "The motion is already divided.")
    if motion.procedure is not None:
        raise Refused(Code.WRONG_STATE, "A procedural motion cannot be divided.")
    motions.amendments_are_settled(meeting, motion.ref)
    return _decision(meeting, motion)


def _decision(meeting: "Meeting", motion: Motion) -> MotionId | None:
    """The procedural motion by which the meeting decided to divide, if there was one. Raises Refused if it was lost."""
    asked = sorted(
        (
            each
            for each in meeting.motions.motions.values()
            if each.divides == motion.ref and each.state in (MotionState.ADOPTED, MotionState.REJECTED)
        ),
        key=lambda each: each.order,
    )
    if asked and asked[-1].state is MotionState.REJECTED:
        raise Refused(Code.WRONG_STATE, "The meeting has decided not to divide this motion.")
    if not asked and meeting.sitting.rules.division == "voted":
        raise Refused(
            Code.WRONG_STATE, "By the rules of this body the meeting decides whether to divide: no such decision came."
        )
    return asked[-1].ref if asked else None


def _parts(meeting: "Meeting", motion: Motion, command: DivideMotion) -> tuple[Part, ...]:
    between(2, len(command.parts), MOST_PARTS, "parts")
    most = 0 if motion.amends is not None else len(command.parts) - 1
    between(0, command.preamble, most, "preamble")
    if motion.amends is None:
        return motion_parts.of_motion(motion.text, command.parts, command.preamble)
    return motion_parts.of_amendment(meeting.motions.motions[motion.amends].text, motion.text, command.parts)


def _questions(meeting: "Meeting", divided: MotionDivided, command: DivideMotion, given: Given) -> Sequence[Event]:
    """The question on each part: on the terms of the one about the whole, if it was in writing already."""
    motion, prefix, total = meeting.motions.motions[divided.motion], ref_for(command.ref, given), len(divided.parts)
    whole = _prepared(meeting, motion.ref)
    words, name = _words(meeting, motion, wording.ON_PART, wording.ON_CHANGE)
    questions: list[Event] = []
    for part in range(1, total + 1):
        about = usual(meeting, motion, PollId(f"{prefix}-{part}"))
        question = words % {"part": part, "parts": total, "name": name}
        asked = question_of(meeting, replace(about, question=question), given)
        questions.append(replace(asked if whole is None else _on_terms_of(whole, asked), part=part))
    if whole is not None and not divided.whole:
        reason = wording.worded(wording.DIVIDED, meeting.sitting.profile.language)
        questions.append(PollCancelled(poll=whole.ref, reason=reason))
    return questions


def _prepared(meeting: "Meeting", ref: MotionId) -> Poll | None:
    """The question about the whole of a motion that waits to be put."""
    polls = meeting.polls.polls.values()
    waiting = (poll for poll in polls if poll.motion == ref and not poll.part and poll.state is PollState.PREPARED)
    return max(waiting, key=lambda poll: poll.order, default=None)


def _on_terms_of(poll: Poll, asked: PollPrepared) -> PollPrepared:
    return replace(repeats.same(poll, asked.poll), question=asked.question, repeats=None)


def consequences(meeting: "Meeting", ref: PollId | None, given: Given, *, is_adopted: bool) -> Sequence[Event]:
    """What the result of the vote on a part leads to: after the last one, the question on what is left as a whole."""
    poll = None if ref is None else meeting.polls.polls.get(ref)
    if poll is None or poll.motion is None or not poll.part or motion_results.is_superseded(meeting.polls, poll):
        return []
    after = motion_results.part_decided(meeting.motions, meeting.polls, poll, is_adopted=is_adopted).motions[
        poll.motion
    ]
    is_left = after.state in PENDING and None not in after.results
    if not (is_left and after.whole) or _prepared(meeting, after.ref) is not None:
        return []
    words, name = _words(meeting, after, wording.ON_WHOLE, wording.ON_CHANGES)
    same = repeats.same(poll, PollId(given.fresh_ref))
    return [replace(same, question=words % {"name": name}, part=0, repeats=None)]


def _words(
    meeting: "Meeting", motion: Motion, of_motion: Mapping[str, str], of_amendment: Mapping[str, str]
) -> tuple[str, str]:
    """The words of a question about it in the language of the meeting, and the name of its mover."""
    worded = wording.worded(of_motion if motion.amends is None else of_amendment, meeting.sitting.profile.language)
    return worded, attendance.find(meeting.attendance, motion.mover).name
