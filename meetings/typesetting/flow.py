"""Drawing on ReportLab's pages: what every flowing thing of ours shares."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from reportlab.platypus.flowables import Flowable

from meetings.typesetting.blocks import Align, Direction, Span, Style
from meetings.typesetting.canvas import TaggedCanvas
from meetings.typesetting.characters import clean
from meetings.typesetting.fonts import Cut, FontFolder
from meetings.typesetting.ink import BLACK, fill
from meetings.typesetting.lines import Composer, Line, Passage, Setting
from meetings.typesetting.shaping import Shaper

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
# Primary subtags of the languages that are written from right to left.
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi"})


def is_right_to_left(language: str) -> bool:
    return language.partition("-")[0].lower() in _RIGHT_TO_LEFT


@lru_cache(maxsize=1024)
def check_language(language: str) -> str:
    """The language, if it is written as BCP 47 says; PDF/UA-1 (7.2) takes no other."""
    if not _LANGUAGE.fullmatch(language):
        raise ValueError(f"A language such as en, vi or zh-Hant was expected; {language!r} came.")
    return language


@lru_cache(maxsize=4)
def composer_of(fonts: FontFolder) -> Composer:
    """What a process has shaped and broken with these fonts stays for its next document."""
    return Composer(Shaper(fonts.chain))


@dataclass(frozen=True, slots=True)
class Workbench:
    """What laying out needs: the composer and the language of the document."""

    composer: Composer
    language: str
    # Height of the text on a page.
    frame_height: float

    @property
    def right_to_left(self) -> bool:
        return is_right_to_left(self.language)

    def setting(self, language: str | None, direction: Direction) -> Setting:
        language = check_language(language or self.language)
        match direction:
            case Direction.LANGUAGE:
                return Setting(language, int(is_right_to_left(language)))
            case Direction.TEXT:
                return Setting(language, None)
            case Direction.LEFT_TO_RIGHT:
                return Setting(language, 0)
            case Direction.RIGHT_TO_LEFT:
                return Setting(language, 1)

    def baseline(self, style: Style, language: str) -> float:
        """How far below the top of its line the text stands: the leading is shared above and below."""
        face = self.composer.shaper.chain.first(Cut.REGULAR, language)
        ascent, descent = face.ascent * style.size / 1000, face.descent * style.size / 1000
        return (style.line_height - (ascent - descent)) / 2 + ascent


class Drawn(Flowable):
    """A flowable of ours: says how high it is at a width, gives its parts where it may be split, draws itself."""

    def height_at(self, width: float) -> float:
        raise NotImplementedError

    def parts(self, width: float, room: float) -> Sequence[Flowable]:  # noqa: ARG002 - for those that split
        """The part that fits the room and the rest; nothing where it stays whole."""
        return ()

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - ReportLab's names
        self.width, self.height = aW, self.height_at(aW)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        return list(self.parts(aW, aH))

    @property
    def canvas(self) -> TaggedCanvas:
        return cast("TaggedCanvas", self.canv)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]  # set by ReportLab

    def place(self) -> tuple[float, float]:
        """Where the lower left corner stands on the page."""
        x, y = self.canvas.absolutePosition(0, 0)
        return x, y


def passages(text: Sequence[Span], style: Style) -> tuple[Passage, ...]:
    """Clean text with its cuts."""
    return tuple(Passage(cleaned, _cut(span, style)) for span in text if (cleaned := clean(span.text)))


def _cut(span: Span, style: Style) -> Cut:
    if span.mono or style.mono:
        return Cut.MONO
    bold, italic = span.bold or style.bold, span.italic or style.italic
    if bold:
        return Cut.BOLD_ITALIC if italic else Cut.BOLD
    return Cut.ITALIC if italic else Cut.REGULAR


@dataclass(frozen=True, slots=True)
class Block:
    """Lines ready to be drawn: where the first one stands, how wide they may be, how they look."""

    lines: Sequence[Line]
    style: Style
    right_to_left: bool
    width: float
    first_indent: float = 0.0
    align: Align | None = None  # where it is not that of the style

    def draw(self, canvas: TaggedCanvas, x: float, baseline: float) -> None:
        style = self.style
        if style.colour != BLACK:
            canvas.write("q " + fill(style.colour))
        for index, line in enumerate(self.lines):
            indent = self.first_indent if index == 0 else 0.0
            offset, stretch = self._offset(line, self.width - indent)
            shift = 0.0 if self.right_to_left else indent
            at = (x + shift + offset, baseline - index * style.line_height)
            canvas.write(canvas.ink.write(line, at, style.size, stretch))
        if style.colour != BLACK:
            canvas.write("Q")

    def _offset(self, line: Line, width: float) -> tuple[float, float]:
        """Where the line starts in its measure, and by how much each of its spaces is widened."""
        used = line.width * self.style.size / 1000
        hanging = line.hanging * self.style.size / 1000 if self.right_to_left else 0.0
        spare = max(0.0, width - used)
        align = self.align or self.style.align
        if align is Align.JUSTIFY and line.gaps and not line.ends_paragraph:
            return -hanging, spare / line.gaps
        return offset(align, spare, right_to_left=self.right_to_left) - hanging, 0.0


def offset(align: Align, spare: float, *, right_to_left: bool) -> float:
    """Where something stands that leaves so much of the width free."""
    if align is Align.CENTER:
        return spare / 2
    stands_right = (align is Align.END) != right_to_left
    return spare if stands_right else 0.0
