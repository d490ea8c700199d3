"""What is seen of attendance over time: the status by everybody, the times by the organisers."""

import msgspec
import pytest

from meetings.rules.attendance import Status
from meetings.rules.identity import MemberId
from meetings.rules.roll_call import Leave, RecordAttendance
from meetings.rules.stays import Stay
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import MemberShown
from tests.rules.council import SECRETARY, council
from tests.rules.scenario import NOON, Scenario

ANA = MemberId("ana")
LATE = RecordAttendance(member=ANA, status=Status.PRESENT, late=True)


def left() -> Scenario:
    return council().given(SECRETARY, LATE).later(60).given("ana", Leave())


def ana(audience: Audience) -> MemberShown:
    shown = view(left().meeting, audience, Moment())["member/ana"]
    assert isinstance(shown, MemberShown)
    return shown


def test_the_dais_sees_when_a_member_came_and_left_and_how_that_was_established() -> None:
    assert ana(Audience.DAIS).stays == (
        Stay(since=NOON, came="secretary", until=NOON + 60_000, went="member", is_late=True),
    )
    assert msgspec.json.decode(msgspec.json.encode(ana(Audience.DAIS)))["stays"] == [
        {"since": NOON, "came": "secretary", "until": NOON + 60_000, "went": "member", "late": True}
    ]


@pytest.mark.parametrize("audience", [audience for audience in Audience if audience is not Audience.DAIS])
def test_all_others_see_the_status_alone(audience: Audience) -> None:
    shown = ana(audience)
    assert (shown.status, shown.stays) == ("left", ())
    assert "stays" not in msgspec.to_builtins(shown)
