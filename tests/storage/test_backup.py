"""From a data folder to one file and back into an empty folder, and what is refused on the way."""

import secrets
import zipfile
from pathlib import Path

import pytest

from meetings.control.restoring import Restorer
from meetings.ports import EventLog, Seat
from meetings.record.entry import Position
from meetings.rules.decision import Ballot
from meetings.rules.identity import MemberId, PollId
from meetings.storage.backup import TAKEN, BackupRefused, back_up, now_ms
from meetings.storage.folder import DataFolder, FolderInUse, FolderUnusable, held
from meetings.storage.restore import restore
from meetings.storage.stores import Stores, opened
from tests.fakes.clock import FixedClock
from tests.storage.chains import COUNCIL, begun, end_of, entries_after, held_in, in_silence, recorded, texts_in

ANNA = Seat(meeting=COUNCIL, member=MemberId("anna"))
POLL = PollId("budget")


@pytest.fixture
async def position(stores: Stores, folder: DataFolder) -> Position:
    """A folder with two entries, a paper, a link and a key."""
    position = await recorded(stores.log, await begun(stores.log), "one", "two")
    await stores.blobs.put(b"a paper", "application/pdf", 1)
    await stores.directory.put_link(ANNA, b"t" * 32, b"c" * 32)
    (folder.keys / "authority.pem").write_text("a key")
    return position


@pytest.fixture
async def backup(stores: Stores, folder: DataFolder, position: Position, tmp_path: Path) -> Path:
    out = tmp_path / "backup.zip"
    await back_up(stores.database, folder, out)
    return out


async def test_everything_comes_back(backup: Path, position: Position, tmp_path: Path):
    assert held_in(await restore(backup, tmp_path / "new", in_silence)) == (1, 2)

    with held(tmp_path / "new") as folder:
        async with opened(folder) as stores:
            assert await texts_in(stores.log) == ["one", "two"]
            assert await stores.log.read(COUNCIL, position) == []
            assert await stores.directory.seat_of_token(b"t" * 32) == ANNA
            (paper,) = [path for path in folder.papers.rglob("*") if path.is_file() and not path.suffix]
            assert await stores.blobs.describe(paper.name) is not None
        assert (folder.keys / "authority.pem").read_text() == "a key"
        assert not (folder.root / "restoring").exists()


async def test_a_restored_log_goes_on_where_it_was(backup: Path, position: Position, tmp_path: Path):
    await restore(backup, tmp_path / "new", in_silence)

    with held(tmp_path / "new") as folder:
        async with opened(folder) as stores:
            await recorded(stores.log, position, "three")
            assert await texts_in(stores.log) == ["one", "two", "three"]


async def test_a_backup_is_readable_for_its_owner_alone_and_leaves_nothing_behind(backup: Path, folder: DataFolder):
    assert backup.stat().st_mode & 0o777 == 0o600
    assert list(folder.root.glob("backup-*")) == []


async def test_no_backup_is_made_while_confidential_ballots_are_in_the_box(
    stores: Stores, folder: DataFolder, position: Position, tmp_path: Path
):
    entries = entries_after(position, "cast")
    async with stores.log.writing(COUNCIL, position) as pen:
        await pen.record(entries, [Ballot(poll=POLL, choice=("yes",))])

    with pytest.raises(BackupRefused, match="confidential poll is open"):
        await back_up(stores.database, folder, tmp_path / "too-early.zip")
    await stores.log.erase_box(COUNCIL, POLL)
    await back_up(stores.database, folder, tmp_path / "after-the-close.zip")

    await restore(tmp_path / "after-the-close.zip", tmp_path / "new", in_silence)
    with held(tmp_path / "new") as new:
        async with opened(new) as restored, restored.log.writing(COUNCIL, end_of(entries)) as pen:
            assert await pen.box(POLL) == [("yes",)]


async def test_no_backup_is_made_of_a_damaged_log(
    stores: Stores, folder: DataFolder, position: Position, tmp_path: Path
):
    async with stores.database.transaction(COUNCIL) as driver:
        await driver.execute_fetchall("UPDATE entry SET text = 'other' WHERE position = 1")

    with pytest.raises(BackupRefused, match=r"council is damaged.*entry 1 does not match its hash"):
        await back_up(stores.database, folder, tmp_path / "damaged.zip")
    assert not (tmp_path / "damaged.zip").exists()


async def test_a_backup_to_nowhere_is_said(stores: Stores, folder: DataFolder, tmp_path: Path):
    with pytest.raises(BackupRefused, match="could not be written"):
        await back_up(stores.database, folder, tmp_path / "no" / "such" / "folder.zip")


async def test_a_folder_that_holds_something_is_not_overwritten(backup: Path, tmp_path: Path):
    await restore(backup, tmp_path / "new", in_silence)

    with pytest.raises(FolderUnusable, match="empty data folder was expected"):
        await restore(backup, tmp_path / "new", in_silence)


