"""Lines of text as operators of one document: which faces it uses, and the codes of every piece, remembered."""

from collections.abc import Sequence

from meetings.typesetting import syntax
from meetings.typesetting.embedding import EmbeddedFace
from meetings.typesetting.fonts import Face
from meetings.typesetting.lines import Line
from meetings.typesetting.shaping import Run, Shaped

# A colour as red, green and blue between 0 and 1.
Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)

# Advances closer than this (thousandths of the size) need no correction.
_TOLERANCE = 0.004


class Ink:
    """The text of one document."""

    def __init__(self) -> None:
        self.faces: dict[Face, EmbeddedFace] = {}
        self._written: dict[Shaped, list[tuple[str, str]]] = {}

    def write(self, line: Line, at: tuple[float, float], size: float, stretch: float = 0.0) -> str:
        """Operators that show a line from a point on; `stretch` widens each space, in points."""
        parts = [f"BT 1 0 0 1 {syntax.number(at[0])} {syntax.number(at[1])} Tm"]
        widened = syntax.number(-stretch * 1000 / size) if stretch else ""
        current, shown = "", list[str]()
        for piece in line.pieces:
            for resource, codes in self._codes(piece.shaped):
                if resource != current:
                    _show(parts, shown)
                    parts.append(f"/{resource} {syntax.number(size)} Tf")
                    current = resource
                shown.append(codes)
            if widened and piece.is_space:
                shown.append(widened)
        _show(parts, shown)
        parts.append("ET")
        return "\n".join(parts)

    def _codes(self, shaped: Shaped) -> Sequence[tuple[str, str]]:
        """For each run the font's resource name and what stands between the brackets of TJ; for every size."""
        written = self._written.get(shaped)
        if written is None:
            written = self._written[shaped] = [self._codes_of_run(run) for run in shaped.runs]
        return written

    def _codes_of_run(self, run: Run) -> tuple[str, str]:
        face = self.faces.get(run.face)
        if face is None:
            face = self.faces[run.face] = EmbeddedFace(run.face, f"M{len(self.faces) + 1}")
        parts: list[str] = []
        codes = ""
        for cluster in run.clusters:
            code, width = face.code(cluster)
            codes += f"{code:04X}"
            if abs(width - cluster.advance) > _TOLERANCE:
                parts.append(f"<{codes}>{syntax.number(width - cluster.advance)}")
                codes = ""
        if codes:
            parts.append(f"<{codes}>")
        return face.resource, "".join(parts)


def _show(parts: list[str], shown: list[str]) -> None:
    if shown:
        parts.append(f"[{''.join(shown)}]TJ")
        shown.clear()


def fill(colour: Colour) -> str:
    return " ".join(syntax.number(part) for part in colour) + " rg"


def stroke(colour: Colour) -> str:
    return " ".join(syntax.number(part) for part in colour) + " RG"
