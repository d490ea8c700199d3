"""What is asked for besides the majority is counted again too: turnout, groups, blank ballots, counts from the room."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from meetings.rules.hand_counts import EnterCounts
from meetings.rules.identity import ItemId, MemberId
from meetings.rules.poll_commands import ClosePoll, OpenPoll
from meetings.rules.poll_terms import Option, Secrecy
from meetings.rules.recusals import Recuse
from meetings.rules.standing_orders import Rules
from meetings.rules.tally import Base, Fraction, Second
from tests.minutes.council import Council, convened, event, forged, poll, terms
from tests.minutes.test_verify_votes import Texts, outcome, recount, tally

HALF = Fraction(1, 2)
OPTIONS = (Option("anna", "Anna"), Option("ben", "Ben"), Option("carl", "Carl"))
ALL_FOR = [("an", "yes"), ("binh", "yes"), ("chi", "yes"), ("dung", "yes")]


@pytest.fixture(scope="module")
def council() -> Council:
    """Polls with everything that can be asked for besides a majority; blank ballots are allowed."""
    made = convened(Rules(blank_ballots="left_out", invalid_ballots="left_out"))
    poll(made, terms("few", turnout=HALF), [("an", "yes"), ("binh", "yes")])
    poll(made, terms("enough", turnout=HALF, tie="lot"), ALL_FOR)
    poll(made, terms("groups", second=Second()), [("an", "yes"), ("binh", "yes"), ("chi", "no"), ("dung", "yes")])
    one = Second(majority=HALF, base=Base.MEMBERS, groups=("Hill",))
    poll(made, terms("hill", second=one), [("binh", "yes"), ("chair", "blank")])
    relative = Second(majority="relative", groups=("Port",))
    poll(made, terms("port", second=relative, majority="absolute"), ALL_FOR)
    poll(made, terms("blank", base=Base.CAST), [("an", "yes"), ("binh", "blank"), ("chi", "no")])
    approval = {"method": "approval", "options": OPTIONS, "majority": "simple", "base": Base.CAST, "seats": 2}
    poll(made, terms("approval", **approval), [("an", ("anna", "ben")), ("binh", "anna"), ("chi", "blank")])
    poll(made, terms("second", tie="second"), [("binh", "yes"), ("chi", "no")])
    in_the_room(made, terms("hands", secrecy=Secrecy.ANALOG), ballots=8, invalid=1, yes=4, no=2, abstain=1, blank=0)
    paper = {"method": "choose", "options": OPTIONS, "maximum": 2, "base": Base.CAST, "by": "paper"}
    paper |= {"majority": "simple", "secrecy": Secrecy.ANALOG}
    in_the_room(made, terms("paper", **paper), ballots=8, invalid=1, anna=5, ben=4, carl=2, blank=1)
    return made


def in_the_room(council: Council, prepared: Any, *, ballots: int, invalid: int, **counts: int) -> None:
    council.do("secretary", prepared)
    council.do("chair", OpenPoll(poll=prepared.ref))
    council.do("secretary", EnterCounts(poll=prepared.ref, tally=counts, ballots=ballots, invalid=invalid))
    council.do("chair", ClosePoll(poll=prepared.ref))


def test_the_recount_agrees_with_the_rules(council: Council) -> None:
    checks = recount(council.evidence())
    assert len(checks) == 10
    assert [check.detail for check in checks.values() if not check.passed] == []


def test_what_was_asked_for_is_told_in_figures(council: Council) -> None:
    told = {name.removeprefix("poll "): check.detail for name, check in recount(council.evidence()).items()}
    assert told["few"].endswith("needed 2; turnout 3 of 7; rejected")
    assert told["groups"].endswith("; group 1 3 of 3 adopted; group 2 2 of 4 rejected; rejected")
    assert told["paper"].endswith("cast 8; base 6; needed 4; invalid 1; elected anna")
    assert told["second"].endswith("rejected by second")


def counts(ref: str, **changed: object) -> Callable[[Texts], object]:
    return lambda texts: event(texts, "counts_entered", ref).update(changed)


def share(ref: str, group: str, **changed: object) -> Callable[[Texts], object]:
    return lambda texts: event(texts, "poll_closed", ref)["outcome"]["groups"][group].update(changed)


FORGERIES: Sequence[tuple[str, Callable[[Texts], object], str]] = [
    ("few", outcome("few", turnout={"needed": 3, "cast": 3}), "a turnout of 3 votes, 7 needed was to be recorded"),
    ("few", outcome("few", turnout=None), "recorded is nothing"),
    ("few", outcome("few", adopted=True), "the votes say rejected, recorded is adopted"),
    ("enough", outcome("enough", decided_by="lot"), "it was for the votes to decide, recorded is lot"),
    ("groups", outcome("groups", adopted=True), "the votes say rejected, recorded is adopted"),
    ("groups", share("groups", "Port", adopted=True), "in the group Port the votes say 2 of 4, 3 needed, no"),
    ("groups", share("groups", "Hill", base=1), "in the group Hill the votes say 3 of 3, 2 needed, yes"),
    ("groups", outcome("groups", groups=None), "a majority in Hill, Port was to be reckoned, recorded is one in no"),
    ("few", outcome("few", groups={}), ""),
    ("groups", lambda t: event(t, "poll_opened", "groups")["groups"].update(an="Port"), "an votes in the group Port"),
    ("blank", outcome("blank", base=5), "the base is 3, recorded is 5"),
    ("blank", tally("blank", blank=0), "the votes add up to yes 1, no 2, abstain 0, blank 2, recorded is"),
    ("approval", outcome("approval", winners=["anna", "ben"]), "the votes elect anna, recorded is anna ben"),
    ("second", outcome("second", decided_by=None), "it was for second to decide, recorded is the votes"),
    ("hands", counts("hands", ballots=7), "the result is not what was counted in the room"),
    ("hands", counts("hands", ballots=20), "20 votes were counted, those entitled have 13"),
    ("hands", tally("hands", yes=9), "the result is not what was counted in the room"),
    ("hands", lambda t: event(t, "counts_entered", "hands")["tally"].pop("yes"), "which are not the options"),
    ("paper", counts("paper", invalid=6), "8 ballots cannot have made these counts"),
    ("paper", outcome("paper", base=7), "the base is 6, recorded is 7"),
    ("paper", lambda t: event(t, "counts_entered", "paper").update(poll="hands"), "the counts from the room were not"),
    ("hands", lambda t: event(t, "counts_entered", "hands").update(poll="blank"), "were not recorded"),
    ("blank", lambda t: event(t, "counts_entered", "hands").update(poll="blank"), "while none were expected"),
]


@pytest.mark.parametrize(("ref", "change", "phrase"), FORGERIES)
def test_a_forgery_is_told_from_the_votes(
    council: Council, ref: str, change: Callable[[Texts], object], phrase: str
) -> None:
    check = recount(forged(council, change))[f"poll {ref}"]
    assert phrase in check.detail
    assert check.passed is (not phrase)


@pytest.mark.parametrize(("in_base", "base"), [(False, 2), (True, 3)])
def test_the_votes_of_the_recused_are_in_the_base_of_their_group_or_not(in_base: bool, base: int) -> None:
    made = convened(Rules(recused_in_base=in_base))
    made.do("secretary", Recuse(item=ItemId("i1"), member=MemberId("an")))
    poll(made, terms("p", second=Second(majority="absolute")), [("binh", "yes"), ("chi", "yes"), ("dung", "yes")])
    check = recount(made.evidence())["poll p"]
    assert (check.passed, f"group 1 2 of {base} adopted" in check.detail) == (True, True)
    forgery = forged(made, share("p", "Hill", base=5 - base))
    assert f"in the group Hill the votes say 2 of {base}" in recount(forgery)["poll p"].detail


def test_a_group_of_which_all_are_recused_is_not_asked() -> None:
    made = convened(Rules(recused_in_base=True))
    for member in ("an", "binh"):
        made.do("secretary", Recuse(item=ItemId("i1"), member=MemberId(member)))
    poll(made, terms("p", second=Second()), [("chi", "yes"), ("dung", "yes")])
    assert recount(made.evidence())["poll p"].passed


@pytest.mark.parametrize(("in_base", "base"), [(False, 12), (True, 13)])
def test_the_votes_of_the_recused_are_in_the_base_or_not(in_base: bool, base: int) -> None:
    made = convened(Rules(recused_in_base=in_base))
    made.do("secretary", Recuse(item=ItemId("i1"), member=MemberId("an")))
    poll(made, terms("p", base=Base.MEMBERS, turnout=HALF), [("binh", "yes")])
    assert recount(made.evidence())["poll p"].passed
    forgery = forged(made, outcome("p", base=25 - base))
    assert f"the base is {base}, recorded is {25 - base}" in recount(forgery)["poll p"].detail
