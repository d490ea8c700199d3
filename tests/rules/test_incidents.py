"""Incidents: recorded by the secretary, in the public minutes or for chair and secretary alone."""

import pytest

from meetings.rules.identity import ItemId
from meetings.rules.incidents import Incident, IncidentRecorded, RecordIncident
from meetings.rules.proceedings import Adjourn
from meetings.rules.refusals import Code
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments_of_conduct import IncidentShown
from meetings.views.public_record import is_public, is_visible
from tests.rules.council import BUDGET, CHAIR, SECRETARY, sitting
from tests.rules.scenario import NOON

ALARM, ILL = "The fire alarm rang.", "A member was taken ill."


def test_the_secretary_records_an_incident_under_an_item_or_under_none() -> None:
    scenario = sitting().when(SECRETARY, RecordIncident(text=ALARM)).then(IncidentRecorded(text=ALARM))
    first = len(scenario.history)
    scenario.when(CHAIR, RecordIncident(text=ILL, item=BUDGET)).accepted()
    assert scenario.meeting.conduct.incidents == (
        Incident(first, NOON, ALARM, None, is_private=False),
        Incident(first + 1, NOON, ILL, BUDGET, is_private=False),
    )


def test_an_incident_has_the_time_at_which_it_happened() -> None:
    scenario = sitting().later(600).given(SECRETARY, RecordIncident(text=ALARM, happened_at=NOON + 1000))
    assert scenario.meeting.conduct.incidents[0].at == NOON + 1000


def test_the_book_of_incidents_stays_open_after_the_meeting() -> None:
    sitting().given(CHAIR, Adjourn()).when(SECRETARY, RecordIncident(text=ALARM)).accepted()


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (RecordIncident(text=""), Code.BAD_COMMAND),
        (RecordIncident(text="x" * 20_001), Code.TOO_LONG),
        (RecordIncident(text="x", item=ItemId("nothing")), Code.NO_SUCH_ITEM),
        (RecordIncident(text="x", happened_at=NOON + 1), Code.BAD_COMMAND),
        (RecordIncident(text="x", happened_at=-(10**30)), Code.BAD_COMMAND),
    ],
)
def test_what_cannot_be_an_incident_is_refused(command: RecordIncident, code: Code) -> None:
    sitting().when(SECRETARY, command).refused(code)


def test_an_incident_is_public_unless_it_is_private() -> None:
    meeting = sitting().meeting
    assert is_public(meeting, IncidentRecorded(text=ALARM))
    private = IncidentRecorded(text=ILL, private=True)
    assert not is_public(meeting, private)
    assert [audience for audience in Audience if is_visible(meeting, private, audience)] == [Audience.DAIS]


def test_only_the_dais_sees_incidents_on_its_screens() -> None:
    meeting = sitting().given(SECRETARY, RecordIncident(text=ILL, private=True)).meeting
    for audience in Audience:
        shown = [seen for key, seen in view(meeting, audience, Moment()).items() if key.startswith("incident/")]
        expected = [IncidentShown(text=ILL, at=NOON, private=True)] if audience is Audience.DAIS else []
        assert shown == expected


def test_a_private_incident_leaves_signed_minutes_true() -> None:
    scenario = sitting()
    told = scenario.meeting.corrections.last_in_minutes
    scenario.given(SECRETARY, RecordIncident(text=ILL, private=True))
    assert scenario.meeting.corrections.last_in_minutes == told
    scenario.given(SECRETARY, RecordIncident(text=ALARM))
    assert scenario.meeting.corrections.last_in_minutes == told + 2
