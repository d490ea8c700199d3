"""A paragraph's levels and a line's visual order: the rules of UAX #9 in their order."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from meetings.typesetting.bidi import explicit, implicit
from meetings.typesetting.bidi.classes import EXPLICIT, LETTERS, NAMES, TURNING, letters

# Level of a character; None where rule X9 removes it.
Levels = list[int | None]

_PARAGRAPH: Final = re.compile("[^b]*b|[^b]+")
_STRONG: Final = re.compile("[LRA]")
# L1: separators, and the spaces before them or at the end.
_RESET: Final = re.compile(r"[bs]|(?<!w)w++(?=[bs]|\Z)")


def levels(text: str, base: int | None = None) -> tuple[int, Levels]:
    """Level of the paragraph and of each character; without a base the first strong character decides."""
    return _levels(text, letters(text), base)


def levels_of_classes(text: str, classes: Sequence[str], base: int | None = None) -> tuple[int, Levels]:
    """The same, with the classes given."""
    return _levels(text, "".join(LETTERS[kind] for kind in classes), base)


def _levels(text: str, kinds: str, base: int | None) -> tuple[int, Levels]:
    """The base of the first paragraph holds for all that follow (P1)."""
    found: Levels = []
    for paragraph in _PARAGRAPH.finditer(kinds):
        start, end = paragraph.span()
        base, part = _one_paragraph(text[start:end], kinds[start:end], base)
        found += part
    return base or 0, found


def _one_paragraph(text: str, kinds: str, base: int | None) -> tuple[int, Sequence[int | None]]:
    if base != 1 and not TURNING.search(kinds):
        return 0, bytes(len(kinds)) if "x" not in kinds else [None if kind == "x" else 0 for kind in kinds]
    if EXPLICIT.search(kinds):
        return _embedded(text, kinds, base)
    if base is None:
        strong = _STRONG.search(kinds)
        base = int(strong is not None and strong[0] != "L")
    direction = "R" if base & 1 else "L"
    resolved = bytearray(implicit.resolve(implicit.Run(kinds, kinds, text, base, direction, direction)))
    for reset in _RESET.finditer(kinds):  # L1
        start, end = reset.span()
        resolved[start:end] = bytes([base]) * (end - start)
    return base, resolved


def _embedded(text: str, kinds: str, base: int | None) -> tuple[int, Levels]:
    """Where something is embedded, overridden, isolated or removed."""
    classes = [NAMES[kind] for kind in kinds]
    matches = explicit.matching_isolates(classes)
    if base is None:
        base = explicit.first_strong(classes, 0, len(classes), matches) or 0
    walked = explicit.Explicit(classes, base, matches)
    resolved = list(walked.levels)
    for sequence, before, after in explicit.isolating_runs(walked):
        run = implicit.Run(
            types="".join(LETTERS[walked.types[at]] for at in sequence),
            classes="".join(kinds[at] for at in sequence),
            characters="".join(text[at] for at in sequence),
            level=walked.levels[sequence[0]],
            before=before,
            after=after,
        )
        for at, level in zip(sequence, implicit.resolve(run), strict=True):
            resolved[at] = level
    _reset_spaces(resolved, classes, walked.removed, base)
    return base, [None if at in walked.removed else level for at, level in enumerate(resolved)]


def _reset_spaces(resolved: list[int], classes: Sequence[str], removed: set[int], base: int) -> None:
    """L1: separators and the spaces before them stand at the paragraph's level."""
    resets = True
    for at in range(len(classes) - 1, -1, -1):
        kind = classes[at]
        if kind in ("B", "S"):
            resets = True
            resolved[at] = base
        elif at in removed or kind in ("WS", "FSI", "LRI", "RLI", "PDI"):
            if resets:
                resolved[at] = base
        else:
            resets = False


def visual_order(line: Sequence[int]) -> list[int]:
    """L2: indices of a line's characters (or pieces) in the order in which they are seen."""
    order = list(range(len(line)))
    odd = [level for level in line if level & 1]
    if not odd:
        return order
    packed = bytes(line)
    for level in range(max(line), min(odd) - 1, -1):
        # What is turned at a deeper level stays inside the stretch that is turned at this one.
        for stretch in _at_least(level).finditer(packed):
            start, end = stretch.span()
            order[start:end] = order[start:end][::-1]
    return order


@cache
def _at_least(level: int) -> re.Pattern[bytes]:
    return re.compile(b"[\\x%02x-\\xff]+" % level)
