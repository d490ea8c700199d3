"""What lies on the disk after a confidential poll: the bytes of the files are searched, not the tables."""

import secrets

from meetings.record.entry import Position
from meetings.rules.decision import Ballot
from meetings.rules.identity import PollId
from meetings.storage.folder import DataFolder
from meetings.storage.stores import Stores, opened
from tests.storage.chains import COUNCIL, begun, end_of, entries_after

CLOSED, OPEN = PollId("closed"), PollId("open")


def shuffled(mark: str, number: int) -> list[str]:
    """Words that are found nowhere else, in no order."""
    words = [f"{mark}-{secrets.token_hex(6)}" for _ in range(number)]
    return secrets.SystemRandom().sample(words, number)


async def cast(stores: Stores, position: Position, poll: PollId, word: str) -> Position:
    entries = entries_after(position, "vote cast")
    async with stores.log.writing(COUNCIL, position) as pen:
        await pen.record(entries, [Ballot(poll=poll, choice=(word,))])
    return end_of(entries)


def bytes_on_disk(folder: DataFolder) -> bytes:
    names = ("meetings.db", "meetings.db-wal")
    return b"".join((folder.root / name).read_bytes() for name in names if (folder.root / name).exists())


def in_order_of_place(found: bytes, words: list[str]) -> list[str]:
    return sorted(words, key=lambda word: found.index(word.encode()))


async def after_a_poll(stores: Stores, folder: DataFolder, closed: list[str], still_open: list[str]) -> bytes:
    """Both polls were voted in by turns, then one was closed."""
    position = await begun(stores.log)
    for word, other in zip(closed, still_open, strict=True):
        position = await cast(stores, position, CLOSED, word)
        position = await cast(stores, position, OPEN, other)
    await stores.log.erase_box(COUNCIL, CLOSED)
    return bytes_on_disk(folder)


async def test_ballots_of_a_closed_poll_are_on_the_disk_once_and_in_sorted_order(stores: Stores, folder: DataFolder):
    words = shuffled("closed", 40)

    found = await after_a_poll(stores, folder, words, shuffled("open", 40))

    assert [found.count(word.encode()) for word in words] == [1] * 40
    assert in_order_of_place(found, words) == sorted(words)


async def test_ballots_of_an_open_poll_lose_their_order_as_well(stores: Stores, folder: DataFolder):
    words = shuffled("open", 40)

    found = await after_a_poll(stores, folder, shuffled("closed", 40), words)

    assert [found.count(word.encode()) for word in words] == [1] * 40
    assert in_order_of_place(found, words) not in (words, words[::-1])


async def test_an_empty_box_is_no_fault_and_makes_no_list(stores: Stores):
    await begun(stores.log)
    await stores.log.erase_box(COUNCIL, CLOSED)

    async with stores.database.turn() as driver:
        assert await driver.execute_fetchall("SELECT * FROM counted") == []


async def test_ballots_that_came_after_an_early_erasure_join_the_list(stores: Stores):
    position = await cast(stores, await begun(stores.log), CLOSED, "no")
    await stores.log.erase_box(COUNCIL, CLOSED)
    position = await cast(stores, position, CLOSED, "ay")
    await stores.log.erase_box(COUNCIL, CLOSED)

    async with stores.log.writing(COUNCIL, position) as pen:
        assert await pen.box(CLOSED) == [("ay",), ("no",)]


async def test_a_start_leaves_no_ballot_in_the_write_ahead_log(folder: DataFolder):
    async with opened(folder) as stores:
        await cast(stores, await begun(stores.log), CLOSED, "killed-before-the-close")
        left = {name: (folder.root / name).read_bytes() for name in ("meetings.db", "meetings.db-wal")}
    for name, content in left.items():  # as a killed process leaves them
        (folder.root / name).write_bytes(content)

    async with opened(folder):
        assert (folder.root / "meetings.db-wal").read_bytes() == b""


async def test_without_erasing_the_order_would_be_on_the_disk(stores: Stores, folder: DataFolder):
    words = shuffled("closed", 10)
    position = await begun(stores.log)
    for word in words:
        position = await cast(stores, position, CLOSED, word)

    async with stores.database.turn() as driver:
        await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    assert in_order_of_place(bytes_on_disk(folder), words) == words[::-1]
