"""Who may do what, and when: one table, default deny.

`office` says in which capacity somebody acts now; `WHO_MAY` which capacities may give a command in which state of the
meeting. Whether the matter itself is in order is for the topic to decide.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from meetings.rules import (
    admission,
    agenda,
    attendance,
    consensus,
    consent,
    corrections,
    division,
    explanations,
    floor,
    hand_counts,
    incidents,
    interests,
    items_in_hand,
    joint_debate,
    minute_book,
    moving,
    papers,
    points_of_order,
    poll_commands,
    procedural_motions,
    proceedings,
    putting,
    recusals,
    repeats,
    restorations,
    result_corrections,
    roll_call,
    roll_call_vote,
    urgency,
)
from meetings.rules.decision import Command
from meetings.rules.identity import SERVER, Actor, MemberId, Role
from meetings.rules.phrases import MEETING_STATES, ONLY_THE_SERVER, ROLES
from meetings.rules.proceedings import MeetingState
from meetings.rules.proxies import EndProxy, GiveProxy
from meetings.rules.refusals import Code, Refused
from meetings.rules.substitution import EndSubstitution, Substitute

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class May(Struct, frozen=True):
    """Who may give a command, and in which states of the meeting."""

    roles: frozenset[Role]
    states: frozenset[MeetingState]


CHAIR = frozenset({Role.CHAIR})
SECRETARY = frozenset({Role.SECRETARY})
ORGANISERS = CHAIR | SECRETARY
AT_THE_DOOR = ORGANISERS | {Role.STEWARD}
DELEGATES = frozenset({Role.DELEGATE, Role.VICE_CHAIR})
MEMBERS = DELEGATES | ORGANISERS | {Role.OBSERVER}
NOBODY: frozenset[Role] = frozenset()

SCHEDULED = frozenset({MeetingState.SCHEDULED})
OPEN = frozenset({MeetingState.OPEN})
SUSPENDED = frozenset({MeetingState.SUSPENDED})
IN_SESSION = OPEN | SUSPENDED
NOT_CLOSED = SCHEDULED | IN_SESSION
AFTER_THE_CALL = IN_SESSION | {MeetingState.CLOSED}
ALWAYS = frozenset(MeetingState)

WHO_MAY: Mapping[type[Command], May] = {
    proceedings.ConveneMeeting: May(NOBODY, SCHEDULED),
    proceedings.CallToOrder: May(CHAIR, SCHEDULED),
    proceedings.Suspend: May(CHAIR, OPEN),
    proceedings.ChangeRecess: May(CHAIR, SUSPENDED),
    proceedings.Resume: May(CHAIR, SUSPENDED),
    proceedings.Adjourn: May(CHAIR, IN_SESSION),
    proceedings.TakeChair: May(CHAIR | {Role.VICE_CHAIR}, NOT_CLOSED),
    proceedings.Announce: May(ORGANISERS, ALWAYS),
    admission.Admit: May(ORGANISERS, NOT_CLOSED),
    roll_call.OpenRollCall: May(ORGANISERS, NOT_CLOSED),
    roll_call.CloseRollCall: May(ORGANISERS, NOT_CLOSED),
    roll_call.RecordAttendance: May(AT_THE_DOOR, NOT_CLOSED),
    roll_call.RecordAttendances: May(AT_THE_DOOR, NOT_CLOSED),
    Substitute: May(ORGANISERS, NOT_CLOSED),
    EndSubstitution: May(ORGANISERS, NOT_CLOSED),
    GiveProxy: May(DELEGATES | ORGANISERS, NOT_CLOSED),
    EndProxy: May(DELEGATES | ORGANISERS, NOT_CLOSED),
    roll_call.AnswerRoll: May(MEMBERS, NOT_CLOSED),
    roll_call.Leave: May(MEMBERS, NOT_CLOSED),
    roll_call.ReturnToMeeting: May(MEMBERS, NOT_CLOSED),
    agenda.AddItem: May(ORGANISERS, NOT_CLOSED),
    agenda.RetitleItem: May(ORGANISERS, NOT_CLOSED),
    agenda.MoveItem: May(ORGANISERS, NOT_CLOSED),
    agenda.WithdrawItem: May(ORGANISERS, NOT_CLOSED),
    consent.MarkConsent: May(ORGANISERS, NOT_CLOSED),
    consent.TakeOut: May(DELEGATES | ORGANISERS, NOT_CLOSED),
    consent.AdoptConsent: May(CHAIR, OPEN),
    joint_debate.JoinItems: May(CHAIR, OPEN),
    joint_debate.PartItems: May(CHAIR, OPEN),
    urgency.MoveUrgent: May(DELEGATES | ORGANISERS, OPEN),
    items_in_hand.StartItem: May(CHAIR, OPEN),
    items_in_hand.ConcludeItem: May(CHAIR, OPEN),
    items_in_hand.DeferItem: May(CHAIR, OPEN),
    floor.RequestFloor: May(DELEGATES | ORGANISERS, OPEN),
    floor.WithdrawRequest: May(DELEGATES | ORGANISERS, IN_SESSION),
    floor.MoveRequest: May(CHAIR, IN_SESSION),
    floor.GiveFloor: May(CHAIR, OPEN),
    floor.EndSpeech: May(CHAIR, OPEN),
    floor.YieldFloor: May(MEMBERS, OPEN),
    floor.OpenList: May(CHAIR, IN_SESSION),
    floor.CloseList: May(CHAIR, IN_SESSION),
    moving.MoveMotion: May(DELEGATES | ORGANISERS, OPEN),
    moving.MoveAmendment: May(DELEGATES | ORGANISERS, OPEN),
    moving.RestateAmendment: May(DELEGATES | CHAIR, OPEN),
    procedural_motions.MoveProcedural: May(DELEGATES | ORGANISERS, OPEN),
    moving.OrderAmendments: May(CHAIR, OPEN),
    moving.DropMotion: May(CHAIR, OPEN),
    division.DivideMotion: May(DELEGATES | CHAIR, OPEN),
    moving.SecondMotion: May(DELEGATES | ORGANISERS, OPEN),
    moving.WithdrawMotion: May(DELEGATES | ORGANISERS, OPEN),
    points_of_order.RuleOnPoint: May(CHAIR, OPEN),
    points_of_order.Appeal: May(DELEGATES | ORGANISERS, OPEN),
    poll_commands.PreparePoll: May(ORGANISERS, NOT_CLOSED),
    putting.PutMotion: May(CHAIR, OPEN),
    poll_commands.OpenPoll: May(CHAIR, OPEN),
    poll_commands.HoldPoll: May(CHAIR, OPEN),
    poll_commands.ResumePoll: May(CHAIR, OPEN),
    poll_commands.AddTime: May(CHAIR, OPEN),
    hand_counts.EnterCounts: May(ORGANISERS, OPEN),
    roll_call_vote.RecordAnswer: May(ORGANISERS, OPEN),
    roll_call_vote.TakeBackAnswer: May(ORGANISERS, OPEN),
    poll_commands.ClosePoll: May(CHAIR, OPEN),
    repeats.RepeatPoll: May(ORGANISERS, NOT_CLOSED),
    repeats.NextRound: May(ORGANISERS, NOT_CLOSED),
    recusals.Recuse: May(DELEGATES | ORGANISERS, NOT_CLOSED),
    recusals.WithdrawRecusal: May(DELEGATES | ORGANISERS, NOT_CLOSED),
    poll_commands.DeclareResult: May(CHAIR, OPEN),
    poll_commands.CancelPoll: May(CHAIR, OPEN),
    explanations.ExplainVote: May(DELEGATES | ORGANISERS, AFTER_THE_CALL),
    interests.DeclareInterest: May(DELEGATES | ORGANISERS, NOT_CLOSED),
    interests.WithdrawInterest: May(DELEGATES | ORGANISERS, NOT_CLOSED),
    result_corrections.CorrectResult: May(ORGANISERS, ALWAYS),
    consensus.DeclareConsensus: May(CHAIR, OPEN),
    # In any state, so that a late vote learns from the poll itself that it is closed, not that the meeting is.
    poll_commands.CastVote: May(DELEGATES | ORGANISERS, ALWAYS),
    papers.AttachPaper: May(SECRETARY, NOT_CLOSED),
    papers.ReplacePaper: May(SECRETARY, NOT_CLOSED),
    papers.WithdrawPaper: May(SECRETARY, NOT_CLOSED),
    papers.Present: May(ORGANISERS, OPEN),
    minute_book.WriteMinute: May(ORGANISERS, ALWAYS),
    minute_book.RecordDecision: May(ORGANISERS, ALWAYS),
    minute_book.AssignTask: May(ORGANISERS, ALWAYS),
    incidents.RecordIncident: May(ORGANISERS, ALWAYS),
    corrections.Correct: May(ORGANISERS, ALWAYS),
    corrections.RecordSignature: May(NOBODY, frozenset({MeetingState.CLOSED})),
    restorations.RestoreRecord: May(NOBODY, ALWAYS),
}
"""The closed table of permissions. The server itself may give every command; what is not listed nobody may give."""

MembersCommand = (
    floor.RequestFloor
    | floor.WithdrawRequest
    | moving.MoveMotion
    | moving.MoveAmendment
    | moving.SecondMotion
    | moving.WithdrawMotion
    | procedural_motions.MoveProcedural
    | points_of_order.Appeal
)
"""What members do themselves, and the chair and the secretary record for members who do it aloud."""


def office(meeting: "Meeting", actor: Actor) -> Role | None:
    """In which capacity somebody acts now: whoever presides is the chair, a chair who does not counts as vice-chair."""
    member = meeting.attendance.members.get(actor.member) if actor.member is not None else None
    if member is None:
        return None
    if member.ref == meeting.sitting.presiding:
        return Role.CHAIR
    return Role.VICE_CHAIR if member.role is Role.CHAIR else member.role


def check(meeting: "Meeting", actor: Actor, command: Command) -> None:
    """Whether the actor may give this command in this state of the meeting. Raises Refused."""
    may = WHO_MAY[type(command)]
    if actor != SERVER and office(meeting, actor) not in may.roles:
        named = tuple(ROLES[role] for role in sorted(may.roles)) or ONLY_THE_SERVER
        raise Refused(Code.NOT_ALLOWED, "Your role does not allow this; it is for: {roles}.", roles=named)
    state = meeting.sitting.state
    if state not in may.states:
        code = _out_of_state(command, state)
        raise Refused(code, "The meeting is {state}: this is not in order now.", state=MEETING_STATES[state])


def acting(meeting: "Meeting", actor: Actor, command: Command) -> Actor:
    """Whose deed it is: one's own or, where chair or secretary record it, that of the member named. Raises Refused."""
    if not isinstance(command, MembersCommand):
        return actor
    if command.member == actor.member or (actor.member is not None and office(meeting, actor) in DELEGATES):
        return _oneself(meeting, actor, command.member)
    if command.member is None:
        raise Refused(Code.BAD_COMMAND, "member: whoever does this was expected, since you record it; nothing came")
    return _named(meeting, command.member)


