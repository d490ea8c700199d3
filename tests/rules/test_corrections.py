"""Corrections of the record, and signatures under it."""

import pytest

from meetings.rules.corrections import (
    Correct,
    Correction,
    CorrectionRecorded,
    MinutesSigned,
    RecordSignature,
    Signature,
)
from meetings.rules.identity import MemberId
from meetings.rules.proceedings import Adjourn
from meetings.rules.refusals import Code
from tests.rules.council import CHAIR, SECRETARY, council, sitting
from tests.rules.scenario import NOON, SERVER, Scenario

WHO = MemberId(CHAIR)
DIGEST = "ab" * 32


def signature(member: str = CHAIR, covers: int = 1, sha256: str = DIGEST) -> RecordSignature:
    return RecordSignature(member=MemberId(member), covers=covers, sha256=sha256)


def adjourned() -> Scenario:
    return sitting().given(CHAIR, Adjourn())


def test_a_correction_is_one_more_entry() -> None:
    scenario = council()
    number = len(scenario.history) + 1
    scenario.when(SECRETARY, Correct(position=1, text="48th")).then(CorrectionRecorded(corrects=1, text="48th"))
    assert scenario.meeting.corrections.corrections == (Correction(number, 1, "48th", NOON),)


def test_a_correction_can_be_corrected() -> None:
    scenario = council().given(SECRETARY, Correct(position=1, text="48th"))
    scenario.when(SECRETARY, Correct(position=len(scenario.history), text="49th")).accepted()


@pytest.mark.parametrize("position", [0, -1, 2**60])
def test_only_what_is_written_is_corrected(position: int) -> None:
    council().when(SECRETARY, Correct(position=position, text="x")).refused(Code.BAD_COMMAND)


def test_what_is_written_next_is_not_yet_corrected() -> None:
    scenario = council()
    scenario.when(SECRETARY, Correct(position=len(scenario.history) + 1, text="x")).refused(Code.BAD_COMMAND)


def test_a_correction_says_something() -> None:
    council().when(SECRETARY, Correct(position=1, text=" ")).refused(Code.BAD_COMMAND)


def test_a_signature_is_recorded_under_the_entries_it_covers() -> None:
    scenario = adjourned().when(SERVER, signature()).then(MinutesSigned(member=WHO, covers=1, sha256=DIGEST))
    assert dict(scenario.meeting.corrections.signatures) == {WHO: Signature(WHO, 1, DIGEST, NOON)}


def test_a_later_signature_takes_the_place_of_the_earlier_one() -> None:
    scenario = adjourned().given(SERVER, signature(), signature(covers=2))
    assert scenario.meeting.corrections.signatures[WHO].covers == 2


def test_the_same_minutes_are_signed_once() -> None:
    adjourned().given(SERVER, signature()).when(SERVER, signature()).refused(Code.ALREADY)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (signature(member="nobody"), Code.NO_SUCH_MEMBER),
        (signature(covers=0), Code.BAD_COMMAND),
        (signature(covers=10_000), Code.BAD_COMMAND),
        (signature(sha256="AB" * 32), Code.BAD_COMMAND),
        (signature(sha256=f"{DIGEST}\n"), Code.BAD_COMMAND),
    ],
)
def test_a_signature_under_nothing_is_refused(command: RecordSignature, code: Code) -> None:
    adjourned().when(SERVER, command).refused(code)


def test_nobody_signs_before_the_meeting_is_over() -> None:
    sitting().when(SERVER, signature()).refused(Code.WRONG_STATE)


def test_nobody_but_the_server_records_signatures() -> None:
    adjourned().when(CHAIR, signature()).refused(Code.NOT_ALLOWED)
