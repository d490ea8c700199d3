"""Text turned into glyphs: one unbreakable piece of one direction at a time, remembered.

Each cluster keeps the characters it stands for, so that the text can be read back from the page exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import (
    fsum,
)  # `sum` of floats differs between Python 3.11 and 3.12, and the same text must give the same bytes
from typing import NamedTuple

from meetings.typesetting.bidi import mirrored
from meetings.typesetting.characters import REPLACEMENT, is_ignorable
from meetings.typesetting.fonts import Cut, Face, FontChain
from meetings.typesetting.harfbuzz import Glyph


class Component(NamedTuple):
    """A glyph and where it stands in its cluster, in font units."""

    glyph: int
    x: int
    y: int


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


class Shaper:
    """Shapes with one chain of fonts and remembers."""

    def __init__(self, chain: FontChain) -> None:
        self.chain = chain
        self.shape = lru_cache(maxsize=100_000)(self._shape)

    def _shape(self, text: str, language: str, cut: Cut, right_to_left: bool) -> Shaped:
        runs = [
            Run(face, _clusters(face, part, language, right_to_left))
            for face, part in self._parts_by_face(text, language, cut)
        ]
        if right_to_left:
            runs.reverse()
        width = fsum(cluster.advance for run in runs for cluster in run.clusters)
        return Shaped(text, cut, tuple(runs), width, right_to_left)

    def _parts_by_face(self, text: str, language: str, cut: Cut) -> list[tuple[Face, str]]:
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


def _clusters(face: Face, text: str, language: str, right_to_left: bool) -> tuple[Cluster, ...]:
    glyphs = face.program.shape(_shown(face, text), language, right_to_left=right_to_left)
    starts = sorted({glyph.cluster for glyph in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    clusters: list[Cluster] = []
    members: list[Glyph] = []
    for glyph in glyphs:
        if members and glyph.cluster != members[0].cluster:
            clusters.append(_cluster(face, members, text, ends, right_to_left))
            members = []
        members.append(glyph)
    if members:
        clusters.append(_cluster(face, members, text, ends, right_to_left))
    return tuple(clusters)


def _shown(face: Face, text: str) -> str:
    """U+FFFD where no font has the character; never the glyph .notdef, which PDF/A forbids."""
    return "".join(c if face.covers(c) or is_ignorable(c) else REPLACEMENT for c in text)


def _cluster(face: Face, members: Sequence[Glyph], text: str, ends: dict[int, int], right_to_left: bool) -> Cluster:
    components: list[Component] = []
    pen = 0
    for glyph in members:
        components.append(Component(glyph.glyph, pen + glyph.x, glyph.y))
        pen += glyph.advance
    start = members[0].cluster
    characters = text[start : ends[start]]
    if right_to_left:
        characters = _as_seen(characters)
    return Cluster(tuple(components), characters, pen * face.scale)


def _as_seen(text: str) -> str:
    """What the page must say for a cluster of right-to-left text: readers of PDF undo the visual order themselves,
    so a mirrored character is given as the one that is seen, several characters in reverse."""
    return mirrored(text) if len(text) == 1 else text[::-1]
