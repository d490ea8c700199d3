"""Files in memory. Only `path` touches the disk, for it promises a place there."""

from hashlib import sha256 as digest_of
from pathlib import Path

from meetings.rules.decision import Upload


class MemoryBlobs:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, tuple[bytes, Upload]] = {}

    async def put(self, content: bytes, media_type: str, pages: int) -> Upload:
        upload = Upload(sha256=digest_of(content).hexdigest(), media_type=media_type, pages=pages)
        return self._files.setdefault(upload.sha256, (content, upload))[1]

    async def describe(self, sha256: str) -> Upload | None:
        return self._files[sha256][1] if sha256 in self._files else None

    async def path(self, sha256: str) -> Path | None:
        if sha256 not in self._files:
            return None
        place = self._folder / sha256
        place.write_bytes(self._files[sha256][0])
        return place
