"""What stands on every page: header, footer with the number of the page, watermark. All of it decoration to readers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import TypeAlias

from meetings.typesetting import syntax
from meetings.typesetting.bench import Manner, Wording, Workbench
from meetings.typesetting.blocks import Direction, Style
from meetings.typesetting.canvas import TaggedCanvas
from meetings.typesetting.filling import Line
from meetings.typesetting.ink import BLACK, fill, stroke

# {page} and {pages} stand for numbers; a function gets both.
Template: TypeAlias = str | Callable[[int, int], str]

_SMALL = Style(size=8)
_ANGLE = radians(55)


@dataclass(frozen=True, slots=True)
class Running:
    """A line at the head or foot of each page."""

    start: Template = ""
    center: Template = ""
    end: Template = ""
    style: Style = _SMALL


@dataclass(frozen=True, slots=True)
class Strip:
    """Where a running line stands: its left edge, its baseline, its width."""

    left: float
    baseline: float
    width: float


def draw_running(canvas: TaggedCanvas, bench: Workbench, running: Running, strip: Strip, kind: str) -> None:
    """Leaves the line for the end, when the number of pages is known."""

    def late(page: int, pages: int) -> str:
        return "\n".join(_parts(canvas, bench, running, strip, (page, pages)))

    canvas.late(late, f"/Type/Pagination/Subtype/{kind}")


def _parts(
    canvas: TaggedCanvas, bench: Workbench, running: Running, strip: Strip, numbers: tuple[int, int]
) -> list[str]:
    left, right = (running.end, running.start) if bench.right_to_left else (running.start, running.end)
    parts: list[str] = []
    for template, share in ((left, 0.0), (running.center, 0.5), (right, 1.0)):
        words = _filled(template, *numbers)
        if words:
            line, width = _one_line(bench, words, running.style)
            x = strip.left + (strip.width - width) * share
            parts.append(canvas.ink.write(line, (x, strip.baseline), running.style.size))
    if parts and running.style.colour != BLACK:
        parts = [f"q {fill(running.style.colour)} {stroke(running.style.colour)}", *parts, "Q"]
    return parts


def _filled(template: Template, page: int, pages: int) -> str:
    if callable(template):
        return template(page, pages)
    return template.replace("{page}", str(page)).replace("{pages}", str(pages))


def _one_line(bench: Workbench, words: str, style: Style) -> tuple[Line, float]:
    wording = Wording(Manner(bench, style), words.replace("\n", " "))
    line = wording.lay(1e9).lines[0]
    return line, (line.width + line.hanging) * style.size / 1000


def draw_watermark(canvas: TaggedCanvas, bench: Workbench, words: str, page: tuple[float, float]) -> None:
    """Large, pale, rising across the page, under the text."""
    style = replace(_SMALL, size=100.0, bold=True, direction=Direction.TEXT, colour=(0.92, 0.92, 0.92))
    _, width = _one_line(bench, words, style)
    style = replace(style, size=min(120.0, style.size * page[1] * 0.75 / max(width, 1.0)))
    line, width = _one_line(bench, words, style)
    c, s = cos(_ANGLE), sin(_ANGLE)
    turn = f"{c:.4f} {s:.4f} {-s:.4f} {c:.4f} {syntax.number(page[0] / 2)} {syntax.number(page[1] / 2)} cm"
    with canvas.artifact("/Type/Pagination/Subtype/Watermark"):
        operators = canvas.ink.write(line, (-width / 2, -style.size * 0.35), style.size)
        canvas.write(f"q {fill(style.colour)} {stroke(style.colour)} {turn}\n{operators}\nQ")
