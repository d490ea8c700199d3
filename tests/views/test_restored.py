"""What audiences see of a record that came back from a backup."""

import pytest

from meetings.rules.identity import LogId
from meetings.rules.restorations import RestoreRecord
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments_of_record import RestoredShown
from tests.rules.council import sitting
from tests.rules.scenario import NOON, SERVER

BEGINNING = LogId("ab" * 32)


@pytest.mark.parametrize("audience", [each for each in Audience if each is not Audience.DOOR])
def test_everybody_in_the_room_sees_that_the_record_was_restored(audience: Audience) -> None:
    scenario = sitting().later(60)
    number = len(scenario.history) + 1
    scenario.given(SERVER, RestoreRecord(taken_at=NOON, by="Ms Lind", beginning=BEGINNING))
    shown = view(scenario.meeting, audience, Moment())
    assert shown[f"restored/{number}"] == RestoredShown(at=scenario.at, taken_at=NOON, by="Ms Lind", log=BEGINNING)
