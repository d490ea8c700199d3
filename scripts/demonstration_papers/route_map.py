"""A schematic map of bus routes: rivers, lines at right and half angles, stops, names and a legend."""

# ReportLab leaves its paths untyped.
# pyright: reportUnknownMemberType=false

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportlab.lib.colors import Color, HexColor, white
from reportlab.pdfgen.canvas import Canvas

_UNIT = 25.0
_WATER, _WATER_NAME, _INK = HexColor("#cfe3f3"), HexColor("#3d78a8"), HexColor("#1c2430")
_RADIUS = {"city": 7.0, "town": 5.0, "stop": 3.6, "hospital": 6.5}
_SIZE = {"city": 11.5, "town": 9.5, "stop": 8.5, "hospital": 9.5}
_PLACE = re.compile(r"(city|town|stop|hospital) (.+) ([\d.]+) ([\d.]+) (\S+)")


class Point(NamedTuple):
    """In points from the lower left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Place:
    """A stop with its name and the side on which the name stands."""

    kind: str
    name: str
    at: Point
    side: str


@dataclass(frozen=True, slots=True)
class Route:
    """A line of the map."""

    number: str
    colour: Color
    path: Sequence[Point]

    @property
    def is_at_night(self) -> bool:
        return self.number.startswith("N")


class RouteMap:
    """Lines that begin with what they draw; positions are in squares, counted from the upper left corner."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        across, down = (float(part) for part in next(self._all("size")).split())
        self.size = (across * _UNIT, down * _UNIT)
        self.routes = [self._route(words.split()) for words in self._all("route")]
        self.places = [self._place(found) for line in lines if (found := _PLACE.fullmatch(line))]

    @property
    def description(self) -> str:
        numbers = ", ".join(route.number for route in self.routes)
        names = ", ".join(place.name for place in self.places)
        return f"Schematic map of the routes {numbers} with the stops {names}. The table after the map says the same."

    def draw(self, canvas: Canvas) -> None:
        canvas.setLineJoin(1)
        canvas.setLineCap(1)
        for words in self._all("river"):
            _draw_river(canvas, self._points(words.split()[1:]))
        for words in self._all("water"):
            name, x, y = words.rsplit(" ", 2)
            canvas.setFillColor(_WATER_NAME)
            canvas.setFont("Plain", 8.5)
            canvas.drawString(*self._points([x, y])[0], name)
        for route in self.routes:
            _draw_route(canvas, route)
        for place in self.places:
            _draw_place(canvas, place)
        self._draw_badges(canvas)

    def _draw_badges(self, canvas: Canvas) -> None:
        """The numbers beside the lines, and the legend."""
        by_number = {route.number: route for route in self.routes}
        for words in self._all("badge"):
            number, x, y = words.split()
            _draw_badge(canvas, by_number[number], self._points([x, y])[0])
        for words in self._all("legend"):
            number, x, y, *ends = words.split()
            corner = self._points([x, y])[0]
            _draw_badge(canvas, by_number[number], corner)
            canvas.setFillColor(_INK)
            canvas.setFont("Plain", 8.5)
            canvas.drawString(corner.x + 15, corner.y - 3, " ".join(ends))

    def _all(self, kind: str) -> Iterator[str]:
        return (line.removeprefix(kind + " ") for line in self.lines if line.startswith(kind + " "))

    def _points(self, numbers: Sequence[str]) -> Sequence[Point]:
        height = self.size[1]
        return [
            Point(float(x) * _UNIT, height - float(y) * _UNIT) for x, y in zip(numbers[::2], numbers[1::2], strict=True)
        ]

    def _route(self, words: Sequence[str]) -> Route:
        return Route(words[0], HexColor(words[1]), self._points(words[2:]))

    def _place(self, found: re.Match[str]) -> Place:
        return Place(found[1], found[2], self._points([found[3], found[4]])[0], found[5])


def _draw_river(canvas: Canvas, points: Sequence[Point]) -> None:
    """A smooth line through the points (Catmull and Rom)."""
    path = canvas.beginPath()
    path.moveTo(*points[0])
    padded = [points[0], *points, points[-1]]
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        first = start.x + (end.x - before.x) / 6, start.y + (end.y - before.y) / 6
        second = end.x - (after.x - start.x) / 6, end.y - (after.y - start.y) / 6
        path.curveTo(*first, *second, *end)
    canvas.setStrokeColor(_WATER)
    canvas.setLineWidth(11)
    canvas.drawPath(path)


def _draw_route(canvas: Canvas, route: Route) -> None:
    path = canvas.beginPath()
    path.moveTo(*route.path[0])
    for point in route.path[1:]:
        path.lineTo(*point)
    if not route.is_at_night:
        canvas.setStrokeColor(white)
        canvas.setLineWidth(8)
        canvas.drawPath(path)
    canvas.setStrokeColor(route.colour)
    canvas.setLineWidth(2.2 if route.is_at_night else 4.8)
    canvas.setDash([5, 4] if route.is_at_night else [])
    canvas.drawPath(path)
    canvas.setDash([])


def _draw_place(canvas: Canvas, place: Place) -> None:
    radius = _RADIUS[place.kind]
    canvas.setStrokeColor(_INK)
    canvas.setFillColor(white)
    canvas.setLineWidth(1.6)
    if place.kind == "hospital":
        canvas.roundRect(place.at.x - radius, place.at.y - radius, 2 * radius, 2 * radius, 2, stroke=1, fill=1)
        canvas.setStrokeColor(HexColor("#b3261e"))
        canvas.setLineWidth(2.4)
        canvas.line(place.at.x - 3.5, place.at.y, place.at.x + 3.5, place.at.y)
        canvas.line(place.at.x, place.at.y - 3.5, place.at.x, place.at.y + 3.5)
    else:
        canvas.circle(*place.at, radius, stroke=1, fill=1)
    _draw_name(canvas, place, radius)


def _draw_name(canvas: Canvas, place: Place, radius: float) -> None:
    """The name with a white edge, so that it can be read across a line."""
    font, size = "Plain" if place.kind == "stop" else "Bold", _SIZE[place.kind]
    width = canvas.stringWidth(place.name, font, size)
    left = place.at.x + _across(place.side, radius + 4, width)
    bottom = place.at.y + _up(place.side, radius + 4, size)
    canvas.setLineWidth(2.6)
    canvas.setStrokeColor(white)
    canvas.setFillColor(_INK)
    canvas.setFont(font, size)
    for mode in (1, 0):
        canvas.saveState()
        canvas.drawString(left, bottom, place.name, mode=mode)
        canvas.restoreState()


def _across(side: str, gap: float, width: float) -> float:
    """From the stop to where the name begins; at a corner it moves closer."""
    if "-" in side:
        gap *= 0.6
    if "right" in side:
        return gap
    return -gap - width if "left" in side else -width / 2


def _up(side: str, gap: float, size: float) -> float:
    """From the stop to the line on which the name stands."""
    if "above" in side:
        return gap
    return -gap - size * 0.72 if "below" in side else -size * 0.35


def _draw_badge(canvas: Canvas, route: Route, centre: Point) -> None:
    canvas.setStrokeColor(white)
    canvas.setLineWidth(1.5)
    canvas.setFillColor(route.colour)
    canvas.roundRect(centre.x - 10, centre.y - 6.5, 20, 13, 3, stroke=1, fill=1)
    canvas.setFillColor(white)
    canvas.setFont("Bold", 9)
    canvas.drawCentredString(centre.x, centre.y - 3.2, route.number)
