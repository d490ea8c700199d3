"""The jobs of the worker come to the same as what they name, and naming them loads nothing heavy."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from meetings.minutes import jobs, keyring
from meetings.minutes.attendance_sheet import attendance_sheet
from meetings.minutes.certificates import Officer
from meetings.minutes.expected import Expected, Occasion
from meetings.minutes.keyring import PinRefused, SigningKey
from meetings.minutes.render import Edition, appearance, render
from meetings.minutes.sign import sign
from meetings.minutes.signing import FIELDS, NotSigned, Signing
from meetings.minutes.verify import verify
from tests.minutes.eventful import eventful
from tests.minutes.samples import NOW
from tests.minutes.sitting import LOG, MEETING

HEAVY = "aiohttp asn1crypto fontTools lxml pikepdf PIL pyhanko pypdfium2 reportlab uharfbuzz".split()
OFFICER = Officer(ref="chair", name="Ada", office="Chair", body="Council")


def test_the_server_loads_none_of_the_libraries_that_typeset_sign_and_verify() -> None:
    loaded = f"import meetings.serving, sys; print(*(name for name in {HEAVY} if name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout == "\n"


@pytest.mark.parametrize(("edition", "is_final"), [(Edition.DRAFT, False), (Edition.FINAL, True)])
def test_a_log_that_was_packed_makes_the_same_minutes(edition: Edition, is_final: bool) -> None:
    entries = eventful().entries()
    made = jobs.render(jobs.packed(entries), MEETING, LOG, is_final)
    assert made == render(entries, MEETING, LOG, edition)


def test_an_attendance_sheet_is_the_same() -> None:
    occasion, people = Occasion("Council", "1st meeting", "", 0, 0), [Expected("Ann", "chair", "ann")]
    assert jobs.attendance_sheet(occasion, people) == attendance_sheet(occasion, people)


def test_a_signature_looks_the_same() -> None:
    assert jobs.appearance("Ada", "Chair", NOW, 60, "en") == appearance("Ada", "Chair", NOW, 60, "en")


def test_minutes_are_signed_and_verified(both_keys: tuple[SigningKey, SigningKey]) -> None:
    unsigned = render(eventful().entries(), MEETING, LOG, Edition.FINAL)
    signed = jobs.sign(unsigned, both_keys[0], Signing(FIELDS[0], "Chair", NOW))
    assert signed.startswith(unsigned)
    assert jobs.verify(signed, ()) == verify(signed)


def test_what_cannot_be_signed_is_told(both_keys: tuple[SigningKey, SigningKey]) -> None:
    unsigned = render(eventful().entries(), MEETING, LOG, Edition.DRAFT)
    with pytest.raises(NotSigned):
        jobs.sign(unsigned, both_keys[0], Signing(FIELDS[0], "Chair", NOW))
    with pytest.raises(NotSigned):
        sign(unsigned, both_keys[0], Signing(FIELDS[0], "Chair", NOW))


def test_a_key_that_was_made_opens_with_its_pin_alone(tmp_path: Path) -> None:
    jobs.make_key(tmp_path, OFFICER, "4711", datetime(2026, 1, 1, tzinfo=UTC))
    assert jobs.unlock(tmp_path, "chair", "4711") == keyring.unlock(tmp_path, "chair", "4711")
    with pytest.raises(PinRefused):
        jobs.unlock(tmp_path, "chair", "4712")
