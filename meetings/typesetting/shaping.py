"""Text turned into glyphs: one unbreakable piece of one direction at a time, remembered.

Each cluster keeps the characters it stands for, so that the text can be read back from the page exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from math import fsum  # `sum` of floats differs between Python 3.11 and 3.12: the same text must give the same bytes
from typing import Final, NamedTuple

from meetings.typesetting.bidi import mirrored
from meetings.typesetting.characters import REPLACEMENT, SOFT_HYPHEN, is_ignorable
from meetings.typesetting.fonts import Cut, Face, FontChain
from meetings.typesetting.harfbuzz import Glyph


class Component(NamedTuple):
    """A glyph and where it stands in its cluster, in font units."""

    glyph: int
    x: int
    y: int


# The glyph of what a font has not: a box. The file shows a copy of it, for PDF/A forbids the use of the glyph itself.
BOX: Final = Component(0, 0, 0)


class Cluster(NamedTuple):
    """What a reader takes for one character: its glyphs, its text, its width in thousandths of the size."""

    components: tuple[Component, ...]
    text: str
    advance: float


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Clusters of one face in the order in which they are seen."""

    face: Face
    clusters: tuple[Cluster, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """One shaped piece. Compared by identity: the same text in the same cut is shaped once."""

    text: str
    cut: Cut
    runs: tuple[Run, ...]
    width: float
    right_to_left: bool
    # The characters that no font has; a box stands for each.
    missing: str = ""


class Shaper:
    """Shapes with one chain of fonts and remembers."""

    def __init__(self, chain: FontChain) -> None:
        self.chain = chain
        self.shape = lru_cache(maxsize=30_000)(self._shape)
        self.hyphen = lru_cache(maxsize=64)(self._hyphen)
        # The same letters come again and again: each is kept once.
        self._letters: dict[tuple[Face, Glyph, str], Cluster] = {}

    def _shape(self, text: str, language: str, cut: Cut, right_to_left: bool) -> Shaped:
        parts = list(self._parts_by_face(text, language, cut))
        runs = [Run(face, self._clusters(face, part, language, right_to_left)) for face, part in parts]
        if right_to_left:
            runs.reverse()
        width = fsum(cluster.advance for run in runs for cluster in run.clusters)
        missing = "".join(c for face, part in parts if not part.isascii() for c in part if _is_missing(face, c))
        return Shaped(text, cut, tuple(runs), width, right_to_left, missing)

    def _hyphen(self, language: str, cut: Cut) -> Shaped:
        """What is seen where a line ends at a soft hyphen, and read as the soft hyphen that it is."""
        (run,) = self.shape("-", language, cut, False).runs
        (seen,) = run.clusters
        return Shaped(SOFT_HYPHEN, cut, (Run(run.face, (seen._replace(text=SOFT_HYPHEN),)),), seen.advance, False)

    def _parts_by_face(self, text: str, language: str, cut: Cut) -> list[tuple[Face, str]]:
        plain = self.chain.sets_all(text, cut, language)
        if plain is not None:
            return [(plain, text)]
        parts: list[tuple[Face, str]] = []
        current: Face | None = None
        for character in text:
            face = self.chain.face_for(character, current, cut, language)
            if face is current:
                parts[-1] = (face, parts[-1][1] + character)
            else:
                parts.append((face, character))
            current = face
        return parts

    def _clusters(self, face: Face, text: str, language: str, right_to_left: bool) -> tuple[Cluster, ...]:
        glyphs = face.program.shape(_shown(face, text), language, right_to_left=right_to_left)
        if not right_to_left and text.isascii() and len(glyphs) == len(text):
            return tuple(self._letter(face, glyph, text[glyph.cluster]) for glyph in glyphs)
        starts = sorted({glyph.cluster for glyph in glyphs})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        return tuple(
            _cluster(face, list(members), text[start : ends[start]], right_to_left)
            for start, members in groupby(glyphs, key=lambda glyph: glyph.cluster)
        )

    def _letter(self, face: Face, glyph: Glyph, character: str) -> Cluster:
        """A cluster of one character and one glyph."""
        key = (face, glyph._replace(cluster=0), character)
        cluster = self._letters.get(key)
        if cluster is None:
            cluster = self._letters[key] = _cluster(face, [glyph], character, False)
        return cluster


def _is_missing(face: Face, character: str) -> bool:
    return not face.covers(character) and not is_ignorable(character)


def _shown(face: Face, text: str) -> str:
    """A stand-in where the font has no such character."""
    if text.isascii() and face.covers_ascii:
        return text
    return "".join(REPLACEMENT if _is_missing(face, character) else character for character in text)


def _cluster(face: Face, members: Sequence[Glyph], characters: str, right_to_left: bool) -> Cluster:
    text = _as_seen(characters) if right_to_left else characters
    if not characters.isascii() and any(_is_missing(face, character) for character in characters):
        return Cluster((BOX,), text, face.advance(BOX.glyph))
    components: list[Component] = []
    pen = 0
    for glyph in members:
        components.append(Component(glyph.glyph, pen + glyph.x, glyph.y))
        pen += glyph.advance
    return Cluster(tuple(components), text, pen * face.scale)


def _as_seen(text: str) -> str:
    """What the page must say for a cluster of right-to-left text: readers of PDF undo the visual order themselves,
    so a mirrored character is given as the one that is seen, several characters in reverse."""
    return mirrored(text) if len(text) == 1 else text[::-1]
