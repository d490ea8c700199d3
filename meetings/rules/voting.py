"""Polls: prepared, opened, held, voted in, closed, declared, cancelled."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meetings.rules import (
    agenda,
    attendance,
    authority,
    carrying_over,
    consensus,
    counting,
    division,
    electorate,
    hand_counts,
    putting,
    recusals,
    repeats,
    result_corrections,
    roll_call_vote,
    urgency,
)
from meetings.rules.ballot_paper import checked
from meetings.rules.consensus import ConsensusDeclared, DeclareConsensus
from meetings.rules.decision import LONGEST_TEXT, Ballot, Decision, Event, Given, between, within
from meetings.rules.hand_counts import CountsEntered, EnterCounts
from meetings.rules.identity import SERVER, Actor, MemberId, PollId, Stamp
from meetings.rules.poll_commands import (
    AddTime,
    CancelPoll,
    CastVote,
    ClosePoll,
    DeclareResult,
    HoldPoll,
    OpenPoll,
    PollCommand,
    PreparePoll,
    ResumePoll,
)
from meetings.rules.poll_events import (
    BallotReceived,
    PollCancelled,
    PollClosed,
    PollEvent,
    PollHeld,
    PollOpened,
    PollPrepared,
    PollProgress,
    PollResumed,
    ResultDeclared,
    TimeAdded,
    VoteCast,
)
from meetings.rules.poll_terms import Secrecy
from meetings.rules.polls import Cast, Poll, Polls, PollState, find, in_state, opened, takes_votes
from meetings.rules.putting import PutMotion
from meetings.rules.recusals import RecusalCommand, RecusalEvent, Recuse, WithdrawRecusal
from meetings.rules.refusals import Code, Refused
from meetings.rules.repeats import NextRound, RepeatPoll
from meetings.rules.result_corrections import CorrectResult, ResultCorrected
from meetings.rules.roll_call_vote import (
    AnswerTakenBack,
    NoAnswer,
    RecordAnswer,
    RollCallVoteCommand,
    RollCallVoteEvent,
    TakeBackAnswer,
)

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

VotingCommand = (
    PollCommand
    | PutMotion
    | EnterCounts
    | RollCallVoteCommand
    | RepeatPoll
    | NextRound
    | RecusalCommand
    | DeclareConsensus
    | CorrectResult
)
VotingEvent = PollEvent | CountsEntered | RollCallVoteEvent | RecusalEvent | ConsensusDeclared | ResultCorrected

LONGEST_POLL_S = 7 * 24 * 3600


def decide(meeting: "Meeting", actor: Actor, command: VotingCommand, given: Given) -> Decision:
    """The events, and perhaps the ballot, of a command about polls. Raises Refused."""
    match command:
        case PreparePoll():
            return _events(*putting.prepared(meeting, command, given))
        case PutMotion():
            return _events(putting.put(meeting, command, given))
        case CastVote():
            return _cast(meeting, actor, command, given)
        case OpenPoll():
            return _events(_open(meeting, command, given))
        case HoldPoll():
            return _events(_hold(meeting, actor, command, given))
        case ResumePoll():
            return _events(_resume(meeting, command, given))
        case AddTime():
            return _events(_add_time(meeting, command, given))
        case ClosePoll():
            return _events(_close(meeting, actor, command, given))
        case DeclareResult():
            return _declare(meeting, command, given)
        case CancelPoll():
            return _events(_cancel(meeting, command))
        case EnterCounts():
            return _events(hand_counts.decide(meeting, command))
        case RepeatPoll():
            return _events(repeats.repeated(meeting, command, given))
        case NextRound():
            return _events(repeats.next_round(meeting, command, given))
        case Recuse() | WithdrawRecusal():
            return _events(*recusals.decide(meeting, actor, authority.office(meeting, actor), command))
        case DeclareConsensus():
            after = _of_motions(meeting, command.poll, given, is_adopted=True)
            agreed = consensus.decide(meeting, command)
            return _events(agreed, *urgency.consequences(meeting, command.poll), *after)
        case CorrectResult():
            return _correct(meeting, command, given)
        case RecordAnswer() | TakeBackAnswer():
            return _events(roll_call_vote.decide(meeting, command))


def _events(*events: Event) -> Decision:
    return Decision(events)


def _open(meeting: "Meeting", command: OpenPoll, given: Given) -> Event:
    poll = in_state(find(meeting.polls, command.poll), PollState.PREPARED, PollState.OPEN)
    if meeting.polls.open is not None:
        raise Refused(Code.WRONG_STATE, "Another poll is open: close or cancel it first.")
    if poll.item not in agenda.in_hand(meeting.agenda):
        title = agenda.find(meeting.agenda, poll.item).title
        raise Refused(Code.WRONG_STATE, "The poll belongs to the item “{title}”: start that item first.", title=title)
    electorate.must_have_quorum(meeting)
    entitled = electorate.entitled(meeting, poll)
    if not entitled:
        raise Refused(Code.WRONG_STATE, "Nobody is entitled to vote in this poll.")
    proxies = electorate.proxies(meeting, poll, entitled)
    if poll.secrecy is Secrecy.CONFIDENTIAL:
        electorate.can_be_confidential(entitled, proxies)
    closes_at = _deadline(poll, command.closes_in_s, given)
    recused = electorate.recused(meeting, poll)
    recused_in_base = bool(recused) and meeting.sitting.rules.recused_in_base
    groups = electorate.groups(meeting, poll, {**entitled, **recused} if recused_in_base else entitled)
    first, seed = roll_call_vote.start(meeting, entitled, given) if poll.by == "voice" else (None, None)
    return PollOpened(
        poll=poll.ref,
        entitled=entitled,
        closes_at=closes_at,
        groups=groups,
        recused=recused,
        recused_in_base=recused_in_base,
        proxies=proxies,
        first=first,
        seed=seed,
    )


def _deadline(poll: Poll, seconds: int | None, given: Given) -> int | None:
    if seconds is None:
        return None
    if poll.secrecy is Secrecy.ANALOG or poll.by == "voice":
        raise Refused(
            Code.BAD_COMMAND, "closes_in_s: none was expected, the close waits for the counts or the last name"
        )
    return given.at + between(1, seconds, LONGEST_POLL_S, "closes_in_s") * 1000


def _hold(meeting: "Meeting", actor: Actor, command: HoldPoll, given: Given) -> Event:
    poll = in_state(find(meeting.polls, command.poll), PollState.OPEN, PollState.HELD)
    left = None if poll.closes_at is None else max(0, poll.closes_at - given.at)
    return PollHeld(poll=poll.ref, left_ms=left, by_restart=actor == SERVER)


def _resume(meeting: "Meeting", command: ResumePoll, given: Given) -> Event:
    poll = in_state(find(meeting.polls, command.poll), PollState.HELD, PollState.OPEN)
    # Whose time ran out while the server was away goes on without a limit, until the chair closes it.
    if command.closes_in_s is None and poll.left_ms:
        return PollResumed(poll=poll.ref, closes_at=given.at + poll.left_ms)
    return PollResumed(poll=poll.ref, closes_at=_deadline(poll, command.closes_in_s, given))


def _add_time(meeting: "Meeting", command: AddTime, given: Given) -> Event:
    poll = find(meeting.polls, command.poll)
    if poll.state is not PollState.HELD:
        in_state(poll, PollState.OPEN, PollState.HELD)
    if poll.closes_at is None and not poll.left_ms:
        raise Refused(Code.WRONG_STATE, "The poll has no time limit: it stays open until the chair closes it.")
    _not_run_out(poll, given)
    return TimeAdded(poll=poll.ref, seconds=between(1, command.seconds, LONGEST_POLL_S, "seconds"))


def _not_run_out(poll: Poll, given: Given) -> None:
    # The close itself may come a moment later; the time that everybody was shown is the one that counts.
    if poll.closes_at is not None and given.at >= poll.closes_at:
        raise Refused(Code.CLOSED, "The time for voting has run out: nothing was recorded.")


def _cast(meeting: "Meeting", actor: Actor, command: CastVote, given: Given) -> Decision:
    poll = find(meeting.polls, command.poll)
    if poll.secrecy is Secrecy.ANALOG:
        raise Refused(Code.WRONG_STATE, "This vote is counted in the room, not on tablets.")
    if poll.by == "voice":
        raise Refused(Code.WRONG_STATE, "This vote is by roll call: answer aloud when your name is called.")
    takes_votes(poll)
    _not_run_out(poll, given)
    member = _voter(meeting, actor, poll, command)
    proxy = None if member == actor.member else actor.member
    choice = checked(poll, command.choice)
    if poll.secrecy is not Secrecy.CONFIDENTIAL:
        return _events(VoteCast(poll=poll.ref, member=member, choice=choice, proxy=proxy))
    if member in poll.votes:
        raise Refused(Code.ALREADY, "Your vote is already recorded; in a confidential poll the first vote is final.")
    return Decision((BallotReceived(poll=poll.ref, member=member, proxy=proxy),), (Ballot(poll.ref, choice),))


def _voter(meeting: "Meeting", actor: Actor, poll: Poll, command: CastVote) -> MemberId:
    """Whose vote it is: one's own, or that of the member for whom one votes by proxy."""
    member, voter = actor.member, command.voter
    if member in poll.recused:
        raise Refused(Code.NOT_ENTITLED, "You are recused from this vote.")
    if member is not None and voter is not None and voter != member:
        electorate.must_represent(meeting, poll, member, voter)
        return voter
    if member is None or member not in poll.entitled:
        raise Refused(Code.NOT_ENTITLED, "You are not entitled to vote in this poll.")
    if not meeting.sitting.rules.absentees_vote:
        attendance.must_be_present(meeting, actor)
    return member


