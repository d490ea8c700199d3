"""Composite glyphs added to a subset: one new glyph for each cluster that is drawn with several."""

# fontTools types few of its tables: what is read from it is given a type here.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportAttributeAccessIssue=false

import io
from collections.abc import Sequence
from typing import Final

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

from meetings.typesetting.shaping import BOX, Component

_ROUND_XY_TO_GRID: Final = 0x4


def is_plain(components: Sequence[Component]) -> bool:
    """One glyph where it stands by itself: needs no composite. The box for what is missing needs one (PDF/A)."""
    return len(components) == 1 and components[0][1:] == (0, 0) and components[0] != BOX


def with_composites(
    program: bytes, clusters: Sequence[tuple[Component, ...]], widths: Sequence[int]
) -> tuple[bytes, Sequence[int]]:
    """The font with the composites it needs, and the glyph of each cluster. Widths are in font units."""
    if all(is_plain(components) for components in clusters):
        return program, [components[0].glyph for components in clusters]
    font = TTFont(io.BytesIO(program), recalcTimestamp=False, recalcBBoxes=True)
    order: list[str] = list(font.getGlyphOrder())
    composed: dict[tuple[tuple[Component, ...], int], int] = {}
    glyphs: list[int] = []
    for components, width in zip(clusters, widths, strict=True):
        if is_plain(components):
            glyphs.append(components[0].glyph)
            continue
        key = (components, width)
        if key not in composed:
            composed[key] = len(order)
            order.append(_add(font, order, components, width))
        glyphs.append(composed[key])
    return _saved(font, order, len(composed)), glyphs


def _add(font: TTFont, order: Sequence[str], components: Sequence[Component], width: int) -> str:
    name = f"cluster{len(order)}"
    outlines = font["glyf"]
    parts = [part for part in components if outlines[order[part.glyph]].numberOfContours]
    glyph = Glyph()
    glyph.numberOfContours = -1 if parts else 0
    if parts:
        glyph.components = [_part(order[part.glyph], part) for part in parts]
    outlines.glyphs[name] = glyph
    font["hmtx"].metrics[name] = (width, 0)
    return name


def _part(name: str, component: Component) -> GlyphComponent:
    part = GlyphComponent()
    part.glyphName, part.x, part.y, part.flags = name, component.x, component.y, _ROUND_XY_TO_GRID
    return part


def _saved(font: TTFont, order: list[str], added: int) -> bytes:
    outlines, metrics = font["glyf"], font["hmtx"].metrics
    font.setGlyphOrder(order)
    outlines.glyphOrder = order
    for name in order[-added:]:
        glyph = outlines[name]
        glyph.recalcBounds(outlines)
        metrics[name] = (metrics[name][0], getattr(glyph, "xMin", 0))
    font["maxp"].numGlyphs = len(order)
    written = io.BytesIO()
    font.save(written, reorderTables=False)
    return written.getvalue()
