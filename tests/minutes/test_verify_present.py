"""Who is in the base of those present is reckoned again: whoever is here at the close, and whoever's vote counts."""

from collections.abc import Iterable, Sequence
from itertools import islice

import msgspec
import pytest

from meetings.minutes.report import Check
from meetings.minutes.verify_chain import Said
from meetings.minutes.verify_polls import polls
from meetings.minutes.verify_votes import votes
from meetings.record import codec
from meetings.rules.hand_counts import EnterCounts
from meetings.rules.identity import LogId, MemberId, PollId
from meetings.rules.poll_commands import CastVote, ClosePoll, OpenPoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.roll_call import Leave
from meetings.rules.tally import Base, Second
from tests.minutes.council import Council, convened, event, forged, terms
from tests.minutes.test_verify_votes import Texts, recount
from tests.rules.present_in_votes import Played, closed, counted_in_the_room, every_vote
from tests.rules.scenario import Scenario
from tests.rules.test_present_model import has_hands

LOG = LogId("5a" * 32)
BALLOTS = [("an", "yes"), ("binh", "no"), ("chi", "yes")]


def entries(scenario: Scenario) -> Sequence[Said]:
    texts = (codec.text_of(codec.Said(LOG, event, stamp, "id")) for event, stamp in scenario.history)
    return [msgspec.json.decode(text, type=Said) for text in texts]


def checks(scenarios: Iterable[Scenario]) -> list[Check]:
    return [check for scenario in scenarios for check in votes(polls(entries(scenario)))]


def some(played: Iterable[Played]) -> Iterable[Played]:
    """Every seventh: neither the weights nor the places come round in sevens."""
    return islice(played, 0, None, 7)


def test_who_left_was_away_or_was_represented_is_reckoned_as_the_rules_do() -> None:
    found = checks(closed(played) for played in some(every_vote()))
    assert len(found) > 500
    assert [check for check in found if not check.passed] == []


def test_hands_that_were_counted_are_reckoned_as_the_rules_do() -> None:
    found = checks(counted_in_the_room(played) for played in some(every_vote()) if has_hands(played))
    assert len(found) > 100
    assert [check for check in found if not check.passed] == []


def emptied(secrecy: Secrecy) -> Council:
    """All have voted, then left before the close."""
    council = convened()
    second = None if secrecy is Secrecy.ANALOG else Second(base=Base.PRESENT, groups=("Hill",))
    council.do("secretary", terms("p", base=Base.PRESENT, secrecy=secrecy, second=second))
    council.do("chair", OpenPoll(poll=PollId("p")))
    if secrecy is Secrecy.ANALOG:
        council.do("secretary", EnterCounts(poll=PollId("p"), tally={"yes": 3, "no": 2, "abstain": 0}))
    for member, choice in BALLOTS:
        if secrecy is not Secrecy.ANALOG:
            council.do(member, CastVote(poll=PollId("p"), choice=choice))
    for member in ("an", "binh", "chi", "dung", "chair"):
        council.do(member, Leave())
    council.do("chair", ClosePoll(poll=PollId("p")))
    return council


@pytest.mark.parametrize("secrecy", [Secrecy.OPEN, Secrecy.NAMED, Secrecy.ANALOG])
def test_a_base_without_those_who_have_voted_is_told(secrecy: Secrecy) -> None:
    council = emptied(secrecy)
    assert recount(council.evidence())["poll p"].passed

    def without(texts: Texts) -> None:
        event(texts, "poll_closed", "p")["outcome"].update(base=0, needed=1)

    assert "the base is 5, recorded is 0" in recount(forged(council, without))["poll p"].detail


def test_in_a_group_they_are_counted_too() -> None:
    def without(texts: Texts) -> None:
        event(texts, "poll_closed", "p")["outcome"]["groups"]["Hill"].update(base=0, needed=1, adopted=True)

    found = recount(forged(emptied(Secrecy.NAMED), without))["poll p"]
    assert "in the group Hill the votes say 1 of 3, 2 needed, no" in found.detail


def test_who_leaves_without_a_vote_is_not_among_the_present() -> None:
    council = emptied(Secrecy.NAMED)
    assert council.meeting.polls.polls[PollId("p")].outcome is not None
    assert MemberId("dung") not in council.meeting.polls.polls[PollId("p")].votes
    assert "base 5" in recount(council.evidence())["poll p"].detail
