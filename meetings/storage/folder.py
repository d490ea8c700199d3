"""The data folder: what is where in it, and that only one program writes into it at a time.

FolderUnusable        the message says what was expected and what came
└── FolderInUse       another program holds the lock; it can be spoken to over its control socket
"""

import fcntl
import os
import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


class FolderUnusable(Exception):
    """The data folder cannot be used."""


class FolderInUse(FolderUnusable):
    """Another program writes into the data folder; `process` is its id, or None where that cannot be seen."""

    def __init__(self, root: Path, process: int | None) -> None:
        which = f" (process {process})" if process else ""
        super().__init__(
            f"The data folder {root} is in use by another server{which}. Stop it, or choose another folder."
        )
        self.process = process


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The places in a data folder."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "meetings.db"

    @property
    def papers(self) -> Path:
        return self.root / "papers"

    @property
    def keys(self) -> Path:
        return self.root / "keys"

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    @property
    def control_socket(self) -> Path:
        return self.root / "control.sock"


LEFT_BEHIND = re.compile(r"backup-[0-9a-f]{8}\.db(-journal)?|.+\.[0-9a-f]{8}\.new")
"""What a program that was killed leaves: the copy of a backup under way, and files that had no name yet."""


@contextmanager
def held(root: Path) -> Generator[DataFolder]:
    """The data folder, made if it is missing, for this program alone. Raises FolderUnusable."""
    folder = DataFolder(root.absolute())
    lock = _opened_lock(folder)
    try:
        _take(lock, folder)
        yield folder
    finally:
        os.close(lock)  # the lock ends with it; the file stays, for removing it would let two programs hold two locks


def _opened_lock(folder: DataFolder) -> int:
    try:
        folder.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        for part in (folder.papers, folder.keys):
            part.mkdir(mode=0o700, exist_ok=True)
        return os.open(folder.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as fault:
        raise FolderUnusable(
            f"The data folder {folder.root} must be a folder that this program may write into: {fault.strerror}."
        ) from fault


def _take(lock: int, folder: DataFolder) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        written = os.pread(lock, 20, 0)
        raise FolderInUse(folder.root, int(written) if written.strip().isdigit() else None) from None
    try:
        os.ftruncate(lock, 0)
        os.pwrite(lock, b"%d\n" % os.getpid(), 0)
    except OSError as fault:
        raise FolderUnusable(f"The data folder {folder.root} cannot be written into: {fault.strerror}.") from fault


def clear_away(folder: DataFolder) -> None:
    """Remove what was left behind; a copy of the whole database would lie there for ever. For the folder's holder."""
    for path in [*folder.root.iterdir(), *folder.papers.rglob("*.new"), *folder.keys.rglob("*.new")]:
        if LEFT_BEHIND.fullmatch(path.name):
            path.unlink(missing_ok=True)
