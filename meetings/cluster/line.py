"""One channel of a Redis server that all nodes hear, watched by us: a subscription can be dead and nobody say so.

A node says something to itself every second. Where that is not heard for three seconds, the subscription is made anew.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from contextlib import aclosing
from typing import Any, NoReturn, Protocol, TypeVar, cast

import msgspec
from msgspec import Struct
from redis.asyncio import Redis
from redis.asyncio.connection import ConnectionPool
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from meetings.rules.identity import MeetingId

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")

CHANNEL = "meetings"
BEAT_S = 1.0
SILENT_S = 3.0
PATIENCE_S = 0.5
FAULTS = (RedisError, OSError, TimeoutError)


class Rang(Struct, frozen=True, tag="rang"):
    """A log has come to this position."""

    meeting: MeetingId
    position: int


class Present(Struct, frozen=True, tag="present"):
    """Tablets have come or gone at a node."""

    node: str
    meeting: MeetingId


class Beat(Struct, frozen=True, tag="beat"):
    """A node hears itself."""

    node: str


Note = Rang | Present | Beat
_notes = msgspec.json.Decoder[Note](Note)


class Channel(Protocol):
    """What we use of a subscription."""

    async def subscribe(self, name: str, /) -> None:
        """Hear what is said there."""
        ...

    async def get_message(
        self,
        *,
        ignore_subscribe_messages: bool,
        timeout: float,  # noqa: ASYNC109 - named by the library
    ) -> Mapping[str, Any] | None:
        """What was said, or None after so many seconds."""
        ...

    async def aclose(self) -> None:
        """Hear no more."""
        ...


class Client(Protocol):
    """What we use of redis-py, which is typed in part only."""

    connection_pool: ConnectionPool

    async def publish(self, channel: str, note: bytes, /) -> int: ...
    async def time(self) -> tuple[int, int]: ...
    async def hset(self, name: str, field: str, value: bytes, /) -> int: ...
    async def hgetall(self, name: str, /) -> dict[bytes, bytes]: ...
    async def hdel(self, name: str, /, *fields: str) -> int: ...
    async def expire(self, name: str, seconds: int, /) -> bool: ...
    async def aclose(self) -> None: ...
    def pubsub(self) -> Channel: ...


def client_of(url: str) -> Client:
    """It asks twice, for the server may have closed a connection. How long an answer is waited for is our own affair.

    With its `socket_timeout` it would send in `asyncio.wait_for`, which on Python 3.11 loses a cancellation that comes
    as the sending ends: a task that is told to stop would go on for ever.
    """
    once: dict[str, Any] = {"socket_timeout": None, "socket_connect_timeout": PATIENCE_S}
    made = cast("Callable[..., Client]", getattr(Redis, "from_url"))  # noqa: B009 - its type is known in part
    return made(url, retry=Retry(NoBackoff(), 1), **once)


async def soon(answer: Awaitable[Answer]) -> Answer:
    """What Redis answers. It is not waited for long: nothing here is worth it. Raises what is in FAULTS."""
    async with asyncio.timeout(PATIENCE_S):
        return await answer


class Line:
    """The channel, as this node says and hears things.

    `heard` takes each note, one's own too; `came_up` is called when the line is there, and when it is there again.
    """

    def __init__(self, url: str, heard: Callable[[Note], None], came_up: Callable[[], None]) -> None:
        self.node = secrets.token_hex(8)
        self.redis = client_of(url)
        self.is_up = False
        """Whether this node hears itself."""
        self._heard = heard
        self._came_up = came_up
        self._is_told = False
        self._heard_at = 0.0

    async def say(self, note: Note) -> None:
        """Tell all nodes. Where the line is down nobody is told, and nobody waits for it."""
        if not self.is_up:
            return
        try:
            await soon(self.redis.publish(CHANNEL, msgspec.json.encode(note)))
        except FAULTS as fault:
            self._went_down(fault)

    async def run(self) -> NoReturn:
        """Hear, for as long as the server runs."""
        try:
            while True:
                try:
                    await self._hear()
                except FAULTS as fault:
                    self._went_down(fault)
                await asyncio.sleep(BEAT_S)
        finally:
            await self.redis.aclose()

    async def _hear(self) -> None:
        """Subscribe and hear until something is wrong. Raises what is in FAULTS."""
        await self.redis.connection_pool.disconnect(inuse_connections=False)
        async with aclosing(self.redis.pubsub()) as channel:
            await soon(channel.subscribe(CHANNEL))
            self._heard_at = asyncio.get_running_loop().time()
            beating = asyncio.create_task(self._beat())
            try:
                while True:
                    await self._take(channel)
            finally:
                beating.cancel()
                await asyncio.wait([beating])

    async def _take(self, channel: Channel) -> None:
        said = await channel.get_message(ignore_subscribe_messages=True, timeout=BEAT_S)
        now = asyncio.get_running_loop().time()
        if said is not None:
            note = _notes.decode(said["data"])
            if isinstance(note, Beat) and note.node == self.node:
                self._heard_at = now
                self._is_there()
            self._heard(note)
        if now - self._heard_at > SILENT_S:
            raise TimeoutError(f"nothing was heard for {SILENT_S:g} s")

    async def _beat(self) -> None:
        while True:
            try:
                await soon(self.redis.publish(CHANNEL, msgspec.json.encode(Beat(self.node))))
            except FAULTS as fault:
                self._went_down(fault)
            await asyncio.sleep(BEAT_S)

    def _is_there(self) -> None:
        if not self.is_up:
            log.info("The bell between the servers rings.")
            self.is_up = True
            self._came_up()

    def _went_down(self, fault: Exception) -> None:
        if self.is_up or not self._is_told:
            log.warning("The bell between the servers is silent, so they look every second: %s", fault)
        self.is_up, self._is_told = False, True
