"""Counting: from votes and a rule of majority to a result with its arithmetic. Whole numbers only."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from hashlib import sha256
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from meetings.rules.quorum import share


class Base(StrEnum):
    """What a majority is reckoned from: votes for and against, votes cast, votes present, or all votes.

    In a run-off also the votes that still count in the round.
    """

    YES_NO = "yes_no"
    CAST = "cast"
    PRESENT = "present"
    MEMBERS = "members"
    CONTINUING = "continuing"


class Fraction(Struct, frozen=True, forbid_unknown_fields=True):
    """A majority of at least (strictly: more than) `num`/`den` of the base."""

    num: int
    den: int
    strict: bool = False


Majority = Literal["simple", "absolute", "relative"] | Fraction
Tie = Literal["chair", "lot", "second"]
"""What becomes of equal votes: the chair's own choice, the lot, or a second vote (UN GA rule 95)."""
Unmarked = Literal["left_out", "counted"]
"""Whether ballots that mark nothing, or nothing valid, are among the votes cast from which a majority is reckoned."""
MOST_COUNTED = 10**15
BLANK = "blank"
"""The option of a ballot that is blank on purpose. It never wins."""


class Vote(Struct, frozen=True):
    """A vote as it counts: the options marked, and the voter's weight."""

    choice: tuple[str, ...]
    weight: int


class Count(Struct, frozen=True):
    """What was counted: the votes for each option; ballots; the votes on all ballots; and on those that are invalid."""

    tally: Mapping[str, int]
    ballots: int
    votes: int
    invalid: int = 0


class Bases(Struct, frozen=True):
    """The voting weights from which a base can be reckoned besides the votes themselves."""

    present: int
    members: int