def _close(meeting: "Meeting", actor: Actor, command: ClosePoll, given: Given) -> Event:
    poll = find(meeting.polls, command.poll)
    if poll.state is not PollState.HELD or actor == SERVER:
        in_state(poll, PollState.OPEN, PollState.CLOSED)
    if actor == SERVER and (poll.closes_at is None or given.at < poll.closes_at):
        raise Refused(Code.WRONG_STATE, "The time for voting has not run out.")
    roll_call_vote.can_be_closed(poll)
    return closing(meeting, poll, given)


def closing(meeting: "Meeting", poll: Poll, given: Given) -> PollClosed:
    """The close of `poll` with its result."""
    outcome = counting.outcome(poll, given, counting.closing_now(meeting, poll.ref))
    is_confidential = poll.secrecy is Secrecy.CONFIDENTIAL
    return PollClosed(
        poll=poll.ref,
        outcome=outcome,
        digest=counting.digest(given.box) if is_confidential else None,
        seed=given.seed.hex() if outcome.decided_by == "lot" else None,
    )


def _correct(meeting: "Meeting", command: CorrectResult, given: Given) -> Decision:
    """The outcome as it follows from the right votes, reckoned from who was here at the close."""
    poll, right = find(meeting.polls, command.poll), result_corrections.right(meeting, command, given)
    assert poll.closing is not None  # noqa: S101 - what is counted has been closed
    # A lot that was drawn is not drawn anew: nobody can correct until the lot falls as they like.
    closing = replace(poll.closing, seed=poll.closing.seed or given.seed.hex())
    outcome = counting.outcome(right, given, closing)
    corrected = result_corrections.correction(poll, right, command, outcome, closing.seed or "")
    if poll.state is not PollState.DECLARED:
        return _events(corrected)
    is_adopted = bool(outcome.adopted)
    divided = _of_motions(meeting, poll.ref, given, is_adopted=is_adopted)
    return _events(corrected, *urgency.corrected(meeting, poll, is_adopted=is_adopted), *divided)


