"""The hub: how soon the last tablet knows, what that costs, how a whole hall comes in, votes, and does not read.

The real server with the real application, on one core; all tablets on another. `BENCH_ROUNDS` says how many rounds.
"""

import asyncio
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

import process
from figures import Figure
from hub_hall import DONE, VOTE, Hall, open_hall
from hub_load import Publishing, Tablets, compiled, cpu_seconds, frame, playing, running
from hub_peers import Peer, bare, floor, peers
from hub_stalled import stalled
from msgspec import Struct

from meetings.rehearsal.server import free_port

SIZE = 300
GAP_US = 60_000
"""Between two updates: longer than the tick in which what follows close upon another is gathered."""


class Spread(Struct, frozen=True):
    """One way of passing on, once: milliseconds until the last has it, microseconds of a core for each delivery."""

    last_ms: float
    cpu_us: float


async def measure() -> Sequence[Figure]:
    """Measure all and give the figures."""
    return await asyncio.to_thread(_measured, int(os.environ.get("BENCH_ROUNDS", "5")))


def _measured(rounds: int) -> Sequence[Figure]:
    figures = [Figure("rounds, of which the medians are given", f"{rounds}")]
    with compiled() as programs:
        for count, goal in ((1000, 1.4), (5000, 1.4)):
            figures += _fan_out(programs, rounds, count, goal)
        figures += _business(programs, rounds)
        figures += _per_tablet(programs, rounds)
        figures += _storms(programs, rounds)
        figures += _votes(programs, rounds)
        figures += stalled(programs, rounds)
    return figures


def _fan_out(programs: Path, rounds: int, count: int, goal: float) -> Sequence[Figure]:
    """Ours, the floor and the peers in every round, so that a busy minute is in all of them."""
    least, others = floor(programs), (bare(), *peers())
    runs: dict[str, list[Spread]] = {peer.name: [] for peer in (least, *others)}
    our_runs, commits = list[Spread](), list[float]()
    for _ in range(rounds):
        runs[least.name].append(_passed_on(programs, least, count))
        ours, commit = _our_own(programs, count)
        our_runs.append(ours)
        commits.append(commit)
        for peer in others:
            runs[peer.name].append(_passed_on(programs, peer, count))
    ours, base = _middle(our_runs), _middle(runs[least.name])
    name = f"{SIZE} bytes to {count:,} tablets, until the last has it"
    return [
        Figure(f"{name}: {least.name}", _said(base)),
        _beside(f"{name}: {bare().name}", _middle(runs[bare().name]), base),
        _beside(f"{name}: ours, durable first", ours, base, goal),
        Figure(f"{name}: of this until durable", f"{median(commits):.1f} ms in the mean"),
        *(_ahead_of(name, peer.name, _middle(runs[peer.name]), ours) for peer in others if peer.name != bare().name),
    ]


def _our_own(programs: Path, count: int) -> tuple[Spread, float]:
    """How ours passes on, and how many milliseconds of it were spent on making it durable, as it counts them."""
    with open_hall(programs, 1000, count - 1000) as (hall, tablets, pid):
        tablets.connect(count, 64)
        before = [hall.metric(f"meetings_commit_seconds_{each}") for each in ("sum", "count")]
        spread = _spread(tablets, pid, hall.publishing(SIZE))
        seconds, times = (
            hall.metric(f"meetings_commit_seconds_{each}") - was
            for each, was in zip(("sum", "count"), before, strict=True)
        )
        return spread, seconds * 1000 / max(1, times)


def _beside(name: str, spread: Spread, base: Spread, goal: float | None = None) -> Figure:
    slower, dearer = spread.last_ms / base.last_ms, spread.cpu_us / base.cpu_us
    value = f"{_said(spread)}; {slower:.2f} and {dearer:.2f} times the floor"
    if goal is None:
        return Figure(name, value)
    return Figure(name, value, f"<= {goal} and <= 1.5 times", slower <= goal and dearer <= 1.5)


def _ahead_of(name: str, peer: str, theirs: Spread, ours: Spread) -> Figure:
    return Figure(f"{name}: {peer}", _said(theirs), f"> {ours.last_ms:.1f} ms", theirs.last_ms > ours.last_ms)


def _said(spread: Spread) -> str:
    return f"{spread.last_ms:.1f} ms, {spread.cpu_us:.1f} us a delivery"


def _middle(runs: Sequence[Spread]) -> Spread:
    return Spread(median(run.last_ms for run in runs), median(run.cpu_us for run in runs))


def _passed_on(programs: Path, peer: Peer, count: int) -> Spread:
    port = free_port()
    with running(peer.started_at(port), port) as pid, playing(programs, port, peer.subscribing(port)) as tablets:
        tablets.connect(count, 64)
        return _spread(tablets, pid, peer.publishing(port, SIZE))


