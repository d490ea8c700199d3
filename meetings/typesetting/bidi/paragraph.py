"""A paragraph's levels and a line's visual order: the rules of UAX #9 in their order."""

from collections.abc import Sequence

from meetings.typesetting.bidi import explicit, implicit
from meetings.typesetting.bidi.classes import EXPLICIT, TURNING, bidi_class

# Level of a character; None where rule X9 removes it.
Levels = list[int | None]


def levels(text: str, base: int | None = None) -> tuple[int, Levels]:
    """Level of the paragraph and of each character; without a base the first strong character decides."""
    return levels_of_classes(text, [bidi_class(character) for character in text], base)


def levels_of_classes(text: str, classes: Sequence[str], base: int | None = None) -> tuple[int, Levels]:
    """The same, with the classes given. The base of the first paragraph holds for all that follow (P1)."""
    found: Levels = []
    start = 0
    for end in [at + 1 for at, kind in enumerate(classes) if kind == "B"] + [len(classes)]:
        if start < end:
            base, part = _one_paragraph(text[start:end], classes[start:end], base)
            found += part
            start = end
    return base or 0, found


def _one_paragraph(text: str, classes: Sequence[str], base: int | None) -> tuple[int, Levels]:
    if base != 1 and TURNING.isdisjoint(classes):
        return 0, [None if kind == "BN" else 0 for kind in classes]
    matches = explicit.matching_isolates(classes)
    if base is None:
        base = explicit.first_strong(classes, 0, len(classes), matches) or 0
    if EXPLICIT.isdisjoint(classes):
        return base, [*_one_run(text, classes, base)]
    walked = explicit.Explicit(classes, base, matches)
    resolved = list(walked.levels)
    for sequence, before, after in explicit.isolating_runs(walked):
        run = implicit.Run(
            types=[walked.types[at] for at in sequence],
            classes=[classes[at] for at in sequence],
            characters=[text[at] for at in sequence],
            level=walked.levels[sequence[0]],
            before=before,
            after=after,
        )
        for at, level in zip(sequence, implicit.resolve(run), strict=True):
            resolved[at] = level
    _reset_spaces(resolved, classes, walked.removed, base)
    return base, [None if at in walked.removed else level for at, level in enumerate(resolved)]


def _one_run(text: str, classes: Sequence[str], base: int) -> list[int]:
    """The levels where nothing is embedded, overridden, isolated or removed, as in most paragraphs."""
    direction = "R" if base & 1 else "L"
    resolved = implicit.resolve(implicit.Run(list(classes), classes, text, base, direction, direction))
    _reset_spaces(resolved, classes, set(), base)
    return resolved


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
    for level in range(max(line), min(odd) - 1, -1):
        _reverse_runs(order, line, level)
    return order


def _reverse_runs(order: list[int], line: Sequence[int], level: int) -> None:
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and line[order[end]] >= level:
            end += 1
        order[start:end] = order[start:end][::-1]
        start = max(end, start + 1)
