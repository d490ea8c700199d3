"""Sheets of boxes of one size with lines to cut along, such as badges."""

import hashlib
import io
from collections.abc import Sequence
from datetime import datetime
from math import ceil

from meetings.typesetting import archive, syntax
from meetings.typesetting.appearance import draw_in_box
from meetings.typesetting.bench import Workbench, composer_of
from meetings.typesetting.blocks import Block
from meetings.typesetting.canvas import TaggedCanvas
from meetings.typesetting.document import A4
from meetings.typesetting.fonts import FontFolder
from meetings.typesetting.metadata import Description

_DASHED = "0.4 w 0.6 G [3 3] 0 d"


def sheet(
    boxes: Sequence[Sequence[Block]],
    grid: tuple[int, int],
    *,
    fonts: FontFolder,
    about: tuple[str, str, datetime],
    padding: float = 18.0,
) -> bytes:
    """The boxes in columns and rows on as many pages as they take; `about` is title, language and moment."""
    title, language, moment = about
    across, down = grid
    size = A4[0] / across, A4[1] / down
    bench = Workbench(composer_of(fonts), language, size[1])
    target = io.BytesIO()
    description = Description(
        title=title, author="", subject="", language=language, software="ReportLab", moment=moment
    )
    canvas = TaggedCanvas(target, A4, description, _finish)
    for page in range(max(1, ceil(len(boxes) / (across * down)))):
        if page:
            canvas.showPage()
        with canvas.artifact():
            canvas.write(f"q {_DASHED} {_cuts(grid, size)} S Q")
        for place, box in enumerate(boxes[page * across * down : (page + 1) * across * down]):
            corner = place % across * size[0], A4[1] - place // across * size[1]
            with canvas.grouped("Sect"):
                draw_in_box(canvas, bench, box, (*corner, *size), padding)
    canvas.save()
    return target.getvalue()


def _cuts(grid: tuple[int, int], size: tuple[float, float]) -> str:
    """The lines between the boxes."""
    upright = [(column * size[0], 0.0, column * size[0], A4[1]) for column in range(1, grid[0])]
    level = [(0.0, row * size[1], A4[0], row * size[1]) for row in range(1, grid[1])]
    number = syntax.number
    return " ".join(f"{number(a)} {number(b)} m {number(c)} {number(d)} l" for a, b, c, d in [*upright, *level])


def _finish(canvas: TaggedCanvas) -> None:
    canvas.identify(hashlib.sha256(canvas.description.title.encode("utf-8", "replace")).hexdigest()[:32])
    archive.complete(canvas, ())
