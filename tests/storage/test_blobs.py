"""What every keeper of files does, and what the one in a folder leaves on the disk."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from hashlib import sha256
from pathlib import Path

import pytest

from meetings.ports import Blobs, StorageFault
from meetings.rules.decision import Upload
from meetings.storage.blobs import FolderBlobs
from meetings.storage.folder import DataFolder
from tests.fakes.blobs import MemoryBlobs
from tests.storage.both import stores_of

CONTENT = b"%PDF-1.7 a paper"
DIGEST = sha256(CONTENT).hexdigest()
UPLOAD = Upload(sha256=DIGEST, media_type="application/pdf", pages=3)


@pytest.fixture(params=["sqlite", "postgresql", "memory"])
async def blobs(request: pytest.FixtureRequest, folder: DataFolder, tmp_path: Path) -> AsyncGenerator[Blobs]:
    async with AsyncExitStack() as stack:
        yield MemoryBlobs(tmp_path) if request.param == "memory" else (await stores_of(request, folder, stack)).blobs


async def test_a_file_is_found_by_its_digest(blobs: Blobs):
    assert await blobs.put(CONTENT, "application/pdf", 3) == UPLOAD

    place = await blobs.path(DIGEST)
    assert place is not None
    assert place.read_bytes() == CONTENT
    assert await blobs.describe(DIGEST) == UPLOAD


async def test_the_same_file_again_keeps_what_was_known_of_it(blobs: Blobs):
    await blobs.put(CONTENT, "application/pdf", 3)

    assert await blobs.put(CONTENT, "image/png", 1) == UPLOAD
    assert await blobs.describe(DIGEST) == UPLOAD


@pytest.mark.parametrize("digest", ["0" * 64, "", "../../etc/passwd", DIGEST.upper(), DIGEST[:-1], f"{DIGEST}\n"])
async def test_what_was_never_stored_is_not_found(blobs: Blobs, digest: str):
    await blobs.put(CONTENT, "application/pdf", 3)

    assert await blobs.path(digest) is None
    assert await blobs.describe(digest) is None


async def test_an_empty_file_is_a_file(blobs: Blobs):
    upload = await blobs.put(b"", "text/plain", 0)

    assert await blobs.describe(upload.sha256) == upload


async def test_papers_lie_in_folders_of_two_letters(tmp_path: Path):
    await FolderBlobs(tmp_path).put(CONTENT, "application/pdf", 3)

    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert files == [f"{DIGEST[:2]}/{DIGEST}", f"{DIGEST[:2]}/{DIGEST}.json"]


async def test_a_file_whose_description_was_not_written_does_not_count_as_stored(tmp_path: Path):
    blobs = FolderBlobs(tmp_path)
    await blobs.put(CONTENT, "application/pdf", 3)
    (tmp_path / DIGEST[:2] / f"{DIGEST}.json").unlink()

    assert await blobs.describe(DIGEST) is None
    assert await blobs.put(CONTENT, "application/pdf", 4) == Upload(DIGEST, "application/pdf", 4)


async def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path):
    (tmp_path / DIGEST[:2]).write_text("a file where a folder belongs")

    with pytest.raises(StorageFault, match="could not be stored"):
        await FolderBlobs(tmp_path).put(CONTENT, "application/pdf", 3)


async def test_a_paper_whose_file_is_missing_is_there_again_once_it_is_uploaded_again(folder: DataFolder):
    blobs = FolderBlobs(folder.papers)
    upload = await blobs.put(b"content", "application/pdf", 1)
    path = await blobs.path(upload.sha256)
    assert path is not None
    path.unlink()
    assert await blobs.put(b"content", "application/pdf", 1) == upload
    assert path.read_bytes() == b"content"
