"""From a backup's file to a data folder, everything checked before anything is in its place.

The logs come back as they were, and each gets one more entry, which says so: from it on the record is another one than
that which was lost, and tablets notice.
"""

import asyncio
import shutil
import zipfile
from collections.abc import Awaitable, Callable
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from msgspec import Struct

from meetings.ports import EventLog, StorageFault
from meetings.record.entry import ChainBroken, Position, checked
from meetings.rooms.history import RecordUnusable
from meetings.rules.identity import MeetingId
from meetings.storage.backup import DATABASE, ELSEWHERE, FORMAT, MARK, MEMBER, PAPER, TAKEN, BackupRefused
from meetings.storage.blobs import SHA256
from meetings.storage.durable import durable_file, sync_folder
from meetings.storage.folder import DataFolder, FolderUnusable, held
from meetings.storage.log import SqlLog
from meetings.storage.stores import opened


class Restored(Struct, frozen=True):
    """What came back: how many meetings, and entries in their logs, every one checked against its chain; from when."""

    meetings: int
    entries: int
    taken_at: int


Record = Callable[[EventLog, int], Awaitable[None]]
"""Puts a restoration on record in every log, from a backup that was taken at a time (milliseconds since 1970 UTC)."""


async def restore(file: Path, root: Path, record: Record) -> Restored:
    """Fill an empty data folder from a backup. Raises BackupRefused or FolderUnusable, and then nothing came in."""
    with held(root) as folder:
        trial = DataFolder(folder.root / "restoring")
        if trial.root.exists() and not folder.database.exists():
            _take_back(folder)
        if folder.database.exists() or any(folder.papers.iterdir()) or any(folder.keys.iterdir()):
            raise FolderUnusable(f"An empty data folder was expected, {folder.root} already holds something.")
        shutil.rmtree(trial.root, ignore_errors=True)
        try:
            restored = await tried(file, trial, with_papers=True)
            await _put_on_record(file, trial, record, restored.taken_at)
            _move(trial, folder)
        finally:
            shutil.rmtree(trial.root, ignore_errors=True)
    return restored


async def _put_on_record(file: Path, trial: DataFolder, record: Record, taken_at: int) -> None:
    try:
        async with opened(trial) as stores:
            await record(stores.log, taken_at)
    except (FolderUnusable, StorageFault, RecordUnusable) as fault:
        raise BackupRefused(f"that {file} was restored could not be put on record: {fault}") from fault


async def tried(file: Path, trial: DataFolder, *, with_papers: bool) -> Restored:
    """What a backup holds, unpacked into a fresh folder and checked. Raises BackupRefused.

    `with_papers`: those that lie beside it, too.
    """
    await asyncio.to_thread(_unpack, file, trial)
    if with_papers:
        await asyncio.to_thread(_fetch_papers, file, trial)
    return await _checked(file, trial)


def _unpack(file: Path, trial: DataFolder) -> None:
    for part in (trial.papers, trial.keys):
        part.mkdir(mode=0o700, parents=True)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_contents(file, archive)
            for name in archive.namelist():
                _unpack_one(archive, name, trial.root / name)
    except FileNotFoundError:
        raise BackupRefused(f"a backup was expected, there is no file {file}") from None
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError) as fault:
        raise BackupRefused(f"{file} could not be read as a backup: {fault}") from fault


def _fetch_papers(file: Path, trial: DataFolder) -> None:
    with zipfile.ZipFile(file) as archive:
        names = archive.read(ELSEWHERE).decode("utf-8", "replace").split() if ELSEWHERE in archive.namelist() else []
    for name in names:
        if not PAPER.fullmatch(name):
            raise BackupRefused(f"{file} names {name!r} as a paper, which none can be called")
        (trial.root / name).parent.mkdir(mode=0o700, exist_ok=True)
        try:
            with (file.parent / name).open("rb") as source, durable_file(trial.root / name) as paper:
                shutil.copyfileobj(source, paper)
        except FileNotFoundError:
            raise BackupRefused(f"the paper {name} was expected beside {file}, there is none") from None


def _check_contents(file: Path, archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if MARK not in names or archive.read(MARK)[:100] != FORMAT.encode() or DATABASE not in names:
        raise BackupRefused(f"a backup of the format {FORMAT} was expected, {file} is something else")
    for name in names:
        if not MEMBER.fullmatch(name):
            raise BackupRefused(f"{file} holds {name!r}, which no backup of the format {FORMAT} holds")


def _unpack_one(archive: zipfile.ZipFile, name: str, place: Path) -> None:
    place.parent.mkdir(mode=0o700, exist_ok=True)
    with archive.open(name) as packed, durable_file(place) as file:
        shutil.copyfileobj(packed, file)


async def _checked(file: Path, trial: DataFolder) -> Restored:
    await asyncio.to_thread(_check_papers, file, trial)
    try:
        async with opened(trial) as stores:
            meetings = await stores.log.meetings()
            entries = [await _whole_chain(stores.log, meeting) for meeting in meetings]
    except (FolderUnusable, StorageFault, ChainBroken) as fault:
        raise BackupRefused(f"{file} is damaged: {fault}") from fault
    taken_at = await asyncio.to_thread(_taken_at, file)
    return Restored(meetings=len(meetings), entries=sum(entries), taken_at=taken_at)


def _taken_at(file: Path) -> int:
    """When a backup was taken, in milliseconds since 1970 UTC."""
    with zipfile.ZipFile(file) as archive:
        if TAKEN not in archive.namelist():
            # One that was made before this was written down has the local time of its making.
            return int(datetime(*archive.getinfo(MARK).date_time).timestamp() * 1000)  # noqa: DTZ001 - local it is
        said = archive.read(TAKEN)[:20]
    if not said.isdigit():
        raise BackupRefused(f"{file} is damaged: a time was expected in {TAKEN}, {said!r} came")
    return int(said)


async def _whole_chain(log: SqlLog, meeting: MeetingId) -> int:
    start = Position.start(await log.id_of(meeting))
    return checked(start, await log.read(meeting, start)).number


def _check_papers(file: Path, trial: DataFolder) -> None:
    for path in trial.papers.rglob("*"):
        if SHA256.fullmatch(path.name):
            with path.open("rb") as content:
                if file_digest(content, "sha256").hexdigest() != path.name:
                    raise BackupRefused(f"{file} is damaged: the paper {path.name} does not match its SHA-256")


def _take_back(folder: DataFolder) -> None:
    """A restoration was killed while it moved things to their places: what came there comes again."""
    for part in (folder.papers, folder.keys):
        shutil.rmtree(part)
        part.mkdir(mode=0o700)


def _move(trial: DataFolder, folder: DataFolder) -> None:
    for source, place in ((trial.papers, folder.papers), (trial.keys, folder.keys)):
        place.rmdir()
        source.rename(place)
    trial.database.rename(folder.database)  # last: without a database a folder counts as empty
    sync_folder(folder.root)
