"""Whether every tablet got everything that others of its audience got, and shows the same in the end. Pure."""

from collections.abc import Iterable, Iterator, Mapping

from meetings.rehearsal.screen import Screen

AUDIENCES: Mapping[str, str] = {
    "chair": "dais",
    "secretary": "dais",
    "delegate": "floor",
    "vice_chair": "floor",
    "observer": "gallery",
    "display": "hall",
    "steward": "door",
}
"""Which roles see the same."""


def lost(screens: Iterable[Screen]) -> int:
    """How many differences reached some tablets of an audience and not another one that was there."""
    return sum(_lost(audience) for audience in _audiences(screens))


def _lost(audience: list[Screen]) -> int:
    published = {position for screen in audience for position, _ in screen.arrivals}
    missing = 0
    for screen in audience:
        seen = {position for position, _ in screen.arrivals}
        # What is older than the last welcome came with its view.
        missing += sum(position > screen.whole_from and position not in seen for position in published)
    return missing


def differing(screens: Iterable[Screen]) -> int:
    """How many tablets show something else than the first one of their audience."""
    return sum(screen.shared() != first.shared() for first, *others in _audiences(screens) for screen in others)


def _audiences(screens: Iterable[Screen]) -> Iterator[list[Screen]]:
    found: dict[str, list[Screen]] = {}
    for screen in screens:
        found.setdefault(AUDIENCES[screen.role], []).append(screen)
    yield from found.values()
