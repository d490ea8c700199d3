"""The standing orders: what the body decided stands from the first entry, and everybody can read all of it."""

from typing import Any

import pytest
from msgspec import inspect
from msgspec.structs import replace

from meetings.rules.proceedings import ConveneMeeting, MeetingConvened
from meetings.rules.quorum import QuorumRule
from meetings.rules.refusals import Code, Refused
from meetings.rules.roll_call import Leave
from meetings.rules.standing_orders import NO_RULES, Procedure, Rules, spelled_out
from meetings.rules.tally import Base, Fraction
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import MeetingShown
from tests.rules.council import CHAIR, PROFILE, question, sitting, vote
from tests.rules.scenario import SERVER, Scenario
from tests.rules.test_voting import OPEN


def test_the_rules_of_the_body_stand_in_the_first_entry() -> None:
    rules = Rules(absentees_vote=True)
    scenario = sitting(rules=rules)
    convened, _ = scenario.history[0]
    assert isinstance(convened, MeetingConvened)
    assert (convened.rules, scenario.meeting.sitting.rules) == (rules, rules)


def test_what_the_body_did_not_decide_is_as_before() -> None:
    assert sitting().meeting.sitting.rules == NO_RULES


def test_an_old_profile_that_lets_absentees_vote_still_does() -> None:
    old = sitting(profile=replace(PROFILE, absentees_vote=True))
    assert old.meeting.sitting.rules.absentees_vote


def test_where_the_rules_say_so_absentees_vote() -> None:
    """Not in RONR, which knows no absentee vote unless the bylaws do (45:56)."""
    away = sitting(rules=Rules(absentees_vote=True)).given("ana", Leave()).given(CHAIR, question(), OPEN)
    away.when("ana", vote("yes")).accepted()


def test_everybody_reads_every_rule_by_name() -> None:
    meeting = sitting(rules=Rules(absentees_vote=True)).meeting
    for audience in Audience:
        shown = view(meeting, audience, Moment())["meeting"]
        assert isinstance(shown, MeetingShown)
        assert shown.rules == {**spelled_out(NO_RULES), "absentees_vote": True}


@pytest.mark.parametrize("majority", [Fraction(5, 3), Fraction(1, 0), Fraction(0, 2), Fraction(1, 1, strict=True)])
@pytest.mark.parametrize("rules", ["urgency", "procedural"])
def test_a_majority_that_can_never_be_is_refused_when_the_meeting_is_convened(rules: str, majority: Fraction) -> None:
    """Not on the day itself, when the first motion is put to the vote."""
    orders = Rules(urgency=majority) if rules == "urgency" else Rules(procedural={Procedure.CLOSE_DEBATE: majority})
    refused = convening(orders)
    assert refused.code is Code.BAD_COMMAND
    assert f"rules: {rules}" in refused.message


def test_a_base_that_only_a_run_off_has_is_refused_when_the_meeting_is_convened() -> None:
    refused = convening(Rules(urgency_base=Base.CONTINUING))
    assert refused.message == "rules: urgency_base: yes_no, cast, present or members was expected, continuing came"


def convening(rules: Rules) -> Refused:
    trial = Scenario().when(SERVER, ConveneMeeting(profile=PROFILE, quorum=QuorumRule(), rules=rules))
    assert isinstance(trial.result, Refused)
    return trial.result


@pytest.mark.parametrize(
    ("field", "kind"),
    [(field.name, field.type) for field in inspect.type_info(Rules).fields],  # pyright: ignore
)
def test_every_rule_that_holds_a_majority_is_checked(field: str, kind: inspect.Type) -> None:
    """Also one that a later version adds: whatever rule can hold a fraction refuses one over the whole.

    Whole terms of questions (`terms`) are checked as questions are.
    """
    if field != "terms" and "Fraction" in str(kind):
        never = Fraction(5, 3)
        value: Any = {Procedure.REFER: never} if isinstance(kind, inspect.DictType) else never
        assert f"rules: {field}" in convening(Rules(**{field: value})).message
