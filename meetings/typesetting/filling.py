"""Lines filled greedily with units of text: first where each ends, by their widths alone, then what stands on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final, NamedTuple

from meetings.typesetting import bidi
from meetings.typesetting.shaping import Shaped

# Sums of widths may differ by so much from the width that there is, in thousandths of the size.
_TOLERANCE: Final = 0.01


@dataclass(frozen=True, slots=True)
class Measure:
    """Width of the first line and of the others, in thousandths of the size of the text."""

    first: float
    others: float


def unbroken() -> Measure:
    """The measure of text that stays on one line."""
    return Measure(inf, inf)


class Piece(NamedTuple):
    """A shaped piece, its level, and whether it is a space that justified text may stretch."""

    shaped: Shaped
    level: int
    is_space: bool


class Unit(NamedTuple):
    """What must stay together on one line, and the spaces after it. After a soft hyphen there is a hyphen to be shown
    if the line ends here."""

    pieces: tuple[Piece, ...]
    spaces: tuple[Piece, ...]
    width: float
    space: float
    ends_line: bool
    # The width with the hyphen.
    needs: float
    hyphen: Piece | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Pieces in the order in which they are seen. `width` is without the spaces that end the line, `hanging` is theirs;
    they stay on the page, because readers would join the words of two lines without them."""

    pieces: tuple[Piece, ...]
    width: float
    hanging: float
    gaps: int
    ends_paragraph: bool


class _End(NamedTuple):
    """The unit before which a line ends, and how wide it is."""

    at: int
    width: float
    ends_paragraph: bool


def filled(units: Sequence[Unit], level: int, measure: Measure) -> tuple[Line, ...]:
    """The lines of a paragraph at this level; at least one."""
    lines: list[Line] = []
    start = 0
    for end in _ends(units, measure):
        lines.append(_line(units[start : end.at], level, end))
        start = end.at
    return tuple(lines)


def _ends(units: Sequence[Unit], measure: Measure) -> Iterator[_End]:
    room = measure.first + _TOLERANCE
    width = pending = 0.0
    # Whether the line has pieces, and whether the last unit brought spaces.
    is_begun: object = False
    is_spaced: object = True  # a paragraph has a line even if nothing stands on it
    for at, unit in enumerate(units):
        if is_begun and unit.width and width + pending + unit.needs > room:
            yield _End(at, width, ends_paragraph=False)
            room, width, pending, is_begun, is_spaced = measure.others + _TOLERANCE, 0.0, 0.0, False, False
        width += pending + unit.width
        pending = unit.space
        is_begun, is_spaced = is_begun or (is_spaced and at) or unit.pieces, unit.spaces
        if unit.ends_line:
            yield _End(at + 1, width, ends_paragraph=True)
            room, width, pending, is_begun, is_spaced = measure.others + _TOLERANCE, 0.0, 0.0, False, False
    if is_begun or is_spaced:
        yield _End(len(units), width, ends_paragraph=True)


def _line(units: Sequence[Unit], level: int, end: _End) -> Line:
    if not units:
        return Line((), 0.0, 0.0, 0, ends_paragraph=True)
    *others, last = units
    pieces = [piece for unit in others for piece in (unit.pieces + unit.spaces)]
    pieces += last.pieces
    width = end.width
    if last.hyphen and not end.ends_paragraph:  # a soft hyphen at the end of a line is seen
        pieces[-1] = last.hyphen
        width += last.hyphen.shaped.width
    # L1 of UAX #9: the spaces that end a line stand at the level of the paragraph.
    pieces += [Piece(piece.shaped, level, is_space=False) for piece in last.spaces]
    gaps = sum([len(unit.spaces) for unit in others])
    return Line(_in_visual_order(pieces, level), width, last.space, gaps, end.ends_paragraph)


def _in_visual_order(pieces: Sequence[Piece], level: int) -> tuple[Piece, ...]:
    if not level and not any(piece.level for piece in pieces):
        return tuple(pieces)
    return tuple(pieces[at] for at in bidi.visual_order([piece.level for piece in pieces]))
