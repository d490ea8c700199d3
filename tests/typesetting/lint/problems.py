"""Problems found so far, each said once; and how objects of pikepdf are read with types."""

from collections.abc import Iterator
from typing import TypeAlias

import pikepdf

# pikepdf gives an Object for anything indirect; what is inside is known only when it is asked for.
Thing: TypeAlias = pikepdf.Object


class Problems:
    """Grows; never says the same twice."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, problem: str) -> None:
        if problem not in self.found:
            self.found.append(problem)

    def unless(self, holds: object, problem: str) -> None:
        if not holds:
            self.add(problem)


def get(thing: Thing, key: str) -> Thing | None:
    """An entry of a dictionary or stream, if it is there."""
    return thing.get(key)


def path(thing: Thing, *keys: str) -> Thing | None:
    found: Thing | None = thing
    for key in keys:
        found = get(found, key) if found is not None else None
    return found


def items(thing: Thing | None) -> Iterator[Thing]:
    """The items of an array, or the one thing itself; nothing of nothing."""
    if thing is None:
        return
    if isinstance(thing, pikepdf.Array):
        yield from thing
    else:
        yield thing


def word(thing: Thing | None) -> str:
    """A name without its slash; empty where there is none."""
    return "" if thing is None else str(thing).removeprefix("/")
