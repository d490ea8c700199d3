"""Points of order: the chair rules on each and gives the reason; an appeal puts the ruling to the vote."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from meetings.rules import attendance, wording
from meetings.rules.ballot_paper import question_of
from meetings.rules.decision import LONGEST_TEXT, Command, Event, Given, ref_for, within
from meetings.rules.identity import Actor, ItemId, MemberId, PollId, RulingId, Stamp
from meetings.rules.poll_commands import PreparePoll
from meetings.rules.question_terms import Put, question_on, terms_of
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class Verdict(StrEnum):
    """What the chair says of a point of order."""

    SUSTAINED = "sustained"
    NOT_SUSTAINED = "not_sustained"


class RuleOnPoint(Command, frozen=True, kw_only=True):
    """Rule on the point of order that a member has raised."""

    ref: RulingId | None = None
    member: MemberId
    ruling: Verdict
    reason: str


class Appeal(Command, frozen=True, kw_only=True):
    """Have the meeting decide whether the chair's ruling stands; `ref` names the poll about it.

    `member` is who appeals, where chair or secretary record it.
    """

    ref: PollId | None = None
    ruling: RulingId
    member: MemberId | None = None


PointCommand = RuleOnPoint | Appeal


class PointRuled(Event, frozen=True, kw_only=True):
    """The chair has ruled on a member's point of order, while an item was in hand or none."""

    ruling: RulingId
    member: MemberId
    verdict: Verdict
    reason: str
    item: ItemId | None = None


class RulingAppealed(Event, frozen=True, kw_only=True):
    """A member appeals against a ruling; the poll is about whether it falls."""

    ruling: RulingId
    member: MemberId
    poll: PollId


PointEvent = PointRuled | RulingAppealed


class Ruling(Struct, frozen=True):
    """A ruling, when it was made, who appealed against it with which poll, and who recorded that for the member."""

    ref: RulingId
    member: MemberId
    verdict: Verdict
    reason: str
    item: ItemId | None
    at: int
    appellant: MemberId | None = None
    poll: PollId | None = None
    recorded_by: MemberId | None = None


class PointsOfOrder(Struct, frozen=True):
    """All rulings, oldest first."""

    rulings: tuple[Ruling, ...] = ()


def decide(meeting: "Meeting", actor: Actor, command: PointCommand, given: Given) -> Sequence[Event]:
    """The events of a command about points of order. Raises Refused."""
    match command:
        case RuleOnPoint():
            return [_rule(meeting, command, given)]
        case Appeal():
            return _appeal(meeting, attendance.must_be_present(meeting, actor), command, given)


def _rule(meeting: "Meeting", command: RuleOnPoint, given: Given) -> Event:
    ref = RulingId(ref_for(command.ref, given))
    if any(ruling.ref == ref for ruling in meeting.points.rulings):
        raise Refused(Code.ALREADY, "There already is a ruling {ref}.", ref=ref)
    member = attendance.find(meeting.attendance, command.member)
    if member.ref not in meeting.floor.points:
        raise Refused(
            Code.WRONG_STATE, "{name} has raised no point of order that waits for a ruling.", name=member.name
        )
    return PointRuled(
        ruling=ref,
        member=member.ref,
        verdict=command.ruling,
        reason=within(command.reason, LONGEST_TEXT, "reason"),
        item=meeting.agenda.current,
    )


def may_be_appealed(meeting: "Meeting") -> bool:
    """Whether an appeal is in order: at once, before other business (RONR 24:8)."""
    ruling = meeting.points.rulings[-1] if meeting.points.rulings else None
    if ruling is None or ruling.item is None or ruling.poll is not None:
        return False
    return ruling.item == meeting.agenda.current


def _appeal(meeting: "Meeting", member: MemberId, command: Appeal, given: Given) -> Sequence[Event]:
    ruling = next((one for one in meeting.points.rulings if one.ref == command.ruling), None)
    if ruling is None:
        raise Refused(Code.WRONG_STATE, "There is no ruling {ruling}.", ruling=command.ruling)
    if ruling.poll is not None:
        raise Refused(Code.ALREADY, "There already is an appeal against this ruling.")
    if ruling is not meeting.points.rulings[-1] or not may_be_appealed(meeting):
        raise Refused(Code.WRONG_STATE, "An appeal is in order only at once, before other business.")
    question = question_of(meeting, _whether_it_falls(meeting, ruling, command.ref), given)
    return [RulingAppealed(ruling=ruling.ref, member=member, poll=question.poll), question]


def _whether_it_falls(meeting: "Meeting", ruling: Ruling, ref: PollId | None) -> PreparePoll:
    """The question of an appeal. Only a majority overrules the chair, so a tie keeps the ruling (RONR 24; UN GA 71)."""
    terms = terms_of(meeting.sitting.rules.terms, Put.APPEAL)
    words = wording.worded(wording.OVER_RULING, meeting.sitting.profile.language)
    return replace(question_on(terms, ruling.item or ItemId(""), words), ref=ref)


def evolve(points: PointsOfOrder, event: PointEvent, stamp: Stamp) -> PointsOfOrder:
    """The rulings after `event`."""
    match event:
        case PointRuled():
            ruling = Ruling(event.ruling, event.member, event.verdict, event.reason, event.item, stamp.at)
            return PointsOfOrder((*points.rulings, ruling))
        case RulingAppealed():
            return PointsOfOrder(tuple(_appealed(ruling, event, stamp) for ruling in points.rulings))


def _appealed(ruling: Ruling, event: RulingAppealed, stamp: Stamp) -> Ruling:
    if ruling.ref != event.ruling:
        return ruling
    recorder = stamp.recorder_for(event.member)
    return replace(ruling, appellant=event.member, poll=event.poll, recorded_by=recorder)
