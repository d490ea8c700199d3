"""Without a quorum: what is in order until enough members are here, as the body says (RONR 40:6-10; UN GA rule 67)."""

from typing import TYPE_CHECKING

from meetings.rules import attendance, division, floor, items_in_hand, minute_book, moving
from meetings.rules.decision import Command
from meetings.rules.floor import RequestKind
from meetings.rules.proceedings import MeetingState
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

BUSINESS: frozenset[type[Command]] = frozenset(
    {
        items_in_hand.StartItem,
        floor.GiveFloor,
        moving.MoveMotion,
        moving.MoveAmendment,
        moving.SecondMotion,
        division.DivideMotion,
        minute_book.RecordDecision,
    }
)
"""What waits for the quorum where nothing but procedure is in order without it, besides votes and agreements.

To end what is in hand, to take a recess, to call the roll and to adjourn is procedure.
"""


def may_decide(meeting: "Meeting") -> bool:
    """Whether the meeting may vote or agree now: it has its quorum, or the body does without."""
    return meeting.sitting.rules.without_quorum == "all" or attendance.quorum(meeting.attendance).is_met


def is_in_order(meeting: "Meeting", command: type[Command]) -> bool:
    """Whether such a command can be in order as the quorum stands; a point of order can be heard at any time."""
    if command is floor.GiveFloor and any(_is_urgent(request) for request in meeting.floor.waiting):
        return True
    return command not in BUSINESS or not _is_halted(meeting)


def check(meeting: "Meeting", command: Command) -> None:
    """Whether the command is in order as the quorum stands. Raises Refused."""
    if isinstance(command, floor.GiveFloor) and _is_urgent(floor.request_of(meeting.floor, command.member)):
        return
    if type(command) in BUSINESS and _is_halted(meeting):
        raise missing(meeting)


def missing(meeting: "Meeting") -> Refused:
    """The refusal that says how many are missing."""
    quorum = attendance.quorum(meeting.attendance)
    return Refused(
        Code.NO_QUORUM,
        "There is no quorum: {required} needed, {present} present.",
        required=quorum.required,
        present=quorum.present,
    )


def _is_urgent(request: floor.Request | None) -> bool:
    return request is not None and request.kind is RequestKind.POINT_OF_ORDER


def _is_halted(meeting: "Meeting") -> bool:
    """Whether business waits: only during the sitting; decisions are put in words after it too."""
    is_bound = meeting.sitting.rules.without_quorum == "procedural" and meeting.sitting.state is MeetingState.OPEN
    return is_bound and not attendance.quorum(meeting.attendance).is_met
