"""What an audience may not know makes no difference to what it sees: two histories, equal views."""

from typing import Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.attendance import RollMethod, Status
from meetings.rules.identity import MemberId
from meetings.rules.minute_book import WriteMinute
from meetings.rules.poll_commands import CancelPoll, ClosePoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.roll_call import OpenRollCall, RecordAttendance
from meetings.rules.standing_orders import NO_RULES, Rules
from meetings.views.audiences import Audience, Moment, passing, seat, view
from tests.rules.council import BUDGET, CHAIR, DELEGATES, POLL, SECRETARY, polling, sitting, vote
from tests.rules.scenario import Scenario

CHOICES = st.lists(st.sampled_from(["yes", "no", "abstain"]), min_size=len(DELEGATES), max_size=len(DELEGATES))
Grade = Literal[Secrecy.NAMED, Secrecy.CONFIDENTIAL]


def everything(scenario: Scenario, audience: Audience) -> bytes:
    meeting, moment = scenario.meeting, Moment()
    shown = {**view(meeting, audience, moment), **passing(meeting, audience, moment)}
    return msgspec.json.encode(shown, order="deterministic")


def voted(secrecy: Secrecy, choices: list[str], rules: Rules = NO_RULES) -> Scenario:
    scenario = polling(secrecy=secrecy, rules=rules)
    for member, choice in zip(DELEGATES, choices, strict=True):
        scenario.given(member, vote(choice))
    return scenario


@pytest.mark.parametrize("secrecy", [Secrecy.NAMED, Secrecy.CONFIDENTIAL])
@given(one=CHOICES, other=CHOICES)
def test_how_somebody_voted_makes_no_difference_before_the_close(
    secrecy: Grade, one: list[str], other: list[str]
) -> None:
    first, second = voted(secrecy, one), voted(secrecy, other)
    for audience in Audience:
        assert everything(first, audience) == everything(second, audience)
    for stranger in ("eve", CHAIR, SECRETARY):
        if one[-1] == other[-1] or stranger != "eve":
            assert seat(first.meeting, MemberId(stranger)) == seat(second.meeting, MemberId(stranger))


@given(one=CHOICES)
def test_who_voted_how_makes_no_difference_after_a_confidential_close(one: list[str]) -> None:
    first, second = voted(Secrecy.CONFIDENTIAL, one), voted(Secrecy.CONFIDENTIAL, one[::-1])
    for scenario in (first, second):
        scenario.given(CHAIR, ClosePoll(poll=POLL))
    for audience in Audience:
        assert everything(first, audience) == everything(second, audience)


@given(one=CHOICES, other=CHOICES)
def test_votes_by_name_stay_unknown_when_the_poll_is_cancelled(one: list[str], other: list[str]) -> None:
    first, second = voted(Secrecy.NAMED, one), voted(Secrecy.NAMED, other)
    for scenario in (first, second):
        scenario.given(CHAIR, CancelPoll(poll=POLL, reason="wrong question"))
    for audience in Audience:
        assert everything(first, audience) == everything(second, audience)


@pytest.mark.parametrize("audience", [audience for audience in Audience if audience is not Audience.DAIS])
def test_notes_and_reasons_make_no_difference_outside_the_dais(audience: Audience) -> None:
    def scenario(note: str, reason: str) -> Scenario:
        excused = RecordAttendance(member=MemberId("eve"), status=Status.EXCUSED, reason=reason)
        return sitting().given(SECRETARY, WriteMinute(item=BUDGET, text=note), excused)

    assert everything(scenario("one", "ill"), audience) == everything(scenario("another", "at sea"), audience)


@pytest.mark.parametrize("audience", list(Audience))
def test_the_secret_of_a_roll_makes_no_difference(audience: Audience) -> None:
    first, second = (
        sitting().drawing(seed).given(CHAIR, OpenRollCall(method=RollMethod.CODE)) for seed in (b"1" * 32, b"2" * 32)
    )
    assert everything(first, audience) == everything(second, audience)


@given(one=CHOICES, other=CHOICES)
def test_an_interim_result_for_the_chair_makes_no_difference_to_the_others(one: list[str], other: list[str]) -> None:
    first, second = (voted(Secrecy.NAMED, choices, rules=Rules(interim="chair")) for choices in (one, other))
    for audience in (Audience.HALL, Audience.GALLERY, Audience.FLOOR):
        assert everything(first, audience) == everything(second, audience)


@given(one=CHOICES)
def test_an_interim_result_tells_no_names(one: list[str]) -> None:
    first, second = (voted(Secrecy.NAMED, choices, rules=Rules(interim="all")) for choices in (one, one[::-1]))
    for audience in Audience:
        assert everything(first, audience) == everything(second, audience)
