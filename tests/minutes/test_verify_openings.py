"""Who could vote in a poll is checked again by what had been recorded when it was opened, and who stands in a round."""

from collections.abc import Callable
from typing import Any

import pytest

from meetings.rules.identity import ItemId, MemberId, PollId
from meetings.rules.poll_commands import CastVote, ClosePoll, DeclareResult, OpenPoll
from meetings.rules.poll_terms import ByGroup, Option
from meetings.rules.recusals import Recuse, WithdrawRecusal
from meetings.rules.repeats import NextRound
from meetings.rules.standing_orders import Rules
from meetings.rules.tally import Base
from tests.minutes.council import Council, convened, event, forged, poll, terms
from tests.minutes.test_verify_votes import recount

Texts = list[dict[str, Any]]
AN, BINH, CHI, DUNG = map(MemberId, ("an", "binh", "chi", "dung"))


@pytest.fixture(scope="module")
def council() -> Council:
    """Polls of everybody, of a group, of a list, and with members recused from the item or from one poll."""
    made = convened(Rules(recused_in_base=True))
    poll(made, terms("all"), [("an", "yes"), ("binh", "no"), ("chi", "yes")])
    poll(made, terms("hill", electorate=ByGroup("Hill")), [("an", "yes")])
    poll(made, terms("list", electorate=(AN, CHI)), [("an", "yes")])
    made.do("dung", Recuse(item=ItemId("i1")))
    made.do("an", Recuse(item=ItemId("i1")))
    made.do("an", WithdrawRecusal(item=ItemId("i1")))
    made.do("secretary", terms("one"))
    made.do("binh", Recuse(poll=PollId("one")))
    poll(made, terms("two"), [("an", "yes"), ("binh", "yes")])
    return made


def test_electorates_of_every_sort_agree_with_the_rules(council: Council) -> None:
    checks = recount(council.evidence())
    assert [check.detail for check in checks.values() if not check.passed] == []
    assert len(checks) == 4


def opened(ref: str, **fields: object) -> Callable[[Texts], object]:
    return lambda texts: event(texts, "poll_opened", ref).update(fields)


def recused(texts: Texts) -> None:
    """Take the recusal of Dung back before the poll `two` was opened."""
    texts.remove(next(text for text in texts if text["kind"] == "member_recused"))


FORGERIES: list[tuple[str, Callable[[Texts], object], str]] = [
    ("all", lambda t: event(t, "poll_opened", "all")["entitled"].pop("dung"), "dung was to vote, and was not entitled"),
    (
        "hill",
        lambda t: event(t, "poll_prepared", "hill").update(electorate="Port"),
        "an was entitled, and is not asked",
    ),
    ("list", lambda t: event(t, "poll_prepared", "list").update(electorate=["an", "binh"]), "chi was entitled"),
    ("two", recused, "dung is not recused, recorded is the contrary"),
    ("two", opened("two", recused={}), "dung is recused, recorded is the contrary"),
    ("two", lambda t: event(t, "poll_opened", "two")["entitled"].update(dung=2), "dung was entitled, and is recused"),
]


@pytest.mark.parametrize(("ref", "change", "fault"), FORGERIES)
def test_another_electorate_than_the_one_asked_for_is_told(
    council: Council, ref: str, change: Callable[[Texts], object], fault: str
) -> None:
    check = recount(forged(council, change))[f"poll {ref}"]
    assert (check.passed, fault in check.detail) == (False, True), check.detail


OPTIONS = tuple(Option(ref, ref) for ref in ("anna", "ben", "carl"))


@pytest.fixture(scope="module")
def rounds() -> Council:
    """Two seats: Anna is elected in the first round, Ben and Carl stand in the second."""
    made = convened()
    ballot: dict[str, Any] = {"method": "choose", "options": OPTIONS, "maximum": 2, "seats": 2, "base": Base.MEMBERS}
    for_ben = [(member, ("anna", "ben")) for member in ("an", "binh", "chi")]
    poll(made, terms("first", majority="simple", **ballot), [*for_ben, ("dung", ("anna", "carl"))])
    made.do("chair", DeclareResult(poll=PollId("first")))
    made.do("secretary", NextRound(poll=PollId("first"), ref=PollId("second")))
    made.do("chair", OpenPoll(poll=PollId("second")))
    made.do("an", CastVote(poll=PollId("second"), choice="ben"))
    made.do("chair", ClosePoll(poll=PollId("second")))
    return made


def test_a_further_round_agrees_with_the_rules(rounds: Council) -> None:
    checks = recount(rounds.evidence())
    assert [check.detail for check in checks.values() if not check.passed] == []


WRONG_ROUNDS: list[tuple[Callable[[Texts], object], str]] = [
    (lambda t: event(t, "poll_prepared", "second")["options"].append({"ref": "anna"}), "anna stands in round 2"),
    (lambda t: event(t, "poll_prepared", "second")["options"].append({"ref": "zoe"}), "zoe stands in round 2"),
    (lambda t: event(t, "poll_prepared", "second").update(seats=2), "round 2 is for 2 seats, 1 were left"),
]


@pytest.mark.parametrize(("change", "fault"), WRONG_ROUNDS)
def test_a_round_for_others_than_those_left_is_told(
    rounds: Council, change: Callable[[Texts], object], fault: str
) -> None:
    check = recount(forged(rounds, change))["poll second"]
    assert (check.passed, fault in check.detail) == (False, True), check.detail
