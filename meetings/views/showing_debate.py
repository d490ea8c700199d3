"""From the debate to its fragments: the floor, the rulings on points of order, the motions."""

from collections.abc import Iterator

from meetings.rules import agenda, division, motion_votes, repeats
from meetings.rules.motions import PENDING, Motion
from meetings.rules.points_of_order import Ruling
from meetings.rules.polls import PollState
from meetings.rules.speaking_time import used
from meetings.rules.state import Meeting
from meetings.views.fragments import FloorShown, MotionShown, PartShown, RequestShown, RulingShown, Shown


def debate(meeting: Meeting) -> Iterator[Shown]:
    """The floor, the rulings and the motions."""
    yield "floor", _floor(meeting)
    for ruling in meeting.points.rulings:
        yield f"ruling/{ruling.ref}", _ruling(meeting, ruling)
    for motion in meeting.motions.motions.values():
        yield f"motion/{motion.ref}", _motion(meeting, motion)


def _motion(meeting: Meeting, motion: Motion) -> MotionShown:
    return MotionShown(
        order=motion.order,
        item=motion.item,
        mover=motion.mover,
        seconders=motion.seconders,
        text=motion.text,
        state=motion.state,
        ready=motion.state in PENDING and motion_votes.may_be_put(meeting, motion.ref),
        moved=None if motion.moved == motion.text else motion.moved,
        amends=motion.amends,
        procedure=motion.procedure,
        ballot_order=motion.ballot_order,
        reason=motion.reason,
        onto=_onto(meeting, motion),
        excluded_by=motion.excluded_by if motion.state in PENDING else None,
        divides=motion.divides,
        divisible=division.is_divisible(meeting, motion),
        parts=[_part(meeting, motion, number) for number in range(1, len(motion.parts) + 1)],
        whole=motion.whole,
        recorded_by=motion.recorded_by,
    )


def _onto(meeting: Meeting, motion: Motion) -> str | None:
    """The text that an amendment changes, where its motion reads otherwise by now."""
    target = None if motion.amends is None else meeting.motions.motions[motion.amends]
    return None if target is None or target.text == motion.onto else motion.onto


def _part(meeting: Meeting, motion: Motion, number: int) -> PartShown:
    part, result = motion.parts[number - 1], motion.results[number - 1]
    is_ready = result is None and motion.state in PENDING and motion_votes.may_be_put(meeting, motion.ref, number)
    return PartShown(text=part.text, operative=part.operative, adopted=result, ready=is_ready)


def _floor(meeting: Meeting) -> FloorShown:
    floor = meeting.floor
    return FloorShown(
        speaker=floor.speaker,
        since=floor.since,
        limit_s=floor.limit_s,
        list=[RequestShown(member=other.member, kind=other.kind, since=other.since) for other in floor.waiting],
        open=floor.is_open,
        kind=floor.kind,
        spoken=dict(sorted(used(floor.spoken, agenda.in_hand(meeting.agenda)).items())),
        points=floor.points,
    )


def _ruling(meeting: Meeting, ruling: Ruling) -> RulingShown:
    return RulingShown(
        member=ruling.member,
        verdict=ruling.verdict,
        reason=ruling.reason,
        at=ruling.at,
        item=ruling.item,
        appellant=ruling.appellant,
        poll=ruling.poll,
        stands=stands(meeting, ruling),
        recorded_by=ruling.recorded_by,
    )


def stands(meeting: Meeting, ruling: Ruling) -> bool | None:
    """Whether the ruling stands after an appeal; None where there was none, or the meeting has not decided."""
    if ruling.poll is None:
        return None
    declared = [poll for poll in meeting.polls.polls.values() if poll.state is PollState.DECLARED]
    # A vote that was cancelled, or has to be taken again, is repeated: the last one counts.
    votes = [poll for poll in declared if repeats.first_asked(meeting.polls, poll).ref == ruling.poll]
    last = max(votes, key=lambda poll: poll.order, default=None)
    return None if last is None or last.outcome is None else not last.outcome.adopted
