"""Counting, case by case: bases, majorities, ties, seats."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import pytest

from meetings.rules.tally import (
    Base,
    Bases,
    Fraction,
    Majority,
    Outcome,
    Rule,
    Tie,
    TieBreak,
    Vote,
    choice,
    lots,
    question,
    was_tied,
)

SEED = bytes(range(32))
OPTIONS = ("yes", "no", "abstain")
TWO_THIRDS = Fraction(2, 3)


def ballots(**counts: int) -> list[Vote]:
    return [Vote((option,), 1) for option, count in counts.items() for _ in range(count)]


def asked(
    votes: Sequence[Vote],
    majority: Majority = "simple",
    base: Base = Base.YES_NO,
    *,
    tie: Tie | None = None,
    **rest: Any,
) -> Outcome:
    bases = Bases(present=rest.get("present", 0), members=rest.get("members", 0))
    broken = TieBreak(rest.get("chair", ()), rest.get("seed", SEED))
    return question(Rule(majority, base, tie=tie), OPTIONS, votes, bases, broken)


def chosen(tally: Mapping[str, int], *, seats: int = 1, tie: Tie | None = None, **rest: Any) -> Outcome:
    votes = ballots(**tally)
    rule = Rule(rest.get("majority", "relative"), rest.get("base", Base.CAST), seats, tie)
    bases = Bases(present=rest.get("present", 0), members=rest.get("members", 0))
    return choice(rule, list(tally), votes, bases, TieBreak(rest.get("chair", ()), rest.get("seed", SEED)))


# Questions


def test_the_arithmetic_of_the_protocol() -> None:
    outcome = asked(ballots(yes=9, no=10, abstain=3))
    assert outcome == Outcome(tally={"yes": 9, "no": 10, "abstain": 3}, cast=22, base=19, needed=10, adopted=False)


@pytest.mark.parametrize(
    ("majority", "base", "reckoned", "needed", "adopted"),
    [
        ("simple", Base.YES_NO, 10, 6, True),
        ("simple", Base.CAST, 13, 7, False),
        ("simple", Base.PRESENT, 15, 8, False),
        ("simple", Base.MEMBERS, 20, 11, False),
        ("absolute", Base.YES_NO, 20, 11, False),
        ("relative", Base.YES_NO, 10, None, True),
        (TWO_THIRDS, Base.YES_NO, 10, 7, False),
        (Fraction(3, 5), Base.YES_NO, 10, 6, True),
        (Fraction(3, 5, strict=True), Base.YES_NO, 10, 7, False),
        (Fraction(1, 2), Base.YES_NO, 10, 5, True),
    ],
)
def test_six_for_and_four_against(
    majority: Majority, base: Base, reckoned: int, needed: int | None, adopted: bool
) -> None:
    outcome = asked(ballots(yes=6, no=4, abstain=3), majority, base, present=15, members=20)
    assert (outcome.base, outcome.needed, outcome.adopted) == (reckoned, needed, adopted)


def test_two_thirds_missed_by_one_vote() -> None:
    assert asked(ballots(yes=15, no=8), TWO_THIRDS).adopted is False
    assert asked(ballots(yes=16, no=8), TWO_THIRDS).adopted is True


def test_a_vote_has_the_weight_of_its_voter() -> None:
    votes = [Vote(("yes",), 5), Vote(("no",), 2), Vote(("no",), 2)]
    outcome = asked(votes)
    assert (dict(outcome.tally), outcome.cast, outcome.base, outcome.adopted) == (
        {"yes": 5, "no": 4, "abstain": 0},
        3,
        9,
        True,
    )


@pytest.mark.parametrize("majority", ["simple", "absolute", "relative", TWO_THIRDS, Fraction(1, 2)])
@pytest.mark.parametrize("base", [base for base in Base if base is not Base.CONTINUING])
def test_without_a_vote_for_it_nothing_is_adopted(majority: Majority, base: Base) -> None:
    assert asked([], majority, base).adopted is False
    assert asked(ballots(abstain=3), majority, base).adopted is False


def test_the_tally_keeps_the_order_of_the_paper() -> None:
    assert list(asked(ballots(abstain=1, no=1, yes=1)).tally) == list(OPTIONS)


# Ties of a question


def test_a_tie_fails() -> None:
    outcome = asked(ballots(yes=5, no=5))
    assert (outcome.adopted, outcome.decided_by) == (False, None)


@pytest.mark.parametrize(("chair", "adopted"), [(("yes",), True), (("no",), False)])
def test_the_chairs_own_choice_decides(chair: tuple[str, ...], adopted: bool) -> None:
    outcome = asked(ballots(yes=5, no=5), tie="chair", chair=chair)
    assert (outcome.adopted, outcome.decided_by) == (adopted, "chair")


@pytest.mark.parametrize("chair", [(), ("abstain",)])
def test_a_chair_without_a_side_decides_nothing(chair: tuple[str, ...]) -> None:
    outcome = asked(ballots(yes=5, no=5), tie="chair", chair=chair)
    assert (outcome.adopted, outcome.decided_by) == (False, None)


def test_the_lot_falls_either_way_and_always_the_same_for_a_seed() -> None:
    outcomes = [asked(ballots(yes=1, no=1), tie="lot", seed=bytes([number])) for number in range(40)]
    assert {outcome.adopted for outcome in outcomes} == {True, False}
    assert {outcome.decided_by for outcome in outcomes} == {"lot"}
    assert outcomes == [asked(ballots(yes=1, no=1), tie="lot", seed=bytes([number])) for number in range(40)]


@pytest.mark.parametrize(
    ("votes", "majority", "base"),
    [
        (ballots(yes=5, no=4), "simple", Base.YES_NO),
        (ballots(yes=5, no=5), TWO_THIRDS, Base.YES_NO),
        # Level, but both short of half of those who voted.
        (ballots(yes=5, no=5, abstain=2), "simple", Base.CAST),
        # Half of the base, but not level.
        (ballots(yes=5, no=4), "simple", Base.MEMBERS),
        (ballots(abstain=5), "relative", Base.YES_NO),
    ],
)
def test_what_is_no_tie_is_not_broken(votes: list[Vote], majority: Majority, base: Base) -> None:
    outcome = asked(votes, majority, base, tie="chair", chair=("yes",), members=10)
    assert outcome.decided_by is None


@pytest.mark.parametrize("majority", ["simple", "absolute", Fraction(1, 2, strict=True)], ids=str)
def test_half_of_all_against_half_of_all_is_a_tie(majority: Majority) -> None:
    """More than half of all members is needed, in whatever words (Vietnam, law of 2015, art. 117: the chair's side)."""
    outcome = asked(ballots(yes=5, no=5), majority, Base.MEMBERS, tie="chair", chair=("yes",), members=10)
    assert (outcome.adopted, outcome.decided_by) == (True, "chair")


def test_level_votes_short_of_half_of_all_are_no_tie_of_an_absolute_majority() -> None:
    outcome = asked(ballots(yes=4, no=4), "absolute", Base.YES_NO, tie="chair", chair=("yes",), members=10)
    assert (outcome.adopted, outcome.decided_by) == (False, None)


def test_a_tie_of_most_votes_is_broken_too() -> None:
    outcome = asked(ballots(yes=2, no=2, abstain=9), "relative", Base.CAST, tie="chair", chair=("yes",))
    assert (outcome.adopted, outcome.decided_by) == (True, "chair")


# Elections


def test_most_votes_win() -> None:
    outcome = chosen({"a": 3, "b": 5, "c": 2})
    assert (outcome.winners, outcome.needed, outcome.base) == (("b",), None, 10)


def test_winners_stand_best_first() -> None:
    assert chosen({"a": 3, "b": 5, "c": 4}, seats=2).winners == ("b", "c")


def test_level_winners_who_all_have_a_seat_stand_in_the_order_of_the_paper() -> None:
    assert chosen({"a": 3, "b": 5, "c": 3}, seats=3).winners == ("b", "a", "c")
    assert chosen({"a": 5, "b": 5, "c": 3}, seats=2).winners == ("a", "b")


def test_nobody_is_elected_without_a_vote() -> None:
    assert chosen({"a": 0, "b": 0}, seats=2).winners == ()
    assert chosen({"a": 1, "b": 0}, seats=2).winners == ("a",)


def test_who_has_not_the_majority_is_not_elected() -> None:
    outcome = chosen({"a": 5, "b": 3, "c": 2}, majority="simple")
    assert (outcome.winners, outcome.needed) == ((), 6)
    assert chosen({"a": 6, "b": 3, "c": 1}, majority="simple").winners == ("a",)


def test_an_absolute_majority_is_one_of_all_members() -> None:
    outcome = chosen({"a": 6, "b": 4}, majority="absolute", members=12)
    assert (outcome.winners, outcome.base, outcome.needed) == ((), 12, 7)


def test_several_marks_count_one_voter_once_in_the_base() -> None:
    votes = [Vote(("a", "b"), 1), Vote(("a", "c"), 1)]
    rule = Rule("simple", Base.CAST, 2)
    outcome = choice(rule, ("a", "b", "c"), votes, Bases(0, 0), TieBreak((), SEED))
    assert (outcome.base, outcome.needed, outcome.winners) == (2, 2, ("a",))


def test_a_tie_at_the_last_seat_elects_nobody_for_it() -> None:
    outcome = chosen({"a": 5, "b": 3, "c": 3}, seats=2)
    assert (outcome.winners, outcome.decided_by) == (("a",), None)


def test_a_tie_for_two_last_seats_among_three_elects_none_of_them() -> None:
    assert chosen({"a": 5, "b": 3, "c": 3, "d": 3}, seats=3).winners == ("a",)


def test_the_lot_fills_the_last_seat() -> None:
    outcomes = [chosen({"a": 5, "b": 3, "c": 3}, seats=2, tie="lot", seed=bytes([number])) for number in range(40)]
    assert {outcome.winners for outcome in outcomes} == {("a", "b"), ("a", "c")}
    assert {outcome.decided_by for outcome in outcomes} == {"lot"}


def test_the_chair_fills_the_last_seat_by_its_own_choice() -> None:
    outcome = chosen({"a": 5, "b": 3, "c": 3}, seats=2, tie="chair", chair=("c",))
    assert (outcome.winners, outcome.decided_by) == (("a", "c"), "chair")


@pytest.mark.parametrize("chair", [(), ("a",), ("b", "c")])
def test_a_chair_whose_choice_does_not_decide_elects_nobody(chair: tuple[str, ...]) -> None:
    outcome = chosen({"a": 5, "b": 3, "c": 3}, seats=2, tie="chair", chair=chair)
    assert (outcome.winners, outcome.decided_by) == (("a",), None)


@pytest.mark.parametrize(
    ("tally", "seats", "tie", "is_tied"),
    [
        ({"a": 5, "b": 3, "c": 3}, 2, None, True),
        ({"a": 5, "b": 3, "c": 3}, 2, "lot", True),
        ({"a": 5, "b": 3, "c": 3}, 3, None, False),
        ({"a": 5, "b": 3, "c": 3}, 1, None, False),
        ({"a": 0, "b": 0}, 1, None, False),
    ],
)
def test_a_choice_was_tied_where_equal_votes_stood_at_the_last_seat(
    tally: Mapping[str, int], seats: int, tie: Tie | None, *, is_tied: bool
) -> None:
    assert was_tied(Rule("relative", Base.CAST, seats, tie), chosen(tally, seats=seats, tie=tie)) is is_tied


@pytest.mark.parametrize(
    ("majority", "base", "is_tied"),
    [
        ("simple", Base.YES_NO, True),
        (Fraction(1, 2, strict=True), Base.YES_NO, True),
        ("absolute", Base.MEMBERS, True),
        ("simple", Base.PRESENT, True),
        ("simple", Base.CAST, False),
        (TWO_THIRDS, Base.YES_NO, False),
    ],
)
def test_a_question_was_tied_where_half_stood_against_half(majority: Majority, base: Base, *, is_tied: bool) -> None:
    rule = Rule(majority, base)
    outcome = asked(ballots(yes=2, no=2, abstain=1), majority, base, present=4, members=4)
    assert was_tied(rule, outcome) is is_tied


def test_where_too_few_voted_equal_votes_decide_nothing() -> None:
    rule = Rule("simple", Base.YES_NO, turnout=TWO_THIRDS)
    outcome = question(rule, OPTIONS, ballots(yes=1, no=1), Bases(4, 4), TieBreak((), SEED))
    assert not was_tied(rule, outcome)


# The lot


def test_the_lot_is_drawn_by_a_digest_that_anybody_can_reckon() -> None:
    # sha256sum of 32 zero bytes and the ref begins with 67 (yes), dc (no), 41 (a), 7e (b), 78 (c).
    assert lots(bytes(32), ("no", "yes")) == ["yes", "no"]
    assert lots(bytes(32), ("a", "b", "c")) == ["a", "c", "b"]


def test_a_question_is_adopted_where_the_lot_draws_yes_first() -> None:
    # With a seed of ones the digest of `no` begins with 44, that of `yes` with d2.
    assert asked(ballots(yes=1, no=1), tie="lot", seed=bytes(32)).adopted is True
    assert asked(ballots(yes=1, no=1), tie="lot", seed=b"\x01" * 32).adopted is False


@pytest.mark.parametrize("number", range(16))
def test_anybody_can_draw_a_question_again_with_the_refs_yes_and_no(number: int) -> None:
    seed = bytes([number]) * 32
    is_yes = sha256(seed + b"yes").digest() < sha256(seed + b"no").digest()
    assert asked(ballots(yes=1, no=1), tie="lot", seed=seed).adopted is is_yes
