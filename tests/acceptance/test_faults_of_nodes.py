"""Two servers whose Redis or PostgreSQL ends in the middle of a vote: what was confirmed is there, once, at both."""

import asyncio
from collections import Counter
from collections.abc import Generator
from pathlib import Path
from time import perf_counter

import pytest

from meetings.rehearsal import http
from meetings.rehearsal.play import all_of
from meetings.rehearsal.tablet import Receipt
from meetings.rules.identity import PollId
from meetings.rules.poll_commands import CastVote, ClosePoll, DeclareResult, OpenPoll
from tests.acceptance.hall import DELEGATES
from tests.acceptance.nodes import Nodes, two_nodes
from tests.acceptance.record import record
from tests.acceptance.test_kill import Voters
from tests.acceptance.test_two_nodes import sees
from tests.servers import Postgres, Redis, a_postgres, a_redis

NAMED = PollId("named")


@pytest.fixture
def own_postgres() -> Generator[Postgres]:
    with a_postgres() as server:
        yield server


@pytest.fixture
def redis() -> Generator[Redis]:
    with a_redis() as server:
        yield server


async def check_the_end(place: Nodes, confirmed: dict[str, list[tuple[str, Receipt]]]) -> None:
    """Close, and compare what was confirmed with the record at both nodes."""
    await place.chair.give(ClosePoll(poll=NAMED))
    await place.chair.give(DeclareResult(poll=NAMED))
    last = Counter(given[-1][0] for given in confirmed.values())
    for tablet in (place.chair, place.secretary, *place.delegates):
        assert (await sees(tablet, state="declared")).tally == {"yes": last["yes"], "no": last["no"]}
    for officer in (place.chair, place.secretary):
        votes = [line for line in await record(officer) if line.kind == "vote_cast"]
        said = {(line.position, line.id, line.actor) for line in votes}
        assert said == {(r.position, r.id, ref) for ref, given in confirmed.items() for _, r in given}
        assert len({line.id for line in votes}) == len(votes), "no command is recorded twice"


async def told(place: Nodes, path: str) -> str:
    """What the first server says of itself."""
    return (await http.ask(place.invitations[0].venue, "GET", path)).body.decode()


@pytest.mark.timeout(300)
async def test_nothing_confirmed_is_lost_when_postgresql_is_killed_during_votes(
    tmp_path: Path, own_postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with two_nodes(tmp_path, own_postgres, monkeypatch) as place:
        await place.chair.give(OpenPoll(poll=NAMED))
        voters = Voters(place.delegates)
        async with asyncio.TaskGroup() as group:
            voting = group.create_task(voters.vote())
            for _ in range(3):
                await voters.more(2 * len(DELEGATES))
                await asyncio.to_thread(own_postgres.kill)
                await asyncio.to_thread(own_postgres.start)
            await voters.more(2 * len(DELEGATES))
            voters.stop()
            await voting
        await check_the_end(place, voters.confirmed)


@pytest.mark.timeout(300)
async def test_without_redis_the_other_node_shows_a_vote_by_its_own_look(
    tmp_path: Path, postgres: Postgres, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with two_nodes(tmp_path, postgres, monkeypatch, redis) as place:
        await place.chair.give(OpenPoll(poll=NAMED))
        confirmed: dict[str, list[tuple[str, Receipt]]] = {tablet.ref: [] for tablet in place.delegates}

        async def voted(choice: str) -> None:
            vote = CastVote(poll=NAMED, choice=choice)
            receipts = await all_of(tablet.give(vote) for tablet in place.delegates)
            for tablet, receipt in zip(place.delegates, receipts, strict=True):
                confirmed[tablet.ref].append((choice, receipt))

        await voted("no")
        redis.stop()
        await voted("yes")
        shown = perf_counter()
        await all_of(sees(tablet, cast=len(DELEGATES)) for tablet in (place.chair, place.secretary))
        assert perf_counter() - shown < 5
        redis.start()
        await voted("no")
        redis.freeze()
        await voted("yes")
        redis.thaw()
        await check_the_end(place, confirmed)


async def test_presence_is_that_of_both_nodes_and_health_is_told(
    tmp_path: Path, postgres: Postgres, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with two_nodes(tmp_path, postgres, monkeypatch, redis) as place:
        everybody = {"chair", "clerk", *DELEGATES}

        def is_complete(screen: object) -> bool:
            shown = place.chair.screen.read("presence", dict[str, bool])
            return shown is not None and set(shown) == everybody

        await place.chair.until(is_complete)
        assert await told(place, "/healthz") == "ok\ndatabase: answers\nredis: rings\n"
        redis.stop()
        async with asyncio.timeout(20):
            while "redis: is silent" not in await told(place, "/healthz"):
                pass
        assert await told(place, "/readyz") == "ready\n"
