"""Files that were uploaded and that no log names: they are removed at the start, a day after they came.

Only at the start, before anybody can attach one, and only what the logs name nowhere: nothing on record is ever lost.
"""

import asyncio
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from meetings.storage.blobs import SHA256, description_of
from meetings.storage.sqlite import SqliteDatabase

KEPT_S = 24 * 3600
NAMING = "SELECT text FROM entry WHERE text LIKE '%sha256%'"
DIGEST = re.compile(SHA256.pattern)


async def clear_unattached(database: SqliteDatabase, papers: Path, now_s: float) -> int:
    """Remove what lies in the folder of papers for more than a day and is on no record; how many files that were.

    For the folder's holder. Without a single log nothing is removed: somebody may bring the database back.
    """
    async with database.turn() as driver:
        if not list(await driver.execute_fetchall("SELECT 1 FROM log LIMIT 1")):
            return 0
        named = {digest for (text,) in await driver.execute_fetchall(NAMING) for digest in DIGEST.findall(text)}
    return await asyncio.to_thread(_remove, papers, named, now_s - KEPT_S)


def _remove(papers: Path, named: Collection[str], before_s: float) -> int:
    removed = [path for path in _files(papers) if path.name not in named and path.stat().st_mtime < before_s]
    for path in removed:
        # The description first, for what has none does not count as stored.
        description_of(path).unlink(missing_ok=True)
        path.unlink(missing_ok=True)
    return len(removed)


def _files(papers: Path) -> Iterator[Path]:
    return (path for path in papers.glob("??/*") if SHA256.fullmatch(path.name) and path.is_file())
