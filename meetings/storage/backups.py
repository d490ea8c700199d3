"""When automatic backups are made: every five minutes while something was written, and after each close.

A process of its own makes each of them (`second_place.py`). What goes wrong with it is told, and disturbs nobody.
"""

import asyncio
import contextlib
import logging
import os
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path

from msgspec import Struct

from meetings.ports import StorageFault
from meetings.storage.folder import DataFolder
from meetings.storage.second_place import COPIED, NOT_NOW
from meetings.storage.sqlite import SqliteDatabase

log = logging.getLogger(__name__)

PROGRAM = (sys.executable, "-m", "meetings.storage.second_place")


class Pace(Struct, frozen=True, kw_only=True):
    """After how many seconds what is done. After a start everybody comes back; that goes first.

    `least` lies between two of them, however many polls close.
    """

    first: float = 60
    every: float = 300
    least: float = 10
    again: float = 60
    longest: float = 600


PACE = Pace()


class BackupFailed(Exception):
    """No backup came about. The message says why."""


class NotNow(Exception):
    """A confidential poll is open."""


class Backups:
    """The automatic backups of a data folder into a second place."""

    def __init__(self, folder: DataFolder, database: SqliteDatabase, place: Path, pace: Pace = PACE) -> None:
        self._folder = folder
        self._database = database
        self._place = place
        self._pace = pace
        self._due = asyncio.Event()
        self._saved: object = None
        self._process: Process | None = None
        self._copied_at = time.monotonic()
        self.last_at = 0.0
        """When the last one was made: seconds since 1970 UTC, 0 for none since the start."""
        self.failures = 0
        self.has_failed = False
        """Whether the last attempt came to nothing."""

    @property
    def behind_s(self) -> float:
        """For how long at most something is written that no backup since the start holds."""
        return 0.0 if self._saved == self._written() else time.monotonic() - self._copied_at

    @property
    def is_busy(self) -> bool:
        """Whether one is being made."""
        return self._process is not None and self._process.returncode is None

    def soon(self) -> None:
        """A poll or the meeting was closed."""
        self._due.set()

    async def run(self) -> None:
        """Make them, for as long as the server runs."""
        pause_s = self._pace.first
        try:
            while True:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(pause_s):
                        await self._due.wait()
                self._due.clear()
                pause_s = await self.look()
                await asyncio.sleep(self._pace.least)
        finally:
            await self._end()

    async def look(self) -> float:
        """Make one if something was written; the seconds until the next look, at the latest."""
        written = self._written()
        if written == self._saved:
            return self._pace.every
        began = time.monotonic()
        try:
            made = await self._make()
        except NotNow:
            return self._pace.least
        except (BackupFailed, StorageFault, OSError) as fault:
            self.failures, self.has_failed = self.failures + 1, True
            log.warning("No backup into %s: %s", self._place, fault)
            return self._pace.again
        self._saved, self._copied_at = written, began
        self.last_at, self.has_failed = time.time(), False
        log.info("Backup in %s: %s", self._place, made)
        return self._pace.every

    async def _make(self) -> str:
        """What was made. Raises BackupFailed, NotNow, StorageFault, OSError."""
        if await self._database.holds_ballots():
            raise NotNow
        if self.is_busy:
            raise BackupFailed("the last one has not come to an end yet")
        where = (str(self._folder.root), str(self._place))
        self._process = process = await asyncio.create_subprocess_exec(*PROGRAM, *where, stdin=DEVNULL, stdout=PIPE)
        try:
            async with asyncio.timeout(self._pace.longest):
                said = await self._said(process)
        except TimeoutError:
            process.kill()  # and not waited for: a medium that hangs keeps it
            raise BackupFailed(f"it took longer than {self._pace.longest:g} s") from None
        if process.returncode == NOT_NOW:
            raise NotNow
        if process.returncode != 0:
            raise BackupFailed(said or f"the process ended with {process.returncode}")
        return said

    async def _said(self, process: Process) -> str:
        """The last line of the process."""
        assert process.stdout is not None  # noqa: S101 - for the type checker
        # The ballots of a poll that closes now are erased once the database is not read any more.
        async with self._database.unread:
            line = (await process.stdout.readline()).decode().strip()
        said = line if line != COPIED else (await process.stdout.read()).decode().strip()
        await process.wait()
        return said

    async def _end(self) -> None:
        if self._process is not None and self.is_busy:
            self._process.kill()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await self._process.wait()

    def _written(self) -> object:
        """Another value after each write."""
        database = self._folder.database
        files = (database, database.with_name(f"{database.name}-wal"))
        return [(found.st_mtime_ns, found.st_size) for path in files if (found := _stat(path)) is not None]


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
