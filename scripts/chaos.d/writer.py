"""A program that writes into a log until something ends it, and whether all that it confirmed is there afterwards."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Sequence
from pathlib import Path

from meetings.record.entry import Position, checked
from meetings.storage.folder import DataFolder
from meetings.storage.log import SqlLog
from meetings.storage.sqlite import SqliteDatabase
from meetings.storage.stores import opened
from tests.storage.chains import COUNCIL, begun

CAREFUL = (sys.executable, "-m", "tests.storage.appending")
CARELESS = (sys.executable, str(Path(__file__).with_name("careless.py")))
"""The control: a database that is told not to wait for the disk."""
PATIENCE_S = 60


class Lost(Exception):
    """What was confirmed is not there, or the chain is broken. The message says which."""


async def begin(root: Path) -> None:
    """A fresh data folder with an empty log."""
    folder = DataFolder(root)
    for place in (root, folder.papers, folder.keys):
        place.mkdir(exist_ok=True)
    async with opened(folder) as stores:
        await begun(stores.log)


async def verified(root: Path, confirmed: Sequence[str], known: Position | None = None) -> Position:
    """The end of the log, every entry behind `known` (or the start) checked. Raises Lost, ChainBroken."""
    database = SqliteDatabase(DataFolder(root).database)
    try:
        log = SqlLog(database)
        after = known or Position.start(await log.id_of(COUNCIL))
        entries = await log.read(COUNCIL, after)
    finally:
        await database.close()
    end = checked(after, entries)
    if confirmed:
        number, head, _ = confirmed[-1].split()
        place = int(number) - after.number - 1
        # The hash of an entry covers all before it, so the last that was confirmed speaks for the others.
        if len(entries) <= place or entries[place].hash.hex() != head:
            raise Lost(f"entry {number} was confirmed, the log has {end.number} entries")
    return end


class Writing:
    """The program at work. Its standard output names what it was told is durable."""

    def __init__(self, root: Path, command: Sequence[str] = CAREFUL) -> None:
        self._process = subprocess.Popen(
            [*command, str(root)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
        )
        assert self._process.stdout is not None
        self._said = self._process.stdout

    def confirms(self, times: int) -> list[str]:
        """Wait for so many confirmations, or for as many as come before the program ends by itself."""
        lines = (self._said.readline() for _ in range(times))
        return [line for line in lines if line.endswith("\n")]

    def goes_on_for(self, seconds: float) -> None:
        """Let it write."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)

    def kill(self) -> list[str]:
        """`kill -9`, with all that it has started; the rest of the confirmations comes back."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        rest = self._said.read()
        self._process.wait()
        return [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]

    def ends_within(self, seconds: float) -> bool:
        """Whether it ends by itself."""
        begun_at = time.monotonic()
        self.goes_on_for(seconds)
        return time.monotonic() - begun_at < seconds


@contextlib.contextmanager
def writing(root: Path, command: Sequence[str] = CAREFUL) -> Generator[Writing]:
    """The program, ended for certain when the block is left."""
    program = Writing(root, command)
    try:
        yield program
    finally:
        program.kill()


def check(root: Path, confirmed: Sequence[str], known: Position | None = None) -> Position:
    """`verified`, for those who do not await."""
    return asyncio.run(verified(root, confirmed, known))
