"""Bars that lie beside each other, each with its label and its value."""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

_ROW, _LABEL, _WIDTH = 17.0, 104.0, 479.0
_FILL = (0.13, 0.42, 0.66)


class Bars:
    """Lines of `label | value`."""

    def __init__(self, lines: Sequence[str]) -> None:
        parts = [line.split("|") for line in lines]
        self.entries = [(label.strip(), value.strip()) for label, value in parts]
        self.size = (_WIDTH, _ROW * len(lines))
        self.description = "Bars: " + "; ".join(f"{label} {value}" for label, value in self.entries)

    def draw(self, canvas: Canvas) -> None:
        most = max(float(value) for _, value in self.entries)
        room = _WIDTH - _LABEL - 40
        for at, (label, value) in enumerate(self.entries):
            bottom = self.size[1] - (at + 1) * _ROW
            canvas.setFillColorRGB(0, 0, 0)
            canvas.setFont("Plain", 9)
            canvas.drawRightString(_LABEL - 8, bottom + 5, label)
            length = room * float(value) / most
            canvas.drawString(_LABEL + length + 6, bottom + 5, value)
            canvas.setFillColorRGB(*_FILL)
            canvas.rect(_LABEL, bottom + 2.5, length, _ROW - 5, stroke=0, fill=1)
