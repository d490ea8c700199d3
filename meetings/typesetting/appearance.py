"""A one-page picture of a given size as a PDF, such as the look of a signature: same engine, no tags."""

import hashlib
import io
from collections.abc import Sequence
from datetime import UTC, datetime

from meetings.typesetting import archive
from meetings.typesetting.assembly import flowing
from meetings.typesetting.bench import Workbench, composer_of
from meetings.typesetting.blocks import Block
from meetings.typesetting.canvas import TaggedCanvas
from meetings.typesetting.fonts import FontFolder
from meetings.typesetting.metadata import Description
from meetings.typesetting.stacking import Stack

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
# By this much the content is made smaller until it fits.
_STEP = 0.92
_SMALLEST = 0.05


def appearance(
    blocks: Sequence[Block], size: tuple[float, float], *, fonts: FontFolder, language: str = "en", padding: float = 4.0
) -> bytes:
    """The blocks in a box of this size, made smaller until they fit it."""
    bench = Workbench(composer_of(fonts), language, size[1])
    target = io.BytesIO()
    canvas = TaggedCanvas(target, size, _description(language), _finish, tagged=False)
    draw_in_box(canvas, bench, blocks, (0.0, size[1], *size), padding)
    canvas.save()
    return target.getvalue()


def draw_in_box(
    canvas: TaggedCanvas,
    bench: Workbench,
    blocks: Sequence[Block],
    box: tuple[float, float, float, float],
    padding: float,
) -> None:
    """The blocks in a box, made smaller until they fit it; the box is its left edge, its top, its width and height."""
    left, top, width, height = box[0] + padding, box[1] - padding, box[2] - 2 * padding, box[3] - 2 * padding
    scale = 1.0
    stack = Stack(flowing(blocks, bench), width)
    while stack.height * scale > height and scale > _SMALLEST:
        scale *= _STEP
        stack = Stack(flowing(blocks, bench), width / scale)
    # By ReportLab's own calls, so that it knows where on the page a figure stands.
    canvas.saveState()
    canvas.translate(left, top)
    canvas.scale(scale, scale)
    stack.draw(canvas, 0, 0)
    canvas.restoreState()


def _description(language: str) -> Description:
    return Description(title="", author="", subject="", language=language, software="ReportLab", moment=_EPOCH)


def _finish(canvas: TaggedCanvas) -> None:
    canvas.identify(hashlib.sha256(b"appearance").hexdigest()[:32])
    archive.complete(canvas, ())
