"""Whose own part has to be made anew."""

import os
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings

from meetings.rooms.touched import Touched
from meetings.rules.attendance import Status
from meetings.rules.decision import Decision
from meetings.rules.floor import RequestFloor
from meetings.rules.identity import MemberId
from meetings.rules.meeting import AnyCommand
from meetings.rules.minute_book import WriteMinute
from meetings.rules.offers import Offers
from meetings.rules.poll_commands import OpenPoll
from meetings.rules.proceedings import Announce
from meetings.rules.proxies import GiveProxy
from meetings.rules.roll_call import Leave, RecordAttendance
from meetings.rules.standing_orders import Rules
from meetings.rules.state import Meeting
from meetings.views import audiences
from meetings.views.audiences import Audience
from meetings.views.view import View
from tests.rules.council import BUDGET, CHAIR, POLL, polling, question, sitting, vote
from tests.rules.scenario import Scenario
from tests.rules.strategies import STEPS, Step
from tests.rules.test_properties import begun

RUNS = int(os.environ.get("RUNS", "300" if os.environ.get("CI") else "60"))
ANA, BEN = MemberId("ana"), MemberId("ben")


def seats(meeting: Meeting) -> Mapping[MemberId, Audience]:
    placed = {member: audiences.audience_of(meeting, member) for member in meeting.attendance.members}
    return {member: audience for member, audience in placed.items() if audience is not None}


def parts(meeting: Meeting) -> Mapping[MemberId, View]:
    return {member: audiences.seat(meeting, member) for member in seats(meeting)}


def touched_by(scenario: Scenario, actor: str | None, command: AnyCommand) -> Sequence[MemberId]:
    """Whose part is made anew after this command; whose part is another one is always among them."""
    before, former = parts(scenario.meeting), Offers(scenario.meeting)
    trial = scenario.when(actor, command)
    if not isinstance(trial.result, Decision):
        return ()
    events = trial.decision.events
    trial.accepted()
    after = scenario.meeting
    touched = Touched()
    touched.note(after, events)
    members = touched.members(former, Offers(after), seats(after).keys(), seats(after).get)
    changed = {member for member, part in parts(after).items() if part != before.get(member)}
    assert changed <= set(members)
    return members


@pytest.mark.timeout(600)
@pytest.mark.parametrize("rules", [Rules(), Rules(proxies=2, members_give_proxies=True)])
def test_whose_part_changes_is_touched_whatever_people_do(rules: Rules) -> None:
    @settings(max_examples=RUNS)
    @given(STEPS)
    def nobody_is_missed(taken: Sequence[Step]) -> None:
        scenario = begun(rules)
        for actor, command, seconds in taken:
            touched_by(scenario.later(seconds), actor, command)

    nobody_is_missed()


def test_who_asks_for_the_floor_touches_nobody_else() -> None:
    # Of two who wait one can be moved up, which is offered to the chair.
    scenario = sitting().given("ben", RequestFloor()).given("chi", RequestFloor())
    assert touched_by(scenario, "ana", RequestFloor()) == [ANA]


def test_who_comes_touches_nobody_else() -> None:
    scenario = sitting().given("secretary", RecordAttendance(member=ANA, status=Status.LEFT))
    assert touched_by(scenario, "secretary", RecordAttendance(member=ANA, status=Status.PRESENT)) == [ANA]


def test_whose_vote_is_cast_by_another_comes_back_to_vote_oneself() -> None:
    """A proxy that holds only while the member is away touches the proxy, too."""
    by_proxy = GiveProxy(member=BEN, proxy=ANA, authority="a letter")
    scenario = sitting(rules=Rules(proxies=1)).given(CHAIR, by_proxy, question()).given("ben", Leave())
    scenario.given(CHAIR, OpenPoll(poll=POLL))
    assert set(touched_by(scenario, "secretary", RecordAttendance(member=BEN, status=Status.PRESENT))) >= {ANA, BEN}


def test_a_vote_that_is_opened_touches_everybody() -> None:
    scenario = sitting().given(CHAIR, question())
    assert set(touched_by(scenario, CHAIR, OpenPoll(poll=POLL))) == set(seats(scenario.meeting))


def test_a_vote_touches_who_cast_it() -> None:
    assert touched_by(polling(), "ana", vote("yes")) == [ANA]


def test_an_announcement_and_a_minute_touch_nobody() -> None:
    scenario = sitting()
    assert touched_by(scenario, CHAIR, Announce(text="Lunch")) == []
    assert touched_by(scenario, "secretary", WriteMinute(item=BUDGET, text="Noted.")) == []
