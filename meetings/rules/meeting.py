"""The meeting: `decide` turns a command into events, `evolve` folds an event in, `fold` reads a whole log.

Both ask topic by topic; the rules of procedure themselves are in the topics.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from msgspec.structs import replace

from meetings.rules import (
    agenda,
    attendance,
    authority,
    business,
    conduct,
    consent,
    corrections,
    counting,
    division,
    floor,
    inquorate,
    minute_book,
    motion_events,
    motion_results,
    motion_votes,
    motions,
    moving,
    papers,
    points_of_order,
    procedural_motions,
    proceedings,
    proxies,
    restorations,
    result_corrections,
    roll_call,
    storing,
    substitution,
    voting,
)
from meetings.rules.attendance import AttendanceEvent
from meetings.rules.business import BusinessCommand, BusinessEvent
from meetings.rules.conduct import ConductCommand, ConductEvent
from meetings.rules.consent import ConsentAdopted
from meetings.rules.corrections import Correct, CorrectionCommand, CorrectionEvent, RecordSignature
from meetings.rules.decision import Decision, Event, Given
from meetings.rules.division import DivideMotion
from meetings.rules.floor import FloorCommand, FloorEvent
from meetings.rules.identity import Actor, Stamp
from meetings.rules.incidents import IncidentRecorded
from meetings.rules.mandates import Mandates
from meetings.rules.minute_book import MinuteCommand, MinuteEvent
from meetings.rules.motion_events import MotionEvent
from meetings.rules.motions import Motions
from meetings.rules.moving import MotionCommand
from meetings.rules.papers import PaperCommand, PaperEvent
from meetings.rules.points_of_order import PointCommand, PointEvent, PointRuled
from meetings.rules.poll_events import PollClosed
from meetings.rules.polls import Polls
from meetings.rules.procedural_motions import MoveProcedural
from meetings.rules.proceedings import (
    Adjourn,
    Announce,
    CallToOrder,
    ChangeRecess,
    ConveneMeeting,
    ProceedingsCommand,
    ProceedingsEvent,
    Resume,
    Suspend,
    TakeChair,
)
from meetings.rules.proxies import ProxyCommand, ProxyEvent
from meetings.rules.restorations import RecordRestored, RestoreRecord
from meetings.rules.roll_call import AttendanceCommand
from meetings.rules.state import Meeting
from meetings.rules.substitution import SubstitutionCommand, SubstitutionEvent
from meetings.rules.voting import VotingCommand, VotingEvent

DebateCommand = FloorCommand | MotionCommand | MoveProcedural | DivideMotion | PointCommand
PublicCommand = (
    CallToOrder
    | Suspend
    | ChangeRecess
    | Resume
    | Adjourn
    | TakeChair
    | Announce
    | AttendanceCommand
    | SubstitutionCommand
    | ProxyCommand
    | BusinessCommand
    | DebateCommand
    | PaperCommand
    | MinuteCommand
    | ConductCommand
    | Correct
    | VotingCommand
)
"""The commands that people may send."""
AnyCommand = PublicCommand | ConveneMeeting | RecordSignature | RestoreRecord
"""All commands: besides those of people, the server's own."""
AnyEvent = (
    ProceedingsEvent
    | AttendanceEvent
    | SubstitutionEvent
    | ProxyEvent
    | BusinessEvent
    | FloorEvent
    | MotionEvent
    | PointEvent
    | PaperEvent
    | MinuteEvent
    | ConductEvent
    | CorrectionEvent
    | RecordRestored
    | VotingEvent
)

BESIDE_THE_MINUTES = (corrections.MinutesSigned, minute_book.MinuteWritten, proceedings.Announced)
"""What may be recorded under signed minutes without making them untrue."""

NO_MEETING = Meeting()
"""What an empty log says."""


def decide(meeting: Meeting, actor: Actor, command: AnyCommand, given: Given) -> Decision:
    """What the command leads to. Raises Refused where the rules say no."""
    authority.check(meeting, actor, command)
    inquorate.check(meeting, command)
    storing.check(command, given)
    motion_votes.check(meeting, command)
    if isinstance(command, VotingCommand):
        return voting.decide(meeting, actor, command, given)
    if isinstance(command, AttendanceCommand):
        return Decision(tuple(roll_call.decide(meeting, actor, command, given)))
    if isinstance(command, SubstitutionCommand):
        return Decision(tuple(substitution.decide(meeting, command)))
    if isinstance(command, ProxyCommand):
        return Decision(tuple(proxies.decide(meeting, actor, authority.office(meeting, actor), command)))
    return _decide_business(meeting, actor, command, given)


