"""One automatic backup, in a process of its own: nothing of it runs where votes are taken; a dead stick hangs only it.

`python -m meetings.storage.second_place DATA PLACE` copies the database, which it only reads, into the data folder,
packs it into PLACE, reads it again there, checks every chain, and only then removes what is too old. Papers, which
never change, lie beside the backups once.
"""

import asyncio
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from urllib.parse import quote

from meetings.storage.backup import OPEN_BOX, BackupRefused, files_in, now_ms, pack
from meetings.storage.ballot_box import ANY_BALLOT
from meetings.storage.durable import durable_file
from meetings.storage.folder import DataFolder
from meetings.storage.generations import generations, kept, left_behind, next_name
from meetings.storage.restore import Restored, tried

COPIED = "copied"
"""The line that says: the database is not read any more."""
FAILED, NOT_NOW = 1, 3
NICENESS = 10


def back_up_once(folder: DataFolder, place: Path) -> str:
    """The line that says what was made. Raises BackupRefused, OSError."""
    copy, trial, taken_at = folder.root / "copying.db", DataFolder(folder.root / "trying"), now_ms()
    try:
        copy.unlink(missing_ok=True)
        copy_database(folder.database, copy)
        _say(COPIED)
        # Only now is the other medium touched: if it hangs, nobody waits for the database.
        if not place.is_dir():
            raise BackupRefused(f"a folder was expected at {place}, there is none. Is the medium in its place?")
        papers = list(files_in(folder.papers, folder))
        mirror(papers, place)
        for unfinished in left_behind(place):
            unfinished.unlink()
        out = place / next_name(generations(place), datetime.now(UTC))
        pack(copy, out, taken_at, files_in(folder.keys, folder), elsewhere=[name for _, name in papers])
        restored = _read_again(out, trial)
    finally:
        copy.unlink(missing_ok=True)
        shutil.rmtree(trial.root, ignore_errors=True)
    forget_the_oldest(place)
    near = ", but on the same disk as the data" if place.stat().st_dev == folder.root.stat().st_dev else ""
    return f"{out.name} holds {restored.meetings} meetings with {restored.entries} entries, every one checked{near}"


def copy_database(source: Path, copy: Path) -> None:
    """As it is at one moment. A connection that neither writes nor checkpoints cannot meet the WAL-reset bug."""
    reader = sqlite3.connect(f"file:{quote(str(source))}?mode=ro", uri=True, isolation_level=None)
    written = sqlite3.connect(copy, isolation_level=None)
    try:
        os.chmod(copy, 0o600)  # noqa: PTH101 - as short
        # Whether there are ballots is asked of the same moment that is copied.
        reader.execute("BEGIN")
        if reader.execute(ANY_BALLOT).fetchone():
            raise BackupRefused(OPEN_BOX)
        written.execute("PRAGMA synchronous=OFF")
        reader.backup(written)
    finally:
        written.close()
        reader.close()


def mirror(papers: Iterable[tuple[Path, str]], place: Path) -> None:
    """Bring the papers that are not there yet."""
    for paper, name in papers:
        there = place / name
        if not there.exists():
            there.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with paper.open("rb") as source, durable_file(there) as file:
                shutil.copyfileobj(source, file)
            _drop_from_memory(there)
            if _digest(there) != _digest(paper):
                there.unlink()
                raise BackupRefused(f"the paper {name} came out otherwise in {place}")


def forget_the_oldest(place: Path) -> None:
    """Remove what is too old. The newest of them was just read."""
    those = generations(place)
    for path in set(those) - kept(those):
        path.unlink()


def _read_again(out: Path, trial: DataFolder) -> Restored:
    try:
        _drop_from_memory(out)
        shutil.rmtree(trial.root, ignore_errors=True)
        return asyncio.run(tried(out, trial, with_papers=False))
    except BackupRefused:
        out.unlink()  # an older one is worth more than one that cannot be restored
        raise


def _drop_from_memory(path: Path) -> None:
    """So that what is read next comes from the medium, where the system lets us ask for that."""
    if hasattr(os, "posix_fadvise"):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(data: str, place: str) -> int:
    """Its exit code."""
    os.nice(NICENESS)
    try:
        _say(back_up_once(DataFolder(Path(data)), Path(place)))
    except BackupRefused as fault:
        _say(str(fault))
        return NOT_NOW if str(fault) == OPEN_BOX else FAILED
    except (OSError, sqlite3.Error) as fault:
        _say(str(fault))
        return FAILED
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
