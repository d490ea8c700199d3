"""A whole session: every delegation of the United Nations, every ballot of 81 recorded votes, the signed minutes."""

import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import click
import machine
import process
from figures import Figure
from msgspec import Struct

from meetings.convening.meeting_file import read
from meetings.rehearsal.command import import_copy, invitation
from meetings.rehearsal.rehearsing import play_meeting
from meetings.rehearsal.report import Report, Spread
from meetings.rehearsal.script import write
from meetings.rehearsal.server import Server, free_port

FILE = Path(__file__).parents[2] / "tests" / "data" / "un-general-assembly-69.json"

RECORDED_MS = 100
TURNOUT_MS = 500
MEMORY_MB = 150
MINUTES_S = 10


class Usage(Struct, frozen=True):
    """What the server took of the machine, and how much of it others kept busy meanwhile (1 is one whole core)."""

    memory_mb: float
    most_mb: float
    server: float
    others: float


async def measure() -> Sequence[Figure]:
    """Play the session on a server of its own and give the figures."""
    file = read(await asyncio.to_thread(FILE.read_bytes))
    with tempfile.TemporaryDirectory(prefix="meetings-bench-") as name:
        folder, port = Path(name), free_port()
        invited = invitation(await import_copy(FILE, folder, f"http://127.0.0.1:{port}"))
        async with Server(folder, port) as server:
            watch = Watch(server.pid)
            with (
                machine.Disk(folder) as disk,
                click.progressbar(length=write(file).ballots, label="ballots", file=sys.stderr) as bar,
            ):
                report = await play_meeting(file, invited, progress=bar.update)
            usage = watch.usage()
    for difference in report.differences:
        print(difference, file=sys.stderr)
    return [*figures(report, usage), _disk(disk.took)]


class Watch:
    """Watches a server from now on."""

    def __init__(self, pid: int) -> None:
        self._began = perf_counter()
        self._pid = pid
        self._server, self._own, self._all = (
            process.seconds_of(pid),
            process.seconds_of(os.getpid()),
            machine.busy_seconds(),
        )

    def usage(self) -> Usage:
        """What was used since, as far as it is still running."""
        seconds = perf_counter() - self._began
        memory, most = process.memory_mb(self._pid)
        server = process.seconds_of(self._pid) - self._server
        own = process.seconds_of(os.getpid()) - self._own
        others = machine.busy_seconds() - self._all - server - own
        return Usage(memory, most, server / seconds, max(0, others) / seconds)


def figures(report: Report, usage: Usage) -> Sequence[Figure]:
    """What was measured, with the goals."""
    confirmed = report.durable == report.commands and not report.lost and not report.differing
    minutes = report.minutes
    verified = minutes is not None and minutes.verified
    return [
        Figure("tablets", f"{report.tablets:,}"),
        Figure("ballots confirmed durable", f"{report.ballots:,}", "14,402", confirmed and report.ballots == 14_402),
        Figure("commands confirmed durable", f"{report.durable:,} of {report.commands:,}", "all", confirmed),
        Figure("polls equal to published", f"{report.equal} of {report.polls}", "81", report.equal == 81),
        _latency("vote sent to recorded, 193 tablets at once", report.recorded, RECORDED_MS),
        _latency("vote sent to turnout seen on the hall display", report.turnout, TURNOUT_MS),
        Figure("differences delivered, lost", f"{report.deltas:,}, {report.lost:,}", "0 lost", not report.lost),
        Figure(
            "time for the whole session",
            f"{report.seconds:.1f} s, {report.ballots / report.seconds:,.0f} ballots a second",
        ),
        Figure(
            "server memory",
            f"{usage.memory_mb:.0f} MB, at most {usage.most_mb:.0f} MB",
            f"< {MEMORY_MB} MB",
            usage.most_mb < MEMORY_MB,
        ),
        Figure(
            "minutes rendered and signed",
            "none" if minutes is None else f"{minutes.seconds:.1f} s, {minutes.size / machine.MB:.1f} MB",
            f"< {MINUTES_S} s",
            minutes is not None and minutes.seconds < MINUTES_S,
        ),
        Figure("minutes verified", "yes" if verified else "no", "yes", verified),
        Figure("cores used by the server, by other programs", f"{usage.server:.2f}, {usage.others:.2f}"),
    ]


def _disk(took: Sequence[float]) -> Figure:
    spread = Spread.of(took)
    value = (
        "not measured"
        if spread is None
        else f"p50 {spread.p50:.1f} ms, p99 {spread.p99:.0f} ms, longest {spread.longest:.0f} ms"
    )
    return Figure("4 kB made durable on this disk meanwhile", value)


def _latency(name: str, spread: Spread | None, goal_ms: float) -> Figure:
    if spread is None:
        return Figure(name, "no votes", f"p99 < {goal_ms} ms", is_met=False)
    value = f"p50 {spread.p50:.0f} ms, p99 {spread.p99:.0f} ms, longest {spread.longest:.0f} ms"
    return Figure(name, value, f"p99 < {goal_ms} ms", spread.p99 < goal_ms)