def _decide_business(
    meeting: Meeting,
    actor: Actor,
    command: ProceedingsCommand
    | BusinessCommand
    | DebateCommand
    | PaperCommand
    | MinuteCommand
    | ConductCommand
    | CorrectionCommand
    | RestoreRecord,
    given: Given,
) -> Decision:
    if isinstance(command, ProceedingsCommand):
        return Decision(tuple(proceedings.decide(meeting, actor, command, given)))
    if isinstance(command, BusinessCommand):
        return Decision(tuple(business.decide(meeting, actor, command, given)))
    if isinstance(command, DebateCommand):
        return Decision(tuple(_decide_debate(meeting, actor, command, given)))
    if isinstance(command, PaperCommand):
        return Decision(tuple(papers.decide(meeting, command, given)))
    if isinstance(command, MinuteCommand):
        return Decision(tuple(minute_book.decide(meeting, command)))
    if isinstance(command, ConductCommand):
        return Decision(tuple(conduct.decide(meeting, actor, command, given)))
    if isinstance(command, RestoreRecord):
        return Decision(tuple(restorations.decide(meeting, command)))
    return Decision(tuple(corrections.decide(meeting, command)))


def _decide_debate(meeting: Meeting, actor: Actor, command: DebateCommand, given: Given) -> Sequence[Event]:
    if isinstance(command, DivideMotion):
        return division.decide(meeting, actor, authority.office(meeting, actor), command, given)
    member = authority.acting(meeting, actor, command)
    if isinstance(command, FloorCommand):
        return floor.decide(meeting, member, command, given)
    if isinstance(command, MotionCommand):
        return moving.decide(meeting, member, command, given)
    if isinstance(command, MoveProcedural):
        return procedural_motions.decide(meeting, member, command, given)
    return points_of_order.decide(meeting, member, command, given)


def evolve(meeting: Meeting, event: AnyEvent, stamp: Stamp) -> Meeting:
    """The meeting after `event`."""
    evolved = _evolve_topic(meeting, event, stamp)
    told = _is_in_minutes(meeting, event)
    return replace(evolved, corrections=corrections.counted(evolved.corrections, stamp, in_minutes=told))


def _is_in_minutes(meeting: Meeting, event: AnyEvent) -> bool:
    if isinstance(event, IncidentRecorded):
        return not event.private
    if isinstance(event, RecordRestored):
        # What signed minutes cover was in the backup, whole; they stay as they are.
        return not corrections.are_signed(meeting.corrections)
    return not isinstance(event, BESIDE_THE_MINUTES)


def _evolve_topic(meeting: Meeting, event: AnyEvent, stamp: Stamp) -> Meeting:
    if isinstance(event, VotingEvent):
        polls = _evolve_polls(meeting, event, stamp)
        return replace(meeting, polls=polls, motions=motion_votes.settled(meeting.motions, polls, event))
    if isinstance(event, AttendanceEvent):
        return replace(meeting, attendance=attendance.evolve(meeting.attendance, event, stamp))
    if isinstance(event, SubstitutionEvent):
        return replace(meeting, attendance=substitution.evolve(meeting.attendance, event))
    if isinstance(event, ProxyEvent):
        return replace(meeting, attendance=proxies.evolve(meeting.attendance, event))
    if isinstance(event, FloorEvent):
        return replace(meeting, floor=floor.evolve(meeting.floor, event, stamp, agenda.in_hand(meeting.agenda)))
    if isinstance(event, BusinessEvent):
        return _evolve_agenda(meeting, event, stamp)
    return _evolve_business(meeting, event, stamp)


