"""Bad lines, a herd that comes back at once, and restarts, with a real server and tablets that resume and resend."""

import asyncio
import os
import random
import tempfile
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from findings import Finding
from lines import Proxy, Trouble

from meetings.rehearsal.frames import AnyFrame, Bye
from meetings.rehearsal.play import all_of
from meetings.rehearsal.rehearsing import connected
from meetings.rehearsal.tablet import Tablet, Venue
from meetings.rules.identity import PollId
from meetings.rules.poll_commands import CastVote, ClosePoll, DeclareResult, OpenPoll
from tests.acceptance.hall import Hall, hall
from tests.acceptance.record import record

NAMED = PollId("named")
HEALED_S, RESUMED_S, GAP_S = 5, 10, 3
PATIENCE_S = 120
MOST_MORE_MB = 50


class Watched(Tablet):
    """A tablet that notes when it is told to come back, and when it is welcome again."""

    byes = 0
    welcome_at = 0.0

    def _take(self, frame: AnyFrame) -> None:
        before = self.returns
        super()._take(frame)
        self.byes += isinstance(frame, Bye)
        if self.returns > before:
            self.welcome_at = perf_counter()


def like(tablet: Tablet, venue: Venue | None = None) -> Watched:
    """Another tablet of the same sign-in, perhaps by another way."""
    return Watched(venue or tablet.venue, tablet.ref, tablet.cookie)


class Votes:
    """Delegates who vote until they are told to stop; what was confirmed to them."""

    def __init__(self, tablets: Sequence[Tablet], seed: int) -> None:
        self._tablets = tablets
        self._dice = random.Random(seed)
        self.confirmed: list[tuple[int, str, str, str]] = []
        self.is_over = False

    async def cast(self, most: int) -> None:
        """Vote so many times at most, all tablets together."""
        await all_of(self._keep_voting(tablet, most) for tablet in self._tablets)

    async def _keep_voting(self, tablet: Tablet, most: int) -> None:
        while not self.is_over and len(self.confirmed) < most:
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


def bad_lines(commands: int, seed: int) -> Finding:
    """So many commands over lines that delay, cut, double and go silent."""

    async def experiment(place: Hall) -> Finding:
        proxy = Proxy(_port(place), Trouble(seed))
        async with proxy.listening() as port:
            venue = Venue(f"http://127.0.0.1:{port}", place.chair.venue.meeting)
            tablets = [like(tablet, venue) for tablet in place.delegates]
            async with connected(tablets):
                votes = Votes(tablets, seed)
                proxy.trouble.is_calm = False
                await votes.cast(commands)
                proxy.trouble.is_calm = True
                seconds = await _until_the_same(tablets, place.secretary)
            wrong = await votes.compared(place)
        trouble = proxy.trouble
        done = f"{len(votes.confirmed):,} commands, {trouble.cuts} cuts, {trouble.silences} silences"
        same = f"all tablets the same {seconds:.1f} s after healing"
        found = f"{', '.join(wrong) or '0 lost, 0 doubled'}; {same}; {trouble.doubles} frames came twice"
        return Finding("lines between tablets and server", done, found, not wrong and seconds <= HEALED_S)

    return _in_a_hall(experiment)


def herd(count: int) -> Finding:
    """So many tablets cut in one instant, all of which come back."""

    async def experiment(place: Hall) -> Finding:
        proxy = Proxy(_port(place), Trouble(0))
        async with proxy.listening() as port:
            venue = Venue(f"http://127.0.0.1:{port}", place.chair.venue.meeting)
            tablets = [like(place.secretary, venue) for _ in range(count)]
            async with connected(tablets):
                before = _memory_mb(place.server.pid)
                cut_at = perf_counter()
                proxy.cut_all()
                async with asyncio.timeout(PATIENCE_S):
                    await all_of(tablet.until(_returned(tablet, 1)) for tablet in tablets)
                took = sorted(tablet.welcome_at - cut_at for tablet in tablets)
                more = _memory_mb(place.server.pid) - before
        p99 = took[int(len(took) * 0.99) - 1]
        found = f"all resumed, p99 {p99:.1f} s; server memory {more:+.0f} MB"
        return Finding("all tablets cut at once", f"{count} tablets", found, p99 <= RESUMED_S and more <= MOST_MORE_MB)

    return _in_a_hall(experiment)


def restarts(times: int) -> Finding:
    """SIGTERM and a new start, so often, while everybody votes; before other programs, where that is allowed."""
    try:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    except PermissionError:
        return _restarts(times)
    try:
        return _restarts(times)
    finally:
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))


def _restarts(times: int) -> Finding:

    async def experiment(place: Hall) -> Finding:
        tablets = [like(tablet) for tablet in place.delegates]
        async with connected(tablets):
            votes, gaps = Votes(tablets, 0), list[float]()
            async with asyncio.TaskGroup() as group:
                voting = group.create_task(votes.cast(10**9))
                for time in range(times):
                    await asyncio.sleep(0.5)
                    stopped_at = perf_counter()
                    await place.server.stop()
                    await place.server.start()
                    async with asyncio.timeout(PATIENCE_S):
                        await all_of(tablet.until(_returned(tablet, time + 1)) for tablet in tablets)
                    gaps += [tablet.welcome_at - stopped_at for tablet in tablets]
                votes.is_over = True
                await voting
            wrong = await votes.compared(place)
            byes = sum(tablet.byes for tablet in tablets)
        told = f"{byes} of {times * len(tablets)} told when to come back"
        gap = sorted(gaps)[int(len(gaps) * 0.99) - 1]
        found = f"{', '.join(wrong) or '0 lost, 0 doubled'}; gap p99 {gap:.1f} s; {told}"
        done = f"{times} restarts, {len(votes.confirmed):,} votes"
        return Finding("SIGTERM under load", done, found, not wrong and gap <= GAP_S)

    return _in_a_hall(experiment)


def _in_a_hall(experiment: Callable[[Hall], Coroutine[Any, Any, Finding]]) -> Finding:
    async def begun() -> Finding:
        async with AsyncExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="chaos-"))
            place = await stack.enter_async_context(hall(Path(folder)))
            await place.chair.give(OpenPoll(poll=NAMED))
            return await experiment(place)

    return asyncio.run(begun())


async def _until_the_same(tablets: Sequence[Tablet], secretary: Tablet) -> float:
    """How many seconds until all tablets show the same, at the position of one whose line was never bad."""
    began = perf_counter()
    while perf_counter() - began < PATIENCE_S:
        first = tablets[0].screen
        if all(tablet.screen.position == secretary.screen.position for tablet in tablets):
            shown = first.shared()
            if all(tablet.screen.shared() == shown for tablet in tablets):
                break
        await asyncio.sleep(0.05)
    return perf_counter() - began


def _returned(tablet: Tablet, times: int) -> Callable[[object], bool]:
    return lambda _: tablet.returns >= times


def _port(place: Hall) -> int:
    port = urlsplit(place.server.url).port
    assert port is not None
    return port


def _memory_mb(pid: int) -> float:
    lines = Path("/proc", str(pid), "status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
