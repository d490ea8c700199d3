"""Blocks that are not text: rules, QR codes, pictures, signature fields."""

from collections.abc import Sequence
from contextlib import AbstractContextManager

import segno

from meetings.typesetting import syntax
from meetings.typesetting.blocks import Align, Drawing, Picture, QrCode, Rule, Shape, SignatureField
from meetings.typesetting.canvas import TaggedCanvas
from meetings.typesetting.flow import Drawn, offset
from meetings.typesetting.images import Raster, read_raster
from meetings.typesetting.ink import fill, stroke

# The standard asks for four empty modules around the code.
_QUIET = 4


class RuleFlow(Drawn):
    """A horizontal line."""

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self.rule = rule
        self.spaceBefore, self.spaceAfter = rule.space_before, rule.space_after

    def height_at(self, width: float) -> float:  # noqa: ARG002 - the same at every width
        return self.rule.thickness

    def draw(self) -> None:
        length = self.width * self.rule.width
        start, middle = (self.width - length) / 2, self.height / 2
        ends = " ".join(map(syntax.number, (start, middle))), " ".join(map(syntax.number, (start + length, middle)))
        with self.canvas.artifact():
            line = f"{syntax.number(self.rule.thickness)} w {stroke(self.rule.colour)} {ends[0]} m {ends[1]} l S"
            self.canvas.write(f"q {line} Q")


class Boxed(Drawn):
    """Something of a fixed size that stands at the start, in the middle or at the end of the line."""

    def __init__(self, size: tuple[float, float], align: Align, *, right_to_left: bool) -> None:
        super().__init__()
        self.box_width, self.box_height = size
        self.align, self.right_to_left = align, right_to_left
        self.spaceBefore, self.spaceAfter = 2.0, 4.0

    def height_at(self, width: float) -> float:  # noqa: ARG002 - the same at every width
        return self.box_height

    @property
    def left(self) -> float:
        return offset(self.align, self.width - self.box_width, right_to_left=self.right_to_left)

    def box(self) -> tuple[float, float, float, float]:
        """Where it stands on the page."""
        left, bottom = self.place(self.left, 0.0)
        right, top = self.place(self.left + self.box_width, self.box_height)
        return left, bottom, right, top

    def figure(self, canvas: TaggedCanvas, description: str) -> AbstractContextManager[None]:
        """Around a picture: where it stands, and the words in its place. Without words it is decoration."""
        if not description.strip():
            return canvas.artifact()
        layout = syntax.dictionary({"O": b"/Layout", "BBox": syntax.numbers(self.box())})
        return canvas.tagged(canvas.element("Figure", None, {"Alt": syntax.text(description), "A": layout}))


class QrFlow(Boxed):
    """A QR code as filled rectangles."""

    def __init__(self, code: QrCode, *, right_to_left: bool) -> None:
        super().__init__((code.size, code.size), code.align, right_to_left=right_to_left)
        self.code = code

    def draw(self) -> None:
        with self.figure(self.canvas, self.code.description):
            self.canvas.write(qr_operators(self.code.text, self.left, self.box_height, self.code.size))


def qr_operators(text: str, left: float, top: float, size: float) -> str:
    """Dark modules of a row that touch are one rectangle."""
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    module = size / (len(rows) + 2 * _QUIET)
    boxes = [
        (left + (_QUIET + start) * module, top - (_QUIET + down + 1) * module, (end - start) * module, module)
        for down, row in enumerate(rows)
        for start, end in _dark_stretches(row)
    ]
    # Four decimals: rounded to hundredths of a point the modules would leave hairlines between them.
    drawn = " ".join(" ".join(f"{value:.4f}" for value in box) + " re" for box in boxes)
    return f"q 0 g {drawn} f Q"


def _dark_stretches(row: Sequence[int]) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    for at, is_dark in enumerate(row):
        if not is_dark:
            continue
        if stretches and stretches[-1][1] == at:
            stretches[-1] = (stretches[-1][0], at + 1)
        else:
            stretches.append((at, at + 1))
    return stretches


class PictureFlow(Boxed):
    """A raster picture."""

    def __init__(self, picture: Picture, *, right_to_left: bool) -> None:
        self.raster: Raster = read_raster(picture.content)
        height = picture.height or picture.width * self.raster.height / self.raster.width
        super().__init__((picture.width, height), picture.align, right_to_left=right_to_left)
        self.picture = picture

    def draw(self) -> None:
        name = self.raster.placed_in(self.canvas.images, self.canvas.include)
        place = " ".join(map(syntax.number, (self.box_width, 0, 0, self.box_height, self.left, 0)))
        with self.figure(self.canvas, self.picture.description):
            self.canvas.write(f"q {place} cm /{name} Do Q")


class DrawingFlow(Boxed):
    """Filled shapes."""

    def __init__(self, drawing: Drawing, *, right_to_left: bool) -> None:
        super().__init__((drawing.width, drawing.height), drawing.align, right_to_left=right_to_left)
        self.drawing = drawing

    def draw(self) -> None:
        drawn = " ".join(f"{fill(shape.colour)} {self._outline(shape)} f" for shape in self.drawing.shapes)
        with self.figure(self.canvas, self.drawing.description):
            self.canvas.write(f"q {drawn} Q")

    def _outline(self, shape: Shape) -> str:
        points = [f"{syntax.number(self.left + x)} {syntax.number(y)}" for x, y in shape.points]
        return " ".join(f"{point} {'l' if at else 'm'}" for at, point in enumerate(points))


class SignatureFlow(Boxed):
    """An empty signature field."""

    def __init__(self, signature: SignatureField, *, right_to_left: bool) -> None:
        super().__init__((signature.width, signature.height), signature.align, right_to_left=right_to_left)
        self.signature = signature

    def draw(self) -> None:
        if self.signature.border:
            self.canvas.outlined([self.left, 0, self.box_width, self.box_height], "0.5 w 0.6 G")
        name, tooltip = self.signature.name, self.signature.tooltip
        self.canvas.add_field(name, tooltip if tooltip.strip() else name, self.box())