def _evolve_agenda(meeting: Meeting, event: BusinessEvent, stamp: Stamp) -> Meeting:
    after = business.evolve(meeting.agenda, event, stamp)
    if isinstance(event, ConsentAdopted):
        polls = consent.spared(meeting.polls, event)
        fell_away = [poll for ref, poll in polls.polls.items() if poll is not meeting.polls.polls[ref]]
        settled = motion_results.agreed(meeting.motions, polls, fell_away)
        return replace(meeting, agenda=after, polls=polls, motions=settled)
    before = agenda.in_hand(meeting.agenda)
    if agenda.in_hand(after) != before:
        return replace(meeting, agenda=after, floor=floor.turned(meeting.floor, stamp.at, before))
    return replace(meeting, agenda=after)


def _evolve_polls(meeting: Meeting, event: VotingEvent, stamp: Stamp) -> Polls:
    polls = voting.evolve(meeting.polls, event, stamp)
    if isinstance(event, PollClosed):
        return result_corrections.closed(polls, event, counting.closing_now(meeting, event.poll))
    return polls


def _evolve_business(
    meeting: Meeting,
    event: ProceedingsEvent
    | MotionEvent
    | PointEvent
    | PaperEvent
    | MinuteEvent
    | ConductEvent
    | CorrectionEvent
    | RecordRestored,
    stamp: Stamp,
) -> Meeting:
    if isinstance(event, ProceedingsEvent):
        return _evolve_sitting(meeting, event, stamp)
    if isinstance(event, MotionEvent):
        return replace(meeting, motions=_evolve_motions(meeting, event, stamp))
    if isinstance(event, PointEvent):
        return _evolve_points(meeting, event, stamp)
    if isinstance(event, PaperEvent):
        return replace(meeting, papers=papers.evolve(meeting.papers, event))
    if isinstance(event, MinuteEvent):
        return replace(meeting, minutes=minute_book.evolve(meeting.minutes, event, stamp))
    if isinstance(event, ConductEvent):
        return replace(meeting, conduct=conduct.evolve(meeting.conduct, event, stamp))
    if isinstance(event, RecordRestored):
        return replace(meeting, restorations=restorations.evolve(meeting.restorations, event, stamp))
    return replace(meeting, corrections=corrections.evolve(meeting.corrections, event, stamp))


def _evolve_motions(meeting: Meeting, event: MotionEvent, stamp: Stamp) -> Motions:
    return motions.evolve(meeting.motions, event, meeting.sitting.rules.seconders, stamp)


def _evolve_points(meeting: Meeting, event: PointEvent, stamp: Stamp) -> Meeting:
    points = points_of_order.evolve(meeting.points, event, stamp)
    if isinstance(event, PointRuled):
        return replace(meeting, points=points, floor=floor.settled(meeting.floor, event.member))
    return replace(meeting, points=points)


def _evolve_sitting(meeting: Meeting, event: ProceedingsEvent, stamp: Stamp) -> Meeting:
    sitting = proceedings.evolve(meeting.sitting, event, stamp)
    if isinstance(event, proceedings.MeetingConvened):
        mandates = Mandates(are_present=event.rules.proxies_present)
        attended = replace(meeting.attendance, quorum=event.quorum, mandates=mandates)
        return replace(meeting, sitting=sitting, attendance=attended)
    return replace(meeting, sitting=sitting)


def fold(history: Iterable[tuple[AnyEvent, Stamp]], meeting: Meeting = NO_MEETING) -> Meeting:
    """The meeting that a history makes."""
    for event, stamp in history:
        meeting = evolve(meeting, event, stamp)
    return meeting


def events_of(decision: Decision) -> tuple[AnyEvent, ...]:
    """The events of a decision, of which every kind is one of `AnyEvent`."""
    return cast("tuple[AnyEvent, ...]", decision.events)


_MAKES: Mapping[type[Event], str] = {
    attendance.MemberAdmitted: "member",
    agenda.ItemAdded: "item",
    motion_events.MotionMoved: "motion",
    motion_events.AmendmentMoved: "motion",
    motion_events.ProceduralMoved: "motion",
    points_of_order.PointRuled: "ruling",
    papers.PaperAttached: "paper",
    voting.PollPrepared: "poll",
}


def made_by(event: AnyEvent) -> str | None:
    """The ref of what the event made, if it made anything that has one."""
    field = _MAKES.get(type(event))
    return None if field is None else getattr(event, field)
