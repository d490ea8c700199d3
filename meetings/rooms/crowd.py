"""Who listens to a room: by audience, for what all of them get, and by member, for what is their own."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from meetings.rooms.listening import Frame, Listener, Straight
from meetings.rules.identity import MemberId
from meetings.views.audiences import Audience

log = logging.getLogger(__name__)


class Crowd:
    """The listeners of one audience.

    Of those to whom nothing is in the way only the way itself is kept at hand: with thousands of tablets, most of the
    time that a broadcast takes is the looking up of things.
    """

    def __init__(self) -> None:
        self._straight: dict[Listener, Straight] = {}
        self._others: dict[Listener, None] = {}
        self._ways: tuple[Straight, ...] | None = ()

    def add(self, listener: Listener) -> None:
        """One more."""
        self._others[listener] = None
        self._place(listener)
        listener.tell(partial(self._place, listener))

    def remove(self, listener: Listener) -> None:
        """One less."""
        listener.tell(_nothing)
        self._ways = None
        self._straight.pop(listener, None)
        self._others.pop(listener, None)

    def _place(self, listener: Listener) -> None:
        way = listener.straight
        if (way is not None) is (listener in self._straight):
            return
        self._ways = None
        if way is None:
            del self._straight[listener]
            self._others[listener] = None
        else:
            del self._others[listener]
            self._straight[listener] = way

    def give(self, shared: Sequence[Frame], own: Mapping[MemberId, Frame]) -> None:
        """Give all of them what is shared, and each what is its own, in one write; nobody is waited for."""
        if self._ways is None:
            self._ways = tuple(self._straight.values())
        # Before the first write, for with it a listener may come to be one of these.
        others = tuple(self._others)
        framed = b"".join(frame.framed for frame in shared)
        if own:
            self._write_to_each(framed, own)
        elif framed:
            for write in self._ways:
                _write(write, framed)
        for listener in others:
            for frame in (*shared, *_of(own, listener)):
                listener.put(frame)

    def _write_to_each(self, framed: bytes, own: Mapping[MemberId, Frame]) -> None:
        for listener, write in tuple(self._straight.items()):
            whole = b"".join((framed, *(frame.framed for frame in _of(own, listener))))
            if whole:
                _write(write, whole)


def _of(own: Mapping[MemberId, Frame], listener: Listener) -> Sequence[Frame]:
    frame = own.get(listener.member)
    return () if frame is None else (frame,)


def _write(write: Straight, framed: bytes) -> None:
    try:
        write(framed)
    except RuntimeError:
        log.debug("a tablet is gone; its reader will hear of it")


class Listeners:
    """All of one room."""

    def __init__(self) -> None:
        self._audiences: dict[Listener, Audience] = {}
        self._crowds = {audience: Crowd() for audience in Audience}
        self._sizes = dict.fromkeys(Audience, 0)
        self._of: dict[MemberId, list[Listener]] = {}

    def __iter__(self) -> Iterator[Listener]:
        return iter(self._audiences)

    def add(self, listener: Listener, audience: Audience) -> None:
        """Let one listen; who did before changes the audience."""
        self.remove(listener)
        self._audiences[listener] = audience
        self._sizes[audience] += 1
        self._of.setdefault(listener.member, []).append(listener)
        self._crowds[audience].add(listener)

    def remove(self, listener: Listener) -> None:
        """One listens no more, if it did."""
        audience = self._audiences.pop(listener, None)
        if audience is None:
            return
        self._sizes[audience] -= 1
        self._crowds[audience].remove(listener)
        tablets = self._of[listener.member]
        tablets.remove(listener)
        if not tablets:
            del self._of[listener.member]

    def place_of(self, listener: Listener) -> Audience | None:
        """The audience of a listener."""
        return self._audiences.get(listener)

    @property
    def places(self) -> Mapping[Listener, Audience]:
        """The audience of each."""
        return self._audiences

    @property
    def audiences(self) -> Sequence[Audience]:
        """Those to which somebody listens."""
        return [audience for audience, size in self._sizes.items() if size]

    @property
    def tablets(self) -> Mapping[MemberId, Sequence[Listener]]:
        """The listeners of each member."""
        return self._of

    def audience_of(self, member: MemberId) -> Audience | None:
        """The audience of a member who has a listener."""
        tablets = self._of.get(member)
        return None if tablets is None else self._audiences[tablets[0]]

    def give(self, audience: Audience, shared: Sequence[Frame], own: Mapping[MemberId, Frame]) -> None:
        """Give all of an audience what is shared, and each what is its own."""
        self._crowds[audience].give(shared, own)


def _nothing() -> None:
    pass
