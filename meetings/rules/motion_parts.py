"""The parts of a question that is divided: where they stand in its text, and the text without some of them."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from meetings.rules.refusals import Code, Refused

MOST_PARTS = 50
WORD = re.compile(r"\s*\S+")


class Edit(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The characters from `start` up to `end` of a text give way to others."""

    start: int
    end: int
    text: str = ""


class Part(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part that is voted on by itself. `operative`: it is more than preamble.

    Of a motion `text` is the part itself, and the edits take it out where it is rejected; of an amendment it is the
    whole motion as it would read with this part alone, and the edits put that in where it is adopted.
    """

    text: str
    operative: bool = True
    edits: tuple[Edit, ...] = ()


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits, which do not overlap."""
    for edit in sorted(edits, key=_place, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text.strip()


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def of_motion(text: str, parts: Sequence[str], preamble: int) -> tuple[Part, ...]:
    """The text cut into the parts, of which the first few are preamble. Raises Refused."""
    found: list[Part] = []
    start = 0
    for number, part in enumerate(parts):
        end = _end(text, start, len("".join(part.split())))
        if text[start:end].split() != part.split() or not part.strip():
            raise Refused(
                Code.BAD_COMMAND,
                "parts: all words of the motion in their order were expected, part {part} differs",
                part=number + 1,
            )
        found.append(Part(text[start:end].strip(), number >= preamble, (Edit(start, end),)))
        start = end
    if text[start:].strip():
        raise Refused(Code.BAD_COMMAND, "parts: all words of the motion were expected, the last ones are missing")
    return tuple(found)


def _end(text: str, start: int, letters: int) -> int:
    """Where so many characters that are not white space end."""
    for place in range(start, len(text)):
        if letters == 0:
            return place
        letters -= not text[place].isspace()
    return len(text)


def of_amendment(before: str, after: str, parts: Sequence[str]) -> tuple[Part, ...]:
    """The changes of an amendment told apart: each part is the whole text with one of them alone. Raises Refused."""
    edits = sorted((_edit(before, part) for part in parts), key=_place)
    overlap = any(later.start < edit.end for edit, later in pairwise(edits))
    if overlap or edited(before, edits).split() != after.split():
        raise Refused(
            Code.BAD_COMMAND,
            "parts: the motion with one of the changes in each part was expected, together those of the amendment",
        )
    return tuple(Part(part, edits=(_edit(before, part),)) for part in parts)


def _edit(before: str, after: str) -> Edit:
    """What changes, from the first word that differs to the last; a word has the white space before it."""
    old, new = WORD.findall(before), WORD.findall(after)
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    start = sum(map(len, old[:first]))
    end = start + sum(map(len, old[first : len(old) - last]))
    return Edit(start, end, "".join(new[first : len(new) - last]))


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words are the same from the beginning on."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a.strip() != b.strip()), min(len(one), len(other)))
