"""Counting against a model that is told apart from it: every small council, every base, every majority."""

from collections.abc import Iterator, Sequence
from fractions import Fraction as Ratio
from functools import cache
from itertools import combinations_with_replacement, product
from typing import Literal, NamedTuple

import pytest

from meetings.rules.tally import (
    Base,
    Bases,
    Count,
    Fraction,
    Majority,
    Rule,
    Second,
    TieBreak,
    Vote,
    choice,
    counted,
    in_groups,
    is_tied,
    question,
    question_counted,
)

OPTIONS = ("yes", "no", "abstain")
DEEDS = (*OPTIONS, "silent", "away")
NO_TIE_BREAK = TieBreak((), bytes(32))
FRACTIONS = [Fraction(*terms, strict) for terms in ((1, 2), (2, 3), (3, 4), (3, 5)) for strict in (False, True)]
MAJORITIES: list[Majority] = ["simple", "absolute", "relative", *FRACTIONS]
Member = tuple[str, int]
"""What a member did, and its weight."""


def councils(deeds: Sequence[str], most: int) -> Iterator[tuple[Member, ...]]:
    kinds = list(product(deeds, (1, 2, 3)))
    return (council for size in range(most + 1) for council in combinations_with_replacement(kinds, size))


def weight(council: Sequence[Member], *deeds: str) -> int:
    return sum(votes for deed, votes in council if deed in deeds)


def votes_of(council: Sequence[Member], options: Sequence[str]) -> list[Vote]:
    return [Vote((deed,), votes) for deed, votes in council if deed in options]


def suffices(majority: Majority, yes: int, base: int) -> bool:
    """Whether that many votes are the majority of a base."""
    if isinstance(majority, Fraction):
        wanted = Ratio(majority.num, majority.den) * base
        return yes > wanted if majority.strict else yes >= wanted
    return yes * 2 > base


class Case(NamedTuple):
    """What a majority can depend on: the votes for each option, ballots, the votes present and those of all members.

    Two councils of the same case differ only in who has which weight.
    """

    tally: tuple[int, ...]
    ballots: int
    present: int
    members: int


def case_of(council: Sequence[Member]) -> Case:
    sums: dict[str, int] = dict.fromkeys(DEEDS, 0)
    for deed, votes in council:
        sums[deed] += votes
    ballots = sum(deed in OPTIONS for deed, _ in council)
    present = sum(sums.values()) - sums["away"]
    return Case(tuple(sums[option] for option in OPTIONS), ballots, present, sum(sums.values()))


@cache
def cases() -> frozenset[Case]:
    """All that there are of up to six members, with weights of 1 to 3."""
    return frozenset(map(case_of, councils(DEEDS, 6)))


def expected(case: Case, majority: Majority, base: Base) -> tuple[int, int | None, bool]:
    """The base, the smallest number that suffices, and whether the votes for it do."""
    yes, no, _ = case.tally
    by_rule = {
        Base.YES_NO: yes + no,
        Base.CAST: sum(case.tally),
        Base.PRESENT: case.present,
        Base.MEMBERS: case.members,
    }
    whole = by_rule[Base.MEMBERS if majority == "absolute" else base]
    if majority == "relative":
        return whole, None, yes > no
    return whole, least(majority, whole), yes > 0 and suffices(majority, yes, whole)


@cache
def least(majority: Majority, whole: int) -> int:
    return next(count for count in range(whole + 2) if suffices(majority, count, whole))


def test_every_council_of_up_to_six_is_counted() -> None:
    """54,264 of them: each member votes, is silent or is away, with a weight of 1 to 3."""
    every = list(councils(DEEDS, 6))
    for council in every:
        count, case = counted(OPTIONS, votes_of(council, OPTIONS)), case_of(council)
        assert (tuple(count.tally.values()), count.ballots, count.votes) == (case.tally, case.ballots, sum(case.tally))
    assert len(every) == 54_264


