"""Votes by proxy and the quorum are checked again from what is on record of attendance and proxies."""

from collections.abc import Callable
from typing import Any

import pytest

from meetings.minutes.evidence import read
from meetings.minutes.report import Check
from meetings.minutes.verify_chain import entries
from meetings.minutes.verify_polls import polls
from meetings.minutes.verify_votes import votes
from meetings.rules.identity import MemberId, PollId
from meetings.rules.poll_commands import CastVote, ClosePoll, OpenPoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.proxies import EndProxy, GiveProxy
from meetings.rules.roll_call import Leave, ReturnToMeeting
from meetings.rules.standing_orders import Rules
from meetings.rules.tally import Base
from tests.minutes.council import Council, convened, event, forged, terms

Texts = list[dict[str, Any]]
RULES = Rules(proxies=1, proxies_present=True)
AN, BINH = MemberId("an"), MemberId("binh")
BY_PROXY = CastVote(poll=PollId("p"), choice="yes", voter=AN)


def represented(rules: Rules = RULES, *, votes_for_an: bool = True, **further: Any) -> Council:
    """An has left, and Binh, who votes for An, does so or not in a poll reckoned from those present."""
    council = convened(rules)
    council.do("secretary", GiveProxy(member=AN, proxy=BINH, authority="a letter"))
    council.do("an", Leave())
    council.do("secretary", terms("p", base=Base.PRESENT, **further))
    council.do("chair", OpenPoll(poll=PollId("p")))
    if votes_for_an:
        council.do("binh", BY_PROXY)
    council.do("binh", CastVote(poll=PollId("p"), choice="no"))
    council.do("chair", ClosePoll(poll=PollId("p")))
    council.do("secretary", EndProxy(member=AN))
    return council


def found(evidence: bytes) -> Check:
    (check,) = votes(polls(entries(read(evidence))))
    return check


@pytest.mark.parametrize("secrecy", [Secrecy.OPEN, Secrecy.NAMED])
@pytest.mark.parametrize(
    ("present", "votes_for_an", "base"), [(True, True, 8), (True, False, 8), (False, True, 8), (False, False, 7)]
)
def test_votes_by_proxy_are_counted_again_and_the_base_reckoned_by_the_rule(
    secrecy: Secrecy, present: bool, votes_for_an: bool, base: int
) -> None:
    """Whoever is represented is in the base of those present by the rule, or because the vote for them counts."""
    rules = Rules(proxies=1, proxies_present=present)
    check = found(represented(rules, votes_for_an=votes_for_an, secrecy=secrecy).evidence())
    assert (check.passed, f"base {base}" in check.detail) == (True, True)


def test_a_member_who_comes_and_votes_in_person_is_no_fault() -> None:
    council = convened(RULES)
    council.do("secretary", GiveProxy(member=AN, proxy=BINH, authority="a letter"))
    council.do("an", Leave())
    council.do("secretary", terms("p"))
    council.do("chair", OpenPoll(poll=PollId("p")))
    council.do("binh", BY_PROXY)
    council.do("an", ReturnToMeeting())
    council.do("an", CastVote(poll=PollId("p"), choice="no"))
    council.do("chair", ClosePoll(poll=PollId("p")))
    assert found(council.evidence()).passed


def test_absent_proxies_vote_where_absentees_do() -> None:
    council = convened(Rules(proxies=1, absentees_vote=True))
    council.do("secretary", GiveProxy(member=AN, proxy=BINH, authority="a letter"))
    council.do("secretary", terms("p"))
    for member in ("an", "binh"):
        council.do(member, Leave())
    council.do("chair", OpenPoll(poll=PollId("p")))
    council.do("binh", BY_PROXY)
    council.do("chair", ClosePoll(poll=PollId("p")))
    assert found(council.evidence()).passed
    never = found(forged(council, lambda texts: rules(texts, absentees_vote=False)))
    assert "who was not present" in never.detail


def rules(texts: Texts, **changed: object) -> None:
    texts[0]["body"]["rules"].update(changed)


def first(texts: Texts, kind: str) -> int:
    return next(n for n, text in enumerate(texts) if text["kind"] == kind)


def left_out(kind: str) -> Callable[[Texts], object]:
    return lambda texts: texts.pop(first(texts, kind))


