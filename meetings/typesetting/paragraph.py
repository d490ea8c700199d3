"""A paragraph or heading that flows over pages: wrapped, split between lines, drawn with its tag."""

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.typesetting.bench import Wording
from meetings.typesetting.canvas import TaggedCanvas
from meetings.typesetting.flow import Block, Drawn
from meetings.typesetting.lines import Laid, Line
from meetings.typesetting.structure import Element

# Fewer lines than this are not left alone at the foot or the head of a page.
FEWEST = 2


@dataclass(slots=True)
class _Tagged:
    """The one element of a paragraph, shared by its parts on several pages."""

    element: Element | None = None
    is_made: bool = False


class ParagraphFlow(Drawn):
    """Lines `first` to `last` of a wording."""

    def __init__(self, wording: Wording, tag: str) -> None:
        super().__init__()
        self.wording, self.tag = wording, tag
        self.spaceBefore, self.spaceAfter = wording.style.space_before, wording.style.space_after
        # ReportLab's own keepWithNext would move the whole of what follows to the next page.
        self.leads = wording.style.keep_with_next
        self._first = 0
        self._last: int | None = None
        self._tagged = _Tagged()

    def _lines(self, width: float) -> tuple[Laid, tuple[Line, ...]]:
        style = self.wording.style
        laid = self.wording.lay(max(1.0, width - style.start_indent - style.end_indent))
        return laid, laid.lines[self._first : self._last]

    def height_at(self, width: float) -> float:
        _, lines = self._lines(width)
        return len(lines) * self.wording.manner.line_height

    def parts(self, width: float, room: float) -> Sequence["ParagraphFlow"]:
        _, lines = self._lines(width)
        here = _lines_here(len(lines), int(room // self.wording.manner.line_height))
        if not 0 < here < len(lines):
            return []
        return [self._part(self._first, self._first + here), self._part(self._first + here, self._last)]

    def _part(self, first: int, last: int | None) -> "ParagraphFlow":
        part = ParagraphFlow(self.wording, self.tag)
        part._first, part._last, part._tagged = first, last, self._tagged
        if first > self._first:
            part.spaceBefore = 0
        return part

    def draw(self) -> None:
        laid, lines = self._lines(self.width)
        style = self.wording.style
        indent = style.end_indent if laid.right_to_left else style.start_indent
        block = Block(
            lines=lines,
            style=style,
            right_to_left=laid.right_to_left,
            width=self.width - style.start_indent - style.end_indent,
            first_indent=0.0 if self._first else style.first_indent,
        )
        operators = block.operators(self.canvas.ink, indent, self.height - self.wording.manner.baseline)
        self.canvas.show(self._element(self.canvas), operators)

    def _element(self, canvas: TaggedCanvas) -> Element | None:
        if not self._tagged.is_made:
            self._list_in_outline(canvas)
            self._tagged.element = canvas.element(self.tag, None, self.wording.attributes)
            self._tagged.is_made = True
        return self._tagged.element

    def _list_in_outline(self, canvas: TaggedCanvas) -> None:
        """Readers jump between the headings of a long document."""
        if self.tag.startswith("H") and canvas.is_tagged:
            # An empty line could not be seen, and leaving it out could skip a level.
            title = " ".join(self.wording.text.split()) or "–"
            canvas.bookmark(title, int(self.tag[1]) - 1, self.height)


def _lines_here(count: int, room: int) -> int:
    """How many of the lines stay on this page, so that neither page gets a lonely one."""
    if count - room >= FEWEST:
        return room if room >= FEWEST else 0
    here = count - FEWEST
    return here if here >= FEWEST else 0