@pytest.mark.parametrize("base", [base for base in Base if base is not Base.CONTINUING])
@pytest.mark.parametrize("majority", MAJORITIES, ids=str)
def test_every_question_in_every_council_of_up_to_six(majority: Majority, base: Base) -> None:
    """Each of 21,490 cases by each of 44 rules, all equal to the model's."""
    assert len(cases()) == 21_490
    rule = Rule(majority, base)
    for case in cases():
        count = Count(dict(zip(OPTIONS, case.tally, strict=True)), case.ballots, sum(case.tally))
        outcome = question_counted(rule, count, Bases(case.present, case.members), NO_TIE_BREAK)
        assert (outcome.base, outcome.needed, outcome.adopted) == expected(case, majority, base), case


TURNOUTS = [Fraction(1, 2), Fraction(1, 2, strict=True), Fraction(2, 3)]


@pytest.mark.parametrize("blank", ["left_out", "counted"])
@pytest.mark.parametrize("majority", MAJORITIES, ids=str)
def test_blank_ballots_are_in_the_base_or_not(majority: Majority, blank: Literal["left_out", "counted"]) -> None:
    options = (*OPTIONS, "blank")
    for council in councils(options, 4):
        cast = weight(council, *OPTIONS, *(["blank"] if blank == "counted" else []))
        rule = Rule(majority, Base.CAST, blank=blank)
        bases = Bases(weight(council, *options), weight(council, *options))
        outcome = question(rule, options, votes_of(council, options), bases, NO_TIE_BREAK)
        yes, whole = weight(council, "yes"), bases.members if majority == "absolute" else cast
        enough = yes > weight(council, "no") if majority == "relative" else suffices(majority, yes, whole)
        assert (outcome.base, outcome.adopted) == (whole, yes > 0 and enough), council


@pytest.mark.parametrize("turnout", TURNOUTS, ids=str)
def test_nothing_is_adopted_below_the_turnout(turnout: Fraction) -> None:
    for council in councils((*OPTIONS, "silent"), 4):
        members = weight(council, *OPTIONS, "silent")
        rule = Rule("simple", Base.YES_NO, turnout=turnout)
        outcome = question(rule, OPTIONS, votes_of(council, OPTIONS), Bases(members, members), NO_TIE_BREAK)
        voted = suffices(turnout, weight(council, *OPTIONS), members)
        yes, no = weight(council, "yes"), weight(council, "no")
        assert outcome.adopted == (voted and yes > no), council


@pytest.mark.parametrize("majority", MAJORITIES, ids=str)
def test_two_groups_must_both_agree(majority: Majority) -> None:
    small = list(councils(("yes", "no", "silent"), 2))
    rule, second = Rule("simple", Base.YES_NO), Second(majority=majority, base=Base.MEMBERS)
    for left, right in product(small, small):
        council = (*left, *right)
        votes, members = votes_of(council, OPTIONS), weight(council, *OPTIONS, "silent")
        outcome = question(rule, OPTIONS, votes, Bases(members, members), NO_TIE_BREAK)
        halves = {"left": left, "right": right}
        both = in_groups(outcome, rule, second, {name: half_of(half) for name, half in halves.items()})
        agreed = [expected_of_half(half, majority) for half in halves.values()]
        assert both.adopted == (weight(council, "yes") > weight(council, "no") and all(agreed)), council


def half_of(council: Sequence[Member]) -> tuple[Count, Bases]:
    members = weight(council, *OPTIONS, "silent")
    return counted(OPTIONS, votes_of(council, OPTIONS)), Bases(members, members)


def expected_of_half(council: Sequence[Member], majority: Majority) -> bool:
    yes = weight(council, "yes")
    if majority == "relative":
        return yes > weight(council, "no")
    return yes > 0 and suffices(majority, yes, weight(council, *OPTIONS, "silent"))


