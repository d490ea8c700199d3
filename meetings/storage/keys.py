"""The folder of keys: a node's own, or one that is brought up to what all nodes share before it is used."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import delete, insert, select

from meetings.storage.database import Database
from meetings.storage.durable import durable_file
from meetings.storage.tables import KEY_FILE

AUTHORITY = "authority.pem"


class FolderKeys:
    """A folder that nobody else writes into."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def brought(self, holder: str) -> Path:  # noqa: ARG002 - all are there
        return self._folder

    async def keep(self, holder: str) -> bool:  # noqa: ARG002 - they are kept where they were written
        return True


class SharedKeys:
    """The keys in the database, and in the folder those that were used there."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    async def brought(self, holder: str) -> Path:
        """The folder, with the authority and the holder's key as they are in the database."""
        wanted = KEY_FILE.c.name.in_((AUTHORITY, _name_of(holder)))
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(KEY_FILE.c.name, KEY_FILE.c.content).where(wanted))).all()
        await asyncio.to_thread(self._bring, {row.name: row.content for row in rows})
        return self._folder

    async def keep(self, holder: str) -> bool:
        """Store the holder's new key, and the authority if it is the first; a later one is not stored, nor the key."""
        authority, key = await asyncio.to_thread(self._read, AUTHORITY, _name_of(holder))
        async with self._database.begin() as connection:
            kept = await connection.scalar(select(KEY_FILE.c.content).where(KEY_FILE.c.name == AUTHORITY))
            if kept is None:
                await connection.execute(insert(KEY_FILE).values(name=AUTHORITY, content=authority))
            elif kept != authority:
                return False
            await connection.execute(delete(KEY_FILE).where(KEY_FILE.c.name == _name_of(holder)))
            await connection.execute(insert(KEY_FILE).values(name=_name_of(holder), content=key))
        return True

    def _bring(self, files: Mapping[str, bytes]) -> None:
        for name, content in files.items():
            place = self._folder / name
            if not place.exists() or place.read_bytes() != content:
                place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with durable_file(place) as file:
                    file.write(content)

    def _read(self, *names: str) -> tuple[bytes, ...]:
        return tuple((self._folder / name).read_bytes() for name in names)


def _name_of(holder: str) -> str:
    return f"officers/{holder}.json"
