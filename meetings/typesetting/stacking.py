"""Things that flow, put under or beside each other: stacks, groups that stay together, leaders, columns."""

from collections.abc import Sequence
from math import fsum

from reportlab.platypus.flowables import Flowable, Spacer

from meetings.typesetting.bench import Workbench
from meetings.typesetting.canvas import TaggedCanvas
from meetings.typesetting.flow import Drawn

# A room this close to the height of the text is a page on which nothing stands yet.
_NEARLY = 1.0


class _Nothing(Spacer):
    """Begins what a group came apart into."""


class Stack:
    """Things one under the other in a box of a given width; of two spaces that meet the larger counts."""

    def __init__(self, things: Sequence[Flowable], width: float) -> None:
        self.width = width
        self.height = 0.0
        self._placed: list[tuple[Flowable, float]] = []
        after = 0.0
        for thing in things:
            gap = max(after, thing.getSpaceBefore()) if self._placed else 0.0
            _, height = thing.wrap(width, 1e6)
            self.height += gap + height
            self._placed.append((thing, self.height))
            after = thing.getSpaceAfter()

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        for thing, depth in self._placed:
            thing.drawOn(canvas, x, top - depth)


class GroupFlow(Drawn):
    """Things that stay on one page if a page can hold them."""

    def __init__(self, things: Sequence[Flowable], bench: Workbench) -> None:
        super().__init__()
        self.things, self.bench = things, bench
        if things:
            self.spaceBefore, self.spaceAfter = things[0].getSpaceBefore(), things[-1].getSpaceAfter()

    def height_at(self, width: float) -> float:
        self._stack = Stack(self.things, width)
        return self._stack.height

    def parts(self, width: float, room: float) -> Sequence[Flowable]:  # noqa: ARG002 - asks for a whole page
        if self.height_at(width) <= self.bench.frame_height:
            return ()
        return apart(self.things)

    def draw(self) -> None:
        self._stack.draw(self.canvas, 0.0, self.height)


class LedFlow(GroupFlow):
    """Headings and what they lead: they stay with the first part of it that may stand alone."""

    def __init__(self, things: Sequence[Flowable], bench: Workbench) -> None:
        *leaders, body = things
        super().__init__([*leaders, *body.things] if isinstance(body, LedFlow) else things, bench)

    def parts(self, width: float, room: float) -> Sequence[Flowable]:
        *leaders, body = self.things
        led = Stack([*leaders, nothing(body.getSpaceBefore())], width).height
        is_whole_page = room >= self.bench.frame_height - _NEARLY
        body.wrap(width, room - led)
        split = body.split(width, room - led) if room > led else []
        if is_whole_page and not split and isinstance(body, GroupFlow):
            split = apart(body.things)
        if len(split) > 1:
            return self._leading(leaders, split)
        return apart(self.things) if is_whole_page else ()

    def _leading(self, leaders: Sequence[Flowable], split: Sequence[Flowable]) -> Sequence[Flowable]:
        """The headings with the first part; where a group came apart, that is its first member."""
        first, *rest = split
        if isinstance(first, _Nothing):
            return [nothing(), LedFlow([*leaders, rest[0]], self.bench), *rest[1:]]
        return [LedFlow([*leaders, first], self.bench), *rest]


class ColumnsFlow(Drawn):
    """Stacks side by side; in a right-to-left document the first stands on the right."""

    def __init__(
        self, columns: Sequence[Sequence[Flowable]], weights: Sequence[float], gap: float, bench: Workbench
    ) -> None:
        super().__init__()
        self.columns, self.bench, self.gap = columns, bench, gap
        self.weights = weights or [1.0] * len(columns)

    def height_at(self, width: float) -> float:
        total, room = fsum(self.weights), width - self.gap * (len(self.columns) - 1)
        self._stacks = [
            Stack(things, room * weight / total) for things, weight in zip(self.columns, self.weights, strict=True)
        ]
        return max((stack.height for stack in self._stacks), default=0.0)

    def parts(self, width: float, room: float) -> Sequence[Flowable]:  # noqa: ARG002 - asks for a whole page
        """Columns too high for any page go one under the other, so that nothing is lost."""
        if self.height_at(width) <= self.bench.frame_height:
            return ()
        return apart([thing for column in self.columns for thing in column])

    def draw(self) -> None:
        passed = 0.0
        for stack in self._stacks:
            x = self.width - passed - stack.width if self.bench.right_to_left else passed
            stack.draw(self.canvas, x, self.height)
            passed += stack.width + self.gap


def apart(things: Sequence[Flowable]) -> list[Flowable]:
    """The things one by one, to be distributed freely. ReportLab wants the first part of a split to fit."""
    return [nothing(), *things]


def nothing(space_before: float = 0.0) -> Flowable:
    """Takes no place but the space before it."""
    gap = _Nothing(1, 0)
    gap.spaceBefore = space_before
    return gap
