"""The count at the close of a poll: from its votes to its result, reckoned from who was here then.

Who counts as present is said in `present`, and nowhere else.
"""

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
    bases = _bases(poll, closing, electorate.in_base(poll))
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
    return tally.counted(poll.option_refs, votes), _bases(poll, closing, weights)


def _votes(poll: Poll, given: Given) -> list[tally.Vote]:
    if poll.secrecy is not Secrecy.CONFIDENTIAL:
        return [tally.Vote(cast.choice, poll.entitled[member]) for member, cast in poll.votes.items()]
    weight = next(iter(poll.entitled.values()))
    if len(given.box) != len(poll.votes):
        raise RuntimeError(
            f"the box of poll {poll.ref} holds {len(given.box)} ballots, {len(poll.votes)} were received"
        )
    return [tally.Vote(choice, weight) for choice in given.box]


def _bases(poll: Poll, closing: Closing, weights: Mapping[MemberId, int]) -> tally.Bases:
    """The bases that some members make, with their votes."""
    return tally.Bases(present=present(poll, closing, weights), members=sum(weights.values()))


def present(poll: Poll, closing: Closing, weights: Mapping[MemberId, int]) -> int:
    """The votes of those of these members who count as present: who is here at the close, and whoever took part.

    A majority "of the members present" is one of those who are there for the vote, so that not to vote is to vote
    against (RONR 44:7-9; Rules of Procedure of the German Bundestag, § 126), and "present and voting" is a part of
    "present" (UN GA rule 86). A vote is one act from its opening to its close: whoever has voted was there for it,
    though they left before the close, vote from afar or had a proxy cast it. Else the votes for a motion could be
    a majority of the present without one of them being present.
    """
    here = sum(votes for member, votes in weights.items() if member in closing.present or member in poll.votes)
    if poll.entered is None:
        return here
    recused = sum(votes for member, votes in weights.items() if member in closing.present and member in poll.recused)
    # Whose hands were counted is not on record, so the count itself says how many there were at least.
    return max(here, poll.entered.ballots + recused)


def _chairs_choice(poll: Poll, closing: Closing) -> tuple[str, ...]:
    cast = poll.votes.get(closing.presiding) if closing.presiding is not None else None
    return () if cast is None else cast.choice


def digest(box: Sequence[tuple[str, ...]]) -> str:
    """SHA-256 of the ballots, sorted, one a line, options parted by spaces; hexadecimal."""
    lines = sorted(" ".join(choice) for choice in box)
    return sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
