"""A face as one document embeds it: a Type0 subset in which one code stands for one cluster of characters.

A cluster drawn with several glyphs becomes a composite glyph, so that the text layer is exact in every script.
"""

import hashlib
from collections.abc import Callable, Sequence

from meetings.typesetting import syntax
from meetings.typesetting.composites import is_plain, with_composites
from meetings.typesetting.fonts import Face
from meetings.typesetting.reportlab_seams import Indirect, Refer
from meetings.typesetting.shaping import Cluster, Component

# How a thing becomes an object of the file.
Include = Callable[[Callable[[Refer], bytes] | bytes], Indirect]


class EmbeddedFace:
    """The codes of one face in one document."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face, self.resource = face, resource
        self._codes: dict[tuple[tuple[Component, ...], str], int] = {}
        self._clusters: list[tuple[tuple[Component, ...], str, float]] = []

    def code(self, cluster: Cluster) -> tuple[int, float]:
        """Code of a cluster and the width that the font gives it; code 0 is .notdef and never used."""
        key = (cluster.components, cluster.text)
        code = self._codes.get(key)
        if code is None:
            plain = is_plain(cluster.components)
            width = self.face.advance(cluster.components[0].glyph) if plain else cluster.advance
            self._clusters.append((*key, width))
            code = self._codes[key] = len(self._clusters)
        return code, self._clusters[code - 1][2]

    def write(self, include: Include) -> Indirect:
        """The font dictionary and all that hangs on it."""
        program, glyphs = self._program()
        tag = hashlib.sha256(repr(self._clusters).encode("utf-8", "backslashreplace")).digest()
        name = syntax.name("".join(chr(65 + byte % 26) for byte in tag[:6]) + "+" + self.face.name)
        descriptor = self._descriptor(name, include(syntax.stream(program, {"Length1": b"%d" % len(program)})))
        descendant = self._descendant(name, include(descriptor), include(_glyph_map(glyphs)))
        unicode_map, descendant_object = include(self._to_unicode()), include(descendant)
        return include(
            lambda refer: syntax.dictionary(
                {
                    "Type": b"/Font",
                    "Subtype": b"/Type0",
                    "BaseFont": name,
                    "Encoding": b"/Identity-H",
                    "DescendantFonts": syntax.array([refer(descendant_object)]),
                    "ToUnicode": refer(unicode_map),
                }
            )
        )

    def _program(self) -> tuple[bytes, Sequence[int]]:
        used = {component.glyph for components, _, _ in self._clusters for component in components}
        program, renumbered = self.face.program.subset(used)
        composed = [
            tuple(part._replace(glyph=renumbered[part.glyph]) for part in components)
            for components, _, _ in self._clusters
        ]
        widths = [round(width / self.face.scale) for _, _, width in self._clusters]
        return with_composites(program, composed, widths)

    def _descriptor(self, name: bytes, program: Indirect) -> Callable[[Refer], bytes]:
        return lambda refer: syntax.dictionary(
            {
                "Type": b"/FontDescriptor",
                "FontName": name,
                "Flags": b"4",
                "FontBBox": syntax.numbers([-1000, -600, 2500, 1400]),
                "ItalicAngle": b"-12" if "Italic" in self.face.name else b"0",
                "Ascent": b"%d" % round(self.face.ascent),
                "Descent": b"%d" % round(self.face.descent),
                "CapHeight": b"714",
                "StemV": b"80",
                "FontFile2": refer(program),
            }
        )

    def _descendant(self, name: bytes, descriptor: Indirect, glyphs: Indirect) -> Callable[[Refer], bytes]:
        widths = " ".join(f"{round(width, 3):g}" for width in [0.0, *(width for _, _, width in self._clusters)])
        return lambda refer: syntax.dictionary(
            {
                "Type": b"/Font",
                "Subtype": b"/CIDFontType2",
                "BaseFont": name,
                "CIDSystemInfo": b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
                "FontDescriptor": refer(descriptor),
                "DW": b"1000",
                "W": f"[0 [{widths}]]".encode(),
                "CIDToGIDMap": refer(glyphs),
            }
        )

    def _to_unicode(self) -> bytes:
        lines = [
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for code, (_, text, _) in enumerate(self._clusters, 1)
        ]
        written = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        ]
        for start in range(0, len(lines), 100):  # a section holds at most 100 entries
            section = lines[start : start + 100]
            written += [f"{len(section)} beginbfchar", *section, "endbfchar"]
        written.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return syntax.stream("\n".join(written).encode(), {})


def _glyph_map(glyphs: Sequence[int]) -> bytes:
    return syntax.stream(b"\0\0" + b"".join(glyph.to_bytes(2, "big") for glyph in glyphs), {})
