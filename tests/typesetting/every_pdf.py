"""Every PDF that a test makes in this process goes through the lint, and through `qpdf --check` where it is installed:
documents, drafts, appearances, badges; and a file that was sound must be so when it is signed. What a server makes in
a process of its own is checked by the test that fetches it.
"""

import hashlib
from collections.abc import Generator
from functools import wraps
from typing import Any, NamedTuple

import pytest

from meetings.minutes import sign as signing
from meetings.typesetting.canvas import TaggedCanvas
from tests.typesetting.lint import lint
from tests.typesetting.making import assert_sound


class Made(NamedTuple):
    """A file, whether it must be tagged, and what it was made of by signing."""

    content: bytes
    is_tagged: bool
    unsigned: bytes | None = None


_made: list[Made] = []
_sound: set[bytes] = set()


@pytest.fixture(autouse=True)
def every_pdf_is_sound() -> Generator[None]:
    _made.clear()
    yield
    for made in _made:
        digest = hashlib.sha256(made.content).digest()
        if digest in _sound or (made.unsigned is not None and lint(made.unsigned)):
            continue
        assert_sound(made.content, tagged=made.is_tagged)
        _sound.add(digest)


def _watch() -> None:
    """From now on what is saved and what is signed is kept until the end of its test."""
    save, sign = TaggedCanvas.save, signing.sign

    def saving(self: TaggedCanvas) -> None:
        save(self)
        _made.append(Made(self._filename.getvalue(), self.is_tagged))  # pyright: ignore[reportPrivateUsage, reportUnknownMemberType, reportAttributeAccessIssue, reportUnknownArgumentType]  # where ReportLab keeps the target

    @wraps(sign)  # so that it can be sent to a worker by its name
    def signed(pdf: bytes, *given: Any) -> bytes:
        content = sign(pdf, *given)
        _made.append(Made(content, is_tagged=True, unsigned=pdf))
        return content

    TaggedCanvas.save, signing.sign = saving, signed


_watch()
