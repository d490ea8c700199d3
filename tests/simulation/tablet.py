"""A tablet in a simulation: it comes back by itself and sends a command until it is answered."""

import asyncio
import random
from collections.abc import Callable, Mapping

import msgspec
from msgspec.structs import replace

from meetings.rehearsal.frames import Beat, Bye, Delta, Done, Refused, Unknown, Welcome, frame_of
from meetings.rehearsal.screen import OutOfOrder, Screen
from meetings.rules.meeting import PublicCommand
from tests.simulation.network import Wire
from tests.simulation.oracle import Oracle
from tests.simulation.weather import Weather

SILENCE_S = 12
COME_BACK = frozenset({1006, 1012, 1013})


class Glass(Screen):
    """A screen whose fragments can be compared byte by byte."""

    def shared_bytes(self) -> Mapping[str, bytes]:
        """Without the Seat's part and what is of the moment."""
        return {
            key: bytes(raw)
            for key, raw in self._view.items()
            if key != "me" and not key.startswith(("me/", "waiting/"))
        }

    def own_bytes(self) -> Mapping[str, bytes]:
        """The Seat's part."""
        return {key: bytes(raw) for key, raw in self._view.items() if key == "me" or key.startswith("me/")}


class Tablet:
    """One participant's tablet. `connect` gives a connection, or None while no server answers."""

    def __init__(self, member: str, weather: Weather, oracle: Oracle, connect: Callable[["Tablet"], Wire | None]):
        self.member = member
        self.screen = Glass()
        self.wire: Wire | None = None
        self._weather = weather
        self._oracle = oracle
        self._connect = connect
        self._dice = random.Random(weather.dice.random())
        self._pending: dict[str, tuple[bytes, asyncio.Future[Done | Refused]]] = {}
        self._ids = 0
        self._pause = 0.05
        self._is_whole = False
        self.synced: Callable[[], int] = lambda: 0

    @property
    def unanswered(self) -> int:
        """How many commands wait for their answer."""
        return len(self._pending)

    async def give(self, command: PublicCommand) -> Done | Refused:
        """Send a command until it is answered."""
        self._ids += 1
        named = replace(command, id=f"{self.member}-{self._ids:06d}")
        frame = msgspec.json.encode(named)
        answer: asyncio.Future[Done | Refused] = asyncio.get_running_loop().create_future()
        self._pending[named.id] = frame, answer
        self._send(frame)
        return await answer

    async def run(self) -> None:
        """Come again and again."""
        while True:
            wire = self._connect(self)
            if wire is not None:
                beating = asyncio.create_task(self._beat())
                try:
                    await self._converse(wire)
                finally:
                    beating.cancel()
                    self.wire = None
            await asyncio.sleep(self._dice.uniform(self._pause / 2, self._pause))
            self._pause = min(2 * self._pause, 1.0)

    async def _converse(self, wire: Wire) -> None:
        screen = self.screen
        hello = {"do": "hello", "log": screen.log, "position": screen.position or None, "head": screen.head or None}
        wire.up.send(msgspec.json.encode(hello).decode())
        self.wire = wire
        for frame, _ in list(self._pending.values()):
            self._send(frame)
        while True:
            try:
                async with asyncio.timeout(SILENCE_S):
                    came = await wire.inbox.get()
            except TimeoutError:
                wire.up.send(1006)
                return
            if isinstance(came, int):
                self._closed(came)
                return
            self._take(came)

    def _closed(self, code: int) -> None:
        if code not in COME_BACK:
            self._oracle.violated(f"{self.member} was closed with {code}")

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self._dice.uniform(4, 8))
            if self.wire is not None:
                self.wire.up.send('{"do":"beat"}')

    def _send(self, frame: bytes) -> None:
        if self.wire is not None:
            for _ in range(2 if self._weather.strikes("twice") else 1):
                self.wire.up.send(frame.decode())

    def _again(self, id_: str) -> None:
        if id_ in self._pending:
            self._send(self._pending[id_][0])

    def _take(self, text: bytes) -> None:
        frame = frame_of(text)
        self._oracle.frame(self.member, frame)
        match frame:
            case Welcome() as welcome:
                self.screen.welcome(welcome)
                self._pause = 0.05
                self._is_whole = not welcome.resumed
                self._compare()
                self._compare_own(welcome.position)
            case Delta() as delta:
                self._change(delta)
            case Done() as done:
                self._oracle.confirmed(self.member, done.id, done.position, self.synced())
                self._answered(done)
            case Refused() as refused:
                self._answered(refused)
            case Unknown() as unknown:
                asyncio.get_running_loop().call_later(0.05, self._again, unknown.id)
            case Bye() as bye:
                self._pause = max(bye.after_ms / 1000, 0.05)
            case Beat():
                pass

    def _change(self, delta: Delta) -> None:
        try:
            self.screen.change(delta, 0)
        except OutOfOrder as fault:
            self._oracle.violated(f"{self.member}: {fault}")
            return
        if delta.seat:
            self._compare_own(delta.position)
        elif not delta.passing:
            self._is_whole = True
            self._compare()

    def _compare(self) -> None:
        # Between the welcome of one who resumes and the difference that follows it is neither here nor there.
        if self._is_whole:
            screen = self.screen
            self._oracle.shows(self.member, screen.position, screen.head, screen.shared_bytes())

    def _compare_own(self, position: int) -> None:
        self._oracle.shows_own(self.member, position, self.screen.own_bytes())

    def _answered(self, frame: Done | Refused) -> None:
        _, answer = self._pending.pop(frame.id, (b"", None))
        if answer is not None and not answer.done():
            answer.set_result(frame)
