"""Listeners that keep what they hear, and frames that can be looked into."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from msgspec import Struct

from meetings.record.entry import Position
from meetings.rooms.listening import Frame, PassingView, Straight, Welcome
from meetings.rooms.publisher import Publisher
from meetings.rules.identity import MemberId
from meetings.views.view import Delta, View, applied


class Plain(Struct, frozen=True):
    """A frame that nobody sends."""

    @property
    def framed(self) -> bytes:
        return repr(self).encode()


class Shared(Plain, frozen=True):
    position: Position
    delta: Delta


class Own(Plain, frozen=True):
    position: Position
    delta: Delta


class Passing(Plain, frozen=True):
    put: PassingView
    drop: Sequence[str]


class PlainEncoding:
    """Frames as values."""

    def shared(self, position: Position, delta: Delta) -> Frame:
        return Shared(position, delta)

    def own(self, position: Position, delta: Delta) -> Frame:
        return Own(position, delta)

    def passing(self, put: PassingView, drop: Sequence[str]) -> Frame:
        return Passing(put, drop)

    def welcome(self, welcome: Welcome) -> Sequence[Frame]:
        return cast("Sequence[Frame]", [welcome])


class Ear:
    """A tablet as the room sees it; it applies what it gets to what it knows."""

    def __init__(self, member: str) -> None:
        self.member = MemberId(member)
        self.heard: list[Frame] = []
        self.shared: View = {}
        self.own: View = {}
        self.passing: Mapping[str, object] = {}
        self.position: Position | None = None
        self.is_closed = False
        self.is_lagging = False

    @property
    def straight(self) -> Straight | None:
        return None

    def tell(self, changed: Callable[[], None]) -> None: ...

    def put(self, frame: Frame) -> None:
        if self.is_lagging:
            return
        assert self.position is not None, "a delta came before the welcome"
        self.heard.append(frame)
        match frame:
            case Shared():
                assert frame.position.number >= self.position.number
                self.position = frame.position
                self.shared = applied(self.shared, frame.delta)
            case Own():
                self.own = applied(self.own, frame.delta)
            case Passing():
                kept = {key: value for key, value in self.passing.items() if key not in frame.drop}
                self.passing = {**kept, **frame.put}
            case _:
                raise AssertionError(f"an unexpected frame {frame}")

    def welcome(self, frames: Sequence[Frame]) -> None:
        [frame] = frames
        self.is_lagging = False
        self.heard.append(frame)
        welcome = cast("Welcome", frame)
        self.own, self.passing, self.position = welcome.own, welcome.passing, welcome.position
        self.shared = welcome.view if welcome.missed is None else applied(self.shared, welcome.missed)

    def close(self) -> None:
        self.is_closed = True

    @property
    def welcomes(self) -> list[Welcome]:
        return [frame for frame in self.heard if isinstance(frame, Welcome)]

    @property
    def deltas(self) -> list[Shared]:
        return [frame for frame in self.heard if isinstance(frame, Shared)]


def joined(publisher: Publisher, member: str, resume: Position | None = None) -> Ear:
    """A tablet that has just joined."""
    ear = Ear(member)
    publisher.join(ear, resume)
    return ear