@pytest.mark.parametrize("side", ["yes", "no"])
def test_the_chair_decides_every_tie_and_nothing_else(side: str) -> None:
    for council in councils(("yes", "no"), 5):
        yes, no = weight(council, "yes"), weight(council, "no")
        rule = Rule("simple", Base.YES_NO, tie="chair")
        outcome = question(rule, OPTIONS, votes_of(council, OPTIONS), Bases(0, 0), TieBreak((side,), b""))
        is_tie = yes == no > 0
        assert outcome.decided_by == ("chair" if is_tie else None)
        assert outcome.adopted == (side == "yes" if is_tie else yes > no)


def is_half_against_half(case: Case, majority: Majority, base: Base) -> bool:
    """Whether it is a tie: half against half of what counts, where it takes more than half; or level at the top."""
    yes, no, _ = case.tally
    if majority == "relative":
        return yes == no > 0
    needs_more_than_half = least(majority, 1000) == 501
    return needs_more_than_half and yes == no > 0 and yes + no == expected(case, majority, base)[0]


@pytest.mark.parametrize("base", [base for base in Base if base is not Base.CONTINUING])
@pytest.mark.parametrize("majority", MAJORITIES, ids=str)
def test_every_tie_in_every_council_of_up_to_six_and_nothing_else(majority: Majority, base: Base) -> None:
    """What is a tie, that it fails by itself, and that a lot decides just then."""
    by_lot = Rule(majority, base, tie="lot")
    for case in cases():
        count = Count(dict(zip(OPTIONS, case.tally, strict=True)), case.ballots, sum(case.tally))
        outcome = question_counted(by_lot, count, Bases(case.present, case.members), NO_TIE_BREAK)
        is_tie = is_half_against_half(case, majority, base)
        assert is_tied(majority, outcome.tally, outcome.base) == is_tie, case
        assert outcome.decided_by == ("lot" if is_tie else None), case
        assert not (is_tie and expected(case, majority, base)[2]), case


CANDIDATES = ("a", "b", "c")


def surely_elected(council: Sequence[Member], seats: int, needed: int) -> set[str]:
    """Who has enough votes, and a seat even if everybody level takes one first."""
    got = {candidate: weight(council, candidate) for candidate in CANDIDATES}
    fit = {candidate for candidate in CANDIDATES if got[candidate] >= max(1, needed)}
    return {one for one in fit if sum(got[other] >= got[one] for other in fit) <= seats}


@pytest.mark.parametrize("seats", [1, 2, 3])
@pytest.mark.parametrize("majority", ["relative", "simple", Fraction(1, 3)], ids=str)
def test_every_election_by_every_council_of_four(majority: Majority, seats: int) -> None:
    for council in councils(CANDIDATES, 4):
        whole = weight(council, *CANDIDATES)
        rule = Rule(majority, Base.CAST, seats)
        outcome = choice(rule, CANDIDATES, votes_of(council, CANDIDATES), Bases(0, 0), NO_TIE_BREAK)
        is_relative = majority == "relative"
        needed = 0 if is_relative else next(n for n in range(whole + 2) if suffices(majority, n, whole))
        assert outcome.needed == (None if is_relative else needed)
        assert outcome.winners is not None
        assert set(outcome.winners) == surely_elected(council, seats, needed), council
        ranks = [weight(council, winner) for winner in outcome.winners]
        assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize("seats", [1, 2])
def test_the_lot_fills_every_seat_that_somebody_can_take(seats: int) -> None:
    for council in councils(CANDIDATES, 4):
        rule = Rule("relative", Base.CAST, seats, "lot")
        outcome = choice(rule, CANDIDATES, votes_of(council, CANDIDATES), Bases(0, 0), NO_TIE_BREAK)
        assert outcome.winners is not None
        voted_for = sum(weight(council, candidate) > 0 for candidate in CANDIDATES)
        assert len(outcome.winners) == min(seats, voted_for)
        assert set(outcome.winners) >= surely_elected(council, seats, 0)
