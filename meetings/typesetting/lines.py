"""A paragraph broken into lines: styled runs of text in, lines of shaped pieces out. Knows no page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat
from math import fsum
from typing import NamedTuple, TypeAlias, cast

from meetings.typesetting import bidi
from meetings.typesetting.breaks import graphemes, line_units
from meetings.typesetting.characters import SOFT_HYPHEN
from meetings.typesetting.filling import Line, Measure, Piece, Unit, filled
from meetings.typesetting.fonts import Cut
from meetings.typesetting.shaping import Shaper

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
        text = "".join(passage.text for passage in passages)
        level, levels = _levels(text, setting)
        units = list(self._units(passages, text, levels, setting.language))
        widest = measure.others
        if any(unit.needs > widest for unit in units):
            units = [part for unit in units for part in self._fitting(unit, setting, widest)]
        return Laid(bool(level & 1), filled(units, level, measure))

    def _units(self, passages: Sequence[Passage], text: str, levels: bytes, language: str) -> Iterator[Unit]:
        """Each unit is remembered with its cuts and levels: they are few where the texts are long."""
        word, start = self._word, 0
        only = passages[0].cut if len(passages) == 1 else None
        cuts = () if only else tuple(chain.from_iterable(repeat(each.cut, len(each.text)) for each in passages))
        for unit in line_units(text, language):
            end = start + len(unit)
            yield word(unit, only or cuts[start:end], levels[start:end], language)
            start = end

    def _set_word(self, text: str, cuts: Cut | tuple[Cut, ...], levels: bytes, language: str) -> Unit:
        ends_line = text[-1] == "\n"
        stop = len(text) - ends_line
        body = len(text[:stop].rstrip(" "))
        marks = list(zip((cuts,) * len(text) if isinstance(cuts, Cut) else cuts, levels, strict=True))
        pieces = tuple(self._pieces(text[:body], marks, language))
        spaces = tuple(self._space(mark, language) for mark in marks[body:stop])
        width = fsum(piece.shaped.width for piece in pieces)
        hyphen = self._hyphen(marks[body - 1], language) if text[:body].endswith(SOFT_HYPHEN) else None
        space = fsum(piece.shaped.width for piece in spaces)
        needs = width + hyphen.shaped.width if hyphen else width
        return Unit(pieces, spaces, width, space, ends_line, needs, hyphen)

    def _hyphen(self, mark: Mark, language: str) -> Piece:
        return Piece(self.shaper.hyphen(language, mark[0]), mark[1], is_space=False)

    def _pieces(self, text: str, marks: Sequence[Mark], language: str) -> Iterator[Piece]:
        """A piece ends where the cut or the level changes, and before a soft hyphen, which may come to be seen."""
        start = 0
        for at in range(1, len(text) + 1):
            if at == len(text) or marks[at] != marks[start] or text[at] == SOFT_HYPHEN:
                cut, level = marks[start]
                yield Piece(self.shaper.shape(text[start:at], language, cut, bool(level & 1)), level, False)
                start = at

    def _space(self, mark: Mark, language: str) -> Piece:
        return Piece(self.shaper.shape(" ", language, mark[0], False), mark[1], is_space=True)

    def _fitting(self, unit: Unit, setting: Setting, widest: float) -> Iterator[Unit]:
        """A word wider than the line is cut between characters; what is left of it goes on as a unit without width."""
        if unit.needs <= widest:
            yield unit
            return
        for piece in unit.pieces:
            for character in graphemes(piece.shaped.text, setting.language):
                shaped = self.shaper.shape(character, setting.language, piece.shaped.cut, piece.shaped.right_to_left)
                part = Piece(shaped, piece.level, is_space=False)
                yield Unit((part,), (), shaped.width, 0.0, ends_line=False, needs=shaped.width)
        yield Unit((), unit.spaces, 0.0, unit.space, unit.ends_line, 0.0)


def _levels(text: str, setting: Setting) -> tuple[int, bytes]:
    """The level of the paragraph and of each of its characters."""
    if setting.base != 1 and bidi.is_plain(text):
        return 0, bytes(len(text))
    level, found = bidi.levels(text, setting.base)
    return level, bytes(_without_gaps(found, level) if None in found else cast("list[int]", found))


def _without_gaps(levels: Sequence[int | None], level: int) -> list[int]:
    """Characters that rule X9 removes stand at the level of what is before them."""
    filled: list[int] = []
    for found in levels:
        filled.append(found if found is not None else (filled[-1] if filled else level))
    return filled
