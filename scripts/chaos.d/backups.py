"""Backups made while everybody votes, each restored into another folder from which a server then takes over."""

import asyncio
import random
import re
import tempfile
from pathlib import Path

from findings import Finding
from msgspec import Struct
from voting import Votes, Watched, all_returned, in_a_hall, like, port_of

from meetings.rehearsal.rehearsing import connected
from meetings.rehearsal.server import PROGRAM, Server
from meetings.rehearsal.tablet import Tablet
from tests.acceptance.hall import Hall

BROKEN = "backup while voting, restored elsewhere"
ENTRIES = re.compile(r"with ([0-9]+) entries, every one checked")


class RestoredSeen(Struct, frozen=True):
    """`restored/N`: the log's new id."""

    log: str


class Bad(Exception):
    """A backup is not what it must be. The message says how."""


def backups(times: int, seed: int) -> Finding:
    """So many backups, the newest restored first: all tablets have seen more than it holds."""

    async def experiment(place: Hall, folder: Path) -> Finding:
        votes, dice = Votes(place.delegates, seed), random.Random(seed)
        files = [folder / f"{number}.zip" for number in range(times)]
        async with asyncio.TaskGroup() as group:
            voting = group.create_task(votes.cast())
            for file in files:
                await asyncio.sleep(dice.uniform(0, 0.5))
                await _told("backup", file, "--data", place.folder)
            # Each votes once more, so that all have seen more than the newest holds.
            votes.is_over = True
            await voting
            await votes.once()
        tablets = [like(tablet) for tablet in (place.chair, place.secretary, *place.delegates)]
        done = f"{times} backups, {len(votes.confirmed):,} votes"
        async with connected(tablets):
            await place.server.stop()
            try:
                held = [await _restored(file, place, votes, tablets) for file in reversed(files)]
            except Bad as fault:
                return Finding(BROKEN, done, f"seed {seed}: {fault}", False)
        votes_in = " to ".join(f"{count:,}" for count in sorted({min(held), max(held)}))
        found = f"each a verified prefix, with {votes_in} votes, under a new log id; all tablets were told and show it"
        return Finding(BROKEN, done, found)

    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        return in_a_hall(lambda place: experiment(place, Path(folder)))


async def _restored(file: Path, place: Hall, votes: Votes, tablets: list[Watched]) -> int:
    """How many votes a backup holds, once a server has taken over with it. Raises Bad."""
    root = file.with_suffix("")
    said = await _told("restore", file, "--data", root)
    found = ENTRIES.search(said)
    if found is None:
        raise Bad(f"a count of entries was expected, the program said: {said}")
    seen = [(tablet.returns, tablet.wholes) for tablet in tablets]
    log = tablets[0].screen.log
    async with Server(root, port_of(place)):
        await all_returned(tablets, max(returns for returns, _ in seen) + 1)
        unmoved = [tablet.ref for tablet, (_, wholes) in zip(tablets, seen, strict=True) if tablet.wholes == wholes]
        if unmoved:
            raise Bad(f"{', '.join(unmoved)} resumed, as if the log were the one they knew")
        if untold := [tablet.ref for tablet in tablets if not _is_told(tablet, log, int(found[1]) + 1)]:
            raise Bad(f"{', '.join(untold)} were not told that the record came back from a backup, under another id")
        await _look_alike(tablets)
        return await _compare(place, votes, int(found[1]))


def _is_told(tablet: Tablet, log: str | None, position: int) -> bool:
    told = tablet.screen.read(f"restored/{position}", RestoredSeen)
    return told is not None and told.log == tablet.screen.log != log


async def _compare(place: Hall, votes: Votes, entries: int) -> int:
    """Every vote that was confirmed at a position of the backup is in it, and no other. Raises Bad."""
    kept = Votes([], 0)
    kept.confirmed = [vote for vote in votes.confirmed if vote[0] <= entries]
    wrong = await kept.compared(place)
    if wrong:
        raise Bad(f"of {len(kept.confirmed)} votes in {entries} entries: {', '.join(wrong)}")
    return len(kept.confirmed)


async def _look_alike(tablets: list[Watched]) -> None:
    """Whoever comes in now is shown what those show who came back. Raises Bad."""
    newcomers = [like(tablet) for tablet in tablets]
    async with connected(newcomers):
        pairs = list(zip(tablets, newcomers, strict=True))
        others = [one.ref for one, new in pairs if not _is_like(one, new)]
    if others:
        raise Bad(f"{', '.join(others)} show otherwise than one who comes in now")


def _is_like(one: Tablet, other: Tablet) -> bool:
    return one.screen.log == other.screen.log and one.screen.shared() == other.screen.shared()


async def _told(*arguments: str | Path) -> str:
    """What the command line says. Raises Bad."""
    process = await asyncio.create_subprocess_exec(
        *PROGRAM, *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    said, _ = await process.communicate()
    if process.returncode != 0:
        raise Bad(f"meetings {arguments[0]}: {said.decode().strip()}")
    return said.decode().strip()
