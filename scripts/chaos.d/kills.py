"""`kill -9` of the writer of a log, again and again on the same log.

The writer is forked from this program, so that a life costs no loading of modules and thousands of them can be lived.
"""

import asyncio
import contextlib
import os
import random
import select
import signal
import tempfile
from collections.abc import Generator
from pathlib import Path

from findings import Finding
from writer import Lost, begin, check

from meetings.record.entry import ChainBroken, Position
from tests.storage.appending import append

BROKEN = "kill -9 of the log's writer"
ON_ONE_LOG = 100
"""Lives on one log; the next ones begin a new log, for each start reads the whole."""
LONGEST_LIFE_S = 0.1
MOST_IN_COMMIT = 40
PATIENCE_S = 60


class Toll:
    """How much was done and confirmed."""

    def __init__(self) -> None:
        self.cycles = self.commits = self.votes = 0


def kills(cycles: int, seed: int) -> Finding:
    """So many lives and deaths."""
    dice, toll = random.Random(seed), Toll()
    try:
        while toll.cycles < cycles:
            _on_one_log(min(ON_ONE_LOG, cycles - toll.cycles), dice, toll)
    except (Lost, ChainBroken) as fault:
        return Finding(BROKEN, f"{toll.cycles + 1:,} cycles, seed {seed}", str(fault), False)
    found = f"{toll.votes:,} votes in {toll.commits:,} commits confirmed, 0 lost, 0 doubled, every chain whole"
    return Finding(BROKEN, f"{cycles:,} cycles", found)


def _on_one_log(cycles: int, dice: random.Random, toll: Toll) -> None:
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        root = Path(folder) / "data"
        asyncio.run(begin(root))
        end: Position | None = None
        for _ in range(cycles):
            said = _life(root, dice.uniform(0, LONGEST_LIFE_S))
            before = 0 if end is None else end.number
            end = check(root, said, end)
            toll.cycles += 1
            toll.commits += len(said)
            toll.votes += int(said[-1].split()[0]) - before
        check(root, [])


def _life(root: Path, seconds: float) -> list[str]:
    """What the writer confirmed before it was killed."""
    with _forked(root) as (pid, said):
        if not select.select([said], [], [], PATIENCE_S)[0]:
            raise Lost("the writer confirmed nothing")
        # That long after the first confirmation, wherever it is by then.
        select.select([], [], [], seconds)
        os.kill(pid, signal.SIGKILL)
        words = b"".join(iter(lambda: os.read(said, 65536), b""))
    lines = words.decode().splitlines(keepends=True)
    if not lines:
        raise Lost("the writer ended by itself")
    return [line for line in lines if line.endswith("\n")]


@contextlib.contextmanager
def _forked(root: Path) -> Generator[tuple[int, int]]:
    """The writer's process, and where its confirmations can be read."""
    said, says = os.pipe()
    pid = os.fork()
    if pid == 0:
        _write(root, says)
    os.close(says)
    try:
        yield pid, said
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(said)


def _write(root: Path, says: int) -> None:
    os.dup2(says, 1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        asyncio.run(append(root, MOST_IN_COMMIT))
    finally:
        os._exit(1)
