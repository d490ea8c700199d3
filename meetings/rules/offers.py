"""What is in order now: for each command, whether the meeting holds anything to give it on.

The pages offer a button only where the command can succeed for somebody. This adds nothing to what `decide` allows.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from meetings.rules import (
    agenda,
    attendance,
    authority,
    consensus,
    consent,
    division,
    electorate,
    explanations,
    floor,
    hand_counts,
    interests,
    items_in_hand,
    joint_debate,
    motion_votes,
    motions,
    moving,
    papers,
    points_of_order,
    poll_commands,
    procedural_motions,
    proceedings,
    putting,
    recusals,
    repeats,
    result_corrections,
    roll_call,
    roll_call_vote,
    urgency,
)
from meetings.rules.agenda import ItemState
from meetings.rules.decision import Command
from meetings.rules.identity import Actor, MemberId, Role
from meetings.rules.inquorate import is_in_order, may_decide
from meetings.rules.motions import PENDING, Motion
from meetings.rules.poll_terms import Secrecy
from meetings.rules.polls import Poll, PollState
from meetings.rules.proxies import ANYBODY, EndProxy, GiveProxy
from meetings.rules.substitution import EndSubstitution, Substitute

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

Condition = Callable[["Meeting"], bool]


def _no_poll(meeting: "Meeting") -> bool:
    return meeting.polls.open is None


def _any_item(*states: ItemState) -> Condition:
    return lambda meeting: any(item.state in states for item in meeting.agenda.items.values())


def _any_poll(*states: PollState) -> Condition:
    return lambda meeting: any(poll.state in states for poll in meeting.polls.polls.values())


def _open_poll_is(state: PollState) -> Condition:
    def holds(meeting: "Meeting") -> bool:
        poll = _poll_in_progress(meeting)
        return poll is not None and poll.state is state

    return holds


def _poll_in_progress(meeting: "Meeting") -> Poll | None:
    return None if meeting.polls.open is None else meeting.polls.polls[meeting.polls.open]


def _any_result_to_correct(meeting: "Meeting") -> bool:
    return any(result_corrections.can_be_corrected(poll) for poll in meeting.polls.polls.values())


def _is_timed(meeting: "Meeting") -> bool:
    poll = _poll_in_progress(meeting)
    return poll is not None and (poll.closes_at is not None or bool(poll.left_ms))


def _is_counted_in_the_room(meeting: "Meeting") -> bool:
    poll = _poll_in_progress(meeting)
    return poll is not None and poll.secrecy is Secrecy.ANALOG


def _is_by_roll_call(meeting: "Meeting") -> bool:
    poll = _poll_in_progress(meeting)
    return poll is not None and poll.state is PollState.OPEN and poll.by == "voice"


def _has_answers(meeting: "Meeting") -> bool:
    poll = _poll_in_progress(meeting)
    return poll is not None and _is_by_roll_call(meeting) and bool(poll.votes or poll.silent)


def _may_close_poll(meeting: "Meeting") -> bool:
    poll = _poll_in_progress(meeting)
    if poll is None or (poll.by == "voice" and roll_call_vote.uncalled(poll)):
        return False
    return poll.secrecy is not Secrecy.ANALOG or poll.entered is not None


def _takes_votes_from_tablets(meeting: "Meeting") -> bool:
    poll = _poll_in_progress(meeting)
    if poll is None or poll.state is not PollState.OPEN:
        return False
    return poll.secrecy is not Secrecy.ANALOG and poll.by != "voice"


def _may_open_poll(meeting: "Meeting") -> bool:
    ready = (
        poll.state is PollState.PREPARED
        and poll.item in agenda.in_hand(meeting.agenda)
        and (poll.motion is None or motion_votes.may_be_put(meeting, poll.motion, poll.part))
        for poll in meeting.polls.polls.values()
    )
    return _no_poll(meeting) and any(ready) and may_decide(meeting)


def _may_declare_consensus(meeting: "Meeting") -> bool:
    is_in_hand = meeting.agenda.current is not None
    return _no_poll(meeting) and is_in_hand and may_decide(meeting)


def _may_join(meeting: "Meeting") -> bool:
    is_in_hand = meeting.agenda.current is not None
    return _no_poll(meeting) and is_in_hand and _any_item(*items_in_hand.MAY_BE_STARTED)(meeting)


def _may_adopt_consent(meeting: "Meeting") -> bool:
    return _no_poll(meeting) and bool(consent.listed(meeting.agenda)) and may_decide(meeting)


def _any_paper(meeting: "Meeting") -> bool:
    return any(not paper.is_withdrawn for paper in meeting.papers.papers.values())


def _pending(meeting: "Meeting") -> list[Motion]:
    """The motions that are neither settled nor being voted on."""
    found = (motion for motion in meeting.motions.motions.values() if motion.state in PENDING)
    return [motion for motion in found if not motions.is_voted_on(meeting, motion.ref)]


def _any_motion(meeting: "Meeting") -> bool:
    return bool(_pending(meeting))


def _any_to_amend(meeting: "Meeting") -> bool:
    return any(motion.amends is None and motion.procedure is None for motion in _pending(meeting))


def _any_to_order(meeting: "Meeting") -> bool:
    amended = [motion.amends for motion in meeting.motions.motions.values() if motion.state in PENDING]
    return any(amended.count(ref) > 1 for ref in amended if ref is not None)


def _roll_by_code(meeting: "Meeting") -> bool:
    roll = meeting.attendance.roll
    return roll.is_open and roll.method is attendance.RollMethod.CODE


CONDITIONS: Mapping[type[Command], Condition] = {
    proceedings.Suspend: _no_poll,
    proceedings.Adjourn: _no_poll,
    roll_call.OpenRollCall: lambda meeting: not meeting.attendance.roll.is_open,
    roll_call.CloseRollCall: lambda meeting: meeting.attendance.roll.is_open,
    roll_call.AnswerRoll: _roll_by_code,
    Substitute: lambda meeting: meeting.sitting.rules.substitutes,
    EndSubstitution: lambda meeting: bool(meeting.attendance.substitutes),
    GiveProxy: lambda meeting: meeting.sitting.rules.proxies > 0,
    EndProxy: lambda meeting: bool(meeting.attendance.mandates.given),
    agenda.RetitleItem: lambda meeting: bool(meeting.agenda.order),
    agenda.MoveItem: lambda meeting: len(meeting.agenda.order) > 1,
    agenda.WithdrawItem: _any_item(*agenda.MAY_BE_WITHDRAWN),
    consent.MarkConsent: _any_item(ItemState.PLANNED),
    consent.TakeOut: lambda meeting: bool(consent.listed(meeting.agenda)),
    consent.AdoptConsent: _may_adopt_consent,
    joint_debate.JoinItems: _may_join,
    joint_debate.PartItems: lambda meeting: _no_poll(meeting) and bool(meeting.agenda.together),
    urgency.MoveUrgent: lambda meeting: meeting.agenda.current is not None,
    items_in_hand.StartItem: lambda meeting: _no_poll(meeting) and _any_item(*items_in_hand.MAY_BE_STARTED)(meeting),
    items_in_hand.ConcludeItem: lambda meeting: _no_poll(meeting) and meeting.agenda.current is not None,
    items_in_hand.DeferItem: _any_item(ItemState.PLANNED, ItemState.OPEN),
    floor.MoveRequest: lambda meeting: len(meeting.floor.waiting) > 1,
    floor.EndSpeech: lambda meeting: meeting.floor.speaker is not None,
    floor.OpenList: lambda meeting: not meeting.floor.is_open,
    floor.CloseList: lambda meeting: meeting.floor.is_open,
    points_of_order.RuleOnPoint: lambda meeting: bool(meeting.floor.points),
    points_of_order.Appeal: points_of_order.may_be_appealed,
    moving.MoveAmendment: _any_to_amend,
    moving.RestateAmendment: moving.may_restate,
    moving.OrderAmendments: _any_to_order,
    moving.DropMotion: _any_motion,
    division.DivideMotion: division.may_divide,
    procedural_motions.MoveProcedural: lambda meeting: meeting.agenda.current is not None,
    moving.SecondMotion: _any_motion,
    moving.WithdrawMotion: _any_motion,
    putting.PutMotion: putting.may_put,
    poll_commands.OpenPoll: _may_open_poll,
    poll_commands.HoldPoll: _open_poll_is(PollState.OPEN),
    poll_commands.ResumePoll: _open_poll_is(PollState.HELD),
    poll_commands.AddTime: _is_timed,
    repeats.RepeatPoll: _any_poll(PollState.CLOSED, PollState.DECLARED, PollState.CANCELLED),
    repeats.NextRound: lambda meeting: any(map(repeats.has_open_seats, meeting.polls.polls.values())),
    recusals.WithdrawRecusal: lambda meeting: bool(meeting.polls.recusals),
    explanations.ExplainVote: explanations.are_in_order,
    interests.DeclareInterest: lambda meeting: bool(meeting.agenda.order),
    interests.WithdrawInterest: lambda meeting: bool(meeting.conduct.interests),
    hand_counts.EnterCounts: _is_counted_in_the_room,
    roll_call_vote.RecordAnswer: _is_by_roll_call,
    roll_call_vote.TakeBackAnswer: _has_answers,
    poll_commands.ClosePoll: _may_close_poll,
    poll_commands.CastVote: _takes_votes_from_tablets,
    poll_commands.DeclareResult: _any_poll(PollState.CLOSED),
    poll_commands.CancelPoll: _any_poll(PollState.PREPARED, PollState.OPEN, PollState.HELD),
    result_corrections.CorrectResult: _any_result_to_correct,
    consensus.DeclareConsensus: _may_declare_consensus,
    papers.ReplacePaper: _any_paper,
    papers.WithdrawPaper: _any_paper,
    papers.Present: _any_paper,
}
"""What must hold besides the role and the state of the meeting; nothing where a command is not listed."""


def offered(meeting: "Meeting", roles: frozenset[Role]) -> list[str]:
    """The names of the commands that somebody in one of `roles` may give now, in order of the alphabet."""
    return sorted(name_of(command) for command in _offered(meeting, roles))


def name_of(command: type[Command]) -> str:
    """The name of a command on the wire."""
    return str(command.__struct_config__.tag)


def _offered(meeting: "Meeting", roles: frozenset[Role]) -> Iterator[type[Command]]:
    for command, may in authority.WHO_MAY.items():
        if may.roles & roles and meeting.sitting.state in may.states and _holds(meeting, command):
            yield command


def _holds(meeting: "Meeting", command: type[Command]) -> bool:
    condition = CONDITIONS.get(command)
    return (condition is None or condition(meeting)) and is_in_order(meeting, command)


class Offers:
    """What is offered in one state of a meeting, reckoned once for each set of roles: every member asks for it."""

    def __init__(self, meeting: "Meeting") -> None:
        self._meeting = meeting
        self._reckoned: dict[frozenset[Role], list[str]] = {}

    def to(self, roles: frozenset[Role]) -> list[str]:
        """The names of the commands that somebody in one of `roles` may give now."""
        if roles not in self._reckoned:
            self._reckoned[roles] = offered(self._meeting, roles)
        return self._reckoned[roles]


def withheld(
    meeting: "Meeting", member: MemberId, role: Role, offers: list[str], reckoned: Offers | None = None
) -> list[str]:
    """What of `offers` is not for this member, for its office or its own circumstances."""
    own = (reckoned or Offers(meeting)).to(frozenset({role}))
    circumstances = _circumstances(meeting, member)
    return [name for name in offers if name not in own or not circumstances.get(name, True)]


def _circumstances(meeting: "Meeting", member: MemberId) -> Mapping[str, bool]:
    here = attendance.is_present(meeting.attendance, member)
    waiting = floor.request_of(meeting.floor, member) is not None
    records = _records_for_all(meeting, member)
    status = meeting.attendance.members[member].status
    return {
        "answer_roll": not here,
        "leave": here,
        "return_to_meeting": status is attendance.Status.LEFT,
        "request_floor": records or (here and not waiting),
        # Not by whether others wait: what they do changes nothing in the fragment of whoever records.
        "withdraw_request": records or waiting,
        # Not by a condition that holds for all: when a speech begins, only the speaker's own fragment changes.
        "yield_floor": meeting.floor.speaker == member,
        "move_motion": here or records,
        "move_amendment": here or records,
        "move_procedural": here or records,
        "second_motion": here or records,
        "withdraw_motion": here or records,
        "divide_motion": _may_divide(meeting, member),
        "restate_amendment": _may_restate(meeting, member),
        "appeal": here or records,
        "cast_vote": may_vote(meeting, member) or bool(votes_for(meeting, member)),
        "give_proxy": _may_give_proxy(meeting, member),
        "end_proxy": _records_for_all(meeting, member) or member in meeting.attendance.mandates.given,
        "take_chair": _may_take_chair(meeting, member),
        "recuse": _may_recuse(meeting, member),
        "withdraw_recusal": _may_take_part_again(meeting, member),
        "explain_vote": explanations.has_voted(meeting, member),
        "move_urgent": here or records,
        "take_out": _may_recuse(meeting, member),
        "declare_interest": _may_recuse(meeting, member),
        "withdraw_interest": _may_recuse(meeting, member),
    }


def votes_for(meeting: "Meeting", member: MemberId) -> list[MemberId]:
    """For which others this member may vote in the poll in progress."""
    poll = _poll_in_progress(meeting)
    return [] if poll is None else electorate.votes_for(meeting, poll, member)


def may_vote(meeting: "Meeting", member: MemberId) -> bool:
    """Whether this member may vote in the poll in progress, for oneself."""
    poll, here = _poll_in_progress(meeting), attendance.is_present(meeting.attendance, member)
    if poll is None or member not in poll.entitled:
        return False
    is_final = poll.secrecy is Secrecy.CONFIDENTIAL and member in poll.votes
    return (here or meeting.sitting.rules.absentees_vote) and not is_final


def _may_give_proxy(meeting: "Meeting", member: MemberId) -> bool:
    """Whoever records it for others; for oneself, where members give proxies and one has not voted away one's vote."""
    if _records_for_all(meeting, member):
        return True
    mandates, votes = meeting.attendance.mandates, meeting.attendance.members[member].votes
    is_free = member not in mandates.given and member not in mandates.held
    return meeting.sitting.rules.members_give_proxies and votes > 0 and is_free


