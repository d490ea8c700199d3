"""What a document is made of: plain values, compared by content. How they are drawn is said elsewhere.

Text is only ever text: nothing in it is interpreted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias

from meetings.typesetting.ink import BLACK, Colour


class Align(StrEnum):
    """Start and end follow the direction of the text."""

    START = "start"
    CENTER = "center"
    END = "end"
    JUSTIFY = "justify"


class Direction(StrEnum):
    """LANGUAGE takes the direction of the paragraph's language, TEXT that of its first letter."""

    LANGUAGE = "language"
    TEXT = "text"
    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks. Lengths are in points; without a leading the lines are 1.4 times the size apart."""

    size: float = 10.0
    leading: float | None = None
    align: Align = Align.START
    first_indent: float = 0.0
    start_indent: float = 0.0
    end_indent: float = 0.0
    space_before: float = 0.0
    space_after: float = 4.0
    bold: bool = False
    italic: bool = False
    mono: bool = False
    colour: Colour = BLACK
    keep_with_next: bool = False
    direction: Direction = Direction.LANGUAGE

    @property
    def line_height(self) -> float:
        return self.leading or self.size * 1.4


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one cut."""

    text: str
    bold: bool = False
    italic: bool = False
    mono: bool = False


Text: TypeAlias = str | Sequence[Span]


def spans(text: Text) -> tuple[Span, ...]:
    return (Span(text),) if isinstance(text, str) else tuple(text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lang` where it is not the language of the document."""

    text: Text
    style: Style = field(default_factory=Style)
    lang: str | None = None


_HEADING_SIZES = {1: 16.0, 2: 13.0, 3: 11.0, 4: 10.0, 5: 10.0, 6: 10.0}


def heading_style(level: int) -> Style:
    """How a heading looks if nobody says otherwise."""
    size = _HEADING_SIZES[level]
    return Style(size=size, leading=size * 1.3, bold=True, space_before=size * 0.8, space_after=4, keep_with_next=True)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6; a document may not skip a level."""

    level: int
    text: Text
    style: Style | None = None
    lang: str | None = None

    def __post_init__(self) -> None:
        if self.level not in _HEADING_SIZES:
            raise ValueError(f"A heading has a level from 1 to 6; {self.level} came.")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its share of the width, where its text stands, and whether its cells name their rows."""

    width_weight: float = 1.0
    align: Align = Align.START
    names_rows: bool = False


Cell: TypeAlias = str | Sequence[Span] | Paragraph


class Rules(StrEnum):
    """The lines of a table."""

    ROWS = "rows"
    GRID = "grid"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its header is repeated on every page that it goes over."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    header: Sequence[Cell] = ()
    style: Style = field(default_factory=lambda: Style(size=9))
    rules: Rules = Rules.ROWS
    padding: float = 3.0

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("A table with at least one column was expected; one without came.")
        for row in (self.header, *self.rows) if self.header else self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"A row of {len(self.columns)} cells was expected; one of {len(row)} came.")


class Numbering(StrEnum):
    """The signs before the items of a list; a list of numbers counts from its start."""

    BULLETS = "Disc"
    NUMBERS = "Decimal"


@dataclass(frozen=True, slots=True)
class Items:
    """A list. The style is that of each item; its start indent is the room for the sign before it."""

    items: Sequence[Text]
    numbering: Numbering = Numbering.BULLETS
    start: int = 1
    style: Style = field(default_factory=lambda: Style(start_indent=20, space_after=2))
    lang: str | None = None

    def label(self, at: int) -> str:
        return "•" if self.numbering is Numbering.BULLETS else f"{self.start + at}."


@dataclass(frozen=True, slots=True)
class Spacer:
    """Empty space."""

    height: float


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line."""

    thickness: float = 0.5
    colour: Colour = BLACK
    # Share of the width; a shorter rule stands in the middle.
    width: float = 1.0
    space_before: float = 2.0
    space_after: float = 4.0


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code drawn as vectors; `description` is what is read out in its place."""

    text: str
    size: float
    description: str = "QR code"
    align: Align = Align.START


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG picture; without a height it keeps its proportions, without a description it is decoration."""

    content: bytes
    width: float
    description: str
    height: float | None = None
    align: Align = Align.START


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled area between points, measured from the lower left corner of its drawing."""

    points: Sequence[tuple[float, float]]
    colour: Colour = BLACK


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on an area of a size, such as the bars of a result; `description` is what is read out in their place."""

    shapes: Sequence[Shape]
    width: float
    height: float
    description: str
    align: Align = Align.START


@dataclass(frozen=True, slots=True)
class SignatureField:
    """An empty signature field at this place, to be signed later without changing the page.

    A tooltip that is blank is replaced by the name: a reader of the screen says one of them.
    """

    name: str
    tooltip: str
    width: float
    height: float
    align: Align = Align.START
    border: bool = True

    def __post_init__(self) -> None:
        if not self.name or "." in self.name:
            raise ValueError(f"A name without full stops was expected for a signature field; {self.name!r} came.")


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stay on one page if a page can hold them."""

    blocks: Sequence["Block"]


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side, such as the two halves of a letterhead; the first stands where lines start.

    They stay on one page: what is higher than a page does not fit."""

    columns: Sequence[Sequence["Block"]]
    weights: Sequence[float] = ()
    gap: float = 12.0
    space_after: float = 4.0

    def __post_init__(self) -> None:
        if self.weights and len(self.weights) != len(self.columns):
            raise ValueError(f"{len(self.columns)} columns need as many weights; {len(self.weights)} came.")


Alone: TypeAlias = (
    Paragraph
    | Heading
    | Table
    | Spacer
    | PageBreak
    | Rule
    | QrCode
    | Picture
    | Drawing
    | SignatureField
    | KeepTogether
    | Columns
)
Block: TypeAlias = Alone | Items


def emphasised(style: Style) -> Style:
    """The same in bold: what the header of a table is set in."""
    return replace(style, bold=True)
