"""The rule and the result of a poll in sentences."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from meetings.minutes.arithmetic import (
    further_sentences,
    option_name,
    result_sentence,
    rule_sentence,
    tie_sentence,
    verdict,
)
from meetings.minutes.words import Words
from meetings.rules.closing import Closing
from meetings.rules.identity import ItemId, MemberId, PollId
from meetings.rules.poll_terms import Method, Option, Secrecy
from meetings.rules.polls import Poll
from meetings.rules.tally import Base, Fraction, Majority, Outcome, Rule, Tie, Turnout

WORDS = Words("en", 0, 0)
YES_NO = (Option("yes"), Option("no"), Option("abstain"))
PEOPLE = (Option("anna", "Anna Kern"), Option("ben", "Ben (Lukovo)"))


def poll(majority: Majority = "simple", base: Base = Base.YES_NO, method: Method = "yes_no_abstain") -> Poll:
    return Poll(
        ref=PollId("p"),
        order=1,
        item=ItemId("i"),
        question="?",
        method=method,
        secrecy=Secrecy.OPEN,
        options=PEOPLE if method == "choose" else YES_NO,
        rule=Rule(majority, base),
        minimum=1,
        maximum=1,
        electorate=None,
    )


def outcome(needed: int | None = 10, decided_by: Tie | None = None, *, adopted: bool = False) -> Outcome:
    tally = {"yes": 9, "no": 10, "abstain": 3}
    return Outcome(tally=tally, cast=22, base=19, needed=needed, adopted=adopted, decided_by=decided_by)


def chosen(*winners: str) -> Outcome:
    return Outcome(tally={"anna": 5, "ben": 4}, cast=9, base=9, winners=winners)


@pytest.mark.parametrize(
    ("majority", "base", "sentence"),
    [
        ("simple", Base.YES_NO, "Simple majority of the votes for and against: more than half of 19 = 10 needed."),
        (
            "absolute",
            Base.CAST,
            "Absolute majority of the votes of all members entitled: more than half of 19 = 10 needed.",
        ),
        (
            Fraction(1, 2),
            Base.PRESENT,
            "Majority of at least half of the votes of the members present: at least half of 19 = 10 needed.",
        ),
        (
            Fraction(3, 7, strict=True),
            Base.CAST,
            "Majority of more than 3/7 of the votes cast, abstentions included: more than 3/7 of 19 = 10 needed.",
        ),
    ],
)
def test_the_rule_is_told_with_its_arithmetic(majority: Majority, base: Base, sentence: str) -> None:
    assert rule_sentence(WORDS, poll(majority, base), outcome()) == sentence


def test_the_rule_is_told_without_figures_before_they_are_known() -> None:
    assert rule_sentence(WORDS, poll(), None) == "Simple majority of the votes for and against."


def test_a_relative_majority_needs_no_number() -> None:
    told = rule_sentence(WORDS, poll("relative", Base.CAST, "choose"), chosen("anna"))
    assert told == "Relative majority: the most votes decide."


def test_the_result_is_told_by_option() -> None:
    assert result_sentence(WORDS, poll(), outcome()) == "For 9, against 10, abstained 3"
    assert result_sentence(WORDS, poll(method="yes_no"), outcome()) == "For 9, against 10"
    assert result_sentence(WORDS, poll(method="choose"), chosen()) == "Anna Kern: 5; Ben (Lukovo): 4"


@pytest.mark.parametrize(("adopted", "word"), [(True, "adopted"), (False, "rejected")])
def test_a_question_is_adopted_or_rejected(adopted: bool, word: str) -> None:
    assert verdict(WORDS, poll(), outcome(adopted=adopted), is_election=False) == word


@pytest.mark.parametrize(
    ("winners", "is_election", "sentence"),
    [
        (("anna",), True, "Elected: Anna Kern"),
        (("ben", "anna"), True, "Elected: Ben (Lukovo), Anna Kern"),
        (("ben",), False, "Chosen: Ben (Lukovo)"),
        ((), True, "Nobody is elected"),
        ((), False, "Nothing is chosen"),
    ],
)
def test_a_choice_names_who_is_chosen(winners: tuple[str, ...], is_election: bool, sentence: str) -> None:
    assert verdict(WORDS, poll(method="choose"), chosen(*winners), is_election=is_election) == sentence


def test_a_broken_tie_tells_what_broke_it() -> None:
    assert tie_sentence(WORDS, poll(), outcome()) is None
    assert "vote of the chair" in (tie_sentence(WORDS, poll(), outcome(decided_by="chair")) or "")
    assert "lot" in (tie_sentence(WORDS, poll(), outcome(decided_by="lot")) or "")


@pytest.mark.parametrize(
    ("majority", "base", "votes", "is_told"),
    [
        ("simple", Base.YES_NO, 9, True),
        ("relative", Base.CAST, 9, True),
        ("simple", Base.MEMBERS, 9, True),
        ("absolute", Base.MEMBERS, 9, True),
        (Fraction(1, 2, strict=True), Base.YES_NO, 9, True),
        (Fraction(2, 3), Base.YES_NO, 9, False),
        ("simple", Base.YES_NO, 0, False),
    ],
)
def test_a_tie_that_fails_is_told_where_equal_votes_are_why(
    majority: Majority, base: Base, votes: int, is_told: bool
) -> None:
    tied = Outcome(tally={"yes": votes, "no": votes}, cast=18, base=2 * votes, needed=votes + 1, adopted=False)
    said = "The votes were equal, which is no majority." if is_told else None
    assert tie_sentence(WORDS, poll(majority, base), tied) == said


def test_where_others_were_present_too_equal_votes_are_not_why() -> None:
    level = Outcome(tally={"yes": 9, "no": 9}, cast=18, base=20, needed=11, adopted=False)
    assert tie_sentence(WORDS, poll("simple", Base.PRESENT), level) is None


def test_a_tie_below_the_turnout_is_not_why() -> None:
    tied = Outcome(
        tally={"yes": 9, "no": 9}, cast=18, base=18, needed=10, adopted=False, turnout=Turnout(needed=20, cast=18)
    )
    assert tie_sentence(WORDS, poll(), tied) is None


def test_an_option_without_a_word_is_told_by_its_ref() -> None:
    assert option_name(WORDS, Option("yes")) == "For"
    assert option_name(WORDS, Option("x7")) == "x7"


@pytest.mark.parametrize(
    ("base", "sentence"),
    [
        (3, []),
        (4, ["1 vote in this base was given by a member who is not recorded as present at the close."]),
        (5, ["2 votes in this base were given by members who are not recorded as present at the close."]),
    ],
)
def test_who_is_present_by_having_voted_is_told(base: int, sentence: Sequence[str]) -> None:
    entitled = {MemberId("ana"): 3, MemberId("ben"): 2}
    closed = replace(
        poll(base=Base.PRESENT), entitled=entitled, closing=Closing(frozenset({MemberId("ana")}), presiding=None)
    )
    found = Outcome(tally={"yes": 2, "no": 0, "abstain": 0}, cast=1, base=base, needed=2, adopted=True)
    assert list(further_sentences(WORDS, closed, found)) == sentence
    of_all = replace(closed, rule=Rule("absolute", Base.PRESENT))
    assert list(further_sentences(WORDS, of_all, found)) == []