def _records_for_all(meeting: "Meeting", member: MemberId) -> bool:
    return authority.office(meeting, Actor(member)) in ANYBODY


def _may_recuse(meeting: "Meeting", member: MemberId) -> bool:
    """Whoever has a vote, for oneself; whoever records it for others, too."""
    return meeting.attendance.members[member].votes > 0 or _records_for_all(meeting, member)


def _may_take_part_again(meeting: "Meeting", member: MemberId) -> bool:
    """Whoever records recusals; whoever has recorded one of one's own."""
    own = any(each.member == member == each.by for each in meeting.polls.recusals)
    return own or authority.office(meeting, Actor(member)) in recusals.ANYBODY


def _may_divide(meeting: "Meeting", member: MemberId) -> bool:
    """The chair any motion, whoever else is here one of one's own."""
    is_chair = authority.office(meeting, Actor(member)) is Role.CHAIR
    return is_chair or (attendance.is_present(meeting.attendance, member) and division.may_divide(meeting, member))


def _may_restate(meeting: "Meeting", member: MemberId) -> bool:
    """The chair any amendment, whoever else is here one of one's own."""
    is_chair = authority.office(meeting, Actor(member)) is Role.CHAIR
    return is_chair or (attendance.is_present(meeting.attendance, member) and moving.may_restate(meeting, member))


def _may_take_chair(meeting: "Meeting", member: MemberId) -> bool:
    return member == meeting.sitting.presiding or proceedings.may_take_chair(meeting, member)
