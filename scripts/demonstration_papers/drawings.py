"""The map of routes and the bars, as vectors. A picture of one pixel keeps their place in the typeset paper and says
what they show to those who do not see it; when the paper is done, it is exchanged for the drawing."""

# ReportLab leaves the registration of fonts untyped.
# pyright: reportUnknownVariableType=false

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pikepdf
from PIL import Image
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from meetings.typesetting.blocks import Block, Heading, Picture, Style
from scripts.demonstration_papers.bars import Bars
from scripts.demonstration_papers.route_map import RouteMap
from scripts.demonstration_papers.source import Drawing

_KINDS: Mapping[str, type[Bars] | type[RouteMap]] = {"bars": Bars, "map": RouteMap}
_CAPTION = Style(size=10.5, leading=15, space_before=8, space_after=4, bold=True, keep_with_next=True)


def picture(drawing: Drawing) -> Iterator[Block]:
    """The caption and the place of a drawing."""
    kind = _KINDS[drawing.kind](drawing.lines)
    if drawing.caption:
        yield Heading(3, drawing.caption, _CAPTION)
    width, height = kind.size
    yield Picture(_pixel(_grey(drawing)), width, kind.description, height)


def engrave(paper: bytes, drawings: Sequence[Drawing], fonts: Path) -> bytes:
    """The paper with its drawings in place of the pixels."""
    if not drawings:
        return paper
    _register(fonts)
    by_grey = {_grey(drawing): drawing for drawing in drawings}
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        for name, image in pdf.pages[0].resources.get(pikepdf.Name.XObject, pikepdf.Dictionary()).items():
            drawing = by_grey[image.read_bytes()[0]]
            pdf.pages[0].resources[pikepdf.Name.XObject][name] = _form(pdf, drawing)
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


def _grey(drawing: Drawing) -> int:
    """The pixel that stands for a kind of drawing."""
    return 200 + sorted(_KINDS).index(drawing.kind)


def _pixel(grey: int) -> bytes:
    target = io.BytesIO()
    Image.new("L", (1, 1), grey).save(target, "PNG")
    return target.getvalue()


def _register(fonts: Path) -> None:
    registerFont(TTFont("Plain", str(fonts / "NotoSans-Regular.ttf")))
    registerFont(TTFont("Bold", str(fonts / "NotoSans-Bold.ttf")))


def _form(pdf: pikepdf.Pdf, drawing: Drawing) -> pikepdf.Object:
    """The drawing shrunk to the unit square, which is where a picture stands."""
    kind = _KINDS[drawing.kind](drawing.lines)
    width, height = kind.size
    target = io.BytesIO()
    # Without a name it begins with Helvetica, which is not embedded; the stubs take the name for a number.
    canvas = Canvas(target, (width, height), invariant=1, initialFontName="Plain")  # pyright: ignore[reportArgumentType]
    kind.draw(canvas)
    canvas.save()
    target.seek(0)
    with pikepdf.open(target) as drawn:
        form = pdf.copy_foreign(drawn.pages[0].as_form_xobject())
    form.Matrix = pikepdf.Array([1 / width, 0, 0, 1 / height, 0, 0])
    return form
