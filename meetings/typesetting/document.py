"""A whole document: blocks in, bytes of a tagged archive file (PDF/A-3a, PDF/UA-1) out. The same blocks and the same
arguments give the same bytes, on every machine with the same versions of the libraries and fonts."""

import gc
import hashlib
import io
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.doctemplate import LayoutError

from meetings.typesetting import archive
from meetings.typesetting.assembly import flowing
from meetings.typesetting.attachments import Attachment
from meetings.typesetting.bench import Workbench, check_language, composer_of
from meetings.typesetting.blocks import Block, Columns, Heading, KeepTogether, Paragraph
from meetings.typesetting.canvas import TaggedCanvas
from meetings.typesetting.fonts import FontFolder
from meetings.typesetting.metadata import Description
from meetings.typesetting.running import Running, Strip, draw_running, draw_watermark

A4 = (595.28, 841.89)
LETTER = (612.0, 792.0)


class DoesNotFit(ValueError):
    """A picture or a signature field that is larger than a page."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Paper left free around the text, in points."""

    top: float = 64.0
    bottom: float = 60.0
    start: float = 60.0
    end: float = 56.0


PAGE_OF_PAGES = Running(center="{page} / {pages}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """What a document is, apart from its blocks. `created` and `identity` stand for clock and chance."""

    fonts: FontFolder
    title: str
    language: str
    author: str
    created: datetime
    identity: bytes
    subject: str = ""
    software: str = "ReportLab"
    attachments: Sequence[Attachment] = ()
    page: tuple[float, float] = A4
    margins: Margins = Margins()
    header: Running | None = None
    footer: Running | None = PAGE_OF_PAGES
    watermark: str | None = None

    def __post_init__(self) -> None:
        if self.created.tzinfo is None:
            raise ValueError(f"The creation time needs a time zone; {self.created.isoformat()} came without one.")
        check_language(self.language)

    def render(self, blocks: Iterable[Block]) -> bytes:
        """The file."""
        blocks = list(blocks)
        check_headings(blocks)
        frame_height = self.page[1] - self.margins.top - self.margins.bottom
        bench = Workbench(composer_of(self.fonts), self.language, frame_height)
        target = io.BytesIO()
        template = BaseDocTemplate(target, pagesize=self.page)
        template.addPageTemplates(self._page_template(bench))
        try:
            # Without anything to print ReportLab would make a file without pages.
            with collector_at_rest():
                template.build(flowing(blocks or [Paragraph("")], bench), canvasmaker=self._canvas_maker(target))
        except LayoutError as fault:
            raise DoesNotFit("Blocks that fit on a page were expected; one that cannot be split is larger.") from fault
        return target.getvalue()

    def _canvas_maker(self, target: io.BytesIO) -> Callable[..., TaggedCanvas]:
        """ReportLab opens the canvas when it begins; what it would pass is known here already."""

        def open_canvas(*_: object, **__: object) -> TaggedCanvas:
            return TaggedCanvas(target, self.page, self._description(), finish=self._finish)

        return open_canvas

    def _description(self) -> Description:
        return Description(
            title=self.title,
            author=self.author,
            subject=self.subject,
            language=self.language,
            software=self.software,
            moment=self.created.astimezone(UTC),
        )

    def _finish(self, canvas: TaggedCanvas) -> None:
        canvas.identify(hashlib.sha256(self.identity).hexdigest()[:32])
        archive.complete(canvas, self.attachments)

    def _page_template(self, bench: Workbench) -> PageTemplate:
        width, height = self.page
        margins = self.margins
        left = margins.end if bench.right_to_left else margins.start
        room = width - margins.start - margins.end
        frame = Frame(left, margins.bottom, room, height - margins.top - margins.bottom, 0, 0, 0, 0)

        def begin(page: Canvas, _: object) -> None:
            canvas = cast("TaggedCanvas", page)
            if self.watermark:
                draw_watermark(canvas, bench, self.watermark, self.page)
            if self.header:
                strip = Strip(left, height - margins.top * 0.6, room)
                draw_running(canvas, bench, self.header, strip, "Header")
            if self.footer:
                draw_running(canvas, bench, self.footer, Strip(left, margins.bottom * 0.5, room), "Footer")

        return PageTemplate("page", [frame], onPage=begin)


@contextmanager
def collector_at_rest() -> Generator[None]:
    """Looking for cycles among the many pieces of a long document takes a third of the time (measured), and there are
    none to be freed before it is written."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def check_headings(blocks: Iterable[Block], before: int = 0) -> int:
    """PDF/UA-1 (7.4.2): no level of heading may be left out. Gives the level of the last heading."""
    for block in blocks:
        match block:
            case Heading(level):
                if level > before + 1:
                    raise ValueError(
                        f"A heading of level {before + 1} or higher was expected; one of level {level} came."
                    )
                before = level
            case KeepTogether(inner):
                before = check_headings(inner, before)
            case Columns():
                for column in block.columns:
                    before = check_headings(column, before)
            case _:
                continue
    return before
