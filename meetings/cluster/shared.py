"""Doorbell and presence of many nodes, over one Redis. Nothing in it is worth keeping: the log is the truth."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from typing import NoReturn

import msgspec
from msgspec import Struct

from meetings.cluster.ears import Ears
from meetings.cluster.line import FAULTS, Line, Note, Present, Rang, soon
from meetings.cluster.local import LocalPresence
from meetings.rules.identity import MeetingId, MemberId

log = logging.getLogger(__name__)

GATHER_S = 0.2
"""Between two rounds: a hall that comes in at once is told in few words."""
AGAIN_S = 5.0
OLD_S = 16
GONE_S = 60
NOBODY: frozenset[MemberId] = frozenset()


class SharedDoorbell:
    """Rings at every node."""

    def __init__(self, ears: Ears, line: Line) -> None:
        self._ears = ears
        self._line = line

    async def ring(self, meeting: MeetingId, position: int) -> None:
        self._ears.hear(meeting, position)
        await self._line.say(Rang(meeting, position))

    def listen(self, meeting: MeetingId) -> AsyncIterator[int]:
        return self._ears.listen(meeting)


class Here(Struct, frozen=True):
    """Who has a tablet connected at one node, and when that was said, in seconds by Redis' own clock."""

    at: int
    members: tuple[MemberId, ...]


class SharedPresence:
    """A hash for each meeting, with a field for each node.

    A node says its own anew while it lives; who is connected elsewhere is known here from the last round.
    """

    def __init__(self, line: Line) -> None:
        self._line = line
        self._here = LocalPresence()
        self._elsewhere: dict[MeetingId, frozenset[MemberId]] = {}
        self._changed: dict[MeetingId, Callable[[], None]] = {}
        self._to_say: set[MeetingId] = set()
        self._to_ask: set[MeetingId] = set()
        self._due = asyncio.Event()

    async def appear(self, meeting: MeetingId, member: MemberId) -> None:
        await self._here.appear(meeting, member)
        self._say(meeting)

    async def vanish(self, meeting: MeetingId, member: MemberId) -> None:
        await self._here.vanish(meeting, member)
        self._say(meeting)

    def connected(self, meeting: MeetingId) -> frozenset[MemberId]:
        here, elsewhere = self._here.connected(meeting), self._elsewhere.get(meeting, NOBODY)
        return here | elsewhere if elsewhere else here

    def watch(self, meeting: MeetingId, changed: Callable[[], None]) -> None:
        self._changed[meeting] = changed
        self._ask(meeting)

    def heard(self, note: Present) -> None:
        """Another node has said something new."""
        if note.node != self._line.node and note.meeting in self._changed:
            self._ask(note.meeting)

    def _say(self, meeting: MeetingId) -> None:
        self._to_say.add(meeting)
        self._due.set()

    def _ask(self, meeting: MeetingId) -> None:
        self._to_ask.add(meeting)
        self._due.set()

    def all_anew(self) -> None:
        """Say and ask everything: time has passed, or Redis has just come and may know nothing."""
        self._to_say |= self._changed.keys()
        self._to_ask |= self._changed.keys()
        self._due.set()

    async def run(self) -> NoReturn:
        """Say and ask, for as long as the server runs."""
        try:
            while True:
                try:
                    async with asyncio.timeout(AGAIN_S):
                        await self._due.wait()
                except TimeoutError:
                    self.all_anew()
                self._due.clear()
                await self.round()
                await asyncio.sleep(GATHER_S)
        finally:
            await self._take_leave()

    async def round(self) -> None:
        """Say what is new here, and ask what is new elsewhere. Without Redis nobody is elsewhere."""
        to_say, self._to_say = self._to_say, set()
        to_ask, self._to_ask = self._to_ask, set()
        try:
            now = int((await soon(self._line.redis.time()))[0]) if self._line.is_up else 0
            for meeting in to_say if now else ():
                await self._tell(meeting, now)
            for meeting in to_ask:
                self._learn(meeting, await self._others(meeting, now) if now else NOBODY)
        except FAULTS:
            # The line finds out by itself that it is down; the next round comes in a moment.
            log.debug("a round of presence was lost", exc_info=True)

    async def _tell(self, meeting: MeetingId, now: int) -> None:
        said = msgspec.json.encode(Here(now, tuple(self._here.connected(meeting))))
        await soon(self._line.redis.hset(_key(meeting), self._line.node, said))
        await soon(self._line.redis.expire(_key(meeting), GONE_S))
        await self._line.say(Present(self._line.node, meeting))

    async def _others(self, meeting: MeetingId, now: int) -> frozenset[MemberId]:
        said = await soon(self._line.redis.hgetall(_key(meeting)))
        nodes = {node.decode(): msgspec.json.decode(here, type=Here) for node, here in said.items()}
        old = [node for node, here in nodes.items() if here.at < now - GONE_S]
        if old:
            await soon(self._line.redis.hdel(_key(meeting), *old))
        fresh = (here.members for node, here in nodes.items() if node != self._line.node and here.at >= now - OLD_S)
        return frozenset(member for members in fresh for member in members)

    def _learn(self, meeting: MeetingId, members: frozenset[MemberId]) -> None:
        if members != self._elsewhere.get(meeting, NOBODY):
            self._elsewhere[meeting] = members
            self._changed[meeting]()

    async def _take_leave(self) -> None:
        """This node goes: its tablets are not waited for."""
        try:
            for meeting in self._changed if self._line.is_up else ():
                await soon(self._line.redis.hdel(_key(meeting), self._line.node))
                await self._line.say(Present(self._line.node, meeting))
        except FAULTS:
            log.debug("the others will find out by themselves", exc_info=True)


def _key(meeting: MeetingId) -> str:
    return f"meetings:presence:{meeting}"


class Company:
    """This node among others, over one Redis: what it says to them and hears of them."""

    def __init__(self, url: str, ears: Ears) -> None:
        self._ears = ears
        self.line = Line(url, self._heard, self._came_up)
        self.doorbell = SharedDoorbell(ears, self.line)
        self.presence = SharedPresence(self.line)

    def _heard(self, note: Note) -> None:
        if isinstance(note, Rang):
            self._ears.hear(note.meeting, note.position)
        elif isinstance(note, Present):
            self.presence.heard(note)

    def _came_up(self) -> None:
        # Redis may know nothing: it may have been started anew.
        self.presence.all_anew()
