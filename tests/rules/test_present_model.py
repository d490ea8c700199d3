"""Whoever votes is among those present: real votes, closed by the rules, against a model told apart from them."""

from functools import cache

import pytest
from msgspec.structs import replace

from meetings.rules import counting
from meetings.rules.decision import Given
from meetings.rules.polls import Poll
from meetings.rules.tally import Base, Majority, Rule
from tests.rules.council import POLL
from tests.rules.present_in_votes import Played, closed, counted_in_the_room, every_vote
from tests.rules.scenario import NOON
from tests.rules.test_tally_model import MAJORITIES, least, suffices


@cache
def every() -> list[tuple[Played, Poll]]:
    return [(played, closed(played).meeting.polls.polls[POLL]) for played in every_vote()]


def test_there_are_thousands_of_votes() -> None:
    """Members stay, leave after voting, come late, are away or represented; by each rule that lets them vote so."""
    assert len(every()) > 4_000


@pytest.mark.parametrize("majority", [majority for majority in MAJORITIES if majority != "absolute"], ids=str)
def test_no_vote_for_a_motion_is_missing_from_the_base_of_those_present(majority: Majority) -> None:
    """RONR 44:7-9: a majority of those present is measured by those who are there for the vote."""
    for played, poll in every():
        assert poll.closing is not None
        again = replace(poll, rule=Rule(majority, Base.PRESENT))
        outcome = counting.outcome(again, Given(at=NOON, fresh_ref="r", seed=bytes(32)), poll.closing)
        yes, base = played.votes_for("yes"), played.base
        enough = yes > played.votes_for("no") if majority == "relative" else suffices(majority, yes, base)
        needed = None if majority == "relative" else least(majority, base)
        assert (outcome.base, outcome.needed, outcome.adopted) == (base, needed, yes > 0 and enough), played
        assert sum(outcome.tally.values()) <= outcome.base, played


def test_there_are_never_fewer_present_than_hands_were_counted() -> None:
    """Whose hands they were is not on record: the base is what the record has at the close, or the count if more."""
    shown = [played for played, _ in every() if has_hands(played)]
    assert len(shown) > 1_000
    for played in shown:
        outcome = counted_in_the_room(played).meeting.polls.polls[POLL].outcome
        assert outcome is not None
        assert outcome.base == max(played.here_at_the_close, played.votes_for("yes", "no")), played


def has_hands(played: Played) -> bool:
    """Whether a show of hands can go so: nobody shows one from elsewhere, and whether absentees vote is all one."""
    places = [course.place for course in played.members if course.deed != "silent"]
    return not played.absentees_vote and set(places) <= {"stays", "comes", "leaves"}
