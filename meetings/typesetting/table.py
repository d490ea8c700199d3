"""A table that flows over pages: its header is repeated, its rows stay whole where a page can hold them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import fsum

from meetings.typesetting import syntax
from meetings.typesetting.bench import Manner, Wording, Workbench
from meetings.typesetting.blocks import Align, Cell, Column, Paragraph, Rules, Table, emphasised
from meetings.typesetting.canvas import TaggedCanvas
from meetings.typesetting.filling import Line
from meetings.typesetting.flow import Block, Drawn
from meetings.typesetting.structure import Element

_SHADE = "0.93 g"
_LINE = "0.4 w 0.65 G"
_COLUMN_HEADER = {"A": b"<</O/Table/Scope/Column>>"}
_ROW_HEADER = {"A": b"<</O/Table/Scope/Row>>"}


@dataclass(slots=True)
class _CellLines:
    """A cell laid out: its lines (or the part of them that stands on one page) and its one element."""

    wording: Wording
    lines: Sequence[Line]
    right_to_left: bool
    align: Align
    names_row: bool
    elements: list[Element | None] = field(default_factory=list[Element | None])

    @property
    def height(self) -> float:
        return len(self.lines) * self.wording.manner.line_height

    def part(self, first: int, last: int | None) -> "_CellLines":
        """Some of the lines; the element is shared."""
        return replace(self, lines=self.lines[first:last])


@dataclass(slots=True)
class _Row:
    """A row laid out. Its element is made when its first part is drawn."""

    cells: Sequence[_CellLines]
    padding: float
    is_header: bool = False
    elements: list[Element | None] = field(default_factory=list[Element | None])
    height: float = 0.0

    def __post_init__(self) -> None:
        self.height = max((cell.height for cell in self.cells), default=0.0) + 2 * self.padding

    def cut(self, room: float) -> tuple["_Row", "_Row"] | None:
        """The row in two, the first part no higher than the room; None where not one line fits."""
        counts = [int((room - 2 * self.padding) // cell.wording.manner.line_height) for cell in self.cells]
        if not counts or min(counts) < 1:
            return None
        upper = [cell.part(0, count) for cell, count in zip(self.cells, counts, strict=True)]
        lower = [cell.part(count, None) for cell, count in zip(self.cells, counts, strict=True)]
        return (
            _Row(upper, self.padding, self.is_header, self.elements),
            _Row(lower, self.padding, self.is_header, self.elements),
        )


@dataclass(slots=True)
class _Laid:
    """Everything of the table that does not change from page to page."""

    header: _Row | None
    widths: Sequence[float]
    rules: Rules
    padding: float
    mirrored: bool
    elements: list[Element | None] = field(default_factory=list[Element | None])

    @property
    def header_height(self) -> float:
        return self.header.height if self.header else 0.0

    def left_edges(self) -> list[float]:
        """Where each column begins; in a right-to-left document the first stands on the right."""
        edges: list[float] = []
        passed, total = 0.0, fsum(self.widths)
        for width in self.widths:
            edges.append(total - passed - width if self.mirrored else passed)
            passed += width
        return edges


class TableFlow(Drawn):
    """Some rows of a table."""

    def __init__(self, bench: Workbench, table: Table) -> None:
        super().__init__()
        self.bench, self.table = bench, table
        self.spaceBefore, self.spaceAfter = table.style.space_before, table.style.space_after
        self.is_continued = False
        self._laid: _Laid | None = None
        self._rows: Sequence[_Row] = ()
        self._laid_width = 0.0

    def height_at(self, width: float) -> float:
        laid = self._lay(width)
        return laid.header_height + fsum(row.height for row in self._rows)

    def parts(self, width: float, room: float) -> Sequence["TableFlow"]:
        room -= self._lay(width).header_height
        fitting, used = 0, 0.0
        while fitting < len(self._rows) and used + self._rows[fitting].height <= room:
            used += self._rows[fitting].height
            fitting += 1
        if fitting == len(self._rows):
            return [self]
        if fitting:
            return [self._part(self._rows[:fitting], self.is_continued), self._part(self._rows[fitting:], True)]
        return self._split_in_first_row(room)

    def _split_in_first_row(self, room: float) -> Sequence["TableFlow"]:
        """Only a row higher than half of any page is cut; ReportLab asks again at the top of the next page."""
        first = self._rows[0]
        halves = first.cut(room) if first.height > self.bench.frame_height / 2 else None
        if halves is None:
            return []
        return [self._part([halves[0]], self.is_continued), self._part([halves[1], *self._rows[1:]], True)]

    def _part(self, rows: Sequence[_Row], is_continued: bool) -> "TableFlow":
        part = TableFlow(self.bench, self.table)
        part._laid, part._rows, part._laid_width = self._laid, rows, self._laid_width
        part.is_continued = is_continued
        return part

    def _lay(self, width: float) -> _Laid:
        if self._laid is None or width != self._laid_width:
            table = self.table
            total = fsum(column.width_weight for column in table.columns)
            widths = [width * column.width_weight / total for column in table.columns]
            self._laid = _Laid(None, widths, table.rules, table.padding, self.bench.right_to_left)
            manner = self.bench.manner(table.style)
            self._rows = [self._row(row, widths, manner) for row in table.rows]
            if table.header:
                self._place_header(self._laid, widths)
            self._laid_width = width
        return self._laid

    def _place_header(self, laid: _Laid, widths: Sequence[float]) -> None:
        """A header that would fill the pages is not repeated: it is cut like any high row."""
        header = self._row(self.table.header, widths, self.bench.manner(emphasised(self.table.style)))
        header.is_header = True
        if header.height > self.bench.frame_height / 2:
            self._rows = [header, *self._rows]
        else:
            laid.header = header

    def _row(self, cells: Sequence[Cell], widths: Sequence[float], manner: Manner) -> _Row:
        return _Row(
            [
                self._cell(cell, column, width, manner)
                for cell, column, width in zip(cells, self.table.columns, widths, strict=True)
            ],
            self.table.padding,
        )

    def _cell(self, cell: Cell, column: Column, width: float, manner: Manner) -> _CellLines:
        align = column.align
        if isinstance(cell, str):
            wording = manner.words(cell)
        elif isinstance(cell, Paragraph):
            wording, align = Wording(Manner(self.bench, cell.style, cell.lang), cell.text), cell.style.align
        else:
            wording = Wording(manner, cell)
        laid = wording.lay(max(1.0, width - 2 * self.table.padding))
        return _CellLines(wording, laid.lines, laid.right_to_left, align, column.names_rows)

    def draw(self) -> None:
        laid, canvas = self._lay(self.width), self.canvas
        if not laid.elements:
            laid.elements.append(canvas.element("Table"))
        top = self.height
        edges = laid.left_edges()
        if laid.header:
            self._draw_header(canvas, laid, laid.header, edges)
            top -= laid.header_height
        for row in self._rows:
            self._draw_row(canvas, laid, row, edges, top)
            top -= row.height
        self._draw_rules(canvas, laid, edges)

    def _draw_header(self, canvas: TaggedCanvas, laid: _Laid, header: _Row, edges: Sequence[float]) -> None:
        if laid.rules is not Rules.NONE:
            box = [0.0, self.height - header.height, self.width, header.height]
            with canvas.artifact():
                canvas.write(f"q {_SHADE} {' '.join(map(syntax.number, box))} re f Q")
        if header.elements:  # said once already: what the next pages repeat is not read out again
            with canvas.artifact():
                for cell, edge, width in zip(header.cells, edges, laid.widths, strict=True):
                    canvas.write(_cell_operators(canvas, cell, edge, width, (self.height, laid.padding)))
        else:
            self._draw_row(canvas, laid, header, edges, self.height)

    def _draw_row(self, canvas: TaggedCanvas, laid: _Laid, row: _Row, edges: Sequence[float], top: float) -> None:
        if not row.elements:
            row.elements.append(canvas.element("TR", laid.elements[0]))
        for cell, edge, width in zip(row.cells, edges, laid.widths, strict=True):
            if not cell.elements:
                cell.elements.append(_cell_element(canvas, row, cell))
            canvas.show(cell.elements[0], _cell_operators(canvas, cell, edge, width, (top, laid.padding)))

    def _draw_rules(self, canvas: TaggedCanvas, laid: _Laid, edges: Sequence[float]) -> None:
        if laid.rules is Rules.NONE:
            return
        rows = [*([laid.header] if laid.header else []), *self._rows]
        levels, top = list[float](), self.height
        for row in rows:
            top -= row.height
            levels.append(top)
        number = syntax.number
        lines = [f"0 {number(y)} m {number(self.width)} {number(y)} l" for y in levels]
        if laid.rules is Rules.GRID:
            lines += [f"0 {number(self.height)} m {number(self.width)} {number(self.height)} l"]
            lines += [f"{number(x)} 0 m {number(x)} {number(self.height)} l" for x in sorted({*edges, self.width})]
        with canvas.artifact():
            canvas.write(f"q {_LINE} {' '.join(lines)} S Q")


def _cell_element(canvas: TaggedCanvas, row: _Row, cell: _CellLines) -> Element | None:
    if row.is_header:
        return canvas.element("TH", row.elements[0], {**cell.wording.attributes, **_COLUMN_HEADER})
    if cell.names_row:
        return canvas.element("TH", row.elements[0], {**cell.wording.attributes, **_ROW_HEADER})
    return canvas.element("TD", row.elements[0], cell.wording.attributes)


def _cell_operators(
    canvas: TaggedCanvas, cell: _CellLines, edge: float, width: float, place: tuple[float, float]
) -> str:
    """`place` is the top of the row and its padding."""
    top, padding = place
    wording = cell.wording
    block = Block(cell.lines, wording.style, cell.right_to_left, width - 2 * padding, 0.0, cell.align)
    return block.operators(canvas.ink, edge + padding, top - padding - wording.manner.baseline)
