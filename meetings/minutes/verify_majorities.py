"""What majorities are reckoned from, the required turnout, the majority in each group, and counts from the room.

Written apart from the rules, from PROTOCOL ("Votes") alone, so that a fault there does not hide itself here.
"""

from collections.abc import Iterator, Mapping

from meetings.minutes.verify_outcomes import Outcome, Share
from meetings.minutes.verify_polls import Poll
from meetings.minutes.verify_shapes import Fraction

Majority = str | Fraction


def base_of(poll: Poll, tally: Mapping[str, int]) -> int:
    """The votes from which the majority of all is reckoned."""
    kind = "members" if poll.terms.majority == "absolute" else poll.terms.base
    return _base(poll, kind, tally, _all(poll), on_ballots(poll))


def _all(poll: Poll) -> Mapping[str, int]:
    """The votes of all members of the base: those entitled and, if the rules say so, those recused."""
    return {**poll.entitled, **poll.recused} if poll.recused_in_base else poll.entitled


def on_ballots(poll: Poll) -> int:
    """The votes on all ballots, whatever these say."""
    if poll.counts is not None:
        return poll.counts.ballots
    return sum(poll.entitled.get(member, 0) for member in poll.votes)


def _base(poll: Poll, kind: str, tally: Mapping[str, int], members: Mapping[str, int], on_ballots: int) -> int:
    match kind:
        case "yes_no":
            return tally.get("yes", 0) + tally.get("no", 0)
        case "continuing":
            return sum(votes for option, votes in tally.items() if option != "blank")
        case "cast":
            return on_ballots - _not_counted(poll, tally)
        case "present":
            return _present(poll, members)
        case _:
            return sum(members.values())


def _present(poll: Poll, members: Mapping[str, int]) -> int:
    """The votes of those here at the close or with a vote that counts; in the room, no fewer than were counted."""
    taking_part = poll.present | poll.votes.keys()
    there = {member: votes for member, votes in members.items() if member in taking_part}
    if poll.counts is None:
        return sum(there.values())
    apart = sum(votes for member, votes in there.items() if member in poll.recused)
    return apart + max(sum(there.values()) - apart, poll.counts.ballots)


def _not_counted(poll: Poll, tally: Mapping[str, int]) -> int:
    """The blank and invalid ballots that are not among the votes cast."""
    blank = tally.get("blank", 0) if poll.terms.blank == "left_out" else 0
    invalid = poll.counts.invalid if poll.counts is not None and poll.terms.invalid == "left_out" else 0
    return blank + invalid


def needed_of(majority: Majority, base: int) -> int | None:
    """The votes that are needed; none in particular where the most votes decide."""
    match majority:
        case Fraction():
            return _part(majority, base)
        case "simple" | "absolute":
            return base // 2 + 1
        case _:
            return None


def _part(fraction: Fraction, base: int) -> int:
    whole, rest = divmod(base * fraction.num, fraction.den)
    return whole + 1 if fraction.strict or rest else whole


def turnout(poll: Poll, recorded: Outcome) -> Iterator[str]:
    """Whether enough voted, where that is required."""
    expected = None
    if poll.terms.turnout is not None:
        expected = (_part(poll.terms.turnout, sum(_all(poll).values())), on_ballots(poll))
    told = None if recorded.turnout is None else (recorded.turnout.needed, recorded.turnout.cast)
    if told != expected:
        yield f"a turnout of {_of(expected)} was to be recorded, recorded is {_of(told)}"


def _of(turnout: tuple[int, int] | None) -> str:
    return "nothing" if turnout is None else f"{turnout[1]} votes, {turnout[0]} needed"


def is_reached(recorded: Outcome) -> bool:
    """Whether the turnout that was required is there."""
    return recorded.turnout is None or recorded.turnout.cast >= recorded.turnout.needed


def groups(poll: Poll, recorded: Outcome) -> Iterator[str]:
    """Whether the second majority is reckoned right in each group."""
    second = poll.terms.second
    names = [] if second is None else second.groups or _asked(poll)
    told = recorded.groups or {}
    if set(told) != set(names):
        expected = ", ".join(names) or "no group"
        yield f"a majority in {expected} was to be reckoned, recorded is one in {', '.join(told) or 'no group'}"
        return
    for name in names:
        if told[name] != (share := _share(poll, name)):
            yield f"in the group {name} the votes say {_told(share)}, recorded is {_told(told[name])}"


def _asked(poll: Poll) -> list[str]:
    """The groups in which anybody may vote."""
    return sorted({group for member, group in poll.groups.items() if member in poll.entitled})


def _share(poll: Poll, name: str) -> Share:
    second = poll.terms.second
    assert second is not None  # noqa: S101 - only groups of a second majority come here
    members = {member: votes for member, votes in _all(poll).items() if poll.groups.get(member) == name}
    tally = dict.fromkeys(poll.options, 0)
    for member, votes in members.items():
        for option in poll.votes.get(member, ()):
            tally[option] = tally.get(option, 0) + votes
    on_ballots = sum(votes for member, votes in members.items() if member in poll.votes)
    base = _base(poll, "members" if second.majority == "absolute" else second.base, tally, members, on_ballots)
    needed, yes = needed_of(second.majority, base), tally.get("yes", 0)
    enough = yes > tally.get("no", 0) if needed is None else yes >= needed
    return Share(tally, base, needed, adopted=enough and yes > 0)


def _told(share: Share) -> str:
    return f"{share.tally.get('yes', 0)} of {share.base}, {share.needed} needed, {'yes' if share.adopted else 'no'}"


def counted_in_the_room(poll: Poll, recorded: Outcome) -> Iterator[str]:
    """Whether the result is what was entered, and what was entered can have been."""
    counts = poll.counts
    if counts is None:
        yield "the counts from the room were not recorded"
        return
    if (counts.tally, counts.ballots, counts.invalid) != (recorded.tally, recorded.cast, recorded.invalid):
        yield "the result is not what was counted in the room"
    if set(counts.tally) != set(poll.options):
        yield f"the counts name {', '.join(counts.tally)}, which are not the options"
    if counts.ballots > sum(poll.entitled.values()):
        yield f"{counts.ballots} votes were counted, those entitled have {sum(poll.entitled.values())}"
    marks = [count for option, count in counts.tally.items() if option != "blank"]
    marking = counts.ballots - counts.invalid - counts.tally.get("blank", 0)
    if (
        not marking * poll.terms.minimum <= sum(marks) <= marking * poll.terms.maximum
        or max(marks, default=0) > marking
    ):
        yield f"{counts.ballots} ballots cannot have made these counts"
