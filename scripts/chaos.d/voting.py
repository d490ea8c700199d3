"""A real server with a hall of tablets that vote without pause, and whether the log is as the tablets were told."""

import asyncio
import random
import tempfile
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from findings import Finding
from websockets import ClientConnection, ConnectionClosed

from meetings.rehearsal import http
from meetings.rehearsal.frames import AnyFrame, Bye, Welcome
from meetings.rehearsal.play import all_of
from meetings.rehearsal.tablet import Tablet, Venue
from meetings.rules.identity import PollId
from meetings.rules.poll_commands import CastVote, ClosePoll, DeclareResult, OpenPoll
from tests.acceptance.hall import Hall, hall
from tests.acceptance.record import record

NAMED = PollId("named")
PATIENCE_S = 120
CONNECTED = "meetings_tablets_connected "


class Watched(Tablet):
    """A tablet that notes when it is told to come back, when it is welcome again, by a whole view or not, and how its
    sockets were closed."""

    byes = wholes = 0
    welcome_at = 0.0

    def __init__(self, venue: Venue, ref: str, cookie: str) -> None:
        super().__init__(venue, ref, cookie)
        self.codes: list[int] = []

    def _take(self, frame: AnyFrame) -> None:
        before = self.returns
        super()._take(frame)
        self.byes += isinstance(frame, Bye)
        self.wholes += isinstance(frame, Welcome) and not frame.resumed
        if self.returns > before:
            self.welcome_at = perf_counter()

    async def _converse(self, socket: ClientConnection) -> None:
        try:
            await super()._converse(socket)
        except ConnectionClosed as closed:
            self.codes.append(closed.rcvd.code if closed.rcvd is not None else 1006)
            raise


def like(tablet: Tablet, venue: Venue | None = None) -> Watched:
    """Another tablet of the same sign-in, perhaps by another way."""
    return Watched(venue or tablet.venue, tablet.ref, tablet.cookie)


class Votes:
    """Delegates who vote until they are told to stop; what was confirmed to them."""

    def __init__(self, tablets: Sequence[Tablet], seed: int, pause_s: float = 0) -> None:
        self.tablets = tablets
        self._pause_s = pause_s
        self._dice = random.Random(seed)
        self.confirmed: list[tuple[int, str, str, str]] = []
        self.is_over = False

    async def cast(self, most: int = 10**9) -> None:
        """Vote so many times at most, all tablets together."""
        await all_of(self._keep_voting(tablet, most) for tablet in self.tablets)

    async def once(self) -> None:
        """Let each vote once."""
        await all_of(self._vote(tablet) for tablet in self.tablets)

    async def _keep_voting(self, tablet: Tablet, most: int) -> None:
        while not self.is_over and len(self.confirmed) < most:
            await self._vote(tablet)
            await asyncio.sleep(self._pause_s)

    async def _vote(self, tablet: Tablet) -> None:
        choice = self._dice.choice(("yes", "no"))
        receipt = await tablet.give(CastVote(poll=NAMED, choice=choice))
        self.confirmed.append((receipt.position, receipt.id, tablet.ref, choice))

    async def compared(self, place: Hall) -> list[str]:
        """What the log has otherwise than the tablets were told. Before the result is declared it shows no votes."""
        await place.chair.give(ClosePoll(poll=NAMED))
        await place.chair.give(DeclareResult(poll=NAMED))
        votes = [line for line in await record(place.secretary) if line.kind == "vote_cast"]
        recorded = [(line.position, line.id, str(line.actor), str(line.body["choice"][0])) for line in votes]
        lost = set(self.confirmed) - set(recorded)
        doubled = len(recorded) - len({(id_, ref) for _, id_, ref, _ in recorded})
        never = set(recorded) - set(self.confirmed)
        counts = {"lost": len(lost), "doubled": doubled, "recorded and never answered": len(never)}
        return [f"{count} {what}" for what, count in counts.items() if count]


def in_a_hall(experiment: Callable[[Hall], Coroutine[Any, Any, Finding]], *, is_open: bool = True) -> Finding:
    """What an experiment finds in a hall of its own; `is_open` says whether the vote by name is."""

    async def begun() -> Finding:
        async with AsyncExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="chaos-"))
            place = await stack.enter_async_context(hall(Path(folder)))
            if is_open:
                await place.chair.give(OpenPoll(poll=NAMED))
            return await experiment(place)

    return asyncio.run(begun())


async def all_returned(tablets: Sequence[Tablet], times: int) -> None:
    """Wait until each of the tablets has come back so often. Raises TimeoutError."""
    async with asyncio.timeout(PATIENCE_S):
        await all_of(tablet.until(_returned(tablet, times)) for tablet in tablets)


def _returned(tablet: Tablet, times: int) -> Callable[[object], bool]:
    return lambda _: tablet.returns >= times


def p99(figures: Sequence[float]) -> float:
    """Of a hundred, the second highest."""
    return sorted(figures)[max(int(len(figures) * 0.99) - 1, 0)]


async def connected_at(place: Hall) -> int:
    """How many sockets the server says are open."""
    page = await http.ask(place.chair.venue, "GET", "/metrics")
    return next(int(float(line.split()[1])) for line in page.body.decode().splitlines() if line.startswith(CONNECTED))


def port_of(place: Hall) -> int:
    """Where the server listens."""
    port = urlsplit(place.server.url).port
    assert port is not None
    return port
