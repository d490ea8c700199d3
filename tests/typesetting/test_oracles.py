"""Other programs asked the same: HarfBuzz's hb-shape for glyphs and positions, fribidi for levels.

We shape between two places where a line may end; they are given whole stretches of one font and one direction.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import pytest

from meetings.typesetting.bidi import levels
from meetings.typesetting.characters import clean
from meetings.typesetting.filling import Piece, unbroken
from meetings.typesetting.fonts import Cut, Face
from meetings.typesetting.lines import Composer, Passage, Setting
from meetings.typesetting.shaping import Shaper
from tests.typesetting.making import FONTS
from tests.typesetting.samples import EVERY, MIXED, Sample

COMPOSER = Composer(Shaper(FONTS.chain))
BASE = {"ar": 1, "he": 1}
# Stretches of the samples have so many glyphs in all four cuts.
AT_LEAST = 4000


class Placed(NamedTuple):
    """A glyph and where it stands, in font units."""

    glyph: int
    x: int
    y: int


def need(tool: str, package: str) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"missing tool: {tool} (Debian package {package})")


def stretches(sample: Sample, cut: Cut) -> Iterator[tuple[Face, bool, Sequence[Piece]]]:
    """Neighbouring pieces that are set whole in one face and run one way, in the order in which they are seen."""
    setting = Setting(sample.language, BASE.get(sample.language, 0))
    line = COMPOSER.lay((Passage(clean(sample.text), cut),), setting, unbroken()).lines[0]
    for (faces, is_odd), pieces in groupby(
        line.pieces, lambda piece: (tuple(run.face for run in piece.shaped.runs), bool(piece.level & 1))
    ):
        if len(faces) == 1:
            yield faces[0], is_odd, list(pieces)


def ours(face: Face, pieces: Sequence[Piece]) -> list[Placed]:
    found: list[Placed] = []
    pen = 0.0
    for piece in pieces:
        for cluster in piece.shaped.runs[0].clusters:
            found += [Placed(part.glyph, round(pen + part.x), part.y) for part in cluster.components]
            pen += cluster.advance / face.scale
    return found


def theirs(face: Face, text: str, language: str, is_odd: bool) -> list[Placed]:
    direction = "rtl" if is_odd else "ltr"
    command = ["hb-shape", "--output-format=json", "--no-glyph-names", "--features=-dlig", f"--language={language}"]
    asked = [*command, f"--direction={direction}", "--cluster-level=1", str(face.path), text]
    shaped = subprocess.run(asked, check=True, stdout=subprocess.PIPE).stdout
    found: list[Placed] = []
    pen = 0
    for glyph in json.loads(shaped):
        found.append(Placed(glyph["g"], pen + glyph.get("dx", 0), glyph.get("dy", 0)))
        pen += glyph["ax"]
    return found


def test_glyphs_and_positions_are_those_of_hb_shape() -> None:
    need("hb-shape", "libharfbuzz-bin")
    count = 0
    for sample in EVERY:
        for cut in (Cut.REGULAR, Cut.BOLD, Cut.ITALIC, Cut.MONO):
            for face, is_odd, pieces in stretches(sample, cut):
                logical = reversed(pieces) if is_odd else pieces
                text = "".join(piece.shaped.text for piece in logical)
                expected = theirs(face, text, sample.language, is_odd)
                assert ours(face, pieces) == expected, f"{face.name}: {text}"
                count += len(expected)
    assert count > AT_LEAST


@pytest.mark.parametrize("base", [0, 1], ids=["ltr", "rtl"])
@pytest.mark.parametrize("sample", EVERY, ids=lambda sample: sample.text[:5])
def test_levels_are_those_of_fribidi(sample: Sample, base: int) -> None:
    need("fribidi", "libfribidi-bin")
    asked = ["fribidi", "--nobreak", "--nopad", "--novisual", "--levels", "--rtl" if base else "--ltr"]
    answer = subprocess.run(asked, input=sample.text.encode() + b"\n", check=True, stdout=subprocess.PIPE).stdout
    assert levels(sample.text, base)[1] == [int(level) for level in answer.split()][: len(sample.text)]


def test_the_mixed_sample_turns() -> None:
    assert {0, 1, 2} <= set(levels(MIXED.text, 0)[1])
