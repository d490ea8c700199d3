"""The safeguards, each of which can be taken out for a while: a simulation that does not notice is worth nothing.

The product has no switches. What stands here puts a careless piece in the place of a careful one, and takes it back.
"""

import asyncio
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from unittest.mock import patch

from meetings.live import endpoint
from meetings.live.outbox import Outbox
from meetings.record.entry import Entry, Position
from meetings.rooms import draft, history, keeper, room
from meetings.rooms.answers import Answer, Answers, Done
from meetings.rooms.draft import Asked, Draft
from meetings.rooms.equipment import Chance
from meetings.rooms.listening import Frame, Listener
from meetings.rooms.published import Published
from meetings.rooms.publisher import Publisher
from meetings.rules.decision import Decision, Given
from meetings.rules.identity import Actor, LogId, MemberId
from meetings.rules.meeting import AnyCommand, decide
from meetings.rules.offers import Offers
from meetings.rules.state import Meeting
from meetings.views import audiences
from meetings.views.audiences import Audience
from meetings.wire.framing import Frame as WireFrame
from tests.simulation import node
from tests.simulation.disk import SimulatedLog
from tests.simulation.world import simulate

Without = Callable[[], AbstractContextManager[object]]


class Forgetful(Answers):
    """Never remembers that it has given an answer."""

    def recall(self, member: MemberId | None, command: AnyCommand) -> Done | None:
        return None


class WithoutIdCheck(Draft):
    """Does not ask whether a command was answered in an earlier turn."""

    def __init__(self, log_id: LogId, meeting: Meeting, position: Position, answers: Answers) -> None:
        forgetful = Forgetful()
        forgetful.adopt(answers)
        super().__init__(log_id, meeting, position, forgetful)
        self._kept = answers

    def settle(self) -> None:
        self._kept.adopt(self._fresh)


class WithoutDedupInBatch(Draft):
    """Does not ask whether a command was answered in this very turn."""

    def __init__(self, log_id: LogId, meeting: Meeting, position: Position, answers: Answers) -> None:
        super().__init__(log_id, meeting, position, answers)
        self._fresh = Forgetful()


class WithoutCloseOrder(Draft):
    """Decides every command of a turn on the meeting as it was when the turn began."""

    def __init__(self, log_id: LogId, meeting: Meeting, position: Position, answers: Answers) -> None:
        super().__init__(log_id, meeting, position, answers)
        self._before = meeting

    def take(self, asked: Asked, given: Given, chance: Chance) -> Answer:
        def decide_on_before(_: Meeting, actor: Actor, command: AnyCommand, given: Given) -> Decision:
            return decide(self._before, actor, command, given)

        with patch.object(draft, "decide", decide_on_before):
            return super().take(asked, given, chance)


def believed(after: Position, entries: Iterable[Entry]) -> Position:
    """The place after `entries`, taken as they come."""
    last = [after, *(Position(entry.position, entry.hash) for entry in entries)][-1]
    return Position(last.number, last.head)


class OutboxWithoutLagging(Outbox):
    """Leaves out what does not fit, and says nothing of it."""

    def put(self, frame: Frame) -> None:
        assert isinstance(frame, WireFrame)
        if self._deltas < self._bounds.deltas:
            self._enter(frame, is_delta=True)


class PublisherThatAwaits(Publisher):
    """Takes the view now, and a place among the listeners a moment later, as if it awaited something in between."""

    def join(self, listener: Listener, resume: Position | None) -> None:
        audience = self._audience_of(listener.member)
        if self._is_closed or audience is None:
            super().join(listener, resume)
            return
        self._bring_up(audience)
        own = self._own.get(listener.member)
        self._own[listener.member] = audiences.seat(self.meeting, listener.member)
        self._welcome(listener, audience, resume)
        if own is None:
            del self._own[listener.member]
        asyncio.get_running_loop().call_later(0.002, self._place, listener, audience)

    def _place(self, listener: Listener, audience: Audience) -> None:
        if not self._is_closed:
            self._listeners.add(listener, audience)
            self._own[listener.member] = audiences.seat(self.meeting, listener.member)


class PublisherThatBelieves(Publisher):
    """Lets a tablet resume from whatever position it names."""

    def _can_resume(self, published: Published, resume: Position) -> bool:
        return True


class PublisherThatTakesAllForTheDais(Publisher):
    """Shows everybody what the Dais is shown."""

    def _audience_of(self, member: MemberId) -> Audience | None:
        return None if super()._audience_of(member) is None else Audience.DAIS


class PublisherThatSendsToAll(Publisher):
    """Sends what is one seat's own to all tablets."""

    def _bring_seats_up(self, former: Offers) -> Mapping[MemberId, Frame]:
        own = super()._bring_seats_up(former)
        for member, frame in own.items():
            for other in self._listeners:
                if other.member != member:
                    other.put(frame)
        return own


@contextmanager
def without_fsync() -> Generator[None]:
    with patch.object(SimulatedLog, "has_fsync", False), patch.object(node.Node, "syncs_at_start", False):
        yield


SAFEGUARDS: Mapping[str, Without] = {
    "fsync": without_fsync,
    "command-id check": lambda: patch.object(room, "Draft", WithoutIdCheck),
    "dedup in a batch": lambda: patch.object(room, "Draft", WithoutDedupInBatch),
    "close order": lambda: patch.object(room, "Draft", WithoutCloseOrder),
    "chain check": lambda: patch.object(history, "checked", believed),
    "lagging rule": lambda: patch.object(endpoint, "Outbox", OutboxWithoutLagging),
    "join without await": lambda: patch.object(keeper, "Publisher", PublisherThatAwaits),
    "position check": lambda: patch.object(keeper, "Publisher", PublisherThatBelieves),
    "audiences": lambda: patch.object(keeper, "Publisher", PublisherThatTakesAllForTheDais),
    "one's own to oneself": lambda: patch.object(keeper, "Publisher", PublisherThatSendsToAll),
    "fence of the log": lambda: patch.object(SimulatedLog, "has_fence", False),
}
"""By name; the last three are besides the eight that are asked for."""


def first_found(name: str, seeds: Sequence[int]) -> int | None:
    """The first seed that notices that a safeguard is missing, if one does."""
    with SAFEGUARDS[name]():
        return next((seed for seed in seeds if simulate(seed).violations), None)
