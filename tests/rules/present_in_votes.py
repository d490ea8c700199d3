"""All courses that three members can take through a vote with or without being there, and whom a base counts."""

from collections.abc import Iterator
from copy import copy
from functools import cache
from itertools import combinations_with_replacement, product
from typing import Literal, NamedTuple

from meetings.rules.attendance import Status
from meetings.rules.hand_counts import EnterCounts
from meetings.rules.identity import MemberId
from meetings.rules.poll_commands import CastVote, ClosePoll, OpenPoll, PreparePoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.proxies import GiveProxy
from meetings.rules.roll_call import RecordAttendance
from meetings.rules.standing_orders import Rules
from meetings.rules.tally import Base
from tests.rules.council import CHAIR, POLL, SECRETARY, present, question, sitting
from tests.rules.scenario import Scenario

WEIGHTS = {"ana": 1, "ben": 2, "chi": 3, "dan": 1}
"""Dan votes for whoever is represented, and not for himself."""
Place = Literal["stays", "leaves", "comes", "away", "represented"]
Deed = Literal["yes", "no", "silent"]


class Course(NamedTuple):
    """Where a member is during the vote, and what it does or its proxy does for it."""

    place: Place
    deed: Deed


class Played(NamedTuple):
    """A vote of three members; whether absentees vote, the represented are present, and their proxy stays."""

    members: tuple[Course, ...]
    absentees_vote: bool
    proxies_present: bool
    dan_stays: bool

    def votes_for(self, *deeds: Deed) -> int:
        """The weight of those who did one of these."""
        return sum(weight for weight, course in zip((1, 2, 3), self.members, strict=True) if course.deed in deeds)

    @property
    def base(self) -> int:
        """The votes of those present, told member by member."""
        weights = zip((1, 2, 3), self.members, strict=True)
        return sum(weight for weight, course in weights if self._is_present(course)) + self.dan_stays

    @property
    def here_at_the_close(self) -> int:
        """The votes of those whom the record or the rule on proxies has as present at the close."""
        weights = zip((1, 2, 3), self.members, strict=True)
        return sum(weight for weight, course in weights if self._is_here_at_the_close(course.place)) + self.dan_stays

    def _is_present(self, course: Course) -> bool:
        match course:
            case Course(_, "yes" | "no"):
                return True
            case Course(place):
                return self._is_here_at_the_close(place)

    def _is_here_at_the_close(self, place: Place) -> bool:
        return place in ("stays", "comes") or (place == "represented" and self.proxies_present and self.dan_stays)


PLACES: tuple[Place, ...] = ("stays", "leaves", "comes", "away", "represented")
DEEDS: tuple[Deed, ...] = ("yes", "no", "silent")


def every_vote() -> Iterator[Played]:
    """Three members of 1, 2 and 3 votes, by every rule that says who may vote without being there."""
    for absentees_vote, proxies_present, dan_stays in product((False, True), repeat=3):
        courses = [
            Course(place, deed)
            for place, deed in product(PLACES, DEEDS)
            if place != "away" or deed == "silent" or absentees_vote
        ]
        for members in combinations_with_replacement(courses, 3):
            yield Played(members, absentees_vote, proxies_present, dan_stays)


@cache
def sitting_by(rules: tuple[bool, bool]) -> Scenario:
    proxies_present, absentees_vote = rules
    return sitting(
        weights=WEIGHTS, rules=Rules(proxies=3, proxies_present=proxies_present, absentees_vote=absentees_vote)
    )


def begun(played: Played) -> Scenario:
    """The sitting by the rules in question, which is held once for all the votes."""
    scenario = copy(sitting_by((played.proxies_present, played.absentees_vote)))
    scenario.history = [*scenario.history]
    return scenario


def opened(played: Played, prepared: PreparePoll) -> Scenario:
    """The vote is open, with those here who are here from the start."""
    scenario = begun(played)
    for ref, course in zip(WEIGHTS, played.members, strict=False):
        if course.place in ("comes", "away", "represented"):
            scenario.given(SECRETARY, away(ref))
        if course.place == "represented":
            scenario.given(SECRETARY, GiveProxy(member=MemberId(ref), proxy=MemberId("dan"), authority="a letter"))
    return scenario.given(CHAIR, prepared, OpenPoll(poll=POLL))


def away(ref: str) -> RecordAttendance:
    return RecordAttendance(member=MemberId(ref), status=Status.LEFT)


def closed(played: Played) -> Scenario:
    """The vote as it was played from its opening to its close."""
    scenario = opened(played, question(base=Base.PRESENT, secrecy=Secrecy.NAMED))
    for ref, course in zip(WEIGHTS, played.members, strict=False):
        if course.place == "comes":
            scenario.given(SECRETARY, *present(ref))
        if course.deed != "silent":
            by_proxy = course.place == "represented"
            voter = "dan" if by_proxy else ref
            scenario.given(voter, CastVote(poll=POLL, choice=course.deed, voter=MemberId(ref) if by_proxy else None))
        if course.place == "leaves":
            scenario.given(SECRETARY, away(ref))
    if not played.dan_stays:
        scenario.given(SECRETARY, away("dan"))
    return scenario.given(CHAIR, ClosePoll(poll=POLL))


def counted_in_the_room(played: Played) -> Scenario:
    """The same by show of hands: who is not there has no hand to show; who leaves does so after the count."""
    scenario = opened(played, question(base=Base.PRESENT, secrecy=Secrecy.ANALOG))
    for ref, course in zip(WEIGHTS, played.members, strict=False):
        if course.place == "comes":
            scenario.given(SECRETARY, *present(ref))
    tally = {"yes": played.votes_for("yes"), "no": played.votes_for("no"), "abstain": 0}
    scenario.given(SECRETARY, EnterCounts(poll=POLL, tally=tally))
    for ref, course in zip(WEIGHTS, played.members, strict=False):
        if course.place == "leaves":
            scenario.given(SECRETARY, away(ref))
    if not played.dan_stays:
        scenario.given(SECRETARY, away("dan"))
    return scenario.given(CHAIR, ClosePoll(poll=POLL))
