"""Blocks turned into the things that flow over pages."""

from collections.abc import Iterable, Sequence

from reportlab.platypus import PageBreak as ReportLabPageBreak
from reportlab.platypus import Spacer as ReportLabSpacer
from reportlab.platypus.flowables import Flowable

from meetings.typesetting import marks
from meetings.typesetting.bench import Manner, Wording, Workbench
from meetings.typesetting.blocks import (
    Alone,
    Block,
    Columns,
    Drawing,
    Heading,
    Items,
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
from meetings.typesetting.items import items
from meetings.typesetting.paragraph import ParagraphFlow
from meetings.typesetting.stacking import ColumnsFlow, GroupFlow, LedFlow
from meetings.typesetting.table import TableFlow


def flowing(blocks: Iterable[Block], bench: Workbench) -> list[Flowable]:
    """What ReportLab distributes over the pages; headings are put together with what they lead."""
    things: list[Flowable] = []
    leaders: list[Flowable] = []
    for thing in (thing for block in blocks for thing in _flows(block, bench)):
        if isinstance(thing, ParagraphFlow) and thing.leads:
            leaders.append(thing)
        elif isinstance(thing, ReportLabPageBreak):
            things += [*leaders, thing]
            leaders = []
        else:
            things.append(LedFlow([*leaders, thing], bench) if leaders else thing)
            leaders = []
    return [*things, *leaders]


def _flows(block: Block, bench: Workbench) -> Sequence[Flowable]:
    """A list is as many things as it has items, so that it is split between them."""
    return items(block, bench) if isinstance(block, Items) else [_flow(block, bench)]


def _flow(block: Alone, bench: Workbench) -> Flowable:
    match block:
        case Paragraph(text, style, lang):
            return ParagraphFlow(Wording(Manner(bench, style, lang), text), "P")
        case Heading(level, text, style, lang):
            return ParagraphFlow(Wording(Manner(bench, style or heading_style(level), lang), text), f"H{level}")
        case Table():
            return TableFlow(bench, block)
        case Columns():
            columns = [_unbroken(inner, bench) for inner in block.columns]
            flow = ColumnsFlow(columns, block.weights, block.gap, bench)
            flow.spaceAfter = block.space_after
            return flow
        case KeepTogether(blocks):
            return GroupFlow(_unbroken(blocks, bench), bench)
        case Spacer(height):
            return ReportLabSpacer(1, height)
        case PageBreak():
            return ReportLabPageBreak()
        case _:
            return _mark(block, bench)


def _mark(block: Rule | QrCode | Picture | Drawing | SignatureField, bench: Workbench) -> Flowable:
    match block:
        case Rule():
            return marks.RuleFlow(block)
        case QrCode():
            return marks.QrFlow(block, right_to_left=bench.right_to_left)
        case Drawing():
            return marks.DrawingFlow(block, right_to_left=bench.right_to_left)
        case Picture():
            return marks.PictureFlow(block, right_to_left=bench.right_to_left)
        case SignatureField():
            return marks.SignatureFlow(block, right_to_left=bench.right_to_left)


def _unbroken(blocks: Sequence[Block], bench: Workbench) -> list[Flowable]:
    """What stands together: page breaks in it would contradict that, and go."""
    return flowing([block for block in blocks if not isinstance(block, PageBreak)], bench)
