"""Papers for many nodes: in the database that they share, and in a node's folder once somebody there asked for them."""

from pathlib import Path

from sqlalchemy import insert, select

from meetings.rules.decision import Upload
from meetings.storage.blobs import FolderBlobs
from meetings.storage.database import Database
from meetings.storage.tables import BLOB


class SharedBlobs:
    """Files in the database, with a folder from which they are handed out."""

    def __init__(self, database: Database, folder: FolderBlobs) -> None:
        self._database = database
        self._folder = folder

    async def put(self, content: bytes, media_type: str, pages: int) -> Upload:
        """Store a file. One that is there already keeps what was known of it."""
        # First into the folder, which says what is known of it; a file counts once it is in the database.
        upload = await self._folder.put(content, media_type, pages)
        async with self._database.begin() as connection:
            known = await connection.scalar(select(BLOB.c.sha256).where(BLOB.c.sha256 == upload.sha256))
            if known is None:
                row = {"sha256": upload.sha256, "media_type": upload.media_type, "pages": upload.pages}
                await connection.execute(insert(BLOB).values(**row, content=content))
        return upload

    async def describe(self, sha256: str) -> Upload | None:
        return await self._folder.describe(sha256) or await self._fetched(sha256)

    async def path(self, sha256: str) -> Path | None:
        return await self._folder.path(sha256) if await self.describe(sha256) is not None else None

    async def _fetched(self, sha256: str) -> Upload | None:
        """A file that another node has taken in, from now on here too."""
        columns = select(BLOB.c.content, BLOB.c.media_type, BLOB.c.pages).where(BLOB.c.sha256 == sha256)
        async with self._database.reading() as connection:
            row = (await connection.execute(columns)).first()
        return None if row is None else await self._folder.put(row.content, row.media_type, row.pages)
