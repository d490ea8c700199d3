"""Which automatic backups are kept."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from meetings.storage.generations import generations, kept, left_behind, next_name

NOON = datetime(2026, 12, 10, 12, 0, tzinfo=UTC)


def made(place: Path, *moments: datetime) -> list[Path]:
    """Backups of these moments."""
    those: list[Path] = generations(place)
    for moment in moments:
        those.append(place / next_name(those, moment))
        those[-1].touch()
    return those


def test_each_has_its_number_and_its_moment(tmp_path: Path) -> None:
    made(tmp_path, NOON, NOON + timedelta(minutes=5))
    assert [path.name for path in generations(tmp_path)] == [
        "meetings-00000001-20261210T120000Z.zip",
        "meetings-00000002-20261210T120500Z.zip",
    ]


def test_a_clock_that_was_set_back_makes_no_backup_old(tmp_path: Path) -> None:
    those = made(tmp_path, *[NOON] * 40, NOON - timedelta(days=400))
    assert those[-1] in kept(those)
    assert next_name(those, NOON) > those[-1].name


def test_the_newest_twelve_are_kept_and_the_last_of_each_hour_and_day(tmp_path: Path) -> None:
    five_minutes = [NOON + timedelta(minutes=5 * step) for step in range(16 * 24 * 12)]
    those = made(tmp_path, *five_minutes)
    survivors = sorted(kept(those))
    assert survivors[-12:] == those[-12:]
    # The last of the hour now and the last of this day and of the day before are among them already.
    assert len(survivors) == 12 + 23 + 12
    assert those[0] not in survivors


def test_other_files_are_nobodys_business(tmp_path: Path) -> None:
    (tmp_path / "meetings.zip").touch()
    (tmp_path / "papers").mkdir()
    assert generations(tmp_path) == []
    assert list(left_behind(tmp_path)) == []


def test_what_was_left_unfinished_is_found(tmp_path: Path) -> None:
    unfinished = tmp_path / "meetings-00000001-20261210T120000Z.zip.0a1b2c3d.new"
    unfinished.touch()
    assert list(left_behind(tmp_path)) == [unfinished]
    assert generations(tmp_path) == []
