"""One simulation: a meeting, its tablets and its server processes, and what goes wrong, all from one seed."""

import asyncio
import logging
import random
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import cast

from msgspec import Struct

from meetings.cluster.local import LocalDoorbell
from meetings.ports import StorageFault
from meetings.record.entry import ChainBroken, Entry, Position
from meetings.rooms.history import RecordUnusable
from meetings.rules.identity import LogId
from meetings.rules.standing_orders import Rules
from tests.rooms.chamber import DELEGATES, MEETING, ROLES, Chamber
from tests.rooms.ears import PlainEncoding
from tests.rooms.virtual_time import LoopClock, VirtualLoop
from tests.simulation.disk import Disk
from tests.simulation.network import Wire
from tests.simulation.node import Node
from tests.simulation.oracle import Oracle, differing
from tests.simulation.people import People
from tests.simulation.tablet import Tablet
from tests.simulation.weather import Weather

LOG_ID = LogId(sha256(MEETING.encode()).hexdigest())
HEALED_S = 5.0
ANSWERED_S = 120.0


class Outcome(Struct, frozen=True):
    """What came of a seed: what was violated, how long the log became, and a digest of all of it."""

    seed: int
    violations: Sequence[str]
    entries: int
    digest: str


@cache
def beginning() -> Sequence[Entry]:
    """The log of a meeting in session, with which every simulation begins."""

    async def convene() -> Sequence[Entry]:
        chamber = Chamber(Path(), LoopClock(), PlainEncoding())
        await chamber.convene(rules=Rules(proxies=1, proxies_present=True))
        entries = await chamber.log.read(MEETING, Position.start(LOG_ID))
        await chamber.close()
        return entries

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(convene())


class World:
    """Everything there is."""

    def __init__(self, seed: int) -> None:
        self.weather = Weather(seed)
        self.oracle = Oracle(LOG_ID, beginning())
        self.disk = Disk(LOG_ID, beginning(), self.oracle)
        self._seed = seed
        self._clock = LoopClock()
        self._doorbell = LocalDoorbell()
        self._nodes: list[Node | None] = [None] * self.weather.nodes
        self._changing = asyncio.Lock()
        self._wires = 0
        names = (*ROLES, *DELEGATES)
        self.tablets = {name: Tablet(name, self.weather, self.oracle, self._connect) for name in names}
        for tablet in self.tablets.values():
            tablet.synced = lambda: self.disk.synced

    async def passes(self) -> None:
        """Live through it."""
        for place in range(len(self._nodes)):
            await self._start(place)
        people = People(self.tablets, random.Random(f"people {self._seed}"))
        async with asyncio.TaskGroup() as group:
            living = [group.create_task(tablet.run()) for tablet in self.tablets.values()]
            living.append(group.create_task(self._watch()))
            bad = group.create_task(self._bad_luck())
            doing = [group.create_task(work) for work in people.everybody()]
            await self._until(self.weather.seconds)
            people.go_home()
            bad.cancel()
            await self._heal()
            await self._all_is_answered(doing)
            await self._all_is_the_same()
            for task in (*living, *doing):
                task.cancel()
        for node in self._nodes:
            if node is not None:
                await node.bury(tell_tablets=False)

    # What goes wrong

    async def _bad_luck(self) -> None:
        dice, weather = self.weather.dice, self.weather
        chosen = [fault for fault in ("kill", "power", "stop", "cut", "silence", "stall") if weather.is_about(fault)]
        while chosen:
            await asyncio.sleep(dice.expovariate(2.5))
            fault = dice.choice(chosen)
            if fault in ("kill", "power", "stop"):
                await self._end_of_process(fault)
            else:
                await self._bad_line(fault)

    async def _end_of_process(self, fault: str) -> None:
        place = self.weather.dice.randrange(len(self._nodes))
        async with self._changing:
            node = self._nodes[place]
            if node is None:
                return
            if fault == "power":
                await self._power_cut()
                return
            if fault == "stop":
                await node.stop()
            await node.bury(tell_tablets=True)
            self._nodes[place] = None
            await asyncio.sleep(self.weather.dice.uniform(0, 0.3))
            await self._start(place)

    async def _power_cut(self) -> None:
        for node in self._nodes:
            if node is not None:
                node.die()
        for node in self._nodes:
            if node is not None:
                await node.bury(tell_tablets=True)
        self.disk.tear(self.weather.dice)
        if self.weather.strikes("rot"):
            self.disk.rot(self.weather.dice)
        await asyncio.sleep(self.weather.dice.uniform(0, 0.3))
        for place in range(len(self._nodes)):
            await self._start(place)

    async def _start(self, place: int) -> None:
        # A start reads what is there and makes it durable before it shows it to anybody.
        if Node.syncs_at_start:
            self.disk.sync(len(self.disk.entries))
        node = Node(self.disk, self.weather, self._clock, self._doorbell)
        while not await self._begins(node):
            node = Node(self.disk, self.weather, self._clock, self._doorbell)
        self._nodes[place] = node

    async def _begins(self, node: Node) -> bool:
        try:
            is_whole = await node.starts()
        except StorageFault:
            return False
        if self.disk.is_rotten:
            if is_whole:
                self.oracle.violated("a room was opened on a log whose chain does not check")
            self.disk.restore()
            await node.bury(tell_tablets=False)
            return False
        return is_whole

    async def _bad_line(self, fault: str) -> None:
        wires = [tablet.wire for tablet in self.tablets.values() if tablet.wire is not None]
        if not wires:
            return
        dice = self.weather.dice
        chosen = wires if dice.random() < 0.1 else [dice.choice(wires)]
        for wire in chosen:
            match fault, dice.random() < 0.5:
                case "cut", _:
                    wire.end_at_tablet()
                    asyncio.get_running_loop().call_later(dice.choice((0, 0.3, 3)), wire.end_at_server)
                case "silence", _:
                    wire.up.is_stalled = wire.down.is_stalled = True
                    asyncio.get_running_loop().call_later(dice.uniform(0, 2), self._end_silence, wire)
                case _:
                    wire.down.is_stalled = True
                    asyncio.get_running_loop().call_later(dice.uniform(0, 1), wire.down.go_on)

    @staticmethod
    def _end_silence(wire: Wire) -> None:
        wire.up.go_on()
        wire.down.go_on()

    async def _watch(self) -> None:
        """A process whose disk has failed has ended itself; it is started again."""
        while True:
            await asyncio.sleep(0.05)
            async with self._changing:
                for place, node in enumerate(self._nodes):
                    if node is not None and node.is_dead:
                        self._nodes[place] = None
                        await node.bury(tell_tablets=True)
                        await self._start(place)

    # What must come of it

    async def _heal(self) -> None:
        self.weather.is_calm = True
        async with self._changing:
            for place, node in enumerate(self._nodes):
                if node is not None and node.is_stopping:
                    await node.bury(tell_tablets=True)
                if node is None or node.is_stopping:
                    await self._start(place)
        for node in self._nodes:
            for wire in node.wires if node is not None else ():
                self._end_silence(wire)

    async def _until(self, seconds: float) -> None:
        end = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < end and not self.oracle.violations:
            await asyncio.sleep(0.1)

    async def _all_is_answered(self, doing: Sequence[asyncio.Task[None]]) -> None:
        if self.oracle.violations:
            return
        _, waiting = await asyncio.wait(doing, timeout=ANSWERED_S)
        if waiting:
            unanswered = {name: tablet.unanswered for name, tablet in self.tablets.items() if tablet.unanswered}
            self.oracle.violated(f"{ANSWERED_S:g} s after the last fault, commands are unanswered: {unanswered}")

    async def _all_is_the_same(self) -> None:
        await self._until(HEALED_S)
        if self.oracle.violations:
            return
        last = len(self.disk.entries)
        for name, tablet in self.tablets.items():
            screen = tablet.screen
            if differing(screen.shared_bytes(), self.oracle.view(last, self.oracle.audience(name))):
                self.oracle.violated(f"{HEALED_S:g} s after the last fault, {name} at {screen.position} of {last}")
            elif differing(screen.own_bytes(), self.oracle.own(name)):
                self.oracle.violated(f"{HEALED_S:g} s after the last fault, the seat of {name} is not as the log")

    def _connect(self, tablet: Tablet) -> Wire | None:
        dice = self.weather.dice
        node = self._nodes[dice.randrange(len(self._nodes))]
        if node is None or node.is_dead:
            return None
        self._wires += 1
        wire = Wire(tablet.member, f"wire {self._seed} {self._wires}", self.weather.slowest_hop)
        node.accept(wire)
        return wire


