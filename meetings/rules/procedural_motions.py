"""Procedural motions: on how to go on with the item in hand, each put to the vote with a majority of its own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meetings.rules import agenda, attendance, motions, moving
from meetings.rules.ballot_paper import on_procedure, question_of
from meetings.rules.decision import LONGEST_TEXT, Command, Event, Given, within
from meetings.rules.identity import Actor, ItemId, MemberId, MotionId, PollId
from meetings.rules.motion_events import ProceduralMoved
from meetings.rules.phrases import PROCEDURES
from meetings.rules.poll_commands import PreparePoll
from meetings.rules.refusals import Code, Refused
from meetings.rules.standing_orders import Procedure

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class MoveProcedural(Command, frozen=True, kw_only=True):
    """Move how to go on; `text` says to whom, until when, or what else the kind leaves open.

    `motion` is the one that is to be divided; `item` one of several that are in hand, if not the first; `member` the
    mover, where chair or secretary record it.
    """

    ref: MotionId | None = None
    kind: Procedure
    text: str | None = None
    motion: MotionId | None = None
    item: ItemId | None = None
    member: MemberId | None = None


def decide(meeting: "Meeting", actor: Actor, command: MoveProcedural, given: Given) -> Sequence[Event]:
    """The motion and the question about it. Raises Refused."""
    member = attendance.must_be_present(meeting, actor)
    ref, item = moving.new_ref(meeting, command.ref, given), _item(meeting, command)
    text = "" if command.text is None else within(command.text, LONGEST_TEXT - LONGEST_QUESTION, "text")
    if command.motion is not None:
        _can_be_divided(meeting, command, command.motion)
    moved = ProceduralMoved(
        motion=ref, item=item, mover=member, procedure=command.kind, text=text, divides=command.motion
    )
    return [moved, question_of(meeting, _question(meeting, moved), given)]


def _item(meeting: "Meeting", command: MoveProcedural) -> ItemId:
    """What it is about: the item of the motion that is to be divided, the one that is named, or the one in hand."""
    in_hand = agenda.in_hand(meeting.agenda)
    if not in_hand:
        raise Refused(Code.WRONG_STATE, "No item is in hand: a procedural motion is about the item in hand.")
    divided = None if command.motion is None else motions.find(meeting.motions, command.motion).item
    item = command.item or divided or in_hand[0]
    if item not in in_hand:
        raise Refused(Code.WRONG_STATE, "A procedural motion is about an item in hand: this one is not.")
    return item


def _can_be_divided(meeting: "Meeting", command: MoveProcedural, ref: MotionId) -> None:
    if command.kind is not Procedure.DIVIDE:
        kind = PROCEDURES[command.kind]
        raise Refused(Code.BAD_COMMAND, "motion: none was expected but to divide one, it came for {kind}", kind=kind)
    if motions.pending(meeting, ref).parts:
        raise Refused(Code.ALREADY, "The motion is already divided.")


LONGEST_QUESTION = 300


def _question(meeting: "Meeting", moved: ProceduralMoved) -> PreparePoll:
    question = on_procedure(meeting, moved.item, moved.procedure, moved.text)
    return replace(question, ref=PollId(moved.motion), motion=moved.motion)
