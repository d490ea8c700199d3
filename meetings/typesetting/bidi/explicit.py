"""Rules X1 to X10: what embeddings, overrides and isolates say, and the runs of equal level that follow from them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from meetings.typesetting.bidi.classes import EMBEDDINGS, ISOLATES

DEEPEST = 125


class Status(NamedTuple):
    """One entry of the directional status stack."""

    level: int
    override: str | None
    isolates: bool


class Explicit:
    """Levels and types after X1 to X8; a character that X9 removes is in `removed`."""

    def __init__(self, classes: Sequence[str], base: int, matches: Mapping[int, int]) -> None:
        self.classes, self.base, self.matches = classes, base, matches
        self.levels = [base] * len(classes)
        self.types = list(classes)
        self.removed: set[int] = set()
        self._stack = [Status(base, None, isolates=False)]
        self._overflowing_isolates = self._overflowing_embeddings = self._valid_isolates = 0
        for index, kind in enumerate(classes):
            self._take(index, kind)

    def _take(self, index: int, kind: str) -> None:
        if kind == "B":
            return
        if kind == "PDI":
            self._end_isolate()
        elif kind == "PDF":
            self._end_embedding()
        self._stand(index)
        if kind in EMBEDDINGS:
            self._begin_embedding(kind)
        elif kind in ISOLATES:
            self._begin_isolate(index, kind)
        if kind in EMBEDDINGS or kind in ("PDF", "BN"):
            self.removed.add(index)
            self.types[index] = kind

    def _stand(self, index: int) -> None:
        top = self._stack[-1]
        self.levels[index] = top.level
        if top.override:
            self.types[index] = top.override

    def _next_level(self, turns_right: bool) -> int:
        level = self._stack[-1].level
        return (level + 1) | 1 if turns_right else (level + 2) & ~1

    def _fits(self, level: int) -> bool:
        return level <= DEEPEST and not self._overflowing_isolates and not self._overflowing_embeddings

    def _begin_embedding(self, kind: str) -> None:
        level = self._next_level(kind[0] == "R")
        if self._fits(level):
            override = {"RLO": "R", "LRO": "L"}.get(kind)
            self._stack.append(Status(level, override, isolates=False))
        elif not self._overflowing_isolates:
            self._overflowing_embeddings += 1

    def _begin_isolate(self, index: int, kind: str) -> None:
        turns = kind == "RLI"
        if kind == "FSI":
            end = self.matches.get(index, len(self.classes))
            turns = first_strong(self.classes, index + 1, end, self.matches) == 1
        level = self._next_level(turns)
        if self._fits(level):
            self._valid_isolates += 1
            self._stack.append(Status(level, None, isolates=True))
        else:
            self._overflowing_isolates += 1

    def _end_isolate(self) -> None:
        if self._overflowing_isolates:
            self._overflowing_isolates -= 1
        elif self._valid_isolates:
            self._overflowing_embeddings = 0
            while not self._stack[-1].isolates:
                self._stack.pop()
            self._stack.pop()
            self._valid_isolates -= 1

    def _end_embedding(self) -> None:
        if self._overflowing_isolates:
            return
        if self._overflowing_embeddings:
            self._overflowing_embeddings -= 1
        elif not self._stack[-1].isolates and len(self._stack) > 1:
            self._stack.pop()


def matching_isolates(classes: Sequence[str]) -> dict[int, int]:
    """Isolate initiator -> its matching PDI (BD9)."""
    matches: dict[int, int] = {}
    opened: list[int] = []
    for index, kind in enumerate(classes):
        if kind in ISOLATES:
            opened.append(index)
        elif kind == "PDI" and opened:
            matches[opened.pop()] = index
    return matches


def first_strong(classes: Sequence[str], start: int, end: int, matches: Mapping[int, int]) -> int | None:
    """Level that the first strong character asks for (P2, P3); what isolates hold does not count."""
    index = start
    while index < end:
        kind = classes[index]
        if kind in ("L", "R", "AL"):
            return 0 if kind == "L" else 1
        if kind in ISOLATES:
            index = matches.get(index, end)
        index += 1
    return None


def isolating_runs(explicit: Explicit) -> list[tuple[list[int], str, str]]:
    """Isolating run sequences with the types that stand before and after them (X10)."""
    kept = [index for index in range(len(explicit.classes)) if index not in explicit.removed]
    runs = _level_runs(kept, explicit.levels)
    starting_at = {run[0]: run for run in runs}
    closers = frozenset(explicit.matches.values())
    place = {index: position for position, index in enumerate(kept)}
    sequences: list[tuple[list[int], str, str]] = []
    for run in runs:
        if explicit.classes[run[0]] == "PDI" and run[0] in closers:
            continue
        sequence = list(run)
        while explicit.classes[sequence[-1]] in ISOLATES and sequence[-1] in explicit.matches:
            sequence += starting_at[explicit.matches[sequence[-1]]]
        sequences.append((sequence, *_surroundings(explicit, kept, place, sequence)))
    return sequences


def _level_runs(kept: Sequence[int], levels: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index in kept:
        if not runs or levels[index] != levels[runs[-1][-1]]:
            runs.append([])
        runs[-1].append(index)
    return runs


def _surroundings(
    explicit: Explicit, kept: Sequence[int], place: Mapping[int, int], sequence: Sequence[int]
) -> tuple[str, str]:
    level = explicit.levels[sequence[0]]
    first, last = place[sequence[0]], place[sequence[-1]]
    before = explicit.levels[kept[first - 1]] if first else explicit.base
    ends_open = explicit.classes[sequence[-1]] in ISOLATES or last + 1 == len(kept)
    after = explicit.base if ends_open else explicit.levels[kept[last + 1]]
    return ("R" if max(level, before) & 1 else "L"), ("R" if max(level, after) & 1 else "L")
