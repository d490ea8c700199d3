"""Blocks turned into things that flow, stacked in order or standing side by side."""

from collections.abc import Iterable, Sequence
from math import fsum

from reportlab.platypus import KeepTogether as ReportLabKeepTogether
from reportlab.platypus import PageBreak as ReportLabPageBreak
from reportlab.platypus import Spacer as ReportLabSpacer
from reportlab.platypus.flowables import Flowable

from meetings.typesetting import marks
from meetings.typesetting.blocks import (
    Block,
    Columns,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    Picture,
    QrCode,
    Rule,
    SignatureField,
    Spacer,
    Table,
    heading_style,
)
from meetings.typesetting.canvas import TaggedCanvas
from meetings.typesetting.flow import Drawn, Workbench
from meetings.typesetting.paragraph import ParagraphFlow, Wording
from meetings.typesetting.table import TableFlow


def flowing(blocks: Iterable[Block], bench: Workbench) -> list[Flowable]:
    """What ReportLab distributes over the pages."""
    return [_flow(block, bench) for block in blocks]


def _flow(block: Block, bench: Workbench) -> Flowable:
    match block:
        case Paragraph(text, style, lang):
            return ParagraphFlow(Wording(bench, text, style, lang), "P")
        case Heading(level, text, style, lang):
            return ParagraphFlow(Wording(bench, text, style or heading_style(level), lang), f"H{level}")
        case Table():
            return TableFlow(bench, block)
        case Columns():
            return ColumnsFlow(block, bench)
        case KeepTogether(blocks):
            return ReportLabKeepTogether(flowing(blocks, bench))
        case Spacer(height):
            return ReportLabSpacer(1, height)
        case PageBreak():
            return ReportLabPageBreak()
        case _:
            return _mark(block, bench)


def _mark(block: Rule | QrCode | Picture | SignatureField, bench: Workbench) -> Flowable:
    match block:
        case Rule():
            return marks.RuleFlow(block)
        case QrCode():
            return marks.QrFlow(block, right_to_left=bench.right_to_left)
        case Picture():
            return marks.PictureFlow(block, right_to_left=bench.right_to_left)
        case SignatureField():
            return marks.SignatureFlow(block, right_to_left=bench.right_to_left)


def _nothing() -> Flowable:
    return ReportLabSpacer(1, 0)


class Stack:
    """Things one under the other in a box of a given width; of two spaces that meet the larger counts."""

    def __init__(self, things: Sequence[Flowable], width: float) -> None:
        self.width = width
        self._placed: list[tuple[Flowable, float]] = []
        self.height = 0.0
        after = 0.0
        for thing in things:
            gap = max(after, thing.getSpaceBefore()) if self._placed else 0.0
            _, height = thing.wrap(width, 1e6)
            self.height += gap + height
            self._placed.append((thing, self.height))
            after = thing.getSpaceAfter()

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        for thing, depth in self._placed:
            thing.drawOn(canvas, x, top - depth)


class ColumnsFlow(Drawn):
    """Stacks side by side; in a right-to-left document the first stands on the right."""

    def __init__(self, columns: Columns, bench: Workbench) -> None:
        super().__init__()
        self.columns, self.bench = columns, bench
        self.spaceAfter = columns.space_after
        self._stacks: list[Stack] = []

    def height_at(self, width: float) -> float:
        count = len(self.columns.columns)
        weights = self.columns.weights or [1.0] * count
        total, room = fsum(weights), width - self.columns.gap * (count - 1)
        self._stacks = [
            Stack(_unbroken(blocks, self.bench), room * weight / total)
            for blocks, weight in zip(self.columns.columns, weights, strict=True)
        ]
        return max((stack.height for stack in self._stacks), default=0.0)

    def parts(self, width: float, room: float) -> Sequence[Flowable]:  # noqa: ARG002 - asks for a whole page
        """Columns too high for any page go one under the other, so that nothing is lost."""
        if self.height_at(width) <= self.bench.frame_height:
            return ()
        # ReportLab wants the first part to fit; the others may be split again.
        return [_nothing(), *(thing for blocks in self.columns.columns for thing in flowing(blocks, self.bench))]

    def draw(self) -> None:
        x = self.width if self.bench.right_to_left else 0.0
        for stack in self._stacks:
            if self.bench.right_to_left:
                stack.draw(self.canvas, x - stack.width, self.height)
                x -= stack.width + self.columns.gap
            else:
                stack.draw(self.canvas, x, self.height)
                x += stack.width + self.columns.gap


def _unbroken(blocks: Sequence[Block], bench: Workbench) -> list[Flowable]:
    """What stands in a stack never breaks: its groups are opened, its page breaks go."""
    opened: list[Flowable] = []
    for block in blocks:
        match block:
            case KeepTogether(inner):
                opened += _unbroken(inner, bench)
            case PageBreak():
                continue
            case _:
                opened.append(_flow(block, bench))
    return opened
