"""Faces, and the chain of faces in which a character is looked up. A face is read from its file when first needed.

A folder of fonts says in FONTS.json what it holds; the order of that list is the order of the chain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Final

import msgspec

from meetings.typesetting.characters import REPLACEMENT, is_ignorable, stays_with_its_neighbour
from meetings.typesetting.harfbuzz import FontProgram


class Cut(StrEnum):
    """The cuts of a family that text can be set in."""

    REGULAR = "regular"
    BOLD = "bold"
    ITALIC = "italic"
    BOLD_ITALIC = "bold_italic"
    MONO = "mono"


# A script without italics is set upright, one without a bold in regular: the words matter more than their slant.
_NEAREST: Final[Mapping[Cut, Sequence[Cut]]] = {
    Cut.REGULAR: (Cut.REGULAR,),
    Cut.BOLD: (Cut.BOLD, Cut.REGULAR),
    Cut.ITALIC: (Cut.ITALIC, Cut.REGULAR),
    Cut.BOLD_ITALIC: (Cut.BOLD_ITALIC, Cut.BOLD, Cut.REGULAR),
    Cut.MONO: (Cut.MONO, Cut.REGULAR),
}


HEAVY: Final = frozenset({Cut.BOLD, Cut.BOLD_ITALIC})


class FontsUnusable(Exception):
    """The folder of fonts is missing, incomplete, or not what FONTS.json says."""


class FontEntry(msgspec.Struct, frozen=True):
    """One line of FONTS.json that concerns typesetting."""

    file: str
    family: str
    cut: Cut
    languages: tuple[str, ...] = ()


class _Manifest(msgspec.Struct, frozen=True):
    fonts: tuple[FontEntry, ...]


class Face:
    """One font file, shared by all documents of a process."""

    def __init__(self, path: Path, cut: Cut = Cut.REGULAR) -> None:
        self.path, self.cut = path, cut
        self.name = path.stem
        self._advances: dict[int, float] = {}

    @cached_property
    def program(self) -> FontProgram:
        try:
            return FontProgram(self.path.read_bytes())
        except OSError as fault:
            raise FontsUnusable(f"The font {self.path} cannot be read: {fault.strerror}.") from fault

    @cached_property
    def scale(self) -> float:
        """Font units to thousandths of the size."""
        return 1000.0 / self.program.units_per_em

    @cached_property
    def ascent(self) -> float:
        return self.program.ascent * self.scale

    @cached_property
    def descent(self) -> float:
        return self.program.descent * self.scale

    def covers(self, character: str) -> bool:
        return ord(character) in self.program.coverage

    @cached_property
    def covers_ascii(self) -> bool:
        return self.program.coverage.issuperset(range(0x20, 0x7F))

    def advance(self, glyph: int) -> float:
        width = self._advances.get(glyph)
        if width is None:
            width = self._advances[glyph] = self.program.advance(glyph) * self.scale
        return width


@dataclass(frozen=True, slots=True)
class Member:
    """One family of the chain: the faces it has, and the languages that prefer it."""

    faces: Mapping[Cut, Face]
    languages: frozenset[str]

    def nearest(self, cut: Cut) -> Face | None:
        return next((self.faces[near] for near in _NEAREST[cut] if near in self.faces), None)


class FontChain:
    """For each cut the faces in order; the first that covers a character sets it."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._members = members
        self._chains: dict[tuple[Cut, str], tuple[Face, ...]] = {}
        self._chosen: dict[tuple[str, Cut, str], Face] = {}

    def first(self, cut: Cut, language: str) -> Face:
        return self._chain(cut, language)[0]

    def sets_all(self, text: str, cut: Cut, language: str) -> Face | None:
        """The one face that sets a text of printable ASCII: most text of tables, known without looking at it."""
        first = self.first(cut, language)
        return first if text.isascii() and text.isprintable() and first.covers_ascii else None

    def face_for(self, character: str, current: Face | None, cut: Cut, language: str) -> Face:
        if current is not None:
            if is_ignorable(character):
                return current
            if stays_with_its_neighbour(character) and current.covers(character):
                return current
        key = (character, cut, language)
        face = self._chosen.get(key)
        if face is None:
            face = self._chosen[key] = self._choose(character, cut, language)
        return face

    def _choose(self, character: str, cut: Cut, language: str) -> Face:
        """The face that covers it, else the one that can show that something is missing."""
        chain = self._chain(cut, language)
        for wanted in (character, REPLACEMENT):
            for face in chain:
                if face.covers(wanted):
                    return face
        raise FontsUnusable(f"No font has U+FFFD, the sign for what is missing; looked in {[f.name for f in chain]}.")

    def _chain(self, cut: Cut, language: str) -> tuple[Face, ...]:
        key = (cut, language)
        if key not in self._chains:
            primary = language.partition("-")[0].lower()
            # The sort is stable: first what the language prefers, then what has this very cut, then the rest.
            members = sorted(self._members, key=lambda m: (primary not in m.languages, cut not in m.faces))
            self._chains[key] = tuple(face for m in members if (face := m.nearest(cut)) is not None)
        return self._chains[key]


@dataclass(frozen=True)
class FontFolder:
    """A folder of font files with its FONTS.json."""

    path: Path

    @cached_property
    def chain(self) -> FontChain:
        families: dict[str, dict[Cut, Face]] = {}
        languages: dict[str, frozenset[str]] = {}
        for entry in self.entries:
            families.setdefault(entry.family, {})[entry.cut] = Face(self.path / entry.file, entry.cut)
            languages[entry.family] = languages.get(entry.family, frozenset()) | frozenset(entry.languages)
        if not any(Cut.REGULAR in faces for faces in families.values()):
            raise FontsUnusable(f"{self.path / 'FONTS.json'} names no regular font; at least one is needed.")
        return FontChain([Member(faces, languages[family]) for family, faces in families.items()])

    @cached_property
    def entries(self) -> tuple[FontEntry, ...]:
        manifest = self.path / "FONTS.json"
        try:
            return msgspec.json.decode(manifest.read_bytes(), type=_Manifest).fonts
        except OSError as fault:
            raise FontsUnusable(f"A folder of fonts with FONTS.json was expected at {self.path}.") from fault
        except msgspec.DecodeError as fault:
            raise FontsUnusable(f"{manifest} is not a list of fonts: {fault}.") from fault
