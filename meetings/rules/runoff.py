"""Instant run-off: whoever is last leaves, round by round, until somebody has the majority needed. Whole numbers only.

In each round a ballot counts, with the whole weight of its voter, for the first of its options that still stands
(RONR 45:62-69); when none is left it is exhausted. Every round is kept with its numbers, so that it can be printed.
"""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from meetings.rules.tally import (
    BLANK,
    Bases,
    Count,
    Outcome,
    Round,
    Rule,
    Tie,
    Vote,
    is_reached,
    lots,
    needed,
    reckon_base,
    turnout_of,
)


def count(rule: Rule, options: Sequence[str], votes: Sequence[Vote], bases: Bases, seed: bytes) -> Outcome:
    """The outcome of a ranked vote, with its rounds; only the first one where too few have voted."""
    whole = Count({}, len(votes), sum(vote.weight for vote in votes))
    turnout = turnout_of(rule, whole, bases)
    first = _round(rule, options, votes, bases)
    rounds = _rounds(rule, first, votes, bases, seed) if is_reached(turnout) else [first]
    last = rounds[-1]
    return Outcome(
        tally=first.tally,
        cast=len(votes),
        base=last.base,
        needed=last.needed,
        winners=_elected(last) if is_reached(turnout) else (),
        decided_by=_decided_by(rule, rounds),
        turnout=turnout,
        rounds=tuple(rounds),
    )


def _rounds(rule: Rule, first: Round, votes: Sequence[Vote], bases: Bases, seed: bytes) -> Sequence[Round]:
    rounds = [_with_last(rule, first, [], seed)]
    while dropped := rounds[-1].dropped:
        left = [option for option in rounds[-1].tally if option not in dropped]
        rounds.append(_with_last(rule, _round(rule, left, votes, bases), rounds, seed))
    return rounds


def _round(rule: Rule, options: Sequence[str], votes: Sequence[Vote], bases: Bases) -> Round:
    piles, exhausted = dict.fromkeys(options, 0), 0
    for vote in votes:
        option = next((option for option in vote.choice if option in piles), None)
        if option is None:
            exhausted += vote.weight
        else:
            piles[option] += vote.weight
    base = reckon_base(rule, Count(piles, len(votes), sum(piles.values()) + exhausted), bases)
    return Round(tally=piles, exhausted=exhausted, base=base, needed=needed(rule.majority, base))


def _standing(now: Round) -> Mapping[str, int]:
    """The votes for whoever can be elected: a blank ballot stands in no round."""
    return {option: votes for option, votes in now.tally.items() if option != BLANK}


def _elected(now: Round) -> tuple[str, ...]:
    """Who has votes, and as many as are needed; the one with the most, where the fraction lets several have them."""
    least = now.needed
    enough = {option: votes for option, votes in _standing(now).items() if least is not None and votes >= max(1, least)}
    most = [option for option, votes in enough.items() if votes == max(enough.values())]
    return tuple(most) if len(most) == 1 else ()


def _with_last(rule: Rule, now: Round, earlier: Sequence[Round], seed: bytes) -> Round:
    """The round with who leaves after it: nobody, if it elects or nothing tells who is last."""
    standing = _standing(now)
    if _elected(now) or len(standing) == 1 or not any(standing.values()):
        return now
    level = tuple(option for option, votes in standing.items() if votes == min(standing.values()))
    if _are_beaten(level, standing):
        return replace(now, dropped=level)
    fewest = _fewest_before(level, earlier)
    if len(fewest) == 1:
        return replace(now, dropped=fewest, level=level, by="earlier")
    if rule.tie == "lot":
        return replace(now, dropped=(lots(seed, fewest)[-1],), level=level, by="lot")
    return replace(now, level=level)


def _are_beaten(level: Sequence[str], standing: Mapping[str, int]) -> bool:
    """Whether those who are last stay behind all others even with each other's votes: then they leave together.

    So nobody has to be told apart whose turn would come anyway, such as those without any vote.
    """
    others = [votes for option, votes in standing.items() if option not in level]
    return bool(others) and sum(standing[option] for option in level) < min(others)


def _fewest_before(level: tuple[str, ...], earlier: Sequence[Round]) -> tuple[str, ...]:
    """Who of those level had the fewest votes in the latest round that tells them apart.

    As in the Scottish Local Government Elections Order 2011, schedule 1, rule 51.
    """
    for before in reversed(earlier):
        fewest = min(before.tally[option] for option in level)
        level = tuple(option for option in level if before.tally[option] == fewest)
    return level


def _decided_by(rule: Rule, rounds: Sequence[Round]) -> Tie | None:
    if any(each.by == "lot" for each in rounds):
        return "lot"
    return rule.tie if rounds[-1].level else None