class Second(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A second majority that is needed in each of some groups; in every group of the electorate if none is named."""

    majority: Majority = "simple"
    base: Base = Base.YES_NO
    groups: tuple[str, ...] = ()


class Rule(Struct, frozen=True):
    """How the votes become a result. `turnout` is the part of the electorate that has to vote at least."""

    majority: Majority
    base: Base
    seats: int = 1
    tie: Tie | None = None
    blank: Unmarked = "left_out"
    invalid: Unmarked = "left_out"
    turnout: Fraction | None = None
    second: Second | None = None


class Turnout(Struct, frozen=True, forbid_unknown_fields=True):
    """The votes that had to be cast, and those that were."""

    needed: int
    cast: int


class Share(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The second majority in one group, with its arithmetic."""

    tally: Mapping[str, int]
    base: int
    needed: int | None
    adopted: bool


class Round(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A round of a run-off: the votes for whoever stands, those on exhausted ballots, and who left after it.

    `level` are those who were last with equal votes, where these had to be told apart, and `by` says what did.
    """

    tally: Mapping[str, int]
    exhausted: int
    base: int
    needed: int | None
    dropped: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    by: Literal["earlier", "lot"] | None = None


class Outcome(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A result with its arithmetic: `tally`, `base` and `needed` are votes, `cast` counts members.

    `needed` is None for a relative majority. `adopted` belongs to questions, `winners` to choices among options.
    `decided_by` says what broke a tie, or is to break it. `invalid` are the votes on invalid ballots.
    Of a run-off, `tally` is that of the first round, `base` and `needed` are those of the last.
    """

    tally: Mapping[str, int]
    cast: int
    base: int
    needed: int | None = None
    adopted: bool | None = None
    winners: tuple[str, ...] | None = None
    decided_by: Tie | None = None
    invalid: int = 0
    turnout: Turnout | None = None
    groups: Mapping[str, Share] | None = None
    rounds: tuple[Round, ...] | None = None


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


def counted(options: Iterable[str], votes: Sequence[Vote]) -> Count:
    """The count of votes that are all valid."""
    return Count(total(options, votes), len(votes), sum(vote.weight for vote in votes))


def reckon_base(rule: Rule, count: Count, bases: Bases) -> int:
    """The number of votes from which the majority is reckoned; an absolute one always from those of all members."""
    return _base(Base.MEMBERS if rule.majority == "absolute" else rule.base, rule, count, bases)


def _base(base: Base, rule: Rule, count: Count, bases: Bases) -> int:
    match base:
        case Base.YES_NO:
            return count.tally["yes"] + count.tally["no"]
        case Base.CAST:
            return _votes_cast(rule, count)
        case Base.PRESENT:
            return bases.present
        case Base.MEMBERS:
            return bases.members
        case Base.CONTINUING:
            return sum(count.tally.values()) - count.tally.get(BLANK, 0)


def _votes_cast(rule: Rule, count: Count) -> int:
    """RONR 45:32 leaves blank ballots out and counts invalid ones; other bodies do otherwise."""
    blank = 0 if rule.blank == "counted" else count.tally.get(BLANK, 0)
    invalid = 0 if rule.invalid == "counted" else count.invalid
    return count.votes - blank - invalid


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
    return question_counted(rule, counted(options, votes), bases, tie)


def question_counted(rule: Rule, count: Count, bases: Bases, tie: TieBreak) -> Outcome:
    """The outcome of a question whose votes are counted."""
    base = reckon_base(rule, count, bases)
    least = needed(rule.majority, base)
    turnout = turnout_of(rule, count, bases)
    decided_by = _breaks(rule, count.tally, base, tie) if is_reached(turnout) else None
    adopted = _has_majority(count.tally, least) if decided_by is None else _broken(decided_by, tie)
    return Outcome(
        tally=count.tally,
        cast=count.ballots,
        base=base,
        needed=least,
        # Without a single vote for it nothing is adopted, whatever the fraction.
        adopted=adopted and count.tally["yes"] > 0 and is_reached(turnout),
        decided_by=decided_by,
        invalid=count.invalid,
        turnout=turnout,
    )


def _has_majority(tally: Mapping[str, int], least: int | None) -> bool:
    return tally["yes"] > tally["no"] if least is None else tally["yes"] >= least


def turnout_of(rule: Rule, count: Count, bases: Bases) -> Turnout | None:
    """The turnout, where one is required: of all votes on ballots, whatever these say."""
    if rule.turnout is None:
        return None
    part = rule.turnout
    return Turnout(share(bases.members, part.num, part.den, strict=part.strict), count.votes)


def is_reached(turnout: Turnout | None) -> bool:
    """Whether the turnout that is required, if any, is there."""
    return turnout is None or turnout.cast >= turnout.needed


def in_groups(outcome: Outcome, rule: Rule, second: Second, groups: Mapping[str, tuple[Count, Bases]]) -> Outcome:
    """`outcome`, if the second majority is there in each of the groups too; else the question is not adopted."""
    shares = {group: _share(second, rule, *counts) for group, counts in groups.items()}
    in_all = bool(shares) and all(each.adopted for each in shares.values())
    return replace(outcome, adopted=bool(outcome.adopted) and in_all, groups=shares)


def _share(second: Second, rule: Rule, count: Count, bases: Bases) -> Share:
    base = _base(Base.MEMBERS if second.majority == "absolute" else second.base, rule, count, bases)
    least = needed(second.majority, base)
    adopted = _has_majority(count.tally, least) and count.tally["yes"] > 0
    return Share(count.tally, base, least, adopted)


def is_tied(majority: Majority, tally: Mapping[str, int], base: int) -> bool:
    """Whether half stands against half where more than half is needed, or the most votes are (RONR 44:12)."""
    yes, no = tally["yes"], tally["no"]
    return yes == no > 0 and (majority == "relative" or (_is_half(majority) and 2 * yes == base))


def _is_half(majority: Majority) -> bool:
    """Whether more than half is needed; in whatever words that is said."""
    if isinstance(majority, Fraction):
        return majority.strict and 2 * majority.num == majority.den
    return majority in ("simple", "absolute")


def was_tied(rule: Rule, outcome: Outcome) -> bool:
    """Whether votes were equal where the result was to be decided, and whether or not something broke the tie."""
    if not is_reached(outcome.turnout):
        return False
    if outcome.winners is None:
        return is_tied(rule.majority, outcome.tally, outcome.base)
    if outcome.decided_by is not None:
        return True
    enough = _with_enough(outcome.tally, outcome.needed)
    return outcome.rounds is None and len(outcome.winners) < min(rule.seats, len(enough))


def _breaks(rule: Rule, tally: Mapping[str, int], base: int, tie: TieBreak) -> Tie | None:
    """What breaks a tie; without a rule, a tie fails (RONR 44:12)."""
    if not is_tied(rule.majority, tally, base):
        return None
    if rule.tie == "chair" and tie.chair not in (("yes",), ("no",)):
        return None
    return rule.tie


def _broken(by: Tie, tie: TieBreak) -> bool:
    match by:
        case "chair":
            return tie.chair == ("yes",)
        case "lot":
            return lots(tie.seed, ("yes", "no"))[0] == "yes"
        case "second":
            return False


def choice(rule: Rule, options: Sequence[str], votes: Sequence[Vote], bases: Bases, tie: TieBreak) -> Outcome:
    """The outcome of a choice among options: who has the votes needed, best first, as far as the seats go."""
    return choice_counted(rule, counted(options, votes), bases, tie)


def choice_counted(rule: Rule, count: Count, bases: Bases, tie: TieBreak) -> Outcome:
    """The outcome of a choice whose votes are counted."""
    base = reckon_base(rule, count, bases)
    least = needed(rule.majority, base)
    turnout = turnout_of(rule, count, bases)
    enough = _with_enough(count.tally, least) if is_reached(turnout) else []
    winners, decided_by = _seated(rule, enough, count.tally, tie)
    return Outcome(
        tally=count.tally,
        cast=count.ballots,
        base=base,
        needed=least,
        winners=winners,
        decided_by=decided_by,
        invalid=count.invalid,
        turnout=turnout,
    )


def _with_enough(tally: Mapping[str, int], least: int | None) -> list[str]:
    """Who has votes, and as many as needed."""
    stand = [option for option in tally if option != BLANK and tally[option] > 0]
    return [option for option in stand if least is None or tally[option] >= least]


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
    return (*above, *drawn), rule.tie if drawn or rule.tie == "second" else None


def _drawn(rule: Rule, level: Sequence[str], free: int, tie: TieBreak) -> Sequence[str]:
    match rule.tie:
        case "lot":
            return lots(tie.seed, level)[:free]
        case "chair":
            preferred = [option for option in level if option in tie.chair]
            return preferred if len(preferred) == free else []
        case "second" | None:
            return []
