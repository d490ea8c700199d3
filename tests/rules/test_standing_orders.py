"""The standing orders: what the body decided stands from the first entry, and everybody can read all of it."""

from msgspec.structs import replace

from meetings.rules.proceedings import MeetingConvened
from meetings.rules.roll_call import Leave
from meetings.rules.standing_orders import NO_RULES, Rules, spelled_out
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import MeetingShown
from tests.rules.council import CHAIR, PROFILE, question, sitting, vote
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
