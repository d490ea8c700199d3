"""The list of participants made from an earlier one is the list made anew."""

import pytest

from meetings.rules.attendance import Status
from meetings.rules.identity import MemberId
from meetings.rules.meeting import AnyCommand
from meetings.rules.proxies import GiveProxy
from meetings.rules.roll_call import Leave, RecordAttendance
from meetings.rules.standing_orders import Rules
from meetings.rules.substitution import Substitute
from meetings.views.audiences import Audience, listed
from tests.rules.council import sitting

ANA, BEN = MemberId("ana"), MemberId("ben")


@pytest.mark.parametrize("audience", [Audience.DAIS, Audience.FLOOR])
@pytest.mark.parametrize(
    ("actor", "command"),
    [
        ("ben", Leave()),
        ("chair", GiveProxy(member=ANA, proxy=BEN, authority="a letter")),
        ("chair", Substitute(member=ANA, name="Zoë")),
        ("chair", RecordAttendance(member=ANA, status=Status.EXCUSED, reason="ill")),
    ],
)
def test_after_each_change_it_is_the_same_as_anew(audience: Audience, actor: str, command: AnyCommand) -> None:
    scenario = sitting(rules=Rules(proxies=1, substitutes=True))
    before = listed(scenario.meeting, audience)
    after = scenario.given(actor, command).meeting
    assert listed(after, audience, before) == listed(after, audience)
