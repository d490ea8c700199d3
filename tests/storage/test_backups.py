"""When automatic backups are made, and what is told of them."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from meetings.record.entry import Position
from meetings.rules.decision import Ballot
from meetings.rules.identity import PollId
from meetings.storage.backups import Backups, Pace
from meetings.storage.folder import DataFolder
from meetings.storage.generations import generations
from meetings.storage.stores import Stores
from tests.storage.chains import COUNCIL, begun, entries_after, recorded

PACE = Pace(first=0, every=300, least=0, again=60)


@pytest.fixture
async def position(stores: Stores) -> Position:
    return await recorded(stores.log, await begun(stores.log), "one")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


@pytest.fixture
def backups(stores: Stores, folder: DataFolder, place: Path) -> Backups:
    return Backups(folder, stores.database, place, PACE)


@asynccontextmanager
async def running(backups: Backups) -> AsyncGenerator[None]:
    task = asyncio.create_task(backups.run())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_one_is_made_when_something_was_written_and_no_other_until_something_is_again(
    stores: Stores, position: Position, backups: Backups, place: Path
) -> None:
    assert backups.behind_s > 0
    assert await backups.look() == PACE.every
    assert (len(generations(place)), backups.behind_s) == (1, 0)
    assert backups.last_at > 0
    assert await backups.look() == PACE.every
    assert len(generations(place)) == 1
    await recorded(stores.log, position, "two")
    assert backups.behind_s > 0
    await backups.look()
    assert len(generations(place)) == 2


async def test_a_confidential_poll_is_waited_for_and_is_no_failure(
    stores: Stores, position: Position, backups: Backups, place: Path
) -> None:
    poll = PollId("budget")
    async with stores.log.writing(COUNCIL, position) as pen:
        await pen.record(entries_after(position, "cast"), [Ballot(poll=poll, choice=("yes",))])
    assert await backups.look() == PACE.least
    assert (generations(place), backups.failures, backups.has_failed) == ([], 0, False)
    await stores.log.erase_box(COUNCIL, poll)
    await backups.look()
    assert len(generations(place)) == 1


async def test_a_failure_is_told_and_tried_again(
    position: Position, backups: Backups, place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place.rmdir()
    assert await backups.look() == PACE.again
    assert (backups.failures, backups.has_failed, backups.last_at) == (1, True, 0)
    assert "Is the medium in its place?" in caplog.text
    place.mkdir()
    assert await backups.look() == PACE.every
    assert not backups.has_failed


async def test_one_that_takes_too_long_is_ended(
    stores: Stores, folder: DataFolder, position: Position, place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    hasty = Backups(folder, stores.database, place, Pace(longest=0))
    assert await hasty.look() == 60
    assert "it took longer than 0 s" in caplog.text
    while hasty.is_busy:
        await asyncio.to_thread(place.stat)


async def test_a_close_makes_one_soon(
    stores: Stores, folder: DataFolder, position: Position, place: Path, backups: Backups
) -> None:
    patient = Backups(folder, stores.database, place, Pace(first=3600, least=0))
    async with running(patient):
        patient.soon()
        while not generations(place):
            position = await recorded(stores.log, position, "more")
    assert len(generations(place)) == 1


async def test_ending_in_the_midst_of_one_leaves_no_process(
    position: Position, backups: Backups, place: Path, folder: DataFolder
) -> None:
    async with running(backups):
        while not (folder.root / "copying.db").exists() and not generations(place):
            await asyncio.to_thread(folder.root.stat)
    assert not backups.is_busy
