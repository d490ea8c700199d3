"""A paragraph broken into lines: styled runs of text in, shaped pieces in visual order out. Knows no page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import fsum, inf
from typing import NamedTuple

from meetings.typesetting import bidi
from meetings.typesetting.breaks import graphemes, line_units
from meetings.typesetting.fonts import Cut
from meetings.typesetting.shaping import Shaped, Shaper


class Passage(NamedTuple):
    """Text (already clean) in one cut."""

    text: str
    cut: Cut


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set, apart from its width. `base` is 0 for left to right, 1 for right to left, None to ask
    the text itself."""

    language: str
    base: int | None


@dataclass(frozen=True, slots=True)
class Measure:
    """Width of the first line and of the others, in thousandths of the size of the text."""

    first: float
    others: float


class Piece(NamedTuple):
    """A shaped piece, its level, and whether it is a space that justified text may stretch."""

    shaped: Shaped
    level: int
    is_space: bool


class Unit(NamedTuple):
    """What must stay together on one line, and the spaces after it."""

    pieces: tuple[Piece, ...]
    spaces: tuple[Piece, ...]
    width: float
    space: float
    ends_line: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces in the order in which they are seen. `width` is without the spaces that end the line, `hanging` is theirs;
    they stay on the page, because readers would join the words of two lines without them."""

    pieces: tuple[Piece, ...]
    width: float
    hanging: float
    gaps: int
    ends_paragraph: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """A paragraph in lines."""

    right_to_left: bool
    lines: tuple[Line, ...]


class Composer:
    """Breaks paragraphs with one shaper and remembers what it broke."""

    def __init__(self, shaper: Shaper) -> None:
        self.shaper = shaper
        self.lay = lru_cache(maxsize=8192)(self._lay)

    def _lay(self, passages: tuple[Passage, ...], setting: Setting, measure: Measure) -> Laid:
        level, units = self._units(passages, setting)
        filling = _Filling(level, measure)
        for unit in units:
            fits = unit.width <= measure.others
            filling.add(unit if fits else self._cut_up(unit, setting, filling))
        return Laid(bool(level & 1), filling.finish())

    def _units(self, passages: tuple[Passage, ...], setting: Setting) -> tuple[int, Iterator[Unit]]:
        text = "".join(passage.text for passage in passages)
        if setting.base != 1 and bidi.is_plain(text):
            level, levels = 0, [0] * len(text)
        else:
            level, found = bidi.levels(text, setting.base)
            levels = _without_gaps(found, level)
        cuts = [passage.cut for passage in passages for _ in passage.text]
        marks = list(zip(cuts, levels, strict=True))
        return level, (
            self._unit(text, start, end, marks, setting) for start, end in line_units(text, setting.language)
        )

    def _unit(self, text: str, start: int, end: int, marks: Sequence[tuple[Cut, int]], setting: Setting) -> Unit:
        ends_line = text[end - 1] == "\n"
        stop = end - ends_line
        body = start + len(text[start:stop].rstrip(" "))
        pieces = tuple(self._pieces(text, start, body, marks, setting))
        spaces = tuple(self._space(marks[at], setting) for at in range(body, stop))
        width = fsum(piece.shaped.width for piece in pieces)
        return Unit(pieces, spaces, width, fsum(piece.shaped.width for piece in spaces), ends_line)

    def _pieces(
        self, text: str, start: int, end: int, marks: Sequence[tuple[Cut, int]], setting: Setting
    ) -> Iterator[Piece]:
        while start < end:
            cut, level = marks[start]
            stop = start + 1
            while stop < end and marks[stop] == marks[start]:
                stop += 1
            shaped = self.shaper.shape(text[start:stop], setting.language, cut, bool(level & 1))
            yield Piece(shaped, level, is_space=False)
            start = stop

    def _space(self, mark: tuple[Cut, int], setting: Setting) -> Piece:
        return Piece(self.shaper.shape(" ", setting.language, mark[0], False), mark[1], is_space=True)

    def _cut_up(self, unit: Unit, setting: Setting, filling: "_Filling") -> Unit:
        """A word wider than the line is cut between characters; what is left of it goes on as a unit without width."""
        for piece in unit.pieces:
            for character in graphemes(piece.shaped.text, setting.language):
                shaped = self.shaper.shape(character, setting.language, piece.shaped.cut, piece.shaped.right_to_left)
                part = Piece(shaped, piece.level, is_space=False)
                filling.add(Unit((part,), (), shaped.width, 0.0, ends_line=False))
        return Unit((), unit.spaces, 0.0, unit.space, unit.ends_line)


@dataclass(slots=True)
class _Filling:
    """Lines filled greedily, one unit after the other."""

    level: int
    measure: Measure
    lines: list[Line] = field(default_factory=list[Line])
    pieces: list[Piece] = field(default_factory=list[Piece])
    width: float = 0.0
    pending: tuple[Piece, ...] = ()
    pending_width: float = 0.0

    def add(self, unit: Unit) -> None:
        room = self.measure.others if self.lines else self.measure.first
        if self.pieces and unit.width and self.width + self.pending_width + unit.width > room + 0.01:
            self.close(ends_paragraph=False)
        self.pieces += self.pending
        self.pieces += unit.pieces
        self.width += self.pending_width + unit.width
        self.pending, self.pending_width = unit.spaces, unit.space
        if unit.ends_line:
            self.close(ends_paragraph=True)

    def close(self, *, ends_paragraph: bool) -> None:
        gaps = sum(piece.is_space for piece in self.pieces)
        # L1 of UAX #9: the spaces that end a line stand at the level of the paragraph.
        hanging = [Piece(piece.shaped, self.level, is_space=False) for piece in self.pending]
        pieces = _in_visual_order([*self.pieces, *hanging], self.level)
        self.lines.append(Line(pieces, self.width, self.pending_width, gaps, ends_paragraph))
        self.pieces, self.width, self.pending, self.pending_width = [], 0.0, (), 0.0

    def finish(self) -> tuple[Line, ...]:
        if self.pieces or self.pending or not self.lines:
            self.close(ends_paragraph=True)
        return tuple(self.lines)


def unbroken() -> Measure:
    """The measure of text that stays on one line."""
    return Measure(inf, inf)


def _in_visual_order(pieces: Sequence[Piece], level: int) -> tuple[Piece, ...]:
    if not level and not any(piece.level for piece in pieces):
        return tuple(pieces)
    return tuple(pieces[at] for at in bidi.visual_order([piece.level for piece in pieces]))


def _without_gaps(levels: Sequence[int | None], level: int) -> list[int]:
    """Characters that rule X9 removes stand at the level of what is before them."""
    filled: list[int] = []
    for found in levels:
        filled.append(found if found is not None else (filled[-1] if filled else level))
    return filled
