"""The count at the close of a poll: from its votes to its result, reckoned from who was here then."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from meetings.rules import electorate, hand_counts, runoff, tally
from meetings.rules.closing import Closing
from meetings.rules.decision import Given
from meetings.rules.identity import MemberId, PollId
from meetings.rules.poll_terms import Secrecy
from meetings.rules.polls import Poll

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


def closing_now(meeting: "Meeting", ref: PollId) -> Closing:
    """What is so if the poll closes now."""
    poll = meeting.polls.polls[ref]
    base = electorate.in_base(poll)
    present = frozenset(member for member in base if electorate.is_in_base_present(meeting, poll, member))
    return Closing(present, meeting.sitting.presiding)


def outcome(poll: Poll, given: Given, closing: Closing) -> tally.Outcome:
    """What follows from the votes, as the poll was closed."""
    seed = given.seed if closing.seed is None else bytes.fromhex(closing.seed)
    tie = tally.TieBreak(_chairs_choice(poll, closing), seed)
    reckon = tally.choice_counted if poll.is_choice else tally.question_counted
    bases = _bases(closing, electorate.in_base(poll))
    if poll.secrecy is Secrecy.ANALOG:
        return reckon(poll.rule, hand_counts.count_of(poll), bases, tie)
    votes = _votes(poll, given)
    if poll.is_ranked:
        return runoff.count(poll.rule, poll.option_refs, votes, bases, tie.seed)
    result = reckon(poll.rule, tally.counted(poll.option_refs, votes), bases, tie)
    if poll.rule.second is None:
        return result
    return tally.in_groups(result, poll.rule, poll.rule.second, _groups(poll, closing, poll.rule.second))


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


def digest(box: Sequence[tuple[str, ...]]) -> str:
    """SHA-256 of the ballots, sorted, one a line, options parted by spaces; hexadecimal."""
    lines = sorted(" ".join(choice) for choice in box)
    return sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