def _of_motions(meeting: "Meeting", ref: PollId | None, given: Given, *, is_adopted: bool) -> Sequence[Event]:
    """What a result leads to for the parts of its motion, and for other amendments to the same."""
    return (
        *carrying_over.consequences(meeting, ref, is_adopted=is_adopted),
        *division.consequences(meeting, ref, given, is_adopted=is_adopted),
    )


def _declare(meeting: "Meeting", command: DeclareResult, given: Given) -> Decision:
    poll = in_state(find(meeting.polls, command.poll), PollState.CLOSED, PollState.DECLARED)
    is_adopted = poll.outcome is not None and bool(poll.outcome.adopted)
    divided = _of_motions(meeting, poll.ref, given, is_adopted=is_adopted)
    return _events(ResultDeclared(poll=poll.ref), *urgency.consequences(meeting, poll.ref), *divided)


def _cancel(meeting: "Meeting", command: CancelPoll) -> Event:
    poll = find(meeting.polls, command.poll)
    if poll.state is PollState.CANCELLED:
        raise Refused(Code.ALREADY, "The poll is already cancelled.")
    if poll.state in (PollState.CLOSED, PollState.DECLARED, PollState.AGREED):
        raise Refused(Code.CLOSED, "A poll that is closed cannot be cancelled; record a correction instead.")
    return PollCancelled(poll=poll.ref, reason=within(command.reason, LONGEST_TEXT, "reason"))