class Faults(logging.Handler):
    """Hears what the server calls a fault. Of storage some are expected here, all others are none of ours."""

    def __init__(self, oracle: Oracle) -> None:
        super().__init__(logging.ERROR)
        self._oracle = oracle

    def emit(self, record: logging.LogRecord) -> None:
        # A fault of storage is told in one line, without a traceback.
        told = record.args if isinstance(record.args, tuple) else ()
        faults = [*told, record.exc_info[1] if record.exc_info else None]
        if not any(isinstance(fault, StorageFault | ChainBroken | RecordUnusable) for fault in faults):
            self._oracle.violated(f"a fault: {record.getMessage()}: {faults[-1]!r}")


async def _simulate(seed: int) -> Outcome:
    world = World(seed)
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: world.oracle.violated(f"a fault: {context}"))
    heard = Faults(world.oracle)
    logger = logging.getLogger("meetings")
    before = logger.propagate
    logger.addHandler(heard)
    logger.propagate = False
    try:
        await world.passes()
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is what this seed has found
        world.oracle.violated(f"a fault: {_innermost(fault)!r}")
    finally:
        logger.removeHandler(heard)
        logger.propagate = before
    digest = sha256(b"".join(world.oracle.heads) + repr(world.oracle.violations).encode()).hexdigest()
    return Outcome(seed, world.oracle.violations, world.oracle.length, digest[:16])


def _innermost(fault: BaseException) -> BaseException:
    while isinstance(fault, BaseExceptionGroup):
        group = cast("BaseExceptionGroup[BaseException]", fault)
        fault = group.exceptions[0]
    return fault


def simulate(seed: int) -> Outcome:
    """Live through one seed."""
    beginning()
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(_simulate(seed))
