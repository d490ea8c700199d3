"""HarfBuzz behind a typed front: open a font, shape text of one direction, cut a subset. Nothing else imports it."""

# The library ships no types: what comes out of it is given one here, and only here.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportAttributeAccessIssue=false

from collections.abc import Iterable
from typing import Final, NamedTuple

import uharfbuzz as hb

# Discretionary ligatures stay off: with them a Hebrew double yod becomes a Yiddish digraph.
_FEATURES: Final = {"kern": True, "liga": True, "dlig": False}
# Everything but outlines and metrics; the layout has been done.
_NOT_EMBEDDED: Final = ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "name", "OS/2", "post", "cmap", "DSIG", "meta", "gasp")


class Glyph(NamedTuple):
    """One glyph of shaped text, in font units; `cluster` is the index of the first character it stands for."""

    glyph: int
    cluster: int
    advance: int
    x: int
    y: int


class FontProgram:
    """One font file, opened."""

    def __init__(self, content: bytes) -> None:
        self._face = hb.Face(hb.Blob(content))
        self._font = hb.Font(self._face)
        self.units_per_em: int = self._face.upem
        self.coverage: frozenset[int] = frozenset(self._face.unicodes)
        extents = self._font.get_font_extents("ltr")
        self.ascent: int = extents.ascender
        self.descent: int = extents.descender

    def advance(self, glyph: int) -> int:
        return self._font.get_glyph_h_advance(glyph)

    def shape(self, text: str, language: str, *, right_to_left: bool) -> list[Glyph]:
        """Glyphs in the order in which they are seen."""
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.add_str(text)
        buffer.direction = "rtl" if right_to_left else "ltr"
        # Without a language HarfBuzz takes the locale of the process, and the same text would give other bytes.
        buffer.language = language
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer, _FEATURES)
        return [
            Glyph(info.codepoint, info.cluster, position.x_advance, position.x_offset, position.y_offset)
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    def subset(self, glyphs: Iterable[int]) -> tuple[bytes, dict[int, int]]:
        """A font with only these glyphs, and the new number of each."""
        wanted = hb.SubsetInput()
        for glyph in sorted(set(glyphs)):
            wanted.glyph_set.add(glyph)
        wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_HINTING
        for tag in _NOT_EMBEDDED:
            wanted.drop_table_tag_set.add(int.from_bytes(tag.encode(), "big"))
        plan = hb.SubsetPlan(self._face, wanted)
        numbers = {int(old): int(new) for old, new in plan.old_to_new_glyph_mapping.items()}
        return bytes(plan.execute().blob.data), numbers
