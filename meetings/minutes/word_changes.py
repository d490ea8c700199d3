"""What changes between two texts, word by word: what an amendment strikes out and puts in."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from msgspec import Struct

WORD = re.compile(r"\S+")
CONTEXT = 3


class Change(Struct, frozen=True):
    """Words that are struck out and words that take their place, after which words; each may be empty."""

    after: str
    old: str
    new: str


def changes(before: str, after: str) -> Sequence[Change]:
    """The changes in the order of the text."""
    old, new = WORD.findall(before), WORD.findall(after)
    return [
        Change(" ".join(old[max(0, i - CONTEXT) : i]), " ".join(old[i:j]), " ".join(new[k:m]))
        for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]


def is_another_text(before: str, after: str) -> bool:
    """Whether so much changes that the whole is easier to read than the changes."""
    old, new = WORD.findall(before), WORD.findall(after)
    return SequenceMatcher(None, old, new, autojunk=False).ratio() < 0.5