def _oneself(meeting: "Meeting", actor: Actor, named: MemberId | None) -> Actor:
    if named not in (None, actor.member):
        raise Refused(Code.NOT_ALLOWED, "Only for yourself: the chair and the secretary record it for others.")
    if actor.member is not None and office(meeting, actor) not in DELEGATES:
        raise _not_for(attendance.find(meeting.attendance, actor.member).name)
    return actor


def _named(meeting: "Meeting", ref: MemberId) -> Actor:
    named = attendance.find(meeting.attendance, ref)
    if office(meeting, Actor(named.ref)) not in DELEGATES:
        raise _not_for(named.name)
    if not attendance.is_present(meeting.attendance, named.ref):
        raise Refused(Code.NOT_PRESENT, "{name} is not recorded as present: record that first.", name=named.name)
    return Actor(named.ref)


def _not_for(name: str) -> Refused:
    roles = tuple(ROLES[role] for role in sorted(DELEGATES))
    return Refused(Code.NOT_ALLOWED, "{name} may not do this; it is for: {roles}.", name=name, roles=roles)


_LEADS_TO: Mapping[type[Command], MeetingState] = {
    proceedings.CallToOrder: MeetingState.OPEN,
    proceedings.Suspend: MeetingState.SUSPENDED,
    proceedings.Resume: MeetingState.OPEN,
    proceedings.Adjourn: MeetingState.CLOSED,
}


def _out_of_state(command: Command, state: MeetingState) -> Code:
    """`already` where the meeting is in the state that the command would lead to."""
    return Code.ALREADY if _LEADS_TO.get(type(command)) is state else Code.WRONG_STATE
