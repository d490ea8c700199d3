"""A paragraph broken into lines: styled runs of text in, shaped pieces in visual order out. Knows no page."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import fsum, inf
from typing import NamedTuple, TypeAlias

from meetings.typesetting import bidi
from meetings.typesetting.breaks import graphemes, line_units
from meetings.typesetting.characters import SOFT_HYPHEN
from meetings.typesetting.fonts import Cut
from meetings.typesetting.shaping import Shaped, Shaper

# The cut of a character and its level.
Mark: TypeAlias = tuple[Cut, int]


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
    """What must stay together on one line, and the spaces after it. After a soft hyphen there is a hyphen to be shown
    if the line ends here."""

    pieces: tuple[Piece, ...]
    spaces: tuple[Piece, ...]
    width: float
    space: float
    ends_line: bool
    hyphen: Piece | None = None

    @property
    def needs(self) -> float:
        return self.width + (self.hyphen.shaped.width if self.hyphen else 0.0)


@dataclass(frozen=True, slots=True, eq=False)
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
    """Breaks paragraphs with one shaper, and remembers the words."""

    def __init__(self, shaper: Shaper) -> None:
        self.shaper = shaper
        self._word = lru_cache(maxsize=30_000)(self._set_word)

    def lay(self, passages: tuple[Passage, ...], setting: Setting, measure: Measure) -> Laid:
        level, units = self._units(passages, setting)
        filling = _Filling(level, measure)
        for unit in units:
            fits = unit.needs <= measure.others
            filling.add(unit if fits else self._cut_up(unit, setting, filling))
        return Laid(bool(level & 1), filling.finish())

    def _units(self, passages: tuple[Passage, ...], setting: Setting) -> tuple[int, Iterator[Unit]]:
        level, marked = _marked(passages, setting)
        units = line_units(marked.text, setting.language)
        return level, (self._unit(marked, start, end, setting.language) for start, end in units)

    def _unit(self, marked: "_Marked", start: int, end: int, language: str) -> Unit:
        stops = marked.stops(start, end)
        if len(stops) == 1:
            return self._word(marked.text[start:end], marked.marks[start], language)
        return self._set_unit(marked, start, end, language)

    def _set_word(self, text: str, mark: Mark, language: str) -> Unit:
        return self._set_unit(_Marked(text, [mark] * len(text), ()), 0, len(text), language)

    def _set_unit(self, marked: "_Marked", start: int, end: int, language: str) -> Unit:
        text, marks = marked.text, marked.marks
        ends_line = text[end - 1] == "\n"
        stop = end - ends_line
        body = start + len(text[start:stop].rstrip(" "))
        pieces = tuple(self._pieces(marked, start, body, language)) if body > start else ()
        spaces = tuple(self._space(marks[at], language) for at in range(body, stop))
        width = fsum(piece.shaped.width for piece in pieces)
        hyphen = self._hyphen(marks[body - 1], language) if body and text[body - 1] == SOFT_HYPHEN else None
        return Unit(pieces, spaces, width, fsum(piece.shaped.width for piece in spaces), ends_line, hyphen)

    def _hyphen(self, mark: Mark, language: str) -> Piece:
        return Piece(self.shaper.hyphen(language, mark[0]), mark[1], is_space=False)

    def _pieces(self, marked: "_Marked", start: int, end: int, language: str) -> Iterator[Piece]:
        for stop in marked.stops(start, end):
            cut, level = marked.marks[start]
            yield Piece(self.shaper.shape(marked.text[start:stop], language, cut, bool(level & 1)), level, False)
            start = stop

    def _space(self, mark: Mark, language: str) -> Piece:
        return Piece(self.shaper.shape(" ", language, mark[0], False), mark[1], is_space=True)

    def _cut_up(self, unit: Unit, setting: Setting, filling: "_Filling") -> Unit:
        """A word wider than the line is cut between characters; what is left of it goes on as a unit without width."""
        for piece in unit.pieces:
            for character in graphemes(piece.shaped.text, setting.language):
                shaped = self.shaper.shape(character, setting.language, piece.shaped.cut, piece.shaped.right_to_left)
                part = Piece(shaped, piece.level, is_space=False)
                filling.add(Unit((part,), (), shaped.width, 0.0, ends_line=False))
        return Unit((), unit.spaces, 0.0, unit.space, unit.ends_line)


class _Marked(NamedTuple):
    """A text, the cut and level of each of its characters, and where a piece must end for their sake."""

    text: str
    marks: Sequence[Mark]
    changes: Sequence[int]

    def stops(self, start: int, end: int) -> Sequence[int]:
        changes = self.changes
        if not changes:
            return (end,)
        return (*changes[bisect_right(changes, start) : bisect_left(changes, end)], end)


def _marked(passages: Sequence[Passage], setting: Setting) -> tuple[int, _Marked]:
    """The level of the paragraph, and its text with marks."""
    text = "".join(passage.text for passage in passages)
    is_plain = setting.base != 1 and bidi.is_plain(text)
    if is_plain and len(passages) == 1 and SOFT_HYPHEN not in text:
        return 0, _Marked(text, [(passages[0].cut, 0)] * len(text), ())
    level, found = (0, [0] * len(text)) if is_plain else bidi.levels(text, setting.base)
    cuts = [passage.cut for passage in passages for _ in passage.text]
    marks = list(zip(cuts, _without_gaps(found, level), strict=True))
    changes = [at for at in range(1, len(text)) if marks[at] != marks[at - 1] or text[at] == SOFT_HYPHEN]
    return level, _Marked(text, marks, changes)


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
    hyphen: Piece | None = None

    def add(self, unit: Unit) -> None:
        room = self.measure.others if self.lines else self.measure.first
        if self.pieces and unit.width and self.width + self.pending_width + unit.needs > room + 0.01:
            self._break()
        self.pieces += self.pending
        self.pieces += unit.pieces
        self.width += self.pending_width + unit.width
        self.pending, self.pending_width = unit.spaces, unit.space
        self.hyphen = unit.hyphen
        if unit.ends_line:
            self.close(ends_paragraph=True)

    def _break(self) -> None:
        """Ends the line inside the paragraph: a soft hyphen at this place is seen."""
        if self.hyphen:
            self.pieces[-1] = self.hyphen
            self.width += self.hyphen.shaped.width
        self.close(ends_paragraph=False)

    def close(self, *, ends_paragraph: bool) -> None:
        gaps = sum(piece.is_space for piece in self.pieces)
        # L1 of UAX #9: the spaces that end a line stand at the level of the paragraph.
        hanging = [Piece(piece.shaped, self.level, is_space=False) for piece in self.pending]
        pieces = _in_visual_order([*self.pieces, *hanging], self.level)
        self.lines.append(Line(pieces, self.width, self.pending_width, gaps, ends_paragraph))
        self.pieces, self.width, self.pending, self.pending_width = [], 0.0, (), 0.0
        self.hyphen = None

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