def evolve(polls: Polls, event: VotingEvent, stamp: Stamp) -> Polls:
    """The polls after `event`."""
    if isinstance(event, ConsensusDeclared):
        return _agreed(polls, event, stamp)
    if isinstance(event, RecusalEvent):
        return recusals.evolve(polls, event, stamp)
    if isinstance(event, ResultCorrected):
        return result_corrections.evolve(polls, event, stamp)
    if isinstance(event, PollPrepared):
        poll = Poll.prepared(event, order=len(polls.polls) + 1)
    else:
        poll = _evolved(polls.polls[event.poll], event, stamp)
    in_progress = poll.state in (PollState.OPEN, PollState.HELD)
    still = None if polls.open == poll.ref else polls.open
    latest = poll.ref if isinstance(event, PollOpened) else polls.latest
    still_open = poll.ref if in_progress else still
    return Polls(polls.polls.set(poll.ref, poll), still_open, latest, polls.agreements, polls.recusals)


def _agreed(polls: Polls, event: ConsensusDeclared, stamp: Stamp) -> Polls:
    agreed = replace(polls, agreements=(*polls.agreements, consensus.agreement(event, stamp)))
    if event.poll is None:
        return agreed
    poll = replace(polls.polls[event.poll], state=PollState.AGREED)
    return replace(agreed, polls=polls.polls.set(poll.ref, poll))


def _evolved(poll: Poll, event: PollProgress | CountsEntered | RollCallVoteEvent, stamp: Stamp) -> Poll:
    match event:
        case PollOpened():
            return opened(poll, event, stamp)
        case VoteCast():
            cast = Cast(event.choice, stamp.at, stamp.position, event.proxy)
            voted = replace(poll, votes=poll.votes.set(event.member, cast))
            return roll_call_vote.heard(voted, event.member) if event.member in poll.silent else voted
        case NoAnswer() | AnswerTakenBack():
            return roll_call_vote.evolve(poll, event)
        case BallotReceived():
            cast = Cast((), stamp.at, stamp.position, event.proxy)
            return replace(poll, votes=poll.votes.set(event.member, cast))
        case CountsEntered():
            return replace(poll, entered=hand_counts.entered(event))
        case PollHeld():
            return replace(poll, state=PollState.HELD, closes_at=None, left_ms=event.left_ms)
        case PollResumed():
            return replace(poll, state=PollState.OPEN, closes_at=event.closes_at, left_ms=None)
        case TimeAdded():
            return _with_more_time(poll, event.seconds * 1000)
        case PollClosed():
            return replace(poll, state=PollState.CLOSED, outcome=event.outcome, closed_at=stamp.at)
        case ResultDeclared():
            told = None if poll.closing is None else replace(poll.closing, before_told=len(poll.closing.put_right))
            return replace(poll, state=PollState.DECLARED, closing=told)
        case PollCancelled():
            return replace(poll, state=PollState.CANCELLED, reason=event.reason)


def _with_more_time(poll: Poll, ms: int) -> Poll:
    if poll.closes_at is None:
        return replace(poll, left_ms=(poll.left_ms or 0) + ms)
    return replace(poll, closes_at=poll.closes_at + ms)
