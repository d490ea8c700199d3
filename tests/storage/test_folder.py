"""Who may write into a data folder, and what is said to those who may not."""

import os
import stat
from pathlib import Path

import pytest

from meetings.storage.folder import FolderInUse, FolderUnusable, held


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_missing_folder_is_made_for_its_owner_alone(tmp_path: Path):
    with held(tmp_path / "deep" / "data") as folder:
        assert [mode(part) for part in (folder.root, folder.papers, folder.keys)] == [0o700] * 3
        assert mode(folder.lock) == 0o600


def test_a_folder_has_one_writer(tmp_path: Path):
    with held(tmp_path), pytest.raises(FolderInUse, match=f"another server .process {os.getpid()}.") as refused:
        held(tmp_path).__enter__()

    assert refused.value.process == os.getpid()


def test_a_folder_that_was_left_can_be_held_again(tmp_path: Path):
    with held(tmp_path):
        pass
    with held(tmp_path) as folder:
        assert folder.lock.read_text() == f"{os.getpid()}\n"


def test_a_lock_without_a_readable_process_is_still_a_lock(tmp_path: Path):
    with held(tmp_path) as folder:
        folder.lock.write_text("")
        with pytest.raises(FolderInUse, match=r"by another server\. Stop it") as refused:
            held(tmp_path).__enter__()

    assert refused.value.process is None


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path):
    (tmp_path / "data").write_text("not a folder")

    with pytest.raises(FolderUnusable, match="must be a folder that this program may write into"):
        held(tmp_path / "data").__enter__()


def test_a_folder_where_nothing_can_be_written_is_said():
    with pytest.raises(FolderUnusable, match="may write into"):
        held(Path("/proc/meetings")).__enter__()


def test_a_relative_folder_keeps_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with held(Path("data")) as folder:
        assert folder.database == tmp_path / "data" / "meetings.db"
        assert folder.control_socket == tmp_path / "data" / "control.sock"