async def test_a_restoration_that_was_killed_on_its_way_can_be_made_again(backup: Path, tmp_path: Path):
    await restore(backup, tmp_path / "new", in_silence)
    (tmp_path / "new" / "restoring").mkdir()
    (tmp_path / "new" / "meetings.db").rename(tmp_path / "new" / "restoring" / "meetings.db")

    assert held_in(await restore(backup, tmp_path / "new", in_silence)) == (1, 2)

    assert not (tmp_path / "new" / "restoring").exists()


async def test_papers_without_a_database_are_not_overwritten(backup: Path, tmp_path: Path):
    await restore(backup, tmp_path / "new", in_silence)
    (tmp_path / "new" / "meetings.db").unlink()

    with pytest.raises(FolderUnusable, match="empty data folder was expected"):
        await restore(backup, tmp_path / "new", in_silence)


async def test_the_folder_of_a_running_server_is_not_overwritten(backup: Path, folder: DataFolder):
    with pytest.raises(FolderInUse):
        await restore(backup, folder.root, in_silence)


def rewritten(backup: Path, name: str, content: bytes) -> Path:
    """The backup with one file replaced or added."""
    changed = backup.with_name("changed.zip")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(changed, "w") as new:
        for kept in old.namelist():
            if kept != name:
                new.writestr(kept, old.read(kept))
        new.writestr(name, content)
    return changed


def content_of(backup: Path, name: str) -> bytes:
    with zipfile.ZipFile(backup) as archive:
        return archive.read(name)


async def refused(backup: Path, root: Path) -> str:
    with pytest.raises(BackupRefused) as refusal:
        await restore(backup, root, in_silence)
    with held(root) as folder:
        assert not folder.database.exists()
        assert [*folder.papers.iterdir(), *folder.keys.iterdir()] == []
    return str(refusal.value)


async def test_an_altered_entry_is_found(backup: Path, tmp_path: Path):
    database = content_of(backup, "meetings.db")
    changed = rewritten(backup, "meetings.db", database.replace(b"two", b"too"))

    assert "entry 2 does not match its hash" in await refused(changed, tmp_path / "new")


async def test_an_altered_paper_is_found(backup: Path, tmp_path: Path):
    with zipfile.ZipFile(backup) as archive:
        (paper,) = [name for name in archive.namelist() if name.startswith("papers/") and not name.endswith(".json")]

    assert "does not match its SHA-256" in await refused(rewritten(backup, paper, b"altered"), tmp_path / "new")


async def test_a_damaged_database_is_found(backup: Path, tmp_path: Path):
    assert "is no database" in await refused(rewritten(backup, "meetings.db", b"nothing " * 99), tmp_path / "new")


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "papers/../../outside", "keys/.hidden"])
async def test_a_name_that_leaves_the_folder_is_refused(backup: Path, tmp_path: Path, name: str):
    assert "which no backup" in await refused(rewritten(backup, name, b""), tmp_path / "new")


async def test_another_format_is_refused(backup: Path, tmp_path: Path):
    assert "something else" in await refused(rewritten(backup, "FORMAT", b"meetings-backup/2"), tmp_path / "new")


async def test_a_file_that_is_no_zip_is_refused(tmp_path: Path):
    (tmp_path / "letter").write_text("a letter")

    assert "could not be read as a backup" in await refused(tmp_path / "letter", tmp_path / "new")


async def test_a_missing_file_is_said(tmp_path: Path):
    assert "there is no file" in await refused(tmp_path / "missing.zip", tmp_path / "new")


async def test_a_backup_says_when_it_was_taken(backup: Path, tmp_path: Path):
    told: list[int] = []

    async def record(_: EventLog, taken_at: int) -> None:
        told.append(taken_at)

    restored = await restore(backup, tmp_path / "new", record)
    assert told == [restored.taken_at]
    assert abs(restored.taken_at - now_ms()) < 600_000


async def test_one_without_its_time_has_that_of_its_file(backup: Path, tmp_path: Path):
    older = tmp_path / "older.zip"
    with zipfile.ZipFile(backup) as new, zipfile.ZipFile(older, "w") as old:
        for member in new.infolist():
            if member.filename != TAKEN:
                old.writestr(member, new.read(member))
    restored = await restore(older, tmp_path / "new", in_silence)
    assert abs(restored.taken_at - now_ms()) < 600_000


async def test_a_log_that_cannot_be_read_is_not_restored(backup: Path, tmp_path: Path):
    async def record(log: EventLog, taken_at: int) -> None:
        await Restorer("Ms Lind", FixedClock(), secrets.token_bytes).record(log, taken_at)

    with pytest.raises(BackupRefused, match=r"could not be put on record: .* this version of the program: entry 1"):
        await restore(backup, tmp_path / "new", record)
    assert not (tmp_path / "new" / "meetings.db").exists()
