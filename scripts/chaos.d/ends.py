"""The end of the whole server in the middle of a vote, without a word or asked for (SIGTERM), again and again."""

import asyncio
import random
from time import perf_counter

from findings import Finding
from msgspec import Struct
from process import before_others, waited_s
from voting import Votes, all_returned, in_a_hall, like, p99

from meetings.rehearsal.rehearsing import connected
from tests.acceptance.hall import Hall

GAP_S = 3
LONGEST_LIFE_S = 0.5
RESTARTING = 1012


def kills(times: int, seed: int) -> Finding:
    """`kill -9` while everybody votes, so often."""

    async def experiment(place: Hall) -> Finding:
        dice, votes = random.Random(seed), Votes(place.delegates, seed)
        async with asyncio.TaskGroup() as group:
            voting = group.create_task(votes.cast())
            for time in range(times):
                await asyncio.sleep(dice.uniform(0, LONGEST_LIFE_S))
                await place.server.kill()
                await place.server.start()
                await all_returned(place.delegates, time + 1)
            votes.is_over = True
            await voting
        wrong = await votes.compared(place)
        returned = min(tablet.returns for tablet in place.delegates)
        told = f"every tablet resumed by itself {returned} times"
        found = f"{len(votes.confirmed):,} votes confirmed, {', '.join(wrong) or '0 lost, 0 doubled'}; {told}"
        return Finding("kill -9 of the whole server under load", f"{times} kills, seed {seed}", found, not wrong)

    return in_a_hall(experiment)


class Gap(Struct, frozen=True):
    """A restart as the tablets saw it: how long each was away, and how long the new server waited
    for the processor on its way there."""

    seconds: list[float]
    waited_s: float


def restarts(times: int) -> Finding:
    """SIGTERM and a new start, so often, while everybody votes."""

    async def experiment(place: Hall) -> Finding:
        tablets = [like(tablet) for tablet in place.delegates]
        async with connected(tablets):
            votes, gaps = Votes(tablets, 0), list[Gap]()
            async with asyncio.TaskGroup() as group:
                voting = group.create_task(votes.cast())
                for time in range(times):
                    await asyncio.sleep(0.5)
                    stopped_at = perf_counter()
                    await place.server.stop()
                    await place.server.start()
                    waited = waited_s(place.server.pid)
                    await all_returned(tablets, time + 1)
                    gaps.append(Gap([tablet.welcome_at - stopped_at for tablet in tablets], waited))
                votes.is_over = True
                await voting
            wrong = await votes.compared(place)
        byes = sum(tablet.byes for tablet in tablets)
        closed = sum(tablet.codes.count(RESTARTING) for tablet in tablets)
        seen = p99([second for gap in gaps for second in gap.seconds])
        own = p99([second - gap.waited_s for gap in gaps for second in gap.seconds])
        all_told = byes == closed == times * len(tablets)
        told = f"{byes} of {times * len(tablets)} told when to come back, {closed} closed with {RESTARTING}"
        waits = f"{seen - own:.1f} s of it the server waited for other programs"
        found = f"{', '.join(wrong) or '0 lost, 0 doubled'}; gap p99 {seen:.1f} s, {waits}; {told}"
        done = f"{times} restarts, {len(votes.confirmed):,} votes"
        return Finding("SIGTERM under load", done, found, not wrong and all_told and own <= GAP_S)

    with before_others():
        return in_a_hall(experiment)
