"""What is made is checked: in this process and in those that it starts; and what is not sound fails the test."""

import hashlib
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from meetings.minutes import jobs
from meetings.minutes.expected import Occasion
from meetings.typesetting import Paragraph
from tests.typesetting.every_pdf import FOLDER, check
from tests.typesetting.making import document

OCCASION = Occasion("Council", "1st meeting", "", 0, 0)
SOUND = document().render([Paragraph("x")])
BROKEN = SOUND.replace(b"<pdfaid:part>3", b"<pdfaid:part>2")
PROGRAM = """
from meetings.minutes.attendance_sheet import attendance_sheet
from meetings.minutes.expected import Occasion
attendance_sheet(Occasion("Council", "2nd meeting", "", 0, 0), [])
"""


def kept() -> set[str]:
    return {file.stem for file in FOLDER.iterdir()}


def test_what_this_process_makes_is_kept() -> None:
    content = document(title="Another").render([Paragraph("x")])
    assert hashlib.sha256(content).hexdigest() in kept()


def test_what_a_program_makes_is_kept() -> None:
    subprocess.run([sys.executable, "-c", PROGRAM], check=True)
    assert len(kept()) == 1


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_what_a_worker_makes_is_kept(method: str) -> None:
    with ProcessPoolExecutor(1, get_context(method)) as pool:
        content = pool.submit(jobs.attendance_sheet, OCCASION, []).result()
    assert kept() == {hashlib.sha256(content).hexdigest()}


@pytest.mark.parametrize("kind", ["tagged", "untagged"])
def test_what_is_not_sound_fails_the_test_that_made_it(tmp_path: Path, kind: str) -> None:
    (tmp_path / f"a.{kind}").write_bytes(BROKEN)
    with pytest.raises(AssertionError, match="pdfaid:part is not 3"):
        check(tmp_path)
    assert list(tmp_path.iterdir()) == []


def signed(folder: Path, unsigned: bytes) -> None:
    """Something that is not sound any more, or was not before, is to be checked."""
    (folder / "a.signed").write_bytes(BROKEN)
    (folder / "a.unsigned").write_bytes(unsigned)
    check(folder)


def test_what_signing_broke_fails_the_test(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="pdfaid:part is not 3"):
        signed(tmp_path, SOUND)


def test_signing_is_not_blamed_for_what_was_wrong_before(tmp_path: Path) -> None:
    signed(tmp_path, BROKEN)
