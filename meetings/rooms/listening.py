"""Those who listen to a room, and the frames they get. The edges (live, wire) implement these."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from meetings.record.entry import Position
from meetings.rules.identity import LogId, MeetingId, MemberId
from meetings.views.view import Delta, View

PassingView = Mapping[str, object]
Straight = Callable[[bytes], object]
"""What takes the bytes of a frame at once and sends them, without waiting."""


class Frame(Protocol):
    """Something encoded for the wire, once; what it holds is known to the edge alone."""

    @property
    def framed(self) -> bytes:
        """As it is sent."""
        ...


class Welcome(Struct, frozen=True):
    """What a tablet is told when it joins.

    `missed` is None for a whole `view`; else the tablet resumes, `view` is empty, and `missed` is all that changed in
    the audience's view since it was here. `now` is milliseconds since 1970 UTC.
    """

    meeting: MeetingId
    log: LogId
    position: Position
    now: int
    member: MemberId
    own: View
    view: View
    passing: PassingView
    missed: Delta | None


class Encoding(Protocol):
    """Makes frames."""

    def shared(self, position: Position, delta: Delta) -> Frame:
        """A difference of an audience's view."""
        ...

    def own(self, position: Position, delta: Delta) -> Frame:
        """A difference of a seat's part."""
        ...

    def passing(self, put: PassingView, drop: Sequence[str]) -> Frame:
        """What is true of the moment."""
        ...

    def welcome(self, welcome: Welcome) -> Sequence[Frame]:
        """The frames of a welcome, in order."""
        ...


class Listener(Protocol):
    """A tablet's outbox. Putting never blocks: what does not fit makes the tablet lag, and it is welcomed anew."""

    @property
    def member(self) -> MemberId:
        """Whose seat it is."""
        ...

    @property
    def straight(self) -> Straight | None:
        """The way to the tablet, if nothing is in it now: a frame may then go there instead of into `put`."""
        ...

    def tell(self, changed: Callable[[], None]) -> None:
        """From now on call `changed` whenever there is such a way, or none any more."""
        ...

    def put(self, frame: Frame) -> None:
        """Send a delta, sooner or later; or never, if the tablet lags by then."""
        ...

    def welcome(self, frames: Sequence[Frame]) -> None:
        """Send a welcome; it does not count against the bound."""
        ...

    def close(self) -> None:
        """The room is gone: tell the tablet to come back."""
        ...
