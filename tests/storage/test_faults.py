"""Which sentence people read for which failure, and which failures end the process."""

import sqlite3

import pytest

from meetings.ports import StorageFault
from meetings.storage.faults import DiskFailed, as_storage_faults


def failed(name: str) -> StorageFault:
    fault = sqlite3.OperationalError("as SQLite says it")
    fault.sqlite_errorname = name
    with pytest.raises(StorageFault) as raised, as_storage_faults():
        raise fault
    return raised.value


@pytest.mark.parametrize("name", ["SQLITE_IOERR", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_WRITE"])
def test_an_error_of_the_disk_ends_the_process(name: str):
    assert isinstance(failed(name), DiskFailed)


@pytest.mark.parametrize("name", ["SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"])
def test_a_full_disk_does_not(name: str):
    assert not isinstance(failed(name), DiskFailed)
    assert "disk is full" in str(failed(name))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("SQLITE_READONLY_DBMOVED", "can only be read"),
        ("SQLITE_BUSY_SNAPSHOT", "locked by another program"),
        ("SQLITE_CORRUPT_INDEX", "damaged"),
        ("SQLITE_ERROR", "The database failed"),
        ("", "The database failed"),
    ],
)
def test_every_failure_has_a_sentence_with_what_the_database_said(name: str, sentence: str):
    assert sentence in str(failed(name))
    assert "as SQLite says it" in str(failed(name))


def test_other_exceptions_pass():
    with pytest.raises(ZeroDivisionError), as_storage_faults():
        raise ZeroDivisionError
