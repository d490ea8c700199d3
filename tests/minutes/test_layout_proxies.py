"""Proxies in the minutes: who voted for whom, on what authority, in which votes."""

import pytest

from meetings.rules import admission, agenda, items_in_hand, proceedings
from meetings.rules.attendance import Status
from meetings.rules.identity import ItemId, MemberId, PollId, Role
from meetings.rules.poll_commands import CastVote, ClosePoll, OpenPoll, PreparePoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.proxies import EndProxy, GiveProxy
from meetings.rules.quorum import QuorumRule
from meetings.rules.roll_call import Leave, RecordAttendance
from meetings.rules.standing_orders import Rules
from tests.minutes.sitting import Sitting
from tests.minutes.test_layout import lines, small

AN, BE, ITEM, POLL = MemberId("an"), MemberId("be"), ItemId("i"), PollId("p")


def represented(votes: int = 1, secrecy: Secrecy = Secrecy.NAMED, quorum: int = 1, **rules: object) -> Sitting:
    """Be votes for An, who has left."""
    allowed = Rules(proxies=1, members_give_proxies=True, **rules)  # pyright: ignore[reportArgumentType]  # fields by name
    sitting = small(quorum=QuorumRule(kind="count", count=quorum), rules=allowed)
    for ref, name in (("be", "Bé"), ("cuc", "Cúc"), ("dao", "Đào")):
        weight = votes if ref == "be" else 1
        sitting.do(None, admission.Admit(ref=MemberId(ref), name=name, role=Role.DELEGATE, votes=weight))
    sitting.do(None, agenda.AddItem(ref=ITEM, title="T"))
    sitting.do("chair", proceedings.CallToOrder())
    for ref in ("an", "be", "cuc", "dao"):
        sitting.do("chair", RecordAttendance(member=MemberId(ref), status=Status.PRESENT))
    sitting.do("chair", items_in_hand.StartItem(item=ITEM))
    sitting.later(5)
    sitting.do("an", GiveProxy(proxy=BE))
    sitting.do("an", Leave())
    asked = PreparePoll(ref=POLL, item=ITEM, question="Q?", method="yes_no", secrecy=secrecy)
    sitting.do("chair", asked)
    sitting.do("chair", OpenPoll(poll=POLL))
    sitting.do("be", CastVote(poll=POLL, choice="yes", voter=AN))
    sitting.do("be", CastVote(poll=POLL, choice="yes"))
    sitting.do("chair", ClosePoll(poll=POLL))
    return sitting


def plain(sitting: Sitting) -> list[str]:
    return [line.replace("*", "") for line in lines(sitting)]


def test_who_voted_for_whom_is_told_with_the_times() -> None:
    sitting = represented()
    sitting.do("an", EndProxy())
    sitting.later(5)
    sitting.do("chair", GiveProxy(member=AN, proxy=BE, authority="letter of 3 March"))
    told = "Bé for An, at the word of the member, 13:05–13:05; Bé for An, letter of 3 March, 13:10"
    assert f"Proxies: {told}" in plain(sitting)


@pytest.mark.parametrize(
    ("present", "sentence"),
    [
        (True, "Members who were away counted as present while their proxies were."),
        (False, "Members who were away did not count as present."),
    ],
)
def test_whether_those_represented_count_as_present_is_told(present: bool, sentence: str) -> None:
    assert sentence in plain(represented(proxies_present=present))


def test_the_quorum_says_how_many_are_represented() -> None:
    text = "\n".join(plain(represented(proxies_present=True)))
    assert "Quorum at the opening: 4 present, 1 required. Of these by proxy: 1." in text
    assert "by proxy: " not in "\n".join(plain(represented()))


def test_a_quorum_that_is_reached_by_proxy_says_so() -> None:
    sitting = represented(proxies_present=True)
    for ref in ("be", "cuc", "dao"):
        sitting.do(ref, Leave())
    sitting.later(1)
    sitting.do("chair", RecordAttendance(member=BE, status=Status.PRESENT))
    text = "\n".join(plain(sitting))
    assert "Quorum lost, 13:05: 0 of 4 present, 1 required." in text
    assert "Quorum reached, 13:06: 2 of 4 present, 1 required. Of these by proxy: 1." in text


def test_the_end_of_a_proxy_can_end_the_quorum() -> None:
    sitting = represented(proxies_present=True, quorum=4)
    sitting.later(1)
    sitting.do("an", EndProxy())
    assert "Quorum lost, 13:06: 3 of 4 present, 4 required." in plain(sitting)


def test_the_roll_of_a_vote_names_the_proxy() -> None:
    assert "For (2): An (by proxy Bé), Bé" in plain(represented())


def test_with_the_votes_of_the_member() -> None:
    assert "For (2 members, 3 votes): An (by proxy Bé); Bé (2)".replace(";", ",") in plain(represented(votes=2))


def test_who_cast_a_confidential_ballot_for_whom_is_told_but_not_what() -> None:
    text = plain(represented(secrecy=Secrecy.CONFIDENTIAL))
    assert "Voted (2): An (by proxy Bé), Bé" in text
