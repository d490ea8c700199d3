"""A program that appends to a log until it is killed, and names every entry that was acknowledged, with the moment.

`python -m tests.storage.appending FOLDER`
"""

import asyncio
import sys
import time
from pathlib import Path

from meetings.record.entry import Position
from meetings.storage.folder import held
from meetings.storage.stores import opened
from tests.storage.chains import COUNCIL, end_of, entries_after


async def append(root: Path, most: int = 5) -> None:
    """Commits of one entry to `most`, one after another."""
    with held(root) as folder:
        async with opened(folder) as stores:
            start = Position.start(await stores.log.id_of(COUNCIL))
            position = end_of([*before]) if (before := await stores.log.read(COUNCIL, start)) else start
            while True:
                texts = (f"vote {position.number + n}" for n in range(position.number % most + 1))
                entries = entries_after(position, *texts)
                async with stores.log.writing(COUNCIL, position) as pen:
                    await pen.record(entries, [])
                position = end_of(entries)
                sys.stdout.write(f"{position.number} {position.head.hex()} {time.monotonic_ns()}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(append(Path(sys.argv[1])))
