"""What goes wrong in a database, as one kind of exception with a sentence for people.

StorageFault          in `ports`: it is not known whether it was recorded
└── DiskFailed        the disk did not do what it was told; nothing is written any more until the next start
Clash                 a row with this key is there already
"""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from meetings.ports import StorageFault

FULL = "The disk is full, so this could not be stored. Free some space; the server goes on by itself then."
TOO_BUSY = "The database was busy for too long. Something holds it that should have let it go."
TAKEN_BACK = "The database has taken the transaction back by itself: nothing was stored."
SENTENCES = {
    "SQLITE_FULL": FULL,
    "SQLITE_IOERR_SHMSIZE": FULL,  # the file beside the write-ahead log could not be made as large as it must be
    "SQLITE_IOERR": "The disk reported an error, so it is not certain what was stored. Check the disk and start again.",
    "SQLITE_READONLY": "The database can only be read. The data folder and its files must be writable for the server.",
    "SQLITE_BUSY": "The database is locked by another program. Close the program that has it open.",
    "SQLITE_LOCKED": "The database is locked by another program. Close the program that has it open.",
    "SQLITE_CORRUPT": "The database is damaged. Restore the latest backup into an empty folder.",
    "SQLITE_NOTADB": "The file is no database. A database of this server was expected.",
    "SQLITE_CANTOPEN": "The database could not be opened. The data folder must exist and be writable for the server.",
}


class DiskFailed(StorageFault):
    """The disk failed: the system may have dropped what it could not write, so trying again is not safe."""


class Clash(Exception):
    """A row with this key is there already."""


@contextmanager
def as_storage_faults() -> Generator[None]:
    """Whatever the database says no to inside the block comes out as a StorageFault."""
    try:
        yield
    except (sqlite3.Error, SQLAlchemyError) as fault:
        raise _storage_fault(fault) from fault


def _storage_fault(fault: Exception) -> StorageFault:
    name = error_name(fault)
    sentence = next((known for beginning, known in SENTENCES.items() if name.startswith(beginning)), None)
    if sentence is None:
        return StorageFault(f"The database failed: {_cause(fault)}")
    kind = DiskFailed if name.startswith("SQLITE_IOERR") and sentence is not FULL else StorageFault
    return kind(f"{sentence} ({name}: {_cause(fault)})")


def error_name(fault: Exception) -> str:
    """SQLite's own name for what went wrong, such as SQLITE_FULL; empty where there is none."""
    return str(getattr(_cause(fault), "sqlite_errorname", ""))


def _cause(fault: Exception) -> BaseException:
    return fault.orig if isinstance(fault, DBAPIError) and fault.orig is not None else fault
