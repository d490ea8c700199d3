"""How much space is left."""

from pathlib import Path

import pytest

from meetings.storage.space import LITTLE, left_at, warn_of_little


def test_a_folder_has_some_space_left(tmp_path: Path) -> None:
    assert left_at(tmp_path)


def test_of_a_folder_that_is_not_there_nobody_knows(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert left_at(tmp_path / "gone") is None
    assert "could not be found out" in caplog.text


def test_little_space_is_warned_of(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    warn_of_little(tmp_path, LITTLE)
    warn_of_little(tmp_path, None)
    assert caplog.text == ""
    warn_of_little(tmp_path, LITTLE - 1)
    assert "1023 MB left; at least 1024 MB were expected" in caplog.text
