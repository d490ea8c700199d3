"""Lines of text as operators of one document: which faces it uses, and the codes of every piece, remembered."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from meetings.typesetting import syntax
from meetings.typesetting.characters import is_spaceless
from meetings.typesetting.embedding import EmbeddedFace
from meetings.typesetting.filling import Line
from meetings.typesetting.fonts import HEAVY, Face
from meetings.typesetting.shaping import Run, Shaped

# A colour as red, green and blue between 0 and 1.
Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)

# The outline that makes bold letters of regular ones, as a part of the size: a second Chinese font would be too large.
_THICKER: Final = 0.035
# A string of codes, and one code in it.
_CODES: Final = re.compile("<([0-9A-F]+)>")
_CODE: Final = re.compile("[0-9A-F]{4}")
# Advances closer than this (thousandths of the size) need no correction.
_TOLERANCE = 0.004


class Stretch(NamedTuple):
    """By how much a line is widened, in points: each of its spaces, or each letter of a script without spaces."""

    spaces: float
    letters: float


class _Pen(NamedTuple):
    """How a run is written: the resource name of its font, and whether a missing bold is made of its outline."""

    resource: str
    is_thickened: bool


UNSTRETCHED: Final = Stretch(0.0, 0.0)


class Ink:
    """The text of one document."""

    def __init__(self) -> None:
        self.faces: dict[Face, EmbeddedFace] = {}
        # What no font has, in the order in which it was met.
        self.missing: dict[str, None] = {}
        # The same names stand in table after table.
        self._shown = lru_cache(maxsize=8192)(self._show_plainly)
        self._codes = lru_cache(maxsize=30_000)(self._codes_of)

    def write(self, line: Line, at: tuple[float, float], size: float, stretch: Stretch = UNSTRETCHED) -> str:
        """Operators that show a line from a point on."""
        shown = self._show(line, size, stretch) if any(stretch) else self._shown(line, size)
        return f"BT {syntax.number(at[0])} {syntax.number(at[1])} Td\n{shown}ET"

    def _show(self, line: Line, size: float, stretch: Stretch) -> str:
        """One operator for each stretch of one font: readers find the spaces between words only so."""
        # The blanks keep a number apart from one of kerning beside it.
        space, letter = (f" {syntax.number(-points * 1000 / size)} " if points else "" for points in stretch)
        parts: list[str] = []
        current, shown = _Pen("", False), list[str]()
        for piece in line.pieces:
            for pen, codes in self._codes(piece.shaped):
                if pen != current:
                    _close(parts, shown)
                    parts.append(_change(current, pen, size))
                    current = pen
                shown.append(_spaced(codes, letter) if letter and is_spaceless(piece.shaped.text) else codes)
            if space and piece.is_space:
                shown.append(space)
        _close(parts, shown)
        return "".join(parts) + ("0 Tr\n" if current.is_thickened else "")

    def _show_plainly(self, line: Line, size: float) -> str:
        return self._show_in_one_font(line, size) or self._show(line, size, UNSTRETCHED)

    def _show_in_one_font(self, line: Line, size: float) -> str:
        """As most lines are; empty where the line is not so."""
        runs = [run for piece in line.pieces for run in self._codes(piece.shaped)]
        if not runs:
            return ""
        pens, codes = zip(*runs, strict=True)
        if pens.count(pens[0]) < len(pens) or pens[0].is_thickened:
            return ""
        return f"{_change(_Pen('', False), pens[0], size)}[{''.join(codes)}]TJ\n"

    def _codes_of(self, shaped: Shaped) -> Sequence[tuple[_Pen, str]]:
        """For each run how it is written and what stands between the brackets of TJ; for every size."""
        if shaped.missing:
            self.missing |= dict.fromkeys(shaped.missing)
        is_heavy = shaped.cut in HEAVY
        return [
            (_Pen(self._embedded(run.face).resource, is_heavy and run.face.cut not in HEAVY), self._codes_of_run(run))
            for run in shaped.runs
        ]

    def _embedded(self, face: Face) -> EmbeddedFace:
        if face not in self.faces:
            self.faces[face] = EmbeddedFace(face, f"M{len(self.faces) + 1}")
        return self.faces[face]

    def _codes_of_run(self, run: Run) -> str:
        face = self._embedded(run.face)
        parts: list[str] = []
        codes = ""
        for cluster in run.clusters:
            code, width = face.code(cluster)
            codes += f"{code:04X}"
            if abs(width - cluster.advance) > _TOLERANCE:
                parts.append(f"<{codes}>{syntax.number(width - cluster.advance)}")
                codes = ""
        if codes:
            parts.append(f"<{codes}>")
        return "".join(parts)


def _change(before: _Pen, pen: _Pen, size: float) -> str:
    """Operators that take another font, or draw an outline around the letters of the same weight as the rest."""
    font = f"/{pen.resource} {syntax.number(size)} Tf\n" if pen.resource != before.resource else ""
    if pen.is_thickened == before.is_thickened:
        return font
    return font + (f"2 Tr {syntax.number(size * _THICKER)} w\n" if pen.is_thickened else "0 Tr\n")


def _spaced(codes: str, letter: str) -> str:
    """The same codes, each followed by a displacement."""
    return _CODES.sub(lambda found: _CODE.sub(rf"<\g<0>>{letter}", found[1]), codes)


def _close(parts: list[str], shown: list[str]) -> None:
    if shown:
        parts.append(f"[{''.join(shown)}]TJ\n")
        shown.clear()


def fill(colour: Colour) -> str:
    return " ".join(syntax.number(part) for part in colour) + " rg"


def stroke(colour: Colour) -> str:
    return " ".join(syntax.number(part) for part in colour) + " RG"
