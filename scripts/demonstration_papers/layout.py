"""A paper as blocks of `meetings.typesetting`: letterhead, heading, text, tables, signatures. It knows no file."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from meetings.typesetting.blocks import (
    Align,
    Block,
    Column,
    Columns,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    Rule,
    Rules,
    Spacer,
    Span,
    Style,
    Table,
)
from scripts.demonstration_papers import source
from scripts.demonstration_papers.drawings import picture

COUNCIL = "Regional Council of the Three Rivers"
BLUE, GREY = (0.07, 0.25, 0.45), (0.35, 0.38, 0.42)

BODY = Style(size=10, leading=14.5, space_after=6)
SMALL = Style(size=8.5, leading=12, space_after=0, colour=GREY)
NAME = Style(size=12, leading=16, space_after=0, bold=True, colour=BLUE)
SUBTITLE = Style(size=11, leading=15, space_after=12, colour=GREY)
CELL = Style(size=9, leading=12)
TITLE = Style(size=18, leading=23, space_before=10, space_after=2, bold=True, colour=BLUE, keep_with_next=True)
SECTION = Style(size=12.5, leading=17, space_before=10, space_after=4, bold=True, colour=BLUE, keep_with_next=True)
SUBSECTION = Style(size=10.5, leading=15, space_before=6, space_after=2, bold=True, keep_with_next=True)

# A table of up to so many rows stays on one page.
_KEPT_ROWS = 12

# A hanging mark: the widths of "1." and "•" with an en space after it, in Noto Sans, per point of size.
_DIGIT, _POINT, _BULLET, _SPACE = 0.572, 0.268, 0.380, 0.5
_EN_SPACE, _FIGURE_SPACE = "\u2002", "\u2007"


def blocks(paper: source.Paper) -> Sequence[Block]:
    """The whole paper, from its letterhead to its signatures."""
    whole: list[Block] = []
    for block in (*_head(paper), *_body(paper)):
        # A heading keeps to a paragraph or a table by itself, but not to blocks that are kept together.
        if isinstance(block, KeepTogether) and whole and isinstance(whole[-1], Heading):
            whole[-1] = KeepTogether([whole[-1], *block.blocks])
        else:
            whole.append(block)
    return whole


def _head(paper: source.Paper) -> Iterator[Block]:
    top = paper.top
    right = replace(SMALL, align=Align.END)
    sender, place = (
        top.get("from", COUNCIL),
        top.get("address", "Harbour Street 1, Aldenhaven · 47th meeting, 10 December 2026"),
    )
    yield Columns(
        [
            [Paragraph(sender, NAME), Paragraph(place, SMALL)],
            [
                Paragraph(top["number"], replace(right, bold=True)),
                Paragraph(top["item"], right),
                Paragraph(top["date"], right),
            ],
        ],
        weights=(70, 30),
    )
    yield Rule(1.2, BLUE, space_before=0, space_after=8)
    if "from" not in top:
        yield Heading(1, top["title"], TITLE)
    if "subtitle" in top:
        yield Paragraph(top["subtitle"], SUBTITLE)


def _body(paper: source.Paper) -> Iterator[Block]:
    marks = [block.mark for block in paper.blocks if isinstance(block, source.Listed)]
    digits = max((len(mark) - 1 for mark in marks), default=1)
    for at, block in enumerate(paper.blocks):
        yield from _block(block, digits)
        if isinstance(block, source.Address) and at == 0 and "from" in paper.top:
            yield Heading(
                1, paper.top["title"], replace(SUBSECTION, size=12, leading=17, space_before=14, space_after=8)
            )


def _block(block: source.Block, digits: int) -> Iterator[Block]:
    match block:
        case source.Heading(text, level):
            yield Heading(level + 1, text, SECTION if level == 1 else SUBSECTION)
        case source.Prose(text):
            yield Paragraph(_spans(text), BODY)
        case source.Listed(mark, text):
            yield _listed(mark, text, digits)
        case source.Address(lines):
            yield from (Paragraph(line, replace(BODY, space_after=0)) for line in lines)
        case source.Table():
            table = _table(block)
            yield from (KeepTogether([table]) if len(table.rows) <= _KEPT_ROWS else table, Spacer(6))
        case source.Signatures(rows):
            yield KeepTogether([Spacer(14), *(_signatures(row) for row in rows)])
        case source.NewPage():
            yield PageBreak()
        case source.Drawing():
            yield from (*picture(block), Spacer(8))


def _spans(text: str, *, bold: bool = False) -> Sequence[Span]:
    return tuple(Span(part, bold=bold or is_bold) for part, is_bold in source.bold_parts(text))


def _listed(mark: str, text: str, digits: int) -> Paragraph:
    """An entry with its mark hanging out to the left; one digit stands under the last of two."""
    if mark == "•":
        width = _BULLET + _SPACE
    else:
        width = digits * _DIGIT + _POINT + _SPACE
        mark = _FIGURE_SPACE * (digits + 1 - len(mark)) + mark
    hanging = width * BODY.size
    return Paragraph(
        _spans(mark + _EN_SPACE + text), replace(BODY, start_indent=hanging, first_indent=-hanging, space_after=4)
    )


def _table(table: source.Table) -> Table:
    head, *rows = table.rows
    columns = [
        Column(share, Align.END if at and _is_numeric([row.cells[at] for row in rows]) else Align.START)
        for at, share in enumerate(table.shares)
    ]
    cells = [[_spans(cell, bold=row.kind == "sum") for cell in row.cells] for row in rows]
    return Table(columns, cells, head.cells, CELL, Rules.ROWS)


def _is_numeric(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(source.is_number(cell) for cell in filled)


def _signatures(row: Sequence[str]) -> Columns:
    """Two sides; one of them may be empty."""
    sides = [[Paragraph(words, replace(BODY, space_after=0))] if words else [] for words in row]
    return Columns(sides, weights=(1, 1), space_after=2)
