"""Follows through the entries how each item of the agenda was left, and what became of rulings on points of order.

Written apart from the rules, from PROTOCOL ("Agenda", "Floor") alone, so that a fault there does not hide itself here.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from meetings.minutes.check_lines_of_business import APPEALS, agenda_line, ruling_line, ruling_mark
from meetings.minutes.verify_chain import Broken, Said, body_of
from meetings.minutes.verify_outcomes import Outcome


class Item(Struct, frozen=True):
    """An item, perhaps with the one behind which it stands."""

    item: str
    after: str | None = None


class Items(Struct, frozen=True):
    """Several items."""

    items: tuple[str, ...]


class Ruled(Struct, frozen=True):
    """A ruling on a point of order."""

    ruling: str
    verdict: str


class Appealed(Struct, frozen=True):
    """An appeal, with the poll about it."""

    ruling: str
    poll: str


class Prepared(Struct, frozen=True):
    """A question, perhaps put again."""

    poll: str
    repeats: str | None = None


class Counted(Struct, frozen=True):
    """A result; of a declaration only whose it is."""

    poll: str
    outcome: Outcome | None = None


class Point(Struct):
    """A ruling, and the poll that was the first about an appeal against it."""

    verdict: str
    poll: str | None = None


LEFT: Mapping[str, str] = {
    "item_withdrawn": "withdrawn",
    "item_started": "open",
    "item_concluded": "concluded",
    "item_deferred": "deferred",
}
ALL_LEFT: Mapping[str, str] = {"items_joined": "open", "items_parted": "planned", "consent_adopted": "concluded"}


def line(entries: Sequence[Said]) -> str:
    """What the minutes have to print of the agenda."""
    order: list[str] = []
    states: dict[str, str] = {}
    for said in entries:
        if said.kind in ("item_added", "item_moved"):
            _place(order, states, said)
        elif said.kind in LEFT:
            states[_known(states, said, body_of(said, Item).item)] = LEFT[said.kind]
        elif said.kind in ALL_LEFT:
            for ref in body_of(said, Items).items:
                states[_known(states, said, ref)] = ALL_LEFT[said.kind]
    return agenda_line((ref, states[ref]) for ref in order)


def _place(order: list[str], states: dict[str, str], said: Said) -> None:
    """Put an item behind another one; without one it is added at the end, but moved to the beginning."""
    item = body_of(said, Item)
    if said.kind == "item_moved":
        order.remove(_known(states, said, item.item))
        order.insert(0 if item.after is None else order.index(_known(states, said, item.after)) + 1, item.item)
        return
    # What was withdrawn may come again; it keeps no other place.
    if item.item in order:
        order.remove(item.item)
    states[item.item] = "planned"
    order.insert(len(order) if item.after is None else order.index(_known(states, said, item.after)) + 1, item.item)


def _known(states: Mapping[str, str], said: Said, ref: str) -> str:
    if ref not in states:
        raise Broken(f"position {said.position}, {said.kind}: the agenda has no item {ref}")
    return ref


class Reading(Struct):
    """What has been read so far of rulings, and of polls: which one each of them repeats in the end, and its result."""

    points: dict[str, Point] = field(default_factory=dict)
    first_asked: dict[str, str] = field(default_factory=dict)
    results: dict[str, bool] = field(default_factory=dict)
    declared: set[str] = field(default_factory=set)


def rulings(entries: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """How the line of each ruling begins, and the whole of it."""
    reading = Reading()
    for said in entries:
        _follow(reading, said)
    for ref, point in reading.points.items():
        appeal = None if point.poll is None else APPEALS[_stands(reading, point.poll)]
        yield ruling_mark(ref), ruling_line(ref, point.verdict, appeal)


def _stands(reading: Reading, poll: str) -> bool | None:
    """By the last vote on the appeal whose result was declared."""
    votes = [ref for ref, first in reading.first_asked.items() if first == poll and ref in reading.declared]
    return not reading.results.get(votes[-1]) if votes else None


def _follow(reading: Reading, said: Said) -> None:
    match said.kind:
        case "point_ruled":
            ruled = body_of(said, Ruled)
            reading.points[ruled.ruling] = Point(ruled.verdict)
        case "ruling_appealed":
            appealed = body_of(said, Appealed)
            if appealed.ruling not in reading.points:
                raise Broken(f"position {said.position}: there is no ruling {appealed.ruling}")
            reading.points[appealed.ruling].poll = appealed.poll
        case "poll_prepared":
            prepared = body_of(said, Prepared)
            reading.first_asked[prepared.poll] = reading.first_asked.get(prepared.repeats or "", prepared.poll)
        case "poll_closed" | "result_corrected":
            counted = body_of(said, Counted)
            reading.results[counted.poll] = counted.outcome is not None and bool(counted.outcome.adopted)
        case "result_declared":
            reading.declared.add(body_of(said, Counted).poll)
        case _:
            pass  # the rest is not about rulings
