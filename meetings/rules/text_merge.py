"""Two changes of one text brought together, word by word; where both touch the same words, they cannot be."""

from collections.abc import Sequence
from itertools import pairwise

from meetings.rules.motion_parts import WORD, Edit, edited

MOST_CELLS = 250_000
"""How many pairs of words are compared at most; of longer texts all between the first change and the last is one."""


def merged(before: str, one: str, other: str) -> str | None:
    """The text with what `one` changes in it and what `other` does; None where they touch the same words."""
    edits = sorted((*edits_of(before, one), *edits_of(before, other)), key=lambda edit: (edit.start, edit.end))
    if any(later.start < edit.end or later.start == edit.start for edit, later in pairwise(edits)):
        return None
    return edited(before, edits)


def edits_of(before: str, after: str) -> Sequence[Edit]:
    """What changes from one text to another, each run of words by itself; a word has the white space before it."""
    old, new = WORD.findall(before), WORD.findall(after)
    runs = _runs(_alike(old, new), len(old), len(new))
    return [_edit(old, new, run) for run in runs]


def _edit(old: Sequence[str], new: Sequence[str], run: tuple[int, int, int, int]) -> Edit:
    start, end, first, last = run
    words = "".join(new[first:last])
    if end == 0 and last < len(new):
        # What comes before the first word is parted from it, which has no white space of its own.
        words += new[last][: len(new[last]) - len(new[last].lstrip())]
    return Edit(sum(map(len, old[:start])), sum(map(len, old[:end])), words)


def _runs(alike: Sequence[tuple[int, int]], old: int, new: int) -> list[tuple[int, int, int, int]]:
    """From where to where the words differ, between those that are the same."""
    ends = [(-1, -1), *alike, (old, new)]
    gaps = [(a + 1, c, b + 1, d) for (a, b), (c, d) in pairwise(ends)]
    return [gap for gap in gaps if gap[0] < gap[1] or gap[2] < gap[3]]


def _alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places of the words that stay, in both texts: as many as there can be."""
    a, b = [word.strip() for word in old], [word.strip() for word in new]
    most = min(len(a), len(b))
    first = next((place for place in range(most) if a[place] != b[place]), most)
    rest = most - first
    last = next((place for place in range(rest) if a[-1 - place] != b[-1 - place]), rest)
    middle = _longest(a[first : len(a) - last], b[first : len(b) - last])
    beginning = [(place, place) for place in range(first)]
    end = [(len(a) - place, len(b) - place) for place in range(last, 0, -1)]
    return [*beginning, *((first + i, first + j) for i, j in middle), *end]


def _longest(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The longest common run of words of two texts that begin and end with different ones."""
    if len(a) * len(b) > MOST_CELLS:
        return []
    rows = _lengths(a, b)
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif rows[i + 1][j] >= rows[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _lengths(a: Sequence[str], b: Sequence[str]) -> list[list[int]]:
    rows = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            rows[i][j] = rows[i + 1][j + 1] + 1 if a[i] == b[j] else max(rows[i + 1][j], rows[i][j + 1])
    return rows
