"""What PostgreSQL must do beyond the contracts: two nodes at once, a server that ends or is not fit, and neighbours."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import AsyncExitStack
from itertools import count
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from meetings.ports import Opening, Seat, StorageFault
from meetings.record.entry import ChainBroken, Position, checked
from meetings.rules.decision import Ballot
from meetings.rules.identity import MeetingId, MemberId, PollId
from meetings.storage import postgres as module
from meetings.storage.folder import DataFolder, FolderUnusable
from meetings.storage.postgres import numbered
from meetings.storage.shared_stores import SharedStores, shared
from meetings.storage.tables import METADATA
from tests.servers import Postgres, a_postgres
from tests.storage.chains import COUNCIL, begun, end_of, entries_after, recorded, texts_in

KEY_FILES = ("authority.pem", "officers/an.json")
SEAT = Seat(meeting=COUNCIL, member=MemberId("an"))


def folder_of(root: Path) -> DataFolder:
    (root / "papers").mkdir(parents=True)
    return DataFolder(root)


@pytest.fixture
async def url(postgres: Postgres) -> str:
    return await postgres.fresh_database()


@pytest.fixture
async def nodes(url: str, tmp_path: Path) -> AsyncGenerator[list[SharedStores]]:
    async with AsyncExitStack() as stack:
        folders = [folder_of(tmp_path / name) for name in ("a", "b")]
        yield [await stack.enter_async_context(shared(folder, url)) for folder in folders]


@pytest.fixture
def own_postgres() -> Generator[Postgres]:
    """A server that a test may kill."""
    with a_postgres() as server:
        yield server


async def test_the_migrated_tables_are_those_that_the_code_names(nodes: list[SharedStores]):
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))

    async with nodes[0].database.begin() as connection:
        assert await connection.run_sync(differences) == []


async def test_two_nodes_that_write_at_once_make_one_chain(nodes: list[SharedStores]):
    start = await begun(nodes[0].log)

    async def write(node: SharedStores, name: str) -> None:
        position = start
        for number in range(15):
            async with node.log.writing(COUNCIL, position) as pen:
                entries = entries_after(end_of([*pen.missed]) if pen.missed else position, f"{name}{number}")
                await pen.record(entries, [])
            position = end_of(entries)

    await asyncio.gather(write(nodes[0], "a"), write(nodes[1], "b"))

    entries = await nodes[1].log.read(COUNCIL, start)
    assert checked(start, entries).number == 30
    for name in "ab":
        assert [e.text for e in entries if e.text[0] == name] == [f"{name}{number}" for number in range(15)]


async def test_the_primary_key_keeps_a_writer_without_the_lock_from_forking_the_log(
    nodes: list[SharedStores], monkeypatch: pytest.MonkeyPatch
):
    start = await begun(nodes[0].log)
    locks = count()

    def another_lock(*_: str) -> int:
        return next(locks)

    async def fork() -> None:
        async with nodes[0].log.writing(COUNCIL, start) as mine:
            await recorded(nodes[1].log, start, "theirs")
            await mine.record(entries_after(start, "mine"), [])

    monkeypatch.setattr(module, "lock_of", another_lock)
    with pytest.raises(ChainBroken, match="already holds entry 1"):
        await fork()

    assert await texts_in(nodes[0].log) == ["theirs"]


async def test_meetings_do_not_wait_for_each_other(nodes: list[SharedStores]):
    start, board = await begun(nodes[0].log), MeetingId("board")
    other = await begun(nodes[0].log, board)
    async with nodes[0].log.writing(COUNCIL, start), nodes[1].log.writing(board, other) as pen:
        await pen.record(entries_after(other, "meanwhile"), [])
    assert await texts_in(nodes[0].log, board) == ["meanwhile"]


async def test_no_confidential_ballot_comes_into_it(nodes: list[SharedStores]):
    start = await begun(nodes[0].log)
    with pytest.raises(StorageFault, match="would keep the order"):
        async with nodes[0].log.writing(COUNCIL, start) as pen:
            await pen.record(entries_after(start, "cast"), [Ballot(poll=PollId("p"), choice=("yes",))])
    assert await texts_in(nodes[0].log) == []
    await nodes[0].log.erase_box(COUNCIL, PollId("p"))


async def test_a_voting_seat_has_one_session_whichever_node_was_asked(nodes: list[SharedStores]):
    digests = [bytes([number]) * 32 for number in range(8)]
    await asyncio.gather(
        *(
            nodes[number % 2].directory.open_session(Opening(digest=digest, seat=SEAT, at=number, exclusive=True))
            for number, digest in enumerate(digests)
        )
    )
    for node in nodes:
        held = [digest for digest in digests if await node.directory.session(digest) is not None]
        assert len(held) == 1


async def test_a_session_that_ended_at_one_node_is_unknown_at_the_other(nodes: list[SharedStores]):
    digest = bytes(32)
    await nodes[0].directory.open_session(Opening(digest=digest, seat=SEAT, at=1))
    assert await nodes[1].directory.session(digest) is not None
    await nodes[0].directory.close_session(digest)
    assert await nodes[1].directory.session(digest) is None


async def test_a_paper_that_one_node_took_in_is_found_at_the_other(nodes: list[SharedStores]):
    upload = await nodes[0].blobs.put(b"a paper", "text/plain", 1)
    assert await nodes[1].blobs.describe(upload.sha256) == upload
    place = await nodes[1].blobs.path(upload.sha256)
    assert place is not None
    assert place.read_bytes() == b"a paper"
    # Both may take it in at once, and know the same of it.
    again = await asyncio.gather(*(node.blobs.put(b"another", "text/plain", 2) for node in nodes))
    assert again[0] == again[1]


async def test_a_key_that_was_made_at_one_node_is_found_at_the_other(nodes: list[SharedStores]):
    there = await written(nodes[0], b"authority", b"key")
    assert await nodes[0].keys.keep("an")
    here = await nodes[1].keys.brought("an")
    assert here != there
    assert [(here / name).read_bytes() for name in KEY_FILES] == [b"authority", b"key"]
    await written(nodes[1], b"authority", b"another key")
    assert await nodes[1].keys.keep("an")
    await nodes[0].keys.brought("an")
    assert (there / KEY_FILES[1]).read_bytes() == b"another key"


async def test_of_two_authorities_the_first_is_kept_and_the_other_key_made_anew(nodes: list[SharedStores]):
    for node, authority in zip(nodes, (b"first", b"second"), strict=True):
        await written(node, authority, b"key")
    assert await nodes[0].keys.keep("an")
    assert not await nodes[1].keys.keep("an")
    folder = await nodes[1].keys.brought("an")
    assert (folder / KEY_FILES[0]).read_bytes() == b"first"
    assert await nodes[1].keys.keep("an")


async def written(node: SharedStores, authority: bytes, key: bytes) -> Path:
    """The folder of keys of a node, with what a worker has written into it."""
    folder = await node.keys.brought("an")
    for name, content in zip(KEY_FILES, (authority, key), strict=True):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


async def test_neighbours_are_those_who_have_the_meeting_in_session(nodes: list[SharedStores]):
    a, b = (node.neighbours for node in nodes)
    assert not await a.enter(COUNCIL)
    assert not await a.enter(COUNCIL), "a room that is opened anew is no neighbour of its own"
    assert await b.enter(COUNCIL)
    assert await a.enter(COUNCIL)
    assert not await b.enter(MeetingId("board"))


async def test_of_two_who_enter_at_once_one_is_the_first(nodes: list[SharedStores]):
    found = await asyncio.gather(*(node.neighbours.enter(COUNCIL) for node in nodes))
    assert sorted(found) == [False, True]


async def test_a_node_that_is_gone_is_nobodys_neighbour(nodes: list[SharedStores]):
    await nodes[0].neighbours.enter(COUNCIL)
    nodes[0].neighbours.close()
    async with asyncio.timeout(10):
        while await nodes[1].neighbours.enter(COUNCIL):
            pass


async def test_what_was_confirmed_survives_a_kill_of_the_server(own_postgres: Postgres, tmp_path: Path):
    url = await own_postgres.fresh_database()
    async with shared(folder_of(tmp_path / "a"), url) as stores:
        position = start = await begun(stores.log)
        await stores.neighbours.enter(COUNCIL)
        for number in range(5):
            position = await recorded(stores.log, position, str(number))

        async def cut_off() -> None:
            async with stores.log.writing(COUNCIL, position) as pen:
                await pen.record(entries_after(position, "not confirmed"), [])
                await asyncio.to_thread(own_postgres.kill)

        with pytest.raises(StorageFault):
            await cut_off()
        with pytest.raises(StorageFault, match="does not answer"):
            await stores.log.read(COUNCIL, start)
        with pytest.raises(StorageFault):
            await stores.directory.session(bytes(32))
        with pytest.raises(StorageFault):
            await stores.neighbours.stay()
        await asyncio.to_thread(own_postgres.start)

        await stores.neighbours.stay()
        assert await texts_in(stores.log) == ["0", "1", "2", "3", "4"]
        await recorded(stores.log, position, "after")
        assert checked(start, await stores.log.read(COUNCIL, start)).number == 6
        async with shared(folder_of(tmp_path / "b"), url) as other:
            assert await other.neighbours.enter(COUNCIL), "the locks are held again"


async def test_a_pen_that_does_not_come_is_given_up(nodes: list[SharedStores], monkeypatch: pytest.MonkeyPatch):
    start = await begun(nodes[0].log)
    async with nodes[1].log.writing(COUNCIL, start) as pen:
        monkeypatch.setattr(module, "TURN_TIMEOUT_S", 0.1)
        with pytest.raises(StorageFault):
            async with nodes[0].log.writing(COUNCIL, start):
                pytest.fail("another has the pen")
        await pen.record(entries_after(start, "by who had it"), [])
    assert await texts_in(nodes[0].log) == ["by who had it"]


async def test_a_statement_that_failed_and_was_passed_over_records_nothing(nodes: list[SharedStores]):
    await begun(nodes[0].log)

    async def pass_over() -> None:
        async with nodes[0].database.transaction(COUNCIL) as driver:
            await driver.execute_fetchall("DELETE FROM link")
            with pytest.raises(Exception, match="nonsense"):
                await driver.execute_fetchall("SELECT nonsense")

    with pytest.raises(StorageFault, match="taken the transaction back"):
        await pass_over()


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [("synchronous_commit=off", "synchronous_commit = on or .* was expected, off came")],
)
async def test_a_database_that_may_lose_votes_is_refused(url: str, tmp_path: Path, setting: str, sentence: str):
    with pytest.raises(FolderUnusable, match=sentence):
        async with shared(folder_of(tmp_path / "a"), f"{url}&{setting}"):
            pytest.fail("it was opened")


async def test_a_database_of_something_else_is_refused_and_left_as_it_is(
    nodes: list[SharedStores], url: str, tmp_path: Path
):
    async with nodes[0].database.begin() as connection:
        await connection.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(FolderUnusable, match="a database of this server was expected"):
        async with shared(folder_of(tmp_path / "c"), url):
            pytest.fail("it was opened")


async def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: Path):
    with pytest.raises(FolderUnusable, match="does not answer") as told:
        async with shared(folder_of(tmp_path / "a"), "postgresql://meetings:secret@127.0.0.1:1/meetings"):
            pytest.fail("it was opened")
    assert "secret" not in str(told.value)


def test_values_are_numbered():
    assert numbered("INSERT INTO a VALUES (?, ?)") == "INSERT INTO a VALUES ($1, $2)"


async def test_the_start_of_a_log_is_read_from_its_id(nodes: list[SharedStores]):
    start = await begun(nodes[0].log)
    assert Position.start(await nodes[1].log.id_of(COUNCIL)) == start
