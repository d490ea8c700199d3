"""How far the minutes are signed, and what makes signatures stale."""

from meetings.rules.corrections import Correct, RecordSignature
from meetings.rules.identity import MemberId
from meetings.rules.minute_book import WriteMinute
from meetings.rules.proceedings import Adjourn, Announce
from meetings.views.minutes import SignedEdition, signed_edition
from tests.rules.council import BUDGET, CHAIR, SECRETARY, sitting
from tests.rules.scenario import SERVER, Scenario

FIRST, SECOND = "1" * 64, "2" * 64


def adjourned() -> Scenario:
    return sitting().given(CHAIR, Adjourn())


def signed(scenario: Scenario, member: str, covers: int, sha256: str) -> Scenario:
    return scenario.given(SERVER, RecordSignature(member=MemberId(member), covers=covers, sha256=sha256))


def test_nothing_is_signed_at_first() -> None:
    assert signed_edition(adjourned().meeting) is None


def test_one_signature_makes_an_edition_two_complete_it() -> None:
    scenario = adjourned()
    covers = len(scenario.history)
    signed(scenario, CHAIR, covers, FIRST)
    assert signed_edition(scenario.meeting) == SignedEdition(covers, FIRST, is_complete=False)
    signed(scenario.later(60), SECRETARY, covers, SECOND)
    assert signed_edition(scenario.meeting) == SignedEdition(covers, SECOND, is_complete=True)


def test_notes_and_announcements_leave_signatures_in_force() -> None:
    scenario = adjourned()
    signed(scenario, CHAIR, len(scenario.history), FIRST)
    scenario.given(SECRETARY, WriteMinute(item=BUDGET, text="a note"), Announce(text="Thank you"))
    assert signed_edition(scenario.meeting) is not None


def test_a_correction_asks_for_new_signatures() -> None:
    scenario = adjourned()
    signed(scenario, CHAIR, len(scenario.history), FIRST)
    scenario.given(SECRETARY, Correct(position=1, text="another title"))
    assert signed_edition(scenario.meeting) is None
