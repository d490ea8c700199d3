"""Instant run-off: published counts, ties, other bases, and an established library beside it on random elections."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from meetings.rules.runoff import count
from meetings.rules.tally import BLANK, Base, Bases, Fraction, Majority, Outcome, Round, Rule, Tie, Vote, lots

SEED = bytes(range(32))
Profile = Mapping[str, int]
"""How many ballots rank how, as `"b c a": 5`; an empty ranking is a blank ballot."""


def counted(
    options: str,
    profile: Profile,
    majority: Majority = "simple",
    base: Base = Base.CONTINUING,
    *,
    tie: Tie | None = "lot",
    **rest: Any,
) -> Outcome:
    """The count of so many ballots; each kind of ballot is one vote of that weight."""
    votes = [Vote(tuple(ranking.split()) or (BLANK,), ballots) for ranking, ballots in profile.items()]
    rule = Rule(majority, base, tie=tie, turnout=rest.get("turnout"), blank=rest.get("blank", "left_out"))
    bases = Bases(present=rest.get("present", 0), members=rest.get("members", 0))
    return count(rule, options.split(), votes, bases, rest.get("seed", SEED))


def rounds_of(outcome: Outcome) -> list[Round]:
    return list(outcome.rounds or ())


def tallies(outcome: Outcome) -> list[dict[str, int]]:
    return [dict(each.tally) for each in rounds_of(outcome)]


# Published counts


def test_the_capital_of_tennessee_is_knoxville() -> None:
    """The worked example of the encyclopaedias: Wikipedia, “Instant-runoff voting”, Tennessee capital election."""
    ballots = {
        "memphis nashville chattanooga knoxville": 42,
        "nashville chattanooga knoxville memphis": 26,
        "chattanooga knoxville nashville memphis": 15,
        "knoxville chattanooga nashville memphis": 17,
    }
    outcome = counted("memphis nashville chattanooga knoxville", ballots)
    assert tallies(outcome) == [
        {"memphis": 42, "nashville": 26, "chattanooga": 15, "knoxville": 17},
        {"memphis": 42, "nashville": 26, "knoxville": 32},
        {"memphis": 42, "knoxville": 58},
    ]
    assert (outcome.winners, outcome.base, outcome.needed) == (("knoxville",), 100, 51)


def test_burlington_2009() -> None:
    """The official count of the mayoral election of Burlington, Vermont, 3 March 2009: 8,980 ballots, four blank.

    The ballots here move as the published sums say. The city let Smith, Simpson and the write-ins leave at once; one
    after the other they leave the same rounds behind.
    """
    ballots = {"wright": 2951, "kiss": 2585, "montroll kiss": 1332, "montroll wright": 731, "": 4}
    ballots |= {"smith kiss": 396, "smith montroll": 420, "smith wright": 343, "smith": 147}
    ballots |= {"simpson montroll": 35, "writein montroll wright": 36}
    outcome = counted("wright kiss montroll smith simpson writein blank", ballots)
    first = {"wright": 2951, "kiss": 2585, "montroll": 2063, "smith": 1306, "simpson": 35, "writein": 36, "blank": 4}
    rounds = tallies(outcome)
    assert [rounds[0], *rounds[-2:]] == [
        first,
        {"wright": 3294, "kiss": 2981, "montroll": 2554, "blank": 4},
        {"wright": 4061, "kiss": 4313, "blank": 4},
    ]
    assert [each.exhausted for each in rounds_of(outcome)][-2:] == [147, 602]
    assert (outcome.winners, outcome.base, outcome.needed) == (("kiss",), 8374, 4188)


def test_the_irish_presidential_election_of_1990() -> None:
    """The official count: Robinson is behind Lenihan at first; the quota is half of all valid ballots and one more."""
    ballots = {"lenihan": 694_484, "robinson": 612_265, "currie robinson": 205_565, "currie lenihan": 36_789}
    outcome = counted("currie lenihan robinson", ballots | {"currie": 25_548}, base=Base.CAST)
    first, second = rounds_of(outcome)
    assert first.tally == {"currie": 267_902, "lenihan": 694_484, "robinson": 612_265}
    assert (first.needed, first.dropped) == (787_326, ("currie",))
    assert (second.tally, second.exhausted) == ({"lenihan": 731_273, "robinson": 817_830}, 25_548)
    assert outcome.winners == ("robinson",)


def test_with_a_majority_of_first_choices_nobody_leaves() -> None:
    """RONR 45:66: if one pile has more than half of the ballots, that candidate is elected."""
    outcome = counted("a b c", {"a": 3, "b c": 1, "c b": 1})
    assert (len(rounds_of(outcome)), outcome.winners) == (1, ("a",))


# Weights and blank ballots


def test_a_ballot_moves_with_the_whole_weight_of_its_voter() -> None:
    votes = [Vote(("a",), 4), Vote(("b",), 3), Vote(("c", "b"), 2)]
    outcome = count(Rule("simple", Base.CONTINUING), "abc", votes, Bases(9, 9), SEED)
    assert tallies(outcome) == [{"a": 4, "b": 3, "c": 2}, {"a": 4, "b": 5}]
    assert (outcome.cast, outcome.winners) == (3, ("b",))


def test_a_ballot_without_further_choices_is_exhausted() -> None:
    outcome = counted("a b c", {"a": 4, "b": 3, "c": 2})
    assert [(each.exhausted, each.base, each.needed) for each in rounds_of(outcome)] == [(0, 9, 5), (2, 7, 4)]
    assert outcome.winners == ("a",)


def test_blank_ballots_stand_in_every_round_and_win_none() -> None:
    outcome = counted("a b c blank", {"": 9, "a": 2, "b a": 1})
    assert tallies(outcome) == [{"a": 2, "b": 1, "c": 0, "blank": 9}]
    assert (outcome.base, outcome.winners) == (3, ("a",))


@pytest.mark.parametrize("profile", [{}, {"": 5}])
def test_without_a_choice_on_any_ballot_nobody_is_elected(profile: Profile) -> None:
    outcome = counted("a b blank", profile)
    assert (len(rounds_of(outcome)), outcome.winners, outcome.decided_by) == (1, (), None)


# Other bases and majorities


@pytest.mark.parametrize(
    ("majority", "base", "needed", "winners"),
    [
        ("simple", Base.CONTINUING, 4, ("a",)),
        ("simple", Base.CAST, 5, ()),
        ("simple", Base.PRESENT, 6, ()),
        ("simple", Base.MEMBERS, 7, ()),
        ("absolute", Base.CONTINUING, 7, ()),
        (Fraction(1, 2), Base.CONTINUING, 4, ("a",)),
        (Fraction(3, 4), Base.CONTINUING, 3, ("a",)),
    ],
)
def test_who_is_left_alone_without_the_votes_needed_is_not_elected(
    majority: Majority, base: Base, needed: int, winners: tuple[str, ...]
) -> None:
    outcome = counted("a b c", {"a": 4, "b": 3, "c": 2}, majority, base, present=11, members=13)
    assert (outcome.needed, outcome.winners) == (needed, winners)


def test_blank_ballots_are_among_the_votes_cast_where_the_body_says_so() -> None:
    profile = {"a": 3, "b": 1, "": 2}
    assert counted("a b blank", profile, base=Base.CAST).winners == ("a",)
    assert counted("a b blank", profile, base=Base.CAST, blank="counted").winners == ()


def test_where_a_small_part_is_enough_the_one_with_most_is_elected() -> None:
    third = Fraction(1, 3)
    assert counted("a b c", {"a": 3, "b": 4, "c": 2}, third).winners == ("b",)
    assert counted("a b c", {"a": 4, "b": 4, "c b": 1}, third).winners == ("b",)


def test_without_the_turnout_required_nobody_leaves_and_nobody_is_elected() -> None:
    outcome = counted("a b c", {"a": 2, "b": 1, "c": 1}, turnout=Fraction(1, 2), members=20)
    assert (len(rounds_of(outcome)), outcome.winners, outcome.turnout is not None) == (1, (), True)


def test_without_the_turnout_required_not_even_a_majority_of_first_choices_elects() -> None:
    assert counted("a b", {"a": 3, "b": 1}, turnout=Fraction(1, 2), members=20).winners == ()


# Who is last


def test_who_are_last_with_fewer_votes_together_than_any_other_leave_together() -> None:
    outcome = counted("a b c d", {"a": 6, "b": 5, "c b": 2, "d b": 2})
    assert [(each.dropped, each.level) for each in rounds_of(outcome)] == [(("c", "d"), ()), ((), ())]
    assert outcome.winners == ("b",)


def test_those_without_any_vote_leave_together_and_no_lot_is_drawn() -> None:
    outcome = counted("a b c d", {"a": 4, "b": 2, "c": 2, "d": 0}, "absolute", members=20, tie=None)
    assert [(each.dropped, each.level) for each in rounds_of(outcome)] == [(("d",), ()), ((), ("b", "c"))]
    first = rounds_of(counted("a b c d", {"a": 2, "b": 2}))[0]
    assert (first.dropped, first.level, first.by) == (("c", "d"), (), None)


def test_of_those_level_whoever_had_fewer_votes_before_leaves() -> None:
    """Scottish Local Government Elections Order 2011, schedule 1, rule 51: the latest round that tells them apart."""
    outcome = counted("a b c d", {"a": 5, "b": 4, "c": 3, "d c": 1})
    first, second, third = rounds_of(outcome)
    assert (first.dropped, second.tally) == (("d",), {"a": 5, "b": 4, "c": 4})
    assert (second.dropped, second.level, second.by) == (("c",), ("b", "c"), "earlier")
    assert (third.tally, outcome.winners, outcome.decided_by) == ({"a": 5, "b": 4}, ("a",), None)


def test_the_latest_round_that_tells_them_apart_decides_not_the_first() -> None:
    """B is behind c at first, before c in the second round, and level in the third."""
    outcome = counted("a b c d e", {"a": 9, "b": 5, "c": 6, "d c": 2, "e b": 1, "e b a": 2})
    told = [(dict(each.tally), each.dropped, each.by) for each in rounds_of(outcome)]
    assert told == [
        ({"a": 9, "b": 5, "c": 6, "d": 2, "e": 3}, ("d",), None),
        ({"a": 9, "b": 5, "c": 8, "e": 3}, ("e",), None),
        ({"a": 9, "b": 8, "c": 8}, ("b",), "earlier"),
        ({"a": 11, "c": 8}, (), None),
    ]


def test_where_nothing_before_tells_them_apart_the_lot_does_and_its_last_leaves() -> None:
    for seed in (SEED, bytes(32), b"\x07" * 32):
        outcome = counted("a b c", {"a": 3, "b a": 2, "c a": 2}, seed=seed)
        last = lots(seed, ("b", "c"))[-1]
        assert rounds_of(outcome)[0].dropped == (last,)
        assert (rounds_of(outcome)[0].by, outcome.decided_by, outcome.winners) == ("lot", "lot", ("a",))


def test_of_three_between_whom_the_lot_decides_the_last_leaves() -> None:
    first = rounds_of(counted("a b c d", {"a": 9, "b": 3, "c": 3, "d": 3}))[0]
    assert first.dropped == (lots(SEED, ("b", "c", "d"))[2],)


def test_earlier_rounds_take_out_whom_they_can_before_the_lot() -> None:
    """B, c and d are level, d had more votes before: the lot is between b and c."""
    outcome = counted("a b c d e f", {"a": 9, "b": 3, "c": 3, "d": 4, "e b": 1, "f c": 1})
    third = next(each for each in rounds_of(outcome) if each.by == "lot")
    assert third.level == ("b", "c", "d")
    assert set(third.dropped) == {lots(SEED, ("b", "c"))[-1]}


@pytest.mark.parametrize("tie", ["second", None])
def test_without_a_lot_an_equal_vote_for_the_last_place_ends_the_count(tie: Tie | None) -> None:
    outcome = counted("a b", {"a": 3, "b": 3}, tie=tie)
    assert [(each.level, each.dropped) for each in rounds_of(outcome)] == [(("a", "b"), ())]
    assert (outcome.winners, outcome.decided_by) == ((), tie)


# What holds of every count

OPTIONS = ("a", "b", "c", "d")
RANKINGS = st.lists(st.sampled_from(OPTIONS), min_size=1, unique=True).map(tuple)
BALLOTS = st.lists(st.tuples(st.one_of(RANKINGS, st.just((BLANK,))), st.integers(1, 3)), max_size=12)
RULES = st.builds(
    Rule,
    majority=st.sampled_from(["simple", "absolute", Fraction(1, 3), Fraction(2, 3)]),
    base=st.sampled_from([Base.CONTINUING, Base.CAST, Base.PRESENT, Base.MEMBERS]),
    tie=st.sampled_from([None, "lot", "second"]),
)
SEEDS = st.binary(min_size=32, max_size=32)


@given(RULES, BALLOTS, SEEDS)
def test_ballots_are_conserved_round_by_round(
    rule: Rule, ballots: list[tuple[tuple[str, ...], int]], seed: bytes
) -> None:
    votes = [Vote(ranking, weight) for ranking, weight in ballots]
    every = sum(vote.weight for vote in votes)
    outcome = count(rule, (*OPTIONS, BLANK), votes, Bases(every, every + 1), seed)
    rounds = rounds_of(outcome)
    assert all(sum(each.tally.values()) + each.exhausted == every for each in rounds)
    for before, after in pairwise(rounds):
        assert [option for option in before.tally if option not in before.dropped] == list(after.tally)
        assert all(after.tally[option] >= before.tally[option] for option in after.tally)
        assert after.tally.get(BLANK) == before.tally.get(BLANK)
    assert len(outcome.winners or ()) <= 1
    assert (rounds[-1].dropped, BLANK in (outcome.winners or ())) == ((), False)


@given(BALLOTS, SEEDS)
def test_of_ballots_that_still_count_somebody_always_has_more_than_half(
    ballots: list[tuple[tuple[str, ...], int]], seed: bytes
) -> None:
    votes = [Vote(ranking, weight) for ranking, weight in ballots]
    outcome = count(Rule("simple", Base.CONTINUING, tie="lot"), (*OPTIONS, BLANK), votes, Bases(0, 0), seed)
    assert bool(outcome.winners) is any(vote.choice != (BLANK,) for vote in votes)


@given(st.lists(RANKINGS, min_size=1, max_size=25))
def test_an_established_library_elects_the_same(rankings: Sequence[tuple[str, ...]]) -> None:
    """PyRankVote, whose rule for equal votes is another one: so only counts where nobody had to be told apart."""
    votes = [Vote(ranking, 1) for ranking in rankings]
    outcome = count(Rule("simple", Base.CONTINUING), OPTIONS, votes, Bases(0, 0), SEED)
    assume(not any(each.level for each in rounds_of(outcome)))
    pyrankvote = pytest.importorskip("pyrankvote", reason="missing tool: pyrankvote (requirements-dev.lock)")
    people = {option: pyrankvote.Candidate(option) for option in OPTIONS}
    ballots = [pyrankvote.Ballot([people[option] for option in ranking]) for ranking in rankings]
    result = pyrankvote.instant_runoff_voting(list(people.values()), ballots)
    assert tuple(winner.name for winner in result.get_winners()) == outcome.winners
    first = {each.candidate.name: each.number_of_votes for each in result.rounds[0].candidate_results}
    assert first == outcome.tally
