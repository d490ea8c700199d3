"""A server process in a simulation: the real keeper, rooms, publisher and sockets on a disk and a network of ours."""

import asyncio
import contextlib
import random
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any

from meetings.cluster.local import LocalPresence, NoNeighbours
from meetings.live.endpoint import Doors, Endpoint
from meetings.live.outbox import Bounds
from meetings.live.socket import House
from meetings.live.sockets import Sockets
from meetings.ports import Doorbell, Session
from meetings.rooms.equipment import Equipment
from meetings.rooms.history import RecordUnusable
from meetings.rooms.keeper import Keeper
from meetings.wire.encoding import WireEncoding
from tests.fakes.blobs import MemoryBlobs
from tests.rooms.chamber import MEETING
from tests.rooms.virtual_time import LoopClock
from tests.simulation.disk import Disk, SimulatedLog
from tests.simulation.network import Wire
from tests.simulation.weather import Weather

BOUNDS = Bounds(deltas=3, delta_bytes=6_000)
"""Tight, so that tablets often lag."""


class Node:
    """One life of one process, from its start to its death."""

    syncs_at_start = True

    def __init__(self, disk: Disk, weather: Weather, clock: LoopClock, doorbell: Doorbell) -> None:
        self.is_dead = self.is_stopping = False
        self.log = SimulatedLog(disk, weather, self.die)
        self._weather = weather
        self._wires: list[Wire] = []
        self._tasks: set[asyncio.Task[Any]] = set()
        dice = random.Random(weather.dice.random())
        self._sockets = Sockets(dice.random)
        presence = LocalPresence()
        equipment = Equipment(
            log=self.log,
            clock=clock,
            doorbell=doorbell,
            presence=presence,
            neighbours=NoNeighbours(),
            blobs=MemoryBlobs(Path()),
            chance=dice.randbytes,
            encoding=WireEncoding(),
            base="http://council.example",
        )
        self.keeper = Keeper(equipment)
        house = House(rooms=self.keeper, presence=presence, sockets=self._sockets)
        self._seats: dict[str, Wire] = {}
        self._endpoint = Endpoint(house, Doors(lambda _: True, self._session_of), bounds=BOUNDS)

    async def _session_of(self, cookies: Mapping[str, str]) -> Session | None:
        wire = self._seats[cookies["wire"]]
        return Session(wire.member.encode(), (wire.seat,))

    async def starts(self) -> bool:
        """Whether the log can be folded: a rotten one is refused."""
        try:
            await self.keeper.room(MEETING)
        except RecordUnusable:
            return False
        return True

    def accept(self, wire: Wire) -> None:
        """A tablet connects."""
        name = str(len(self._wires))
        self._wires.append(wire)
        self._seats[name] = wire
        scope = wire.scope(self._weather.backlog)
        scope["headers"].append((b"cookie", f"wire={name}".encode()))
        wire.serving = self._go(self._endpoint(scope, wire.receive, wire.send))

    def _go(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    @property
    def wires(self) -> list[Wire]:
        """The connections that were accepted in this life."""
        return self._wires

    def die(self) -> None:
        """`kill -9`: from now on nothing that the process does has an effect."""
        self.is_dead = self.log.is_dead = True
        for wire in self._wires:
            wire.down.cut()
            wire.up.cut()

    async def bury(self, *, tell_tablets: bool) -> None:
        """Take away what is left of a dead process."""
        self.die()
        ending = list(self._tasks)
        for task in ending:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*ending, return_exceptions=True)
        await self.keeper.__aexit__(None, None, None)
        for wire in self._wires:
            if tell_tablets:
                wire.end_at_tablet()

    async def stop(self) -> None:
        """SIGTERM: what was asked is answered, and every tablet is told to come back."""
        self.is_stopping = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                await self.keeper.settle()
        self._sockets.restart()
        await asyncio.sleep(0.05)
        await self.keeper.__aexit__(None, None, None)
        await asyncio.sleep(0.05)
