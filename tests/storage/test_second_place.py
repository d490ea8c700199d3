"""An automatic backup beside a server that has the folder open: what it holds, when it is refused, what it leaves."""

import asyncio
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from meetings.record.entry import Position
from meetings.rules.decision import Ballot
from meetings.rules.identity import PollId
from meetings.storage import second_place
from meetings.storage.backup import BackupRefused
from meetings.storage.folder import DataFolder, held
from meetings.storage.generations import generations
from meetings.storage.restore import restore
from meetings.storage.second_place import FAILED, NOT_NOW, back_up_once, main
from meetings.storage.stores import Stores, opened
from tests.storage.chains import COUNCIL, begun, end_of, entries_after, held_in, in_silence, recorded, texts_in


@pytest.fixture
async def position(stores: Stores, folder: DataFolder) -> Position:
    """A folder with two entries, a paper and a key."""
    position = await recorded(stores.log, await begun(stores.log), "one", "two")
    await stores.blobs.put(b"a paper", "application/pdf", 1)
    (folder.keys / "authority.pem").write_text("a key")
    return position


@pytest.fixture(autouse=True)
def _no_nicer_than_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_place, "NICENESS", 0)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


async def made(folder: DataFolder, place: Path) -> str:
    """What one says, made beside the server whose folder it is."""
    return await asyncio.to_thread(back_up_once, folder, place)


async def test_papers_lie_beside_it(stores: Stores, folder: DataFolder, position: Position, place: Path) -> None:
    said = await made(folder, place)
    (file,) = generations(place)
    assert said.startswith(f"{file.name} holds 1 meetings with 2 entries, every one checked")
    assert file.stat().st_mode & 0o777 == 0o600
    assert not any(name.startswith("papers/") for name in zipfile.ZipFile(file).namelist())
    assert len(list((place / "papers").rglob("*.json"))) == 1


async def test_a_restored_folder_has_log_papers_and_keys(
    stores: Stores, folder: DataFolder, position: Position, place: Path, tmp_path: Path
) -> None:
    second_place.copy_database(folder.database, tmp_path / "copy.db")
    papers = list(second_place.files_in(folder.papers, folder))
    second_place.mirror(papers, place)
    out = place / "backup.zip"
    second_place.pack(
        tmp_path / "copy.db", out, 1, second_place.files_in(folder.keys, folder), [name for _, name in papers]
    )
    assert held_in(await restore(out, tmp_path / "new", in_silence)) == (1, 2)
    with held(tmp_path / "new") as new:
        async with opened(new) as there:
            assert await texts_in(there.log) == ["one", "two"]
        assert sorted(path.name for path in new.papers.rglob("*")) == sorted(
            path.name for path in folder.papers.rglob("*")
        )
        assert (new.keys / "authority.pem").read_text() == "a key"


async def test_a_paper_that_is_not_beside_it_is_missed(
    stores: Stores, folder: DataFolder, position: Position, place: Path, tmp_path: Path
) -> None:
    papers = list(second_place.files_in(folder.papers, folder))
    second_place.copy_database(folder.database, tmp_path / "copy.db")
    second_place.pack(tmp_path / "copy.db", place / "b.zip", 1, [], [name for _, name in papers])
    with pytest.raises(BackupRefused, match=r"the paper papers/.* was expected beside"):
        await restore(place / "b.zip", tmp_path / "new", in_silence)


async def test_a_list_of_papers_leads_nowhere_else(
    stores: Stores, folder: DataFolder, position: Position, place: Path, tmp_path: Path
) -> None:
    second_place.copy_database(folder.database, tmp_path / "copy.db")
    second_place.pack(tmp_path / "copy.db", place / "b.zip", 1, [], ["../secret"])
    with pytest.raises(BackupRefused, match="as a paper, which none"):
        await restore(place / "b.zip", tmp_path / "new", in_silence)


async def test_papers_are_brought_once(stores: Stores, folder: DataFolder, position: Position, place: Path) -> None:
    await made(folder, place)
    before = {path: path.stat().st_mtime_ns for path in (place / "papers").rglob("*")}
    await made(folder, place)
    assert {path: path.stat().st_mtime_ns for path in (place / "papers").rglob("*")} == before
    assert len(generations(place)) == 2


async def test_none_is_made_while_ballots_are_in_a_box(
    stores: Stores, folder: DataFolder, position: Position, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = entries_after(position, "cast")
    async with stores.log.writing(COUNCIL, position) as pen:
        await pen.record(entries, [Ballot(poll=PollId("budget"), choice=("yes",))])
    assert await asyncio.to_thread(main, str(folder.root), str(place)) == NOT_NOW
    assert "confidential poll is open" in capsys.readouterr().out
    assert list(place.iterdir()) == []
    assert not (folder.root / "copying.db").exists()
    assert end_of(entries).number == 3


async def test_a_medium_that_is_not_there_is_said(
    stores: Stores, folder: DataFolder, position: Position, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await asyncio.to_thread(main, str(folder.root), str(tmp_path / "nowhere")) == FAILED
    assert "Is the medium in its place?" in capsys.readouterr().out


async def test_no_old_one_goes_before_the_new_one_was_read_again(
    stores: Stores, folder: DataFolder, position: Position, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        await made(folder, place)
    those = generations(place)
    pack = second_place.pack

    def packs_badly(
        copy: Path, out: Path, taken_at: int, files: Iterable[tuple[Path, str]], elsewhere: Iterable[str]
    ) -> None:
        pack(copy, out, taken_at, files, elsewhere)
        os.truncate(out, out.stat().st_size // 2)

    monkeypatch.setattr(second_place, "pack", packs_badly)
    with pytest.raises(BackupRefused):
        await made(folder, place)
    assert generations(place) == those, "the bad one is gone, all others are there"


async def test_what_an_earlier_one_left_unfinished_is_removed(
    stores: Stores, folder: DataFolder, position: Position, place: Path
) -> None:
    unfinished = place / "meetings-00000007-20261210T120000Z.zip.0a1b2c3d.new"
    unfinished.touch()
    await made(folder, place)
    assert not unfinished.exists()
    assert sorted(path.name for path in folder.root.iterdir() if path.name in ("copying.db", "trying")) == []
