"""Every PDF that a test makes goes through the lint, and through `qpdf --check` where it is installed: documents,
drafts, appearances, badges, and what servers and workers make in processes of their own. A file that was sound must be
so when it is signed.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.typesetting.lint import lint
from tests.typesetting.making import assert_sound
from tests.typesetting.watch import sitecustomize
from tests.typesetting.watch.sitecustomize import SIGNED, TAGGED, UNSIGNED, UNTAGGED

WATCH = Path(__file__).parent / "watch"


def _begin() -> Path:
    """From now on all programs that are started, and this one, keep their files in a folder."""
    folder = tempfile.mkdtemp(prefix="pdfs-of-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ[sitecustomize.FOLDER] = folder
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(WATCH), os.environ.get("PYTHONPATH")]))
    sitecustomize.watch()
    return Path(folder)


FOLDER = _begin()
_sound: set[str] = set()


def check(folder: Path = FOLDER) -> None:
    """Raises AssertionError if a file that was made since is not sound."""
    for file in sorted(folder.iterdir()):
        if file.suffix in (TAGGED, UNTAGGED, SIGNED):
            try:
                _check(file)
            finally:
                for done in (file, file.with_suffix(UNSIGNED)):
                    done.unlink(missing_ok=True)


def _check(file: Path) -> None:
    unsigned = file.with_suffix(UNSIGNED)
    if file.stem in _sound or (file.suffix == SIGNED and lint(unsigned.read_bytes())):
        return
    assert_sound(file.read_bytes(), tagged=file.suffix != UNTAGGED)
    _sound.add(file.stem)


@pytest.fixture(autouse=True)
def every_pdf_is_sound() -> Generator[None]:
    yield
    check()


@pytest.fixture(autouse=True, scope="session")
def every_pdf_is_sound_in_the_end() -> Generator[None]:
    """What came when the last test was over, such as from a server that many tests share."""
    yield
    check()
