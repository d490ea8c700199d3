"""Polls: prepared, opened, held, voted in, closed, declared, cancelled."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meetings.rules import (
    agenda,
    attendance,
    authority,
    consensus,
    electorate,
    hand_counts,
    recusals,
    repeats,
    result_corrections,
    runoff,
    tally,
    urgency,
)
from meetings.rules.ballot_paper import checked, question_of
from meetings.rules.closing import Closing
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
from meetings.rules.polls import (
    BallotReceived,
    Cast,
    Poll,
    PollCancelled,
    PollClosed,
    PollEvent,
    PollHeld,
    PollOpened,
    PollPrepared,
    PollProgress,
    PollResumed,
    Polls,
    PollState,
    ResultDeclared,
    Secrecy,
    TimeAdded,
    VoteCast,
    find,
    in_state,
    opened,
)
from meetings.rules.recusals import RecusalCommand, RecusalEvent, Recuse, WithdrawRecusal
from meetings.rules.refusals import Code, Refused
from meetings.rules.repeats import NextRound, RepeatPoll
from meetings.rules.result_corrections import CorrectResult, ResultCorrected

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

VotingCommand = PollCommand | EnterCounts | RepeatPoll | NextRound | RecusalCommand | DeclareConsensus | CorrectResult
VotingEvent = PollEvent | CountsEntered | RecusalEvent | ConsensusDeclared | ResultCorrected

LONGEST_POLL_S = 7 * 24 * 3600


def decide(meeting: "Meeting", actor: Actor, command: VotingCommand, given: Given) -> Decision:
    """The events, and perhaps the ballot, of a command about polls. Raises Refused."""
    match command:
        case PreparePoll():
            return _events(question_of(meeting, command, given))
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
            return _events(_declare(meeting, command), *urgency.consequences(meeting, command.poll))
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
            return _events(consensus.decide(meeting, command), *urgency.consequences(meeting, command.poll))
        case CorrectResult():
            return _events(_correct(meeting, command, given))


def _events(*events: Event) -> Decision:
    return Decision(events)


def _open(meeting: "Meeting", command: OpenPoll, given: Given) -> Event:
    poll = in_state(find(meeting.polls, command.poll), PollState.PREPARED, PollState.OPEN)
    if meeting.polls.open is not None:
        raise Refused(Code.WRONG_STATE, "Another poll is open: close or cancel it first.")
    if poll.item not in agenda.in_hand(meeting.agenda):
        title = agenda.find(meeting.agenda, poll.item).title
        raise Refused(Code.WRONG_STATE, f"The poll belongs to the item “{title}”: start that item first.")
    electorate.must_have_quorum(meeting)
    entitled = electorate.entitled(meeting, poll)
    if not entitled:
        raise Refused(Code.WRONG_STATE, "Nobody is entitled to vote in this poll.")
    proxies = electorate.proxies(meeting, poll, entitled)
    if poll.secrecy is Secrecy.CONFIDENTIAL:
        electorate.can_be_confidential(entitled, proxies)
    if poll.secrecy is Secrecy.ANALOG and command.closes_in_s is not None:
        raise Refused(Code.BAD_COMMAND, "closes_in_s: none was expected, the counts are entered before the close")
    closes_at = _deadline(command.closes_in_s, given)
    recused = electorate.recused(meeting, poll)
    recused_in_base = bool(recused) and meeting.sitting.rules.recused_in_base
    groups = electorate.groups(meeting, poll, {**entitled, **recused} if recused_in_base else entitled)
    return PollOpened(
        poll=poll.ref,
        entitled=entitled,
        closes_at=closes_at,
        groups=groups,
        recused=recused,
        recused_in_base=recused_in_base,
        proxies=proxies,
    )


def _deadline(seconds: int | None, given: Given) -> int | None:
    if seconds is None:
        return None
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
    return PollResumed(poll=poll.ref, closes_at=_deadline(command.closes_in_s, given))


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
    _takes_votes(poll, given)
    member = _voter(meeting, actor, poll, command)
    proxy = None if member == actor.member else actor.member
    choice = checked(poll, command.choice)
    if poll.secrecy is not Secrecy.CONFIDENTIAL:
        return _events(VoteCast(poll=poll.ref, member=member, choice=choice, proxy=proxy))
    if member in poll.votes:
        raise Refused(Code.ALREADY, "Your vote is already recorded; in a confidential poll the first vote is final.")
    return Decision((BallotReceived(poll=poll.ref, member=member, proxy=proxy),), (Ballot(poll.ref, choice),))


def _takes_votes(poll: Poll, given: Given) -> None:
    match poll.state:
        case PollState.OPEN:
            _not_run_out(poll, given)
        case PollState.PREPARED:
            raise Refused(Code.NOT_OPEN, "Voting has not begun.")
        case PollState.HELD:
            raise Refused(Code.WRONG_STATE, "Voting is held: please wait until the chair resumes it.")
        case PollState.CLOSED | PollState.DECLARED | PollState.CANCELLED | PollState.AGREED:
            raise Refused(Code.CLOSED, "Voting is closed: your vote was not recorded.")


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
    return closing(meeting, poll, given)


def closing(meeting: "Meeting", poll: Poll, given: Given) -> PollClosed:
    """The close of `poll` with its result."""
    outcome = _outcome(poll, given, closing_now(meeting, poll.ref))
    is_confidential = poll.secrecy is Secrecy.CONFIDENTIAL
    return PollClosed(
        poll=poll.ref,
        outcome=outcome,
        digest=_digest(given.box) if is_confidential else None,
        seed=given.seed.hex() if outcome.decided_by == "lot" else None,
    )


def closing_now(meeting: "Meeting", ref: PollId) -> Closing:
    """What is so if the poll closes now."""
    poll = meeting.polls.polls[ref]
    base = electorate.in_base(poll)
    present = frozenset(member for member in base if electorate.is_in_base_present(meeting, poll, member))
    return Closing(present, meeting.sitting.presiding)


def _correct(meeting: "Meeting", command: CorrectResult, given: Given) -> Event:
    """The outcome as it follows from the right votes, reckoned from who was here at the close."""
    poll, right = find(meeting.polls, command.poll), result_corrections.right(meeting, command, given)
    assert poll.closing is not None  # noqa: S101 - what is counted has been closed
    # A lot that was drawn is not drawn anew: nobody can correct until the lot falls as they like.
    closing = replace(poll.closing, seed=poll.closing.seed or given.seed.hex())
    outcome = _outcome(right, given, closing)
    return result_corrections.correction(poll, right, command, outcome, closing.seed or "")


def _outcome(poll: Poll, given: Given, closing: Closing) -> tally.Outcome:
    seed = given.seed if closing.seed is None else bytes.fromhex(closing.seed)
    tie = tally.TieBreak(_chairs_choice(poll, closing), seed)
    reckon = tally.choice_counted if poll.is_choice else tally.question_counted
    bases = _bases(closing, electorate.in_base(poll))
    if poll.secrecy is Secrecy.ANALOG:
        return reckon(poll.rule, hand_counts.count_of(poll), bases, tie)
    votes = _votes(poll, given)
    if poll.is_ranked:
        return runoff.count(poll.rule, poll.option_refs, votes, bases, tie.seed)
    outcome = reckon(poll.rule, tally.counted(poll.option_refs, votes), bases, tie)
    if poll.rule.second is None:
        return outcome
    return tally.in_groups(outcome, poll.rule, poll.rule.second, _groups(poll, closing, poll.rule.second))


def _groups(poll: Poll, closing: Closing, second: tally.Second) -> dict[str, tuple[tally.Count, tally.Bases]]:
    """For each group, what its members voted, and the bases that they make."""
    # A group all of whose members are recused is not asked: nobody in it could say yes.
    names = second.groups or sorted({poll.groups[ref] for ref in poll.entitled if ref in poll.groups})
    return {group: _group(poll, closing, group) for group in names}


def _group(poll: Poll, closing: Closing, group: str) -> tuple[tally.Count, tally.Bases]:
    weights = {ref: votes for ref, votes in electorate.in_base(poll).items() if poll.groups.get(ref) == group}
    votes = [tally.Vote(poll.votes[ref].choice, weights[ref]) for ref in weights if ref in poll.votes]
    return tally.counted(poll.option_refs, votes), _bases(closing, weights)


def _votes(poll: Poll, given: Given) -> list[tally.Vote]:
    if poll.secrecy is not Secrecy.CONFIDENTIAL:
        return [tally.Vote(cast.choice, poll.entitled[member]) for member, cast in poll.votes.items()]
    weight = next(iter(poll.entitled.values()))
    if len(given.box) != len(poll.votes):
        raise RuntimeError(
            f"the box of poll {poll.ref} holds {len(given.box)} ballots, {len(poll.votes)} were received"
        )
    return [tally.Vote(choice, weight) for choice in given.box]


def _bases(closing: Closing, weights: Mapping[MemberId, int]) -> tally.Bases:
    """The bases that some members make, with their votes."""
    present = sum(votes for member, votes in weights.items() if member in closing.present)
    return tally.Bases(present=present, members=sum(weights.values()))


def _chairs_choice(poll: Poll, closing: Closing) -> tuple[str, ...]:
    cast = poll.votes.get(closing.presiding) if closing.presiding is not None else None
    return () if cast is None else cast.choice


def _digest(box: Sequence[tuple[str, ...]]) -> str:
    """SHA-256 of the ballots, sorted, one a line, options parted by spaces; hexadecimal."""
    lines = sorted(" ".join(choice) for choice in box)
    return sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def _declare(meeting: "Meeting", command: DeclareResult) -> Event:
    poll = in_state(find(meeting.polls, command.poll), PollState.CLOSED, PollState.DECLARED)
    return ResultDeclared(poll=poll.ref)


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
        return recusals.evolve(polls, event)
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


def _evolved(poll: Poll, event: PollProgress | CountsEntered, stamp: Stamp) -> Poll:
    match event:
        case PollOpened():
            return opened(poll, event, stamp)
        case VoteCast():
            cast = Cast(event.choice, stamp.at, stamp.position, event.proxy)
            return replace(poll, votes=poll.votes.set(event.member, cast))
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
            return replace(poll, state=PollState.DECLARED)
        case PollCancelled():
            return replace(poll, state=PollState.CANCELLED, reason=event.reason)


def _with_more_time(poll: Poll, ms: int) -> Poll:
    if poll.closes_at is None:
        return replace(poll, left_ms=(poll.left_ms or 0) + ms)
    return replace(poll, closes_at=poll.closes_at + ms)
