"""What text is laid out with: the workbench of a document, a style in a language, and a text set so."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from meetings.typesetting import bidi, syntax
from meetings.typesetting.blocks import Direction, Span, Style, Text, spans
from meetings.typesetting.characters import clean
from meetings.typesetting.filling import Measure
from meetings.typesetting.fonts import Cut, FontFolder
from meetings.typesetting.lines import Composer, Laid, Passage, Setting
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
    _manners: dict[Style, "Manner"] = field(default_factory=dict[Style, "Manner"], compare=False)

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

    def manner(self, style: Style) -> "Manner":
        """How texts in the language of the document are set; the same for all tables of a style."""
        if style not in self._manners:
            self._manners[style] = Manner(self, style)
        return self._manners[style]

    def baseline(self, style: Style, language: str) -> float:
        """How far below the top of its line the text stands: the leading is shared above and below."""
        face = self.composer.shaper.chain.first(Cut.REGULAR, language)
        ascent, descent = face.ascent * style.size / 1000, face.descent * style.size / 1000
        return (style.line_height - (ascent - descent)) / 2 + ascent


class Manner:
    """A style in a language: what all texts that are set so have in common."""

    def __init__(self, bench: Workbench, style: Style, lang: str | None = None) -> None:
        self.bench, self.style = bench, style
        self.setting = bench.setting(lang, style.direction)
        self.language = lang or bench.language
        self.line_height = style.line_height
        self.baseline = bench.baseline(style, self.language)
        # The cells of many tables say the same: the numbers, the names, how somebody voted.
        self.words = lru_cache(maxsize=8192)(self._wording)

    def _wording(self, text: str) -> "Wording":
        return Wording(self, text)


class Wording:
    """Text set in a manner: what can be laid out at any width."""

    __slots__ = ("_laid", "_width", "attributes", "manner", "passages")

    def __init__(self, manner: Manner, text: Text) -> None:
        self.manner = manner
        self.passages = passages(spans(text), manner.style)
        self.attributes = self._attributes()
        self._width = -1.0
        self._laid = Laid(False, ())

    @property
    def style(self) -> Style:
        return self.manner.style

    def lay(self, width: float) -> Laid:
        """Lines for a width in points, the indents already taken off."""
        if width != self._width:
            style = self.manner.style
            scale = 1000 / style.size
            measure = Measure((width - style.first_indent) * scale, width * scale)
            self._laid = self.manner.bench.composer.lay(self.passages, self.manner.setting, measure)
            self._width = width
        return self._laid

    def _attributes(self) -> Mapping[str, bytes]:
        """What the element says of its text: another language, and the logical order where the page shows another."""
        found: dict[str, bytes] = {}
        if self.manner.language != self.manner.bench.language:
            found["Lang"] = syntax.text(self.manner.language)
        text = self.text
        if not bidi.is_plain(text):
            found["ActualText"] = syntax.text(text)
        return found

    @property
    def text(self) -> str:
        return "".join(passage.text for passage in self.passages)


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
