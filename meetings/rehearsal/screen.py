"""What one tablet knows of the meeting: the view, kept up to date by welcomes and differences, and how they came."""

from typing import TypeVar

import msgspec
from msgspec import Raw

from meetings.rehearsal.frames import Delta, Welcome

Fragment = TypeVar("Fragment")


class OutOfOrder(Exception):
    """A difference came for an earlier position than the one the tablet was at: positions only grow."""


class Screen:
    """The view of one tablet. `arrivals` are the shared differences: their position, and when they came."""

    def __init__(self) -> None:
        self.log: str | None = None
        self.position = 0
        self.head = ""
        self.role = ""
        self.is_welcome = False
        self.whole_from = 0
        self.arrivals: list[tuple[int, float]] = []
        self.deltas = 0
        self._view: dict[str, Raw] = {}
        self._passing: dict[str, Raw] = {}

    def welcome(self, frame: Welcome) -> None:
        """Begin anew, or go on where the tablet was."""
        if not frame.resumed:
            self._view = dict(frame.view)
            self.position, self.head = frame.position, frame.head
        else:
            self._view = {key: fragment for key, fragment in self._view.items() if not _is_own(key)} | dict(frame.view)
        self.log, self.role = frame.log, frame.you.role
        # A resumed tablet is brought up to this position by the one difference that follows.
        self.whole_from = frame.position
        self._passing.clear()
        self.is_welcome = True

    def change(self, frame: Delta, at: float) -> None:
        """Take in a difference that came at `at`. Raises OutOfOrder."""
        self.deltas += 1
        if frame.passing:
            _apply(self._passing, frame)
            return
        _apply(self._view, frame)
        if frame.seat:
            return
        if frame.position < self.position:
            raise OutOfOrder(f"a position from {self.position} on was expected, {frame.position} came")
        self.position, self.head = frame.position, frame.head
        self.arrivals.append((frame.position, at))

    def read(self, key: str, kind: type[Fragment]) -> Fragment | None:
        """The fragment of a key, or None if the view has none."""
        raw = self._view.get(key) or self._passing.get(key)
        return None if raw is None else msgspec.json.decode(raw, type=kind)

    def shared(self) -> dict[str, object]:
        """The view without the Seat's part: what everybody of the same audience must see alike."""
        return {key: msgspec.json.decode(raw) for key, raw in self._view.items() if not _is_own(key)}


def _is_own(key: str) -> bool:
    return key == "me" or key.startswith("me/")


def _apply(fragments: dict[str, Raw], frame: Delta) -> None:
    for key in frame.drop:
        fragments.pop(key, None)
    fragments.update(frame.put)