def again(kind: str, before: str, **changed: object) -> Callable[[Texts], object]:
    """An entry of the same kind once more, before the first one of another kind."""

    def add(texts: Texts) -> None:
        copied = texts[first(texts, kind)]
        texts.insert(first(texts, before), {**copied, "body": {**copied["body"], **changed}})

    return add


FORGERIES: list[tuple[Callable[[Texts], object], str]] = [
    (left_out("proxy_given"), "binh votes for an, whose proxy it was not"),
    (lambda t: event(t, "poll_opened", "p").update(proxies={}), "was cast by binh, who did not vote for an"),
    (lambda t: event(t, "poll_opened", "p").update(proxies={"an": "chi"}), "chi votes for an, whose proxy it was not"),
    (again("proxy_given", "poll_opened", member="binh", proxy="chi"), "binh votes for an and has given a proxy to chi"),
    (again("proxy_ended", "vote_cast"), "was cast by binh, who did not vote for an"),
    (lambda t: rules(t, proxies=0), "binh votes for 1, at most 0 are allowed"),
    (again("attendance_recorded", "vote_cast", member="an", status="present"), "though an was present"),
    (again("attendance_recorded", "vote_cast", member="binh", status="left"), "cast by binh, who was not present"),
    (again("vote_cast", "vote_cast", proxy=None), "by proxy came after an had voted in person"),
    (lambda t: event(t, "poll_opened", "p").update(recused={"binh": 2}), "binh votes for others, and is recused"),
    (lambda t: event(t, "poll_opened", "p")["entitled"].pop("an"), "an, whose proxy it was not"),
]


@pytest.mark.parametrize(("change", "sentence"), FORGERIES)
def test_a_forged_proxy_is_told(change: Callable[[Texts], object], sentence: str) -> None:
    check = found(forged(represented(), change))
    assert not check.passed
    assert sentence in check.detail


def unrepresented(texts: Texts) -> None:
    rules(texts, proxies_present=False)


@pytest.mark.parametrize("change", [again("proxy_ended", "poll_closed"), unrepresented])
def test_who_is_not_voted_for_is_in_the_base_by_a_proxy_that_counts_only(change: Callable[[Texts], object]) -> None:
    check = found(forged(represented(votes_for_an=False), change))
    assert "the base is 7, recorded is 8" in check.detail


def of_quorum(**terms: object) -> Callable[[Texts], object]:
    return lambda texts: texts[0]["body"].update(quorum=terms)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (of_quorum(kind="count", count=5), ""),
        (of_quorum(kind="count", count=6), "opened without a quorum: 5 present, 6 needed"),
        (of_quorum(kind="fraction", num=5, den=6), ""),
        (of_quorum(kind="fraction", num=5, den=6, strict=True), "opened without a quorum: 5 present, 6 needed"),
        (of_quorum(kind="fraction", of="votes", num=2, den=3), "opened without a quorum: 8 present, 9 needed"),
    ],
)
def test_a_poll_without_a_quorum_is_told(change: Callable[[Texts], object], sentence: str) -> None:
    """Chair, Binh, Chi and Dung are here and An by proxy, of six members with 13 votes."""
    check = found(forged(represented(), change))
    assert (check.passed, sentence in check.detail) == (not sentence, True)


def test_where_the_body_decides_without_a_quorum_none_is_missed() -> None:
    council = represented(Rules(proxies=1, proxies_present=True, without_quorum="all"))
    assert found(forged(council, of_quorum(kind="count", count=6))).passed


def test_a_confidential_ballot_by_proxy_is_checked_too() -> None:
    three = tuple(map(MemberId, ("binh", "chi", "dung")))
    council = convened(Rules(proxies=1))
    council.do("secretary", GiveProxy(member=MemberId("chi"), proxy=MemberId("chair"), authority="a letter"))
    council.do("chi", Leave())
    council.do("secretary", terms("p", secrecy=Secrecy.CONFIDENTIAL, electorate=three))
    council.do("chair", OpenPoll(poll=PollId("p")))
    council.do("chair", CastVote(poll=PollId("p"), choice="yes", voter=MemberId("chi")))
    for member in ("binh", "dung"):
        council.do(member, CastVote(poll=PollId("p"), choice="no"))
    council.do("chair", ClosePoll(poll=PollId("p")))
    assert found(council.evidence()).passed
    assert "who did not vote for chi" in found(forged(council, left_out("proxy_given"))).detail
