"""Doorbell and presence over a real Redis: between two nodes, and while it is away, frozen and back."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager

import msgspec
import pytest

from meetings.cluster import line as module
from meetings.cluster.ears import Ears
from meetings.cluster.shared import Company
from meetings.rules.identity import MeetingId, MemberId
from tests.servers import Redis, a_redis

COUNCIL = MeetingId("council")
ANNA, BINH = MemberId("anna"), MemberId("binh")


class Node:
    """A node in company."""

    def __init__(self, url: str) -> None:
        company = Company(url, Ears())
        self.line, self.doorbell, self.presence = company.line, company.doorbell, company.presence
        self.changed = asyncio.Event()
        self.presence.watch(COUNCIL, self.changed.set)

    async def sees(self, *members: MemberId) -> None:
        """Wait until these and no others are connected anywhere."""
        async with asyncio.timeout(20):
            while self.presence.connected(COUNCIL) != frozenset(members):
                self.changed.clear()
                await self.changed.wait()

    async def is_up(self) -> None:
        """Wait until this node hears itself, again."""
        async with asyncio.timeout(20):
            while not self.line.is_up:
                await asyncio.sleep(0)


@asynccontextmanager
async def running(redis: Redis) -> AsyncGenerator[Node]:
    node = Node(redis.url)
    tasks = [asyncio.create_task(node.line.run()), asyncio.create_task(node.presence.run())]
    try:
        yield node
    finally:
        for task in reversed(tasks):
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
def redis(monkeypatch: pytest.MonkeyPatch) -> Generator[Redis]:
    monkeypatch.setattr(module, "BEAT_S", 0.1)
    monkeypatch.setattr(module, "SILENT_S", 0.5)
    with a_redis() as server:
        yield server


@pytest.fixture
async def nodes(redis: Redis) -> AsyncGenerator[tuple[Node, Node]]:
    async with running(redis) as a, running(redis) as b:
        await a.is_up()
        await b.is_up()
        yield a, b


async def test_a_ring_is_heard_at_the_other_node_and_at_ones_own(nodes: tuple[Node, Node]) -> None:
    a, b = nodes
    here, there = a.doorbell.listen(COUNCIL), b.doorbell.listen(COUNCIL)
    await a.doorbell.ring(COUNCIL, 7)
    async with asyncio.timeout(5):
        assert (await anext(here), await anext(there)) == (7, 7)


async def test_whoever_is_connected_anywhere_is_connected(nodes: tuple[Node, Node]) -> None:
    a, b = nodes
    await a.presence.appear(COUNCIL, ANNA)
    await b.presence.appear(COUNCIL, BINH)
    await a.sees(ANNA, BINH)
    await b.sees(ANNA, BINH)
    await a.presence.vanish(COUNCIL, ANNA)
    await b.sees(BINH)
    assert a.presence.connected(MeetingId("board")) == frozenset()


async def test_the_tablets_of_a_node_that_goes_are_gone(redis: Redis) -> None:
    async with running(redis) as b:
        await b.is_up()
        async with running(redis) as a:
            await a.is_up()
            await a.presence.appear(COUNCIL, ANNA)
            await b.sees(ANNA)
        await b.sees()


async def test_what_a_dead_node_said_is_not_believed_for_ever(nodes: tuple[Node, Node]) -> None:
    a, _ = nodes
    now = (await a.line.redis.time())[0]
    for node, at in (("dead", now - 20), ("buried", now - 100)):
        said = f'{{"at":{at},"members":["anna"]}}'
        await a.line.redis.hset("meetings:presence:council", node, said.encode())
    a.presence.all_anew()
    await a.presence.round()
    assert a.presence.connected(COUNCIL) == frozenset()
    assert b"buried" not in await a.line.redis.hgetall("meetings:presence:council")


async def test_while_redis_is_away_each_node_knows_its_own_and_nobody_waits(
    nodes: tuple[Node, Node], redis: Redis, caplog: pytest.LogCaptureFixture
) -> None:
    a, b = nodes
    await a.presence.appear(COUNCIL, ANNA)
    await b.sees(ANNA)
    redis.stop()
    ear = a.doorbell.listen(COUNCIL)
    async with asyncio.timeout(5):
        await a.doorbell.ring(COUNCIL, 8)
        assert await anext(ear) == 8
    await b.sees()
    await a.sees(ANNA)
    assert not b.line.is_up
    told = [record for record in caplog.records if "is silent" in record.message]
    assert len(told) <= 4, "each node says it once, not at every ring"

    redis.start()
    await b.sees(ANNA)
    there = b.doorbell.listen(COUNCIL)
    await a.doorbell.ring(COUNCIL, 9)
    async with asyncio.timeout(5):
        assert await anext(there) == 9


async def test_what_strangers_say_on_the_channel_ends_the_hearing_with_a_fault(redis: Redis) -> None:
    company = Company(redis.url, Ears())
    hearing = asyncio.create_task(company.line.run())
    async with asyncio.timeout(20):
        while not company.line.is_up:
            await asyncio.sleep(0)
        await company.line.redis.publish("meetings", b"nonsense")
        with pytest.raises(msgspec.DecodeError):
            await hearing
    await company.line.redis.aclose()


async def test_a_redis_that_stands_still_is_noticed_and_comes_back(nodes: tuple[Node, Node], redis: Redis) -> None:
    a, b = nodes
    redis.freeze()
    async with asyncio.timeout(10):
        while a.line.is_up:
            await a.doorbell.ring(COUNCIL, 8)
            await asyncio.sleep(0)
    redis.thaw()
    await a.is_up()
    there = b.doorbell.listen(COUNCIL)
    async with asyncio.timeout(10):
        await b.is_up()
        await a.doorbell.ring(COUNCIL, 9)
        assert await anext(there) == 9
