"""A backup in one file: a zip with the database, the papers and the keys. `restore.py` goes the way back."""

import asyncio
import re
import secrets
import sqlite3
import time
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from meetings.record.entry import ChainBroken, Entry, Position, checked
from meetings.storage.ballot_box import ANY_BALLOT
from meetings.storage.durable import durable_file
from meetings.storage.folder import DataFolder
from meetings.storage.log import FROM_POSITION
from meetings.storage.sqlite import SqliteDatabase

FORMAT = "meetings-backup/1"
MARK = "FORMAT"
TAKEN = "TAKEN"
"""When it was taken: milliseconds since 1970 UTC. All that was recorded before that time is in it."""
DATABASE = "meetings.db"
ELSEWHERE = "papers.txt"
"""In an automatic backup: the names of the papers, which lie beside it once for all generations."""
PAPER = re.compile(r"papers/[0-9a-f]{2}/[0-9a-f]{64}(\.json)?")
MEMBER = re.compile(
    rf"FORMAT|TAKEN|meetings\.db|papers\.txt|{PAPER.pattern}|keys/(officers/)?[A-Za-z0-9][A-Za-z0-9._-]*"
)

OPEN_BOX = "no backup is made while a confidential poll is open: it would keep its ballots for ever"


class BackupRefused(Exception):
    """No backup can be made, or what came is none. The message says what was expected and what came."""


async def back_up(database: SqliteDatabase, folder: DataFolder, out: Path) -> None:
    """Write everything into one file, beside a running server. Raises BackupRefused, StorageFault."""
    copy, taken_at = folder.root / f"backup-{secrets.token_hex(4)}.db", now_ms()
    try:
        await _copy_database(database, copy)
        await asyncio.to_thread(_check_chains, copy)
        # Papers are written before the log names them, so whatever the copied logs name is there by now.
        await asyncio.to_thread(_pack_all, copy, folder, out, taken_at)
    except OSError as fault:
        raise BackupRefused(f"the backup could not be written to {out}: {fault.strerror}") from fault
    finally:
        copy.unlink(missing_ok=True)


async def _copy_database(database: SqliteDatabase, copy: Path) -> None:
    async with database.turn() as driver:
        for _ in await driver.execute_fetchall(ANY_BALLOT):
            raise BackupRefused(OPEN_BOX)
        await driver.execute_fetchall("VACUUM INTO ?", (str(copy),))


def _check_chains(copy: Path) -> None:
    """Raises BackupRefused if a log is damaged: what could not be restored is not to be taken for a backup."""
    with closing(sqlite3.connect(copy)) as connection:
        for meeting, log in connection.execute("SELECT meeting, id FROM log ORDER BY number").fetchall():
            rows = connection.execute(FROM_POSITION, (meeting, 0))
            try:
                checked(Position.start(log), (Entry(*row) for row in rows))
            except ChainBroken as fault:
                raise BackupRefused(
                    f"the record of meeting {meeting} is damaged, and no backup with it could be restored: {fault}"
                ) from fault


def now_ms() -> int:
    """The time by the wall, as it stands in a backup."""
    return time.time_ns() // 1_000_000


def _pack_all(copy: Path, folder: DataFolder, out: Path, taken_at: int) -> None:
    pack(copy, out, taken_at, [*files_in(folder.papers, folder), *files_in(folder.keys, folder)])


def pack(
    copy: Path, out: Path, taken_at: int, files: Iterable[tuple[Path, str]], elsewhere: Iterable[str] | None = None
) -> None:
    """One file of a database and what belongs to it, each with its name. There as a whole or not at all.

    `elsewhere` are the names of papers that lie beside it.
    """
    with durable_file(out) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(MARK, FORMAT)
        archive.writestr(TAKEN, str(taken_at))
        if elsewhere is not None:
            archive.writestr(ELSEWHERE, "".join(f"{name}\n" for name in elsewhere))
        archive.write(copy, DATABASE)
        for path, name in files:
            archive.write(path, name)


def files_in(part: Path, folder: DataFolder) -> Iterator[tuple[Path, str]]:
    """What of a part of the data folder belongs into a backup, each with its name there."""
    for path in sorted(part.rglob("*")):
        name = path.relative_to(folder.root).as_posix()
        if path.is_file() and MEMBER.fullmatch(name):
            yield path, name
