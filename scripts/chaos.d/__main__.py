"""Breaks things on purpose: `scripts/chaos short` does a little of everything, the others much of one thing.

Ends with 1 if anything was lost, and prints the seed of what it found. `--write` puts the table into BENCHMARKS.md.
"""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

TOP = Path(__file__).parents[2]
sys.path.insert(0, str(TOP))
os.environ["PYTHONPATH"] = str(TOP)

import backups  # noqa: E402 - the tests' own pieces are found from the top folder
import clock_steps  # noqa: E402
import disk_faults  # noqa: E402
import ends  # noqa: E402
import frames  # noqa: E402
import imagined  # noqa: E402
import kills  # noqa: E402
import live_frames  # noqa: E402
import network  # noqa: E402
import power  # noqa: E402
import simulated  # noqa: E402
from findings import Finding, table  # noqa: E402

BENCHMARKS = TOP / "BENCHMARKS.md"
BEGIN, END = "<!-- chaos -->\n", "<!-- end of chaos -->"
MISSING_TOOL = "missing tool:"

Arguments = argparse.Namespace
Experiment = Callable[[Arguments], Sequence[Finding]]


def seeds(given: Arguments) -> range:
    return range(given.first, given.first + given.seeds)


EXPERIMENTS: dict[str, Experiment] = {
    "simulation": lambda given: [simulated.simulation(seeds(given))],
    "safeguards": lambda given: simulated.mutations(seeds(given)),
    "kill": lambda given: [kills.kills(given.cycles, given.first)],
    "power": lambda given: power.cuts(given.cycles, given.controls, given.first),
    "disk": lambda given: [disk_faults.faults(given.points)],
    "proxy": lambda given: [network.bad_lines(given.commands, given.first)],
    "herd": lambda given: [network.herd(given.tablets)],
    "server": lambda given: [ends.kills(given.kills, given.first)],
    "restart": lambda given: [ends.restarts(given.restarts)],
    "backup": lambda given: [backups.backups(given.backups, given.first)],
    "clock": lambda given: [clock_steps.clock_steps(given.steps)],
    "frames": lambda given: [
        frames.frames(given.executions, given.first),
        imagined.imagined(given.examples, given.first),
    ],
    "live": lambda given: [live_frames.live_frames(given.frames, given.first)],
}


def parsed(words: Sequence[str]) -> Arguments:
    parser = argparse.ArgumentParser(prog="scripts/chaos", description=__doc__)
    parser.add_argument("what", nargs="+", choices=[*EXPERIMENTS, "short"])
    for name, default, meaning in (
        ("seeds", 200, "how many seeds of the simulation"),
        ("first", 0, "the first seed, here and elsewhere"),
        ("cycles", 20, "how many kills of the log's writer, or power cuts"),
        ("kills", 20, "how many kills of the whole server"),
        ("controls", 3, "how many power cuts of the control"),
        ("points", 12, "at how many calls the disk fails"),
        ("commands", 1000, "how many commands through the proxy"),
        ("tablets", 200, "how many tablets are cut at once"),
        ("restarts", 3, "how many restarts under load"),
        ("backups", 3, "how many backups while everybody votes"),
        ("steps", 4, "how often the clock is set during a timed vote"),
        ("executions", 100_000, "how many frames into the decoder"),
        ("examples", 2_000, "how many frames that Hypothesis imagines"),
        ("frames", 20_000, "how many frames to the real server"),
    ):
        parser.add_argument(f"--{name}", type=int, default=default, help=f"{meaning} ({default})")
    parser.add_argument("--write", action="store_true", help="put the table into BENCHMARKS.md")
    return parser.parse_args(words)


def main() -> int:
    given, began = parsed(sys.argv[1:]), perf_counter()
    # Each of thousands of starts would warn of the same SQLite and the same small disk.
    logging.getLogger("meetings.storage").setLevel(logging.ERROR)
    chosen = list(EXPERIMENTS) if "short" in given.what else given.what
    findings: list[Finding] = []
    for name in chosen:
        found = EXPERIMENTS[name](given)
        for finding in found:
            print(f"{finding.verdict}: {finding.broken}: {finding.done}: {finding.found}", flush=True)
        findings += found
    print(table(findings))
    if given.write:
        write(findings, perf_counter() - began)
    return 0 if all(map(is_fine, findings)) else 1


def is_fine(finding: Finding) -> bool:
    """Where CI is set, every tool is promised to be there."""
    if finding.is_good is None:
        return not (os.environ.get("CI") and finding.found.startswith(MISSING_TOOL))
    return finding.is_good


def write(findings: Sequence[Finding], seconds: float) -> None:
    """Put the table between its marks."""
    before, _, rest = BENCHMARKS.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    where = f"{os.cpu_count()} cores, load average {os.getloadavg()[1]:.0f}"
    said = f"{datetime.now(UTC):%Y-%m-%d}, {where}, in {seconds / 60:.0f} min\n\n{table(findings)}\n"
    BENCHMARKS.write_text(before + BEGIN + said + END + after, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
