"""At the start what was uploaded and never attached is removed after a day, and nothing else ever."""

import json
import os
from pathlib import Path

from meetings.record.entry import Position
from meetings.rules.decision import Upload
from meetings.storage.folder import DataFolder
from meetings.storage.stores import Stores
from meetings.storage.unattached import KEPT_S, clear_unattached
from tests.storage.chains import COUNCIL, begun, entries_after

NOW_S = 1_800_000_000.0


async def uploaded(stores: Stores, content: bytes, age_s: float) -> Upload:
    """A file that came so long ago."""
    upload = await stores.blobs.put(content, "application/pdf", 1)
    path = await stores.blobs.path(upload.sha256)
    assert path is not None
    os.utime(path, (NOW_S - age_s, NOW_S - age_s))
    return upload


async def on_record(stores: Stores, position: Position, text: str) -> None:
    async with stores.log.writing(COUNCIL, position) as pen:
        await pen.record(entries_after(position, text), [])


async def cleared(stores: Stores, folder: DataFolder) -> int:
    return await clear_unattached(stores.database, folder.papers, NOW_S)


def files(folder: DataFolder) -> list[Path]:
    return [path for path in folder.papers.rglob("*") if path.is_file()]


async def test_what_is_on_record_or_not_a_day_old_stays(stores: Stores, folder: DataFolder):
    named = await uploaded(stores, b"named", 10 * KEPT_S)
    fresh = await uploaded(stores, b"fresh", KEPT_S - 1)
    old = await uploaded(stores, b"old", KEPT_S + 1)
    await on_record(stores, await begun(stores.log), json.dumps({"sha256": named.sha256}))

    assert await cleared(stores, folder) == 1

    assert [await stores.blobs.describe(each.sha256) for each in (named, fresh, old)] == [named, fresh, None]
    assert len(files(folder)) == 4


async def test_what_is_uploaded_again_is_fresh_again(stores: Stores, folder: DataFolder):
    await begun(stores.log)
    await uploaded(stores, b"old", KEPT_S + 1)
    await stores.blobs.put(b"old", "application/pdf", 1)

    assert await clear_unattached(stores.database, folder.papers, now_of(folder)) == 0


def now_of(folder: DataFolder) -> float:
    return max(path.stat().st_mtime for path in files(folder))


async def test_without_a_log_nothing_is_removed_for_the_database_may_come_back(stores: Stores, folder: DataFolder):
    await uploaded(stores, b"old", 10 * KEPT_S)

    assert await cleared(stores, folder) == 0
    assert len(files(folder)) == 2
