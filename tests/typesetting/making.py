"""Documents made for tests: every file goes through the lint before a test sees it."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from meetings.typesetting import Block, Document, FontFolder
from tests.typesetting.lint import lint

KEPT = os.environ.get("PDFS")
"""A folder that gets every tagged file that is sound, for validators that are not ours."""
FONTS = FontFolder(Path(__file__).resolve().parents[2] / "static" / "fonts")
MOMENT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def document(**changes: Any) -> Document:
    """A plain document without header and footer, so that its text is that of its blocks."""
    usual: dict[str, Any] = {
        "fonts": FONTS,
        "title": "Minutes of the 3rd sitting",
        "language": "en",
        "author": "Secretariat",
        "created": MOMENT,
        "identity": b"head of the log",
        "footer": None,
    }
    return Document(**{**usual, **changes})


def made(blocks: Iterable[Block], **changes: Any) -> bytes:
    """The rendered file; it is sound, or the test fails here."""
    content = document(**changes).render(blocks)
    assert_sound(content)
    return content


def assert_sound(content: bytes, *, tagged: bool = True) -> None:
    """Nothing of what the lint knows, and nothing of what qpdf knows, is wrong with the file."""
    problems = lint(content, tagged=tagged)
    assert not problems, problems
    qpdf = shutil.which("qpdf")
    if qpdf:
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(content)
            file.flush()
            checked = subprocess.run([qpdf, "--check", file.name], capture_output=True, check=False)
        assert checked.returncode == 0, checked.stdout + checked.stderr
    if tagged and KEPT:
        Path(KEPT, f"{hashlib.sha256(content).hexdigest()[:16]}.pdf").write_bytes(content)
