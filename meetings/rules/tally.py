"""Counting: from votes and a rule of majority to a result with its arithmetic. Whole numbers only."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from hashlib import sha256
from typing import Literal

from msgspec import Struct

from meetings.rules.quorum import share


class Base(StrEnum):
    """What a majority is reckoned from: votes for and against, votes cast, votes present, or all votes."""

    YES_NO = "yes_no"
    CAST = "cast"
    PRESENT = "present"
    MEMBERS = "members"


class Fraction(Struct, frozen=True, forbid_unknown_fields=True):
    """A majority of at least (strictly: more than) `num`/`den` of the base."""

    num: int
    den: int
    strict: bool = False


Majority = Literal["simple", "absolute", "relative"] | Fraction
Tie = Literal["chair", "lot"]


class Vote(Struct, frozen=True):
    """A vote as it counts: the options marked, and the voter's weight."""

    choice: tuple[str, ...]
    weight: int


class Bases(Struct, frozen=True):
    """The voting weights from which a base can be reckoned besides the votes themselves."""

    present: int
    members: int


class Rule(Struct, frozen=True):
    """How the votes become a result."""

    majority: Majority
    base: Base
    seats: int = 1
    tie: Tie | None = None


class Outcome(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A result with its arithmetic: `tally`, `base` and `needed` are votes, `cast` counts members.

    `needed` is None for a relative majority. `adopted` belongs to questions, `winners` to choices among options.
    `decided_by` says what broke a tie.
    """

    tally: Mapping[str, int]
    cast: int
    base: int
    needed: int | None = None
    adopted: bool | None = None
    winners: tuple[str, ...] | None = None
    decided_by: Tie | None = None


class TieBreak(Struct, frozen=True):
    """What a tie may be broken with: the chair's own choice, if any, and 32 random bytes for the lot."""

    chair: tuple[str, ...]
    seed: bytes


def total(options: Iterable[str], votes: Iterable[Vote]) -> dict[str, int]:
    """The votes for each option, in the order of the options."""
    tally = dict.fromkeys(options, 0)
    for vote in votes:
        for option in vote.choice:
            tally[option] += vote.weight
    return tally


def reckon_base(rule: Rule, tally: Mapping[str, int], votes: Sequence[Vote], bases: Bases) -> int:
    """The number of votes from which the majority is reckoned; an absolute one always from those of all members."""
    match Base.MEMBERS if rule.majority == "absolute" else rule.base:
        case Base.YES_NO:
            return tally["yes"] + tally["no"]
        case Base.CAST:
            return sum(vote.weight for vote in votes)
        case Base.PRESENT:
            return bases.present
        case Base.MEMBERS:
            return bases.members


def needed(majority: Majority, base: int) -> int | None:
    """The votes needed: more than half of the base, or the given fraction of it; None if relative."""
    match majority:
        case "simple" | "absolute":
            return share(base, 1, 2, strict=True)
        case "relative":
            return None
        case Fraction(num=num, den=den, strict=strict):
            return share(base, num, den, strict=strict)


def question(rule: Rule, options: Sequence[str], votes: Sequence[Vote], bases: Bases, tie: TieBreak) -> Outcome:
    """The outcome of a question put to yes or no."""
    tally = total(options, votes)
    base = reckon_base(rule, tally, votes, bases)
    least = needed(rule.majority, base)
    adopted = tally["yes"] > tally["no"] if least is None else tally["yes"] >= least
    decided_by = _breaks(rule, tally, base, tie)
    if decided_by is not None:
        adopted = _broken(decided_by, tie)
    # Without a single vote for it nothing is adopted, whatever the fraction.
    adopted = adopted and tally["yes"] > 0
    return Outcome(tally=tally, cast=len(votes), base=base, needed=least, adopted=adopted, decided_by=decided_by)


def _breaks(rule: Rule, tally: Mapping[str, int], base: int, tie: TieBreak) -> Tie | None:
    """What breaks the tie of a simple or relative majority; without a rule, a tie fails (RONR 44:12)."""
    halves = rule.majority == "relative" or (rule.majority == "simple" and 2 * tally["yes"] == base)
    if not halves or tally["yes"] != tally["no"] or tally["yes"] == 0:
        return None
    if rule.tie == "chair" and tie.chair not in (("yes",), ("no",)):
        return None
    return rule.tie


def _broken(by: Tie, tie: TieBreak) -> bool:
    return tie.chair == ("yes",) if by == "chair" else lots(tie.seed, ("yes", "no"))[0] == "yes"


def choice(rule: Rule, options: Sequence[str], votes: Sequence[Vote], bases: Bases, tie: TieBreak) -> Outcome:
    """The outcome of a choice among options: who has the votes needed, best first, as far as the seats go."""
    tally = total(options, votes)
    base = reckon_base(rule, tally, votes, bases)
    least = needed(rule.majority, base)
    enough = [option for option in options if tally[option] > 0 and (least is None or tally[option] >= least)]
    winners, decided_by = _seated(rule, enough, tally, tie)
    return Outcome(tally=tally, cast=len(votes), base=base, needed=least, winners=winners, decided_by=decided_by)


def lots(seed: bytes, options: Sequence[str]) -> list[str]:
    """The options as the lot draws them: in order of SHA-256 of seed and ref, so that anyone can draw again."""
    return sorted(options, key=lambda option: sha256(seed + option.encode()).digest())


def _seated(
    rule: Rule, enough: Sequence[str], tally: Mapping[str, int], tie: TieBreak
) -> tuple[tuple[str, ...], Tie | None]:
    ranked = sorted(enough, key=lambda option: -tally[option])
    if len(ranked) <= rule.seats:
        return tuple(ranked), None
    bar = tally[ranked[rule.seats - 1]]
    above = [option for option in ranked if tally[option] > bar]
    level = [option for option in ranked if tally[option] == bar]
    free = rule.seats - len(above)
    if len(level) == free:
        return (*above, *level), None
    drawn = _drawn(rule, level, free, tie)
    # A tie at the last seat elects nobody for it unless the rule says how.
    return (*above, *drawn), rule.tie if drawn else None


def _drawn(rule: Rule, level: Sequence[str], free: int, tie: TieBreak) -> Sequence[str]:
    match rule.tie:
        case "lot":
            return lots(tie.seed, level)[:free]
        case "chair":
            preferred = [option for option in level if option in tie.chair]
            return preferred if len(preferred) == free else []
        case None:
            return []
