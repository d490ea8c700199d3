"""The server is killed in the middle of a vote, again and again: what was confirmed is there, and the vote goes on."""

import asyncio
import os
import random
import select
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from meetings.rehearsal import http
from meetings.rehearsal.comparing import PollSeen
from meetings.rehearsal.play import all_of
from meetings.rehearsal.tablet import NotTaken, Receipt, Tablet
from meetings.rules.identity import PollId
from meetings.rules.poll_commands import CastVote, ClosePoll, DeclareResult, OpenPoll
from tests.acceptance.hall import DELEGATES, Hall, hall
from tests.acceptance.record import record

KILLS = 5
"""`scripts/chaos server` kills more often."""
MOST_CONFIRMED_BEFORE_A_KILL = 120
NAMED, BOX = PollId("named"), PollId("box")


class Voters:
    """Delegates who vote and change their votes without pause until they are told to stop."""

    def __init__(self, delegates: Sequence[Tablet]) -> None:
        self.confirmed: dict[str, list[tuple[str, Receipt]]] = {tablet.ref: [] for tablet in delegates}
        self._delegates = delegates
        self._enough = asyncio.Event()
        self._counted = asyncio.Condition()
        self._count = 0

    async def vote(self) -> None:
        await all_of(self._keep_voting(tablet) for tablet in self._delegates)

    async def _keep_voting(self, tablet: Tablet) -> None:
        while not self._enough.is_set():
            choice = random.choice(("yes", "no"))
            receipt = await tablet.give(CastVote(poll=NAMED, choice=choice))
            self.confirmed[tablet.ref].append((choice, receipt))
            async with self._counted:
                self._count += 1
                self._counted.notify_all()

    async def more(self, votes: int) -> None:
        """Wait until so many more votes are confirmed."""
        async with self._counted:
            enough = self._count + votes
            await self._counted.wait_for(lambda: self._count >= enough)

    def stop(self) -> None:
        self._enough.set()


async def declared(place: Hall, poll: PollId) -> PollSeen:
    await place.chair.give(ClosePoll(poll=poll))
    await place.chair.give(DeclareResult(poll=poll))
    key = f"poll/{poll}"
    seen: list[PollSeen] = []

    def is_declared(screen: object) -> bool:
        shown = place.secretary.screen.read(key, PollSeen)
        seen[:] = [] if shown is None else [shown]
        return shown is not None and shown.state == "declared"

    await place.secretary.until(is_declared)
    return seen[0]


@pytest.mark.timeout(300)
async def test_no_confirmed_vote_is_lost_or_doubled_when_the_server_is_killed(tmp_path: Path) -> None:
    async with hall(tmp_path) as place:
        await place.chair.give(OpenPoll(poll=NAMED))
        voters = Voters(place.delegates)
        async with asyncio.TaskGroup() as group:
            voting = group.create_task(voters.vote())
            for kill in range(KILLS):
                await all_of(
                    tablet.until(lambda _, back=kill, who=tablet: who.returns >= back) for tablet in place.delegates
                )
                await voters.more(random.randint(1, MOST_CONFIRMED_BEFORE_A_KILL))
                await place.server.kill()
                await place.server.start()
            # The vote goes on for everybody after the last start.
            await voters.more(len(DELEGATES))
            voters.stop()
            await voting
        result = await declared(place, NAMED)
        votes = [line for line in await record(place.secretary) if line.kind == "vote_cast"]

    recorded = {(line.position, line.id, line.actor, line.body["choice"][0]) for line in votes}
    confirmed = {
        (receipt.position, receipt.id, ref, choice)
        for ref, given in voters.confirmed.items()
        for choice, receipt in given
    }
    assert confirmed == recorded, "every vote was asked for until it was answered, so all that is recorded is confirmed"
    assert len({line.id for line in votes}) == len(votes), "no command is recorded twice"
    last = Counter(given[-1][0] for given in voters.confirmed.values())
    assert (result.cast, result.tally) == (len(DELEGATES), {"yes": last["yes"], "no": last["no"]})
    assert min(tablet.returns for tablet in place.delegates) >= KILLS, "every tablet came back by itself"


async def test_a_ballot_box_keeps_every_confirmed_ballot_when_the_server_is_killed(tmp_path: Path) -> None:
    async with hall(tmp_path) as place:
        await place.chair.give(OpenPoll(poll=BOX))
        choices = {tablet: random.choice(("yes", "no")) for tablet in place.delegates}
        for third in range(3):
            voters = place.delegates[third::3]
            async with asyncio.TaskGroup() as group:
                votes = [
                    group.create_task(tablet.give(CastVote(poll=BOX, choice=choices[tablet]))) for tablet in voters
                ]
                await asyncio.wait(votes, return_when=asyncio.FIRST_COMPLETED)
                await place.server.kill()
                await place.server.start()
        with pytest.raises(NotTaken, match="already"):
            await place.delegates[0].give(CastVote(poll=BOX, choice="yes"))
        result = await declared(place, BOX)
        received = [line.actor for line in await record(place.secretary) if line.kind == "ballot_received"]

    counted = Counter(choices.values())
    assert (result.cast, result.tally) == (len(DELEGATES), {"yes": counted["yes"], "no": counted["no"]})
    assert sorted(actor for actor in received if actor is not None) == DELEGATES


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the processes that a process has started")
async def test_a_server_that_is_killed_leaves_no_worker_behind(tmp_path: Path) -> None:
    async with hall(tmp_path) as place:
        await http.choose_pin(place.chair.venue, place.chair.cookie, "4711")
        tasks = Path("/proc", str(place.server.pid), "task")
        workers = [int(pid) for children in tasks.glob("*/children") for pid in children.read_text().split()]
        ends = [os.pidfd_open(pid) for pid in workers]
        await place.server.kill()
        ended = [await asyncio.to_thread(select.select, [end], [], [], 30) for end in ends]
    for end in ends:
        os.close(end)
    assert workers
    assert all(readable for readable, _, _ in ended)
