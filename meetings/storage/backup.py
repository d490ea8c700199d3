"""A backup in one file: a zip with the database, the papers and the keys. `restore.py` goes the way back."""

import asyncio
import re
import secrets
import zipfile
from collections.abc import Iterator
from pathlib import Path

from meetings.storage.durable import durable_file
from meetings.storage.folder import DataFolder
from meetings.storage.sqlite import Database

FORMAT = "meetings-backup/1"
MARK = "FORMAT"
DATABASE = "meetings.db"
MEMBER = re.compile(
    r"FORMAT|meetings\.db|papers/[0-9a-f]{2}/[0-9a-f]{64}(\.json)?|keys/(officers/)?[A-Za-z0-9][A-Za-z0-9._-]*"
)


class BackupRefused(Exception):
    """No backup can be made, or what came is none. The message says what was expected and what came."""


async def back_up(database: Database, folder: DataFolder, out: Path) -> None:
    """Write everything into one file, beside a running server. Raises BackupRefused, StorageFault."""
    copy = folder.root / f"backup-{secrets.token_hex(4)}.db"
    try:
        await _copy_database(database, copy)
        # Papers are written before the log names them, so whatever the copied logs name is there by now.
        await asyncio.to_thread(_pack, copy, folder, out)
    except OSError as fault:
        raise BackupRefused(f"the backup could not be written to {out}: {fault.strerror}") from fault
    finally:
        copy.unlink(missing_ok=True)


async def _copy_database(database: Database, copy: Path) -> None:
    async with database.turn() as driver:
        for _ in await driver.execute_fetchall("SELECT 1 FROM ballot LIMIT 1"):
            raise BackupRefused(
                "no backup is made while a confidential poll is open: it would keep its ballots for ever"
            )
        await driver.execute_fetchall("VACUUM INTO ?", (str(copy),))


def _pack(copy: Path, folder: DataFolder, out: Path) -> None:
    with durable_file(out) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(MARK, FORMAT)
        archive.write(copy, DATABASE)
        for path, name in _files(folder):
            archive.write(path, name)


def _files(folder: DataFolder) -> Iterator[tuple[Path, str]]:
    for path in sorted([*folder.papers.rglob("*"), *folder.keys.rglob("*")]):
        name = path.relative_to(folder.root).as_posix()
        if path.is_file() and MEMBER.fullmatch(name):
            yield path, name
