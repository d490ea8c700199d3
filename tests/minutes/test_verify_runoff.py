"""Every round of a run-off is counted again, apart from the rules, and a forged one is told from the votes."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.identity import MemberId, PollId
from meetings.rules.poll_commands import PreparePoll
from meetings.rules.poll_terms import Option, Secrecy
from meetings.rules.result_corrections import CorrectResult
from meetings.rules.standing_orders import Rules
from meetings.rules.tally import Base, Fraction
from tests.minutes.council import Council, convened, event, forged, poll, terms
from tests.minutes.test_verify_votes import MAJORITIES, WEIGHTS, Texts, outcome, recount, tally, vote

OPTIONS = tuple(Option(ref, ref.title()) for ref in ("anna", "ben", "carl", "dora"))
THREE = tuple(map(MemberId, ("binh", "chi", "dung")))


def ranked(ref: str, **further: Any) -> PreparePoll:
    usual: dict[str, Any] = {"method": "ranked", "options": OPTIONS, "base": None, "majority": None}
    return terms(ref, **(usual | further))


@pytest.fixture(scope="module")
def council() -> Council:
    """Run-offs with a transfer, exhausted and blank ballots, ties told apart and drawn, and one in the box."""
    made = convened(Rules(blank_ballots="left_out"))
    moved = [("chi", ("anna", "ben")), ("binh", ("ben", "carl")), ("an", ("carl", "ben")), ("dung", "blank")]
    poll(made, ranked("moved"), moved)
    level = [("binh", ("anna",)), ("chair", ("anna",)), ("chi", ("ben",)), ("an", ("carl", "ben"))]
    poll(made, ranked("earlier"), [*level, ("dung", ("dora",))])
    even = [("binh", ("anna",)), ("chi", ("ben",)), ("dung", ("dora", "anna"))]
    poll(made, ranked("drawn"), even)
    poll(made, ranked("stuck", tie="second"), even)
    poll(made, ranked("cast", base=Base.CAST), [("binh", ("anna",)), ("chi", ("ben",)), ("an", ("ben",))])
    poll(made, ranked("few", turnout=Fraction(2, 3)), even)
    box = ranked("box", secrecy=Secrecy.CONFIDENTIAL, electorate=THREE, tie="second")
    poll(made, box, [("binh", ("anna", "ben")), ("chi", ("anna", "carl")), ("dung", ("ben", "anna"))])
    spread = ranked("spread", secrecy=Secrecy.CONFIDENTIAL, electorate=THREE)
    made.box.clear()
    poll(made, spread, [("binh", ("anna",)), ("chi", ("ben", "anna")), ("dung", ("carl", "ben"))])
    return made


def test_the_recount_agrees_with_the_rules(council: Council) -> None:
    checks = recount(council.evidence())
    assert len(checks) == 8
    assert [check.detail for check in checks.values() if not check.passed] == []


def test_the_rounds_are_told_in_figures(council: Council) -> None:
    told = {name.removeprefix("poll "): check.detail for name, check in recount(council.evidence()).items()}
    assert told["moved"] == (
        "anna 2, ben 2, carl 1, dora 0, blank 2; cast 4; base 5; needed 3;"
        " round 1 anna 2, ben 2, carl 1, dora 0, blank 2, exhausted 0, out dora;"
        " round 2 anna 2, ben 2, carl 1, blank 2, exhausted 0, out carl;"
        " round 3 anna 2, ben 3, blank 2, exhausted 0; elected ben"
    )
    assert told["stuck"].endswith("round 2 anna 2, ben 2, dora 2, blank 0, exhausted 0; elected nobody by second")
    assert told["few"].endswith("elected nobody")
    assert told["drawn"].endswith("by lot")


def change_round(ref: str, number: int, **changed: object) -> Callable[[Texts], object]:
    return lambda texts: event(texts, "poll_closed", ref)["outcome"]["rounds"][number - 1].update(changed)


def piles(ref: str, number: int, **changed: int) -> Callable[[Texts], object]:
    return lambda texts: event(texts, "poll_closed", ref)["outcome"]["rounds"][number - 1]["tally"].update(changed)


def without_last_round(ref: str) -> Callable[[Texts], object]:
    return lambda texts: event(texts, "poll_closed", ref)["outcome"]["rounds"].pop()


FORGERIES: Sequence[tuple[str, Callable[[Texts], object], str]] = [
    ("moved", vote("moved", choice=["carl"]), "round 1: the ballots make anna 2, ben 2, carl 3"),
    ("moved", lambda t: event(t, "vote_cast", "moved").update(choice=["anna"]), "the ballots make anna 4"),
    ("moved", piles("moved", 3, ben=4), "recorded is anna 2, ben 4, blank 2, exhausted 0"),
    ("moved", change_round("moved", 3, exhausted=1), "recorded is anna 2, ben 3, blank 2, exhausted 1"),
    ("moved", piles("moved", 3, carl=0), "round 3: anna ben blank stand, recorded are anna ben blank carl"),
    ("moved", change_round("moved", 2, dropped=["ben"]), "carl leaves, recorded is that ben leaves"),
    ("moved", change_round("moved", 3, base=7), "round 3: 3 of 5 votes are needed, recorded are 3 of 7"),
    ("moved", change_round("moved", 1, needed=9), "round 1: 3 of 5 votes are needed, recorded are 9 of 5"),
    ("moved", without_last_round("moved"), "round 2: the count does not end with the round after which nobody"),
    ("moved", outcome("moved", rounds=[]), "the rounds of the run-off were not recorded"),
    ("moved", outcome("moved", rounds=None), "the rounds of the run-off were not recorded"),
    ("moved", outcome("moved", winners=["anna"]), "the rounds elect ben, recorded is anna"),
    ("moved", outcome("moved", winners=[]), "the rounds elect ben, recorded is nobody"),
    ("moved", outcome("moved", needed=4), "not told as the first and the last round say it"),
    ("moved", outcome("moved", decided_by="lot"), "it was for the votes to decide, recorded is lot"),
    ("moved", tally("moved", anna=3), "the votes add up to anna 2, ben 2, carl 1, dora 0, blank 2"),
    (
        "earlier",
        change_round("earlier", 3, dropped=["anna"]),
        "ben leaves of anna ben, who are level (earlier), recorded",
    ),
    ("drawn", lambda t: event(t, "poll_closed", "drawn").pop("seed"), "its seed was not recorded"),
    ("drawn", lambda t: event(t, "poll_closed", "drawn").update(seed="00" * 32), ""),
    ("stuck", outcome("stuck", decided_by=None), "it was for second to decide, recorded is the votes"),
    ("stuck", change_round("stuck", 2, level=[]), "nobody leaves of anna ben dora, who are level, recorded is that"),
    ("cast", change_round("cast", 1, needed=2), "round 1: 3 of 5 votes are needed"),
    ("few", change_round("few", 1, dropped=["carl"]), "round 1: nobody leaves, recorded is that carl leaves"),
    ("box", piles("box", 1, anna=6), "are not the 6 votes on all ballots"),
    ("box", tally("box", anna=5), "3 ballots cannot make"),
    ("spread", piles("spread", 1, ben=0, anna=4), "round 2"),
    ("spread", change_round("spread", 1, exhausted=2), "2 votes are exhausted before anybody has left"),
    ("spread", piles("spread", 3, anna=0, ben=6), "has fewer votes than in the round before"),
    ("spread", lambda t: event(t, "poll_closed", "spread").pop("digest"), "the digest of the ballots was not"),
]


@pytest.mark.parametrize(("ref", "change", "phrase"), FORGERIES)
def test_a_forged_round_is_told(council: Council, ref: str, change: Callable[[Texts], object], phrase: str) -> None:
    check = recount(forged(council, change))[f"poll {ref}"]
    assert phrase in check.detail
    assert not check.passed


def test_both_results_of_a_corrected_run_off_are_counted_again() -> None:
    made = convened()
    votes = [("binh", ("anna",)), ("chi", ("ben",)), ("dung", ("ben", "anna")), ("an", ("carl", "anna"))]
    poll(made, ranked("p"), votes)
    wrong = {MemberId("dung"): ("carl", "anna")}
    made.do("secretary", CorrectResult(poll=PollId("p"), reason="Misheard.", votes=wrong))
    assert [check.detail for check in recount(made.evidence()).values() if not check.passed] == []


RANKINGS = st.lists(st.sampled_from(["anna", "ben", "carl"]), min_size=1, unique=True).map(tuple)
CHOICES = st.dictionaries(st.sampled_from(list(WEIGHTS)), st.one_of(RANKINGS, st.just("blank")))
TERMS = st.fixed_dictionaries(
    {
        "majority": st.sampled_from([majority for majority in MAJORITIES if majority != "relative"]),
        "tie": st.sampled_from(["lot", "second"]),
        "base": st.sampled_from([Base.CONTINUING, Base.CAST, Base.PRESENT, Base.MEMBERS]),
        "turnout": st.sampled_from([None, Fraction(1, 3)]),
    }
)


@given(TERMS, CHOICES)
def test_the_recount_of_any_run_off_agrees_with_the_rules(
    further: dict[str, Any], choices: dict[str, str | tuple[str, ...]]
) -> None:
    made = convened(Rules(blank_ballots="counted"))
    poll(made, ranked("any", options=OPTIONS[:3], **further), list(choices.items()))
    check = recount(made.evidence())["poll any"]
    assert check.passed, check.detail


@given(TERMS, st.lists(RANKINGS, min_size=3, max_size=3))
def test_the_steps_of_any_confidential_run_off_agree_with_the_rules(
    further: dict[str, Any], rankings: list[tuple[str, ...]]
) -> None:
    made = convened()
    box = ranked("any", options=OPTIONS[:3], secrecy=Secrecy.CONFIDENTIAL, electorate=THREE, **further)
    poll(made, box, list(zip(THREE, rankings, strict=True)))
    check = recount(made.evidence())["poll any"]
    assert check.passed, check.detail
