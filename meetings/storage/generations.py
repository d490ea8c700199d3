"""The automatic backups in one folder: how they are called, and which of them are kept."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

NAME = re.compile(r"meetings-([0-9]{8})-([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})[0-9]{4}Z\.zip")
LEFT_BEHIND = re.compile(rf"{NAME.pattern}\.[0-9a-f]{{8}}\.new")
"""What a backup that came to no end has left."""
NEWEST, HOURS, DAYS = 12, 24, 14


def generations(place: Path) -> list[Path]:
    """The backups in a folder, the oldest first: by their number, for a clock may have been set back."""
    return sorted(path for path in place.iterdir() if NAME.fullmatch(path.name))


def next_name(before: Sequence[Path], now: datetime) -> str:
    """The name of the next one."""
    number = int(before[-1].name[9:17]) + 1 if before else 1
    return f"meetings-{number:08}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.zip"


def kept(those: Sequence[Path]) -> set[Path]:
    """The newest twelve, the last of each of the latest 24 hours, and the last of each of the latest 14 days."""
    hours = {_moment(path): path for path in those}
    days = {hour[:3]: path for hour, path in hours.items()}
    return {*those[-NEWEST:], *_latest(hours.values(), HOURS), *_latest(days.values(), DAYS)}


def left_behind(place: Path) -> Iterable[Path]:
    """Unfinished ones."""
    return [path for path in place.iterdir() if LEFT_BEHIND.fullmatch(path.name)]


def _moment(path: Path) -> tuple[str, ...]:
    found = NAME.fullmatch(path.name)
    return found.groups()[1:] if found else ()


def _latest(those: Iterable[Path], most: int) -> list[Path]:
    return sorted(those)[-most:]