def _spread(tablets: Tablets, pid: int, publishing: Publishing) -> Spread:
    tablets.publish_by(publishing)
    tablets.ask("idle 600")
    tablets.ask(f"lat 3 {GAP_US}")
    began = cpu_seconds(pid)
    said = tablets.ask(f"lat 20 {GAP_US}")
    return Spread(said["last_p50_us"] / 1000, (cpu_seconds(pid) - began) * 1e6 / max(1, said["deliveries"]))


def _business(programs: Path, rounds: int) -> Sequence[Figure]:
    """What is more than an announcement: one seat's own part changes, or everybody's."""
    asking, starting = list[float](), list[float]()
    for _ in range(rounds):
        with open_hall(programs, 1000) as (hall, tablets, _):
            tablets.connect(1000, 64)
            hall.give("record_attendance", member="d0", status="present")
            hall.give("start_item", item="i0")
            # All tablets are played by a program that reads only while it is asked for something.
            asking.append(_delivered_ms(hall, tablets, [("request_floor", {}), ("withdraw_request", {})]))
            items = [("start_item", {"item": f"i{number}"}) for number in (1, 2)]
            starting.append(_delivered_ms(hall, tablets, items))
    name = "1,000 tablets, from durable to written, says the server"
    return [
        Figure(f"one delegate asks for the floor: {name}", f"{median(asking):.1f} ms in the mean"),
        Figure(f"an item is taken up, all parts change: {name}", f"{median(starting):.1f} ms in the mean"),
    ]


def _delivered_ms(hall: Hall, tablets: Tablets, commands: Sequence[tuple[str, Mapping[str, str]]]) -> float:
    names = [f"meetings_delivery_seconds_{each}" for each in ("sum", "count")]
    before = [hall.metric(name) for name in names]
    for _ in range(10):
        for do, fields in commands:
            hall.give(do, None if do == "start_item" else hall.tablets[0], **fields)
            tablets.ask(f"idle {GAP_US // 1000}")
    seconds, times = (hall.metric(name) - was for name, was in zip(names, before, strict=True))
    return seconds * 1000 / times


def _per_tablet(programs: Path, rounds: int) -> Sequence[Figure]:
    few, many, memory = list[float](), list[float](), list[float]()
    for _ in range(min(rounds, 2)):
        with open_hall(programs, 1000, 9000) as (hall, tablets, pid):
            tablets.connect(100, 64)
            few.append(_spread(tablets, pid, hall.publishing(SIZE)).cpu_us)
            before = process.memory_mb(pid)[0]
            tablets.connect(9_900, 64)
            many.append(_spread(tablets, pid, hall.publishing(SIZE)).cpu_us)
            memory.append((process.memory_mb(pid)[0] - before) * 1024 / 9_900)
    ratio, each = median(many) / median(few), median(memory)
    return [
        Figure(
            "CPU per delivery at 100, at 10,000 tablets",
            f"{median(few):.1f} us, {median(many):.1f} us: {ratio:.2f} times",
            "<= 1.5 times",
            ratio <= 1.5,
        ),
        Figure("memory per connected tablet", f"{each:.0f} kB", "<= 40 kB", each <= 40),
    ]


def _storms(programs: Path, rounds: int) -> Sequence[Figure]:
    figures: list[Figure] = []
    for count, goal in ((1000, 1.0), (5000, 5.0)):
        seconds: list[float] = []
        for _ in range(rounds):
            with open_hall(programs, 200, count - 200) as (_, tablets, _):
                seconds.append(tablets.connect(count, 0)["total_s"])
        name = f"{count:,} tablets come in at once, each with the view of 200 members"
        figures.append(Figure(name, f"{median(seconds):.2f} s", f"< {goal} s", median(seconds) < goal))
    return figures


def _votes(programs: Path, rounds: int) -> Sequence[Figure]:
    p50, p99, rate, lost = list[float](), list[float](), list[float](), 0
    for _ in range(rounds):
        with open_hall(programs, 1000) as (hall, tablets, _):
            tablets.connect(1000, 64)
            hall.open_vote()
            tablets.vote_by(frame(VOTE), DONE)
            for _ in range(4):
                tablets.ask("idle 500")
                said = tablets.ask("vote 1 0")
                p50.append(said["ack_p50_us"] / 1000)
                p99.append(said["ack_p99_us"] / 1000)
                rate.append(said["acks_per_s"])
                lost += said["lost"]
    name = "1,000 tablets vote at once, fsynced, each answered"
    value = f"p50 {median(p50):.0f} ms, p99 {median(p99):.0f} ms (best {min(p99):.0f})"
    return [
        Figure(name, value, "p99 < 120 ms", median(p99) < 120 and not lost),
        Figure(
            "durable votes a second",
            f"{median(rate):,.0f} (best {max(rate):,.0f})",
            ">= 10,000",
            median(rate) >= 10_000,
        ),
        Figure("votes not answered", f"{lost}", "0", not lost),
    ]
