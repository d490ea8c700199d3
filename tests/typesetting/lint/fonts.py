"""The fonts: embedded, of the widths they claim, and every code with a Unicode value."""

import re
import struct
from collections.abc import Mapping, Sequence

from tests.typesetting.lint.problems import Problems, Thing, get, items, path, word


def check_font(font: Thing, used: Sequence[int], problems: Problems) -> None:
    name = word(get(font, "/BaseFont"))
    if word(get(font, "/Subtype")) != "Type0":
        problems.add(f"font {name} is not Type0")
        return
    problems.unless(re.match("[A-Z]{6}[+]", name), f"font {name}: no tag of a subset")
    descendant = next(items(font["/DescendantFonts"]))
    program = path(descendant, "/FontDescriptor", "/FontFile2")
    glyphs, unicode_map = get(descendant, "/CIDToGIDMap"), get(font, "/ToUnicode")
    for thing, problem in ((program, "not embedded"), (glyphs, "no CIDToGIDMap"), (unicode_map, "no ToUnicode")):
        problems.unless(thing is not None, f"font {name}: {problem}")
    if program is None or glyphs is None or unicode_map is None:
        return
    _check_glyphs(name, used, _glyphs(glyphs), _Program(program.read_bytes(), descendant), problems)
    _check_characters(name, used, _characters(unicode_map.read_bytes()), problems)


class _Program:
    """An embedded TrueType font beside the widths that the file claims for it."""

    def __init__(self, content: bytes, descendant: Thing) -> None:
        self._content = content
        count = self._short(4)
        self._tables = {content[12 + 16 * at : 16 + 16 * at]: self._long(20 + 16 * at) for at in range(count)}
        self.glyph_count = self._short(self._tables[b"maxp"] + 4)
        self._scale = 1000 / self._short(self._tables[b"head"] + 18)
        self._metrics = self._short(self._tables[b"hhea"] + 34)
        self.claimed = _claimed_widths(descendant)

    def _short(self, at: int) -> int:
        return struct.unpack_from(">H", self._content, at)[0]

    def _long(self, at: int) -> int:
        return struct.unpack_from(">I", self._content, at)[0]

    def width(self, glyph: int) -> float:
        return self._short(self._tables[b"hmtx"] + 4 * min(glyph, self._metrics - 1)) * self._scale


def _claimed_widths(descendant: Thing) -> Mapping[int, float]:
    """Only the form [first [widths]], which is the one that is written."""
    parts = list(items(get(descendant, "/W")))
    claimed: dict[int, float] = {}
    for first, widths in zip(parts[::2], parts[1::2], strict=True):
        claimed |= {int(first) + at: float(width) for at, width in enumerate(items(widths))}
    return claimed


def _glyphs(stream: Thing) -> Sequence[int]:
    content = stream.read_bytes()
    return struct.unpack(f">{len(content) // 2}H", content)


def _check_glyphs(name: str, used: Sequence[int], glyphs: Sequence[int], font: _Program, problems: Problems) -> None:
    for code in used:
        glyph = glyphs[code] if code < len(glyphs) else 0
        if not glyph:
            problems.add(f"font {name}: code {code} is .notdef")
        elif glyph >= font.glyph_count:
            problems.add(f"font {name}: code {code} has no glyph")
        elif abs(font.claimed.get(code, 1000.0) - font.width(glyph)) > 1:
            problems.add(f"font {name}: code {code} has the width {font.width(glyph)}, not {font.claimed.get(code)}")


def _characters(content: bytes) -> Mapping[int, str]:
    found: dict[int, str] = {}
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", content, re.DOTALL):
        for code, text in re.findall(rb"<([0-9A-F]{4})>\s*<([0-9A-F]*)>", section):
            found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
    return found


def _check_characters(name: str, used: Sequence[int], characters: Mapping[int, str], problems: Problems) -> None:
    for code in used:
        text = characters.get(code, "")
        problems.unless(text and text[0] not in "\0\ufeff\ufffe", f"font {name}: code {code} has no Unicode value")
        is_private = any("\ue000" <= character <= "\uf8ff" for character in text)
        problems.unless(not is_private, f"font {name}: code {code} is private use")
