"""Every result is counted again, apart from the rules, and a forged one is told from the votes."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.minutes.evidence import read
from meetings.minutes.report import Check
from meetings.minutes.verify_chain import Broken, entries
from meetings.minutes.verify_polls import polls
from meetings.minutes.verify_votes import votes
from meetings.rules.poll_terms import Option
from meetings.rules.tally import Base, Fraction
from tests.minutes.council import Council, convened, event, forged, poll, terms

Texts = list[dict[str, Any]]


def recount(evidence: bytes) -> dict[str, Check]:
    return {check.name: check for check in votes(polls(entries(read(evidence))))}


def test_the_recount_agrees_with_the_rules_on_polls_of_every_kind(council: Council) -> None:
    checks = recount(council.evidence())
    assert list(checks) == [f"poll {ref}" for ref in ("open", "named", "tie", "lot", "absolute", "election", "box")]
    assert all(check.passed for check in checks.values())


def test_a_result_is_told_in_figures(council: Council) -> None:
    checks = recount(council.evidence())
    assert checks["poll open"].detail == "yes 5, no 0, abstain 2; cast 4; base 5; needed 3; adopted"
    assert checks["poll tie"].detail == "yes 2, no 2, abstain 0; cast 3; base 4; needed 3; adopted by chair"
    assert checks["poll election"].detail.startswith("anna 2, ben 1, carl 1; cast 3; base 4; elected anna")


def outcome(ref: str, **changed: object) -> Callable[[Texts], object]:
    return lambda texts: event(texts, "poll_closed", ref)["outcome"].update(changed)


def tally(ref: str, **changed: int) -> Callable[[Texts], object]:
    return lambda texts: event(texts, "poll_closed", ref)["outcome"]["tally"].update(changed)


def vote(ref: str, **changed: object) -> Callable[[Texts], object]:
    return lambda texts: event(texts, "vote_cast", ref).update(changed)


def moved(kind: str, ref: str, by: int) -> Callable[[Texts], object]:
    def move(texts: Texts) -> None:
        place = next(n for n, text in enumerate(texts) if text["kind"] == kind and text["body"].get("poll") == ref)
        texts.insert(place + by, texts.pop(place))

    return move


FORGERIES: Sequence[tuple[str, Callable[[Texts], object], str]] = [
    ("open", tally("open", yes=6), "the votes add up to yes 5, no 0, abstain 2, recorded is"),
    ("open", vote("open", choice=["no"]), "the votes add up to yes 3, no 2"),
    ("open", outcome("open", cast=5), "5 members were recorded as having voted, 4 did"),
    ("open", outcome("open", base=9), "the base is 5, recorded is 9"),
    ("open", outcome("open", needed=2), "3 votes are needed, recorded are 2"),
    ("open", outcome("open", adopted=False), "the votes say adopted, recorded is rejected"),
    ("open", vote("open", member="evgenia"), "the votes add up to yes 8"),
    ("open", vote("open", member="nobody"), "is of nobody, who is not entitled"),
    ("open", vote("open", choice=["maybe"]), "marks what cannot be chosen"),
    ("open", vote("open", choice=["yes", "no"]), "marks what cannot be chosen"),
    ("open", moved("poll_closed", "open", -1), "came while no vote was taken"),
    ("open", lambda t: event(t, "poll_opened", "open")["entitled"].update(an=3), "an is entitled to 3 votes, the list"),
    ("named", outcome("named", needed=5), "6 votes are needed, recorded are 5"),
    ("named", outcome("named", base=7), "the base is 8, recorded is 7"),
    (
        "named",
        lambda t: event(t, "poll_prepared", "named")["majority"].update(num=3, den=4, strict=True),
        "7 votes are",
    ),
    ("open", lambda t: event(t, "poll_opened", "open").update(closes_at=1), "came while no vote was taken"),
    ("absolute", outcome("absolute", needed=3), "7 votes are needed, recorded are 3"),
    ("absolute", outcome("absolute", base=4), "the base is 13, recorded is 4"),
    ("tie", outcome("tie", adopted=False), "the votes say adopted, recorded is rejected"),
    ("tie", outcome("tie", decided_by=None), "it was for chair to decide, recorded is the votes"),
    ("tie", vote("tie", member="an"), "the votes add up"),
    ("open", outcome("open", decided_by="lot"), "it was for the votes to decide, recorded is lot"),
    ("lot", lambda t: event(t, "poll_closed", "lot").pop("seed"), "its seed was not recorded"),
    ("lot", outcome("lot", adopted=False), "the votes say adopted, recorded is rejected"),
    ("election", outcome("election", winners=["anna", "ben"]), "the votes elect anna carl, recorded is anna ben"),
    ("election", outcome("election", winners=[]), "recorded is nobody"),
    ("election", outcome("election", decided_by=None), "decided by lot, recorded is votes"),
    ("box", tally("box", yes=8), "3 ballots cannot make abstain 0, no 0, yes 8"),
    ("box", tally("box", perhaps=0), "which are not the options"),
    ("box", outcome("box", cast=4), "4 members were recorded as having voted, 3 did"),
    ("box", lambda t: event(t, "poll_closed", "box").pop("digest"), "the digest of the ballots was not recorded"),
    ("box", lambda t: event(t, "ballot_received", "box").update(member="chi"), "is a second one of chi"),
    ("box", lambda t: event(t, "poll_opened", "box")["entitled"].update(an=1), "members with unequal votes"),
]


@pytest.mark.parametrize(("ref", "change", "expected"), FORGERIES)
def test_a_forged_result_is_told(council: Council, ref: str, change: Callable[[Texts], object], expected: str) -> None:
    check = recount(forged(council, change))[f"poll {ref}"]
    assert not check.passed
    assert expected in check.detail


def doubled(kind: str) -> Callable[[Texts], object]:
    return lambda texts: texts.append(next(text for text in texts if text["kind"] == kind) | {})


UNREADABLE: Sequence[tuple[Callable[[Texts], object], str]] = [
    (lambda texts: texts[1].update(version=2), "position 2: version 1 of member_admitted was expected, 2 came"),
    (lambda texts: event(texts, "poll_closed", "open").pop("outcome"), "poll_closed: .*outcome"),
    (doubled("poll_prepared"), "the poll open is prepared twice"),
    (doubled("poll_closed"), "the poll open is closed twice"),
    (vote("open", poll="other"), "the poll other has not been prepared"),
    (lambda texts: event(texts, "poll_prepared", "named")["majority"].update(den=0), "poll_prepared"),
    (lambda texts: event(texts, "poll_closed", "lot").update(seed="x"), "poll_closed"),
]


@pytest.mark.parametrize(("change", "expected"), UNREADABLE)
def test_an_entry_that_has_not_the_shape_of_its_kind_is_named(
    council: Council, change: Callable[[Texts], object], expected: str
) -> None:
    with pytest.raises(Broken, match=expected):
        recount(forged(council, change))


def pauses(texts: Texts) -> None:
    place = next(n for n, text in enumerate(texts) if text["kind"] == "vote_cast")
    for kind in ("poll_resumed", "poll_held"):
        texts.insert(place, texts[place] | {"kind": kind, "body": {"poll": "open"}})


def test_a_poll_that_was_held_and_resumed_still_counts(council: Council) -> None:
    assert recount(forged(council, pauses))["poll open"].passed


def test_whoever_left_without_voting_is_not_among_the_present(council: Council) -> None:
    def leaves(texts: Texts) -> None:
        place = next(n for n, text in enumerate(texts) if text["body"].get("poll") == "named")
        left = {"kind": "attendance_recorded", "body": {"member": "chair", "status": "left", "means": "member"}}
        texts.insert(place, texts[place] | left)

    assert "the base is 7, recorded is 8" in recount(forged(council, leaves))["poll named"].detail


def test_a_tie_is_not_broken_by_a_chair_who_did_not_choose(council: Council) -> None:
    undecided = convened()
    poll(undecided, terms("any", tie="chair"), [("an", "yes"), ("chair", "abstain"), ("binh", "abstain")])
    assert recount(undecided.evidence())["poll any"].passed
    level = convened()
    poll(level, terms("any", tie="chair"), [("binh", "yes"), ("chi", "no"), ("chair", "abstain")])
    assert recount(level.evidence())["poll any"].detail.endswith("rejected")


WEIGHTS = {"chair": 1, "an": 1, "binh": 2, "chi": 2, "dung": 2}
MAJORITIES = ("simple", "absolute", "relative", Fraction(2, 3), Fraction(3, 4, strict=True), Fraction(1, 1))
YES_NO = st.dictionaries(st.sampled_from(list(WEIGHTS)), st.sampled_from(["yes", "no", "abstain"]))
MARKED = st.lists(st.sampled_from(["anna", "ben", "carl"]), min_size=1, max_size=2, unique=True).map(tuple)
TERMS = st.fixed_dictionaries({"majority": st.sampled_from(MAJORITIES), "tie": st.sampled_from([None, "chair", "lot"])})


@given(TERMS, st.sampled_from([base for base in Base if base is not Base.CONTINUING]), YES_NO)
def test_the_recount_of_any_question_agrees_with_the_rules(
    further: dict[str, Any], base: Base, choices: dict[str, str]
) -> None:
    council = convened()
    poll(council, terms("any", base=base, **further), list(choices.items()))
    check = recount(council.evidence())["poll any"]
    assert check.passed, check.detail


@given(TERMS, st.integers(1, 3), st.dictionaries(st.sampled_from(list(WEIGHTS)), MARKED))
def test_the_recount_of_any_election_agrees_with_the_rules(
    further: dict[str, Any], seats: int, choices: dict[str, tuple[str, ...]]
) -> None:
    options = tuple(Option(ref, ref) for ref in ("ben", "anna", "carl"))
    council = convened()
    ballot = terms("any", method="choose", base=Base.CAST, options=options, maximum=2, seats=seats, **further)
    poll(council, ballot, list(choices.items()))
    check = recount(council.evidence())["poll any"]
    assert check.passed, check.detail
