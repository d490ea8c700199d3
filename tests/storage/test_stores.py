"""What is looked at before a database is used, and what is said when it is not as it should be."""

import logging
import secrets
import sqlite3
import traceback

import pytest
from sqlalchemy import text

from meetings.ports import StorageFault
from meetings.storage.folder import DataFolder, FolderUnusable
from meetings.storage.sqlite import has_wal_reset_bug
from meetings.storage.stores import opened


async def open_and_close(folder: DataFolder) -> None:
    async with opened(folder):
        pass


async def test_a_file_that_is_no_database_is_said(folder: DataFolder):
    folder.database.write_bytes(b"this is a letter, and a long one " * 100)

    with pytest.raises(FolderUnusable, match="is no database"):
        await open_and_close(folder)


async def test_what_a_program_that_was_killed_has_left_is_cleared_away(folder: DataFolder):
    place = folder.papers / "ab"
    place.mkdir()
    left = [
        folder.root / "backup-0123abcd.db",
        folder.root / "backup-0123abcd.db-journal",
        place / f"{'ab' * 32}.0123abcd.new",
        folder.keys / "authority.pem.0123abcd.new",
    ]
    kept = [place / ("ab" * 32), folder.root / "backup-of-may.db", folder.keys / "authority.pem"]
    for path in (*left, *kept):
        path.write_bytes(b"something")

    await open_and_close(folder)

    assert [path for path in left if path.exists()] == []
    assert [path for path in kept if not path.exists()] == []


async def test_the_database_of_a_newer_server_is_left_alone(folder: DataFolder):
    await open_and_close(folder)
    with sqlite3.connect(folder.database) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()

    with pytest.raises(FolderUnusable, match="version 9999 came: a newer server"):
        await open_and_close(folder)


async def test_the_database_of_another_program_is_left_alone(folder: DataFolder):
    with sqlite3.connect(folder.database) as database:
        database.execute("CREATE TABLE recipes (name TEXT)")
    database.close()

    with pytest.raises(FolderUnusable, match="one with the tables recipes came"):
        await open_and_close(folder)


async def test_a_fault_does_not_tell_what_was_to_be_stored(folder: DataFolder):
    secret = secrets.token_hex(8)
    async with opened(folder) as stores:
        with pytest.raises(StorageFault) as raised:
            async with stores.database.begin() as connection:
                await connection.execute(text("INSERT INTO link (token) VALUES (:token)"), {"token": secret})
    told = "".join(traceback.format_exception(raised.value))
    assert "NOT NULL constraint failed" in told
    assert secret not in told


async def test_a_damaged_database_is_said(folder: DataFolder):
    await open_and_close(folder)
    content = bytearray(folder.database.read_bytes())
    content[4096:8192] = bytes(4096)
    folder.database.write_bytes(content)

    with pytest.raises(FolderUnusable, match="damaged"):
        await open_and_close(folder)


async def test_a_database_that_cannot_be_opened_is_said(folder: DataFolder):
    folder.database.mkdir()

    with pytest.raises(FolderUnusable, match="must be a file that this program may write into"):
        await open_and_close(folder)


async def test_the_files_of_the_database_are_for_their_owner_alone(folder: DataFolder):
    async with opened(folder):
        files = [path for path in folder.root.iterdir() if path.name.startswith("meetings.db")]

        assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ((3, 6, 23), False),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 54, 0), False),
    ],
)
def test_versions_of_sqlite_with_the_wal_reset_bug_are_known(version: tuple[int, ...], expected: bool):
    assert has_wal_reset_bug(version) is expected


@pytest.mark.skipif(not has_wal_reset_bug(), reason="this SQLite has no WAL-reset bug to warn of")
async def test_an_old_sqlite_is_warned_of(folder: DataFolder, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.WARNING):
        await open_and_close(folder)

    assert "never open the database with another program" in caplog.text
