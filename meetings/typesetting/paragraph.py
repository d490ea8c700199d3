"""A paragraph or heading that flows over pages: wrapped, split between lines, drawn with its tag."""

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.typesetting.bench import Wording
from meetings.typesetting.canvas import TaggedCanvas
from meetings.typesetting.filling import Line
from meetings.typesetting.flow import Block, Drawn
from meetings.typesetting.lines import Laid
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
        self.first = 0
        self.last: int | None = None
        self.tagged = _Tagged()

    def like(self) -> "ParagraphFlow":
        """Another flow of the same wording; a copy would take over what ReportLab has noted on this one."""
        return ParagraphFlow(self.wording, self.tag)

    def inner_width(self, width: float) -> float:
        """The width without the indents."""
        style = self.wording.style
        return max(1.0, width - style.start_indent - style.end_indent)

    def _lines(self, width: float) -> tuple[Laid, tuple[Line, ...]]:
        laid = self.wording.lay(self.inner_width(width))
        return laid, laid.lines[self.first : self.last]

    def height_at(self, width: float) -> float:
        _, lines = self._lines(width)
        return len(lines) * self.wording.manner.line_height

    def parts(self, width: float, room: float) -> Sequence["ParagraphFlow"]:
        _, lines = self._lines(width)
        here = _lines_here(len(lines), int(room // self.wording.manner.line_height))
        if not 0 < here < len(lines):
            return []
        return [self._part(self.first, self.first + here), self._part(self.first + here, self.last)]

    def _part(self, first: int, last: int | None) -> "ParagraphFlow":
        part = self.like()
        part.first, part.last, part.tagged = first, last, self.tagged
        if first > self.first:
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
            first_indent=0.0 if self.first else style.first_indent,
        )
        operators = block.operators(self.canvas.ink, indent, self.height - self.wording.manner.baseline)
        self.canvas.show(self._element(self.canvas), operators)

    def _element(self, canvas: TaggedCanvas) -> Element | None:
        if not self.tagged.is_made:
            self.tagged.element = self.open_element(canvas)
            self.tagged.is_made = True
        return self.tagged.element

    def open_element(self, canvas: TaggedCanvas) -> Element | None:
        """The element, at the place where its first part is drawn."""
        self._list_in_outline(canvas)
        return canvas.element(self.tag, None, self.wording.attributes)

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
