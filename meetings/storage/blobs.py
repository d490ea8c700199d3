"""Papers as files by their SHA-256: FOLDER/ab/abcd…, each written once, durable before it is named.

Beside each lies FOLDER/ab/abcd….json with what is known of it, so that nobody needs the database to describe a paper.
"""

import asyncio
import os
import re
from hashlib import sha256 as digest_of
from pathlib import Path

import msgspec

from meetings.ports import StorageFault
from meetings.rules.decision import Upload
from meetings.storage.durable import durable_file, sync_folder

SHA256 = re.compile(r"[0-9a-f]{64}")


class FolderBlobs:
    """Files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, content: bytes, media_type: str, pages: int) -> Upload:
        """Store a file. One that is there already keeps what was known of it."""
        return await asyncio.to_thread(self._put, content, media_type, pages)

    async def describe(self, sha256: str) -> Upload | None:
        return await asyncio.to_thread(self._describe, sha256)

    async def path(self, sha256: str) -> Path | None:
        place = self._place(sha256)
        return place if place is not None and place.is_file() else None

    def _put(self, content: bytes, media_type: str, pages: int) -> Upload:
        upload = Upload(sha256=digest_of(content).hexdigest(), media_type=media_type, pages=pages)
        known = self._describe(upload.sha256)
        place = self._folder / upload.sha256[:2] / upload.sha256
        try:
            if known is not None and place.is_file():
                os.utime(place)  # it came just now, for who removes what nobody needs
                return known
            _make_folder(place.parent)
            with durable_file(place) as file:
                file.write(content)
            # Last, for what has none does not count as stored.
            with durable_file(description_of(place)) as file:
                file.write(msgspec.json.encode(upload))
        except OSError as fault:
            raise StorageFault(f"The paper could not be stored in {self._folder}: {fault.strerror}") from fault
        return upload

    def _describe(self, sha256: str) -> Upload | None:
        place = self._place(sha256)
        try:
            return None if place is None else msgspec.json.decode(description_of(place).read_bytes(), type=Upload)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _place(self, sha256: str) -> Path | None:
        return self._folder / sha256[:2] / sha256 if SHA256.fullmatch(sha256) else None


def description_of(place: Path) -> Path:
    """Beside a paper: what is known of it. What has none does not count as stored."""
    return place.with_name(place.name + ".json")


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sync_folder(folder.parent)
