"""Drawing on ReportLab's pages: what every flowing thing of ours shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from reportlab.platypus.flowables import Flowable

from meetings.typesetting.blocks import Align, Style
from meetings.typesetting.canvas import TaggedCanvas
from meetings.typesetting.characters import is_spaceless
from meetings.typesetting.filling import Line
from meetings.typesetting.ink import BLACK, UNSTRETCHED, Ink, Stretch, fill, stroke

# Letters further apart than this (as a part of the size) would be taken for words by readers of the file.
_WIDEST_LETTER = 0.08


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

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point, counted from the lower left corner, stands on the page."""
        across, up = self.canvas.absolutePosition(x, y)
        return across, up


@dataclass(frozen=True, slots=True)
class Block:
    """Lines ready to be drawn: where the first one stands, how wide they may be, how they look."""

    lines: Sequence[Line]
    style: Style
    right_to_left: bool
    width: float
    first_indent: float = 0.0
    align: Align | None = None  # where it is not that of the style

    def operators(self, ink: Ink, x: float, baseline: float) -> str:
        style = self.style
        parts: list[str] = []
        for index, line in enumerate(self.lines):
            indent = 0.0 if index else self.first_indent
            offset, stretch = self._offset(line, self.width - indent)
            shift = 0.0 if self.right_to_left else indent
            at = (x + shift + offset, baseline - index * style.line_height)
            parts.append(ink.write(line, at, style.size, stretch))
        drawn = "\n".join(parts)
        return drawn if style.colour == BLACK else f"q {fill(style.colour)} {stroke(style.colour)}\n{drawn}\nQ"

    def _offset(self, line: Line, width: float) -> tuple[float, Stretch]:
        """Where the line starts in its measure, and how it is widened."""
        size = self.style.size
        hanging = line.hanging * size / 1000 if self.right_to_left else 0.0
        spare = max(0.0, width - line.width * size / 1000)
        align = self.align or self.style.align
        if align is Align.JUSTIFY and not line.ends_paragraph:
            stretch = justified(line, spare, size)
            if any(stretch):
                return -hanging, stretch
        return offset(align, spare, right_to_left=self.right_to_left) - hanging, UNSTRETCHED


def justified(line: Line, spare: float, size: float) -> Stretch:
    """The spare width shared among the spaces of a line and the letters of scripts that have none between words."""
    letters = sum(
        len(run.clusters) for piece in line.pieces if is_spaceless(piece.shaped.text) for run in piece.shaped.runs
    )
    places = line.gaps + letters
    # The last letter of the line needs no room after it; where spaces end the line nobody sees which it is.
    places -= 1 if letters and is_spaceless(line.pieces[-1].shaped.text) else 0
    if letters and spare <= places * _WIDEST_LETTER * size:
        return Stretch(spare / places, spare / places)
    return Stretch(spare / line.gaps, 0.0) if line.gaps else UNSTRETCHED


def offset(align: Align, spare: float, *, right_to_left: bool) -> float:
    """Where something stands that leaves so much of the width free."""
    if align is Align.CENTER:
        return spare / 2
    stands_right = (align is Align.END) != right_to_left
    return spare if stands_right else 0.0
