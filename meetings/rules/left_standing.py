"""What a corrected result leaves as it is: business that had gone on from the result as it was told before."""

from enum import StrEnum
from typing import TYPE_CHECKING

from meetings.rules import motion_results, repeats, urgency
from meetings.rules.agenda import ItemState
from meetings.rules.identity import MotionId
from meetings.rules.polls import Poll, PollState

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class LeftStanding(StrEnum):
    """What a correction does not undo."""

    ROUND = "round"
    """The next round of an election, for which others would stand."""
    ITEM = "item"
    """An urgent item on which something has happened already."""
    PROCEDURE = "procedure"
    """What was done because a procedural motion was adopted, or not done because it was rejected."""
    WHOLE = "whole"
    """The vote on a question as a whole, after the votes on its parts."""
    MOTION = "motion"
    """The vote on a motion, after those on its amendments."""


def left_standing(meeting: "Meeting", poll: Poll) -> LeftStanding | None:
    """What the corrections of a result do not undo, if there is something."""
    if any(each.repeats == poll.ref and repeats.is_outdated(meeting, each) for each in meeting.polls.polls.values()):
        return LeftStanding.ROUND
    if motion_results.is_superseded(meeting.polls, poll):
        return None
    if _is_late(meeting, poll):
        return LeftStanding.MOTION
    if not _is_decided_otherwise(poll):
        return None
    urgent = urgency.asked_about(meeting, poll)
    if urgent is not None:
        item = meeting.agenda.items.get(urgent.item)
        is_there = item is not None and item.state is not ItemState.WITHDRAWN
        return LeftStanding.ITEM if is_there and not (poll.outcome and poll.outcome.adopted) else None
    return None if poll.motion is None else _of_motion(meeting, poll, poll.motion)


def _is_decided_otherwise(poll: Poll) -> bool:
    """Whether corrections have made another decision of it than the one that the chair had declared."""
    if poll.state is not PollState.DECLARED or poll.closing is None or poll.outcome is None:
        return False
    righted = poll.closing.righted_since
    return bool(righted) and bool(righted[0].before.adopted) != bool(poll.outcome.adopted)


def _is_late(meeting: "Meeting", poll: Poll) -> bool:
    """Whether it is on an amendment that is not decided as it was when its motion was put, by way of corrections."""
    is_righted = poll.closing is not None and bool(poll.closing.righted_since)
    return is_righted and poll.motion is not None and meeting.motions.motions[poll.motion].is_late


def _of_motion(meeting: "Meeting", poll: Poll, ref: MotionId) -> LeftStanding | None:
    motion = meeting.motions.motions[ref]
    if motion.procedure is not None:
        return LeftStanding.PROCEDURE
    is_over = bool(poll.part) and motion_results.is_decided_as_a_whole(meeting.polls, ref)
    return LeftStanding.WHOLE if is_over else None
