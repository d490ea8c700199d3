"""Somebody sets the server's wall clock by an hour or a day during a timed vote: its deadline stays where it was."""

import asyncio
import os
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from time import perf_counter
from urllib.request import urlopen

from findings import Finding, skipped
from process import before_others
from voting import in_a_hall

from meetings.rehearsal.comparing import PollSeen
from meetings.rehearsal.play import Stuck, all_of, within
from meetings.rehearsal.tablet import NotTaken, Tablet
from meetings.rules.identity import ItemId, PollId
from meetings.rules.poll_commands import CastVote, OpenPoll, PreparePoll
from meetings.rules.poll_terms import Secrecy
from tests.acceptance.hall import Hall

BROKEN = "clock set during a timed vote"
LIBRARY = "faketime/libfaketimeMT.so.1"
HOUR_S, DAY_S = 3600, 86_400
STEPS_S = (HOUR_S, -HOUR_S, DAY_S, -DAY_S)
LIMIT_S = 4
LATEST_S = 1.0
CLOSE_S = 10


class Wall:
    """The server's wall clock: what is in the file is added to the machine's, whose monotonic clock is left alone."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.set_by_s = 0

    def set(self, seconds: int) -> None:
        """So far from the machine's clock, from now on."""
        self.set_by_s = seconds
        self._file.with_suffix(".new").write_text(f"{seconds:+d}\n", encoding="ascii")
        self._file.with_suffix(".new").replace(self._file)


def clock_steps(times: int) -> Finding:
    """So many timed votes, during each of which the clock is set once."""
    library = next((place for top in ("/usr/lib", "/usr/lib64") for place in Path(top).glob(f"**/{LIBRARY}")), None)
    if library is None:
        return skipped(BROKEN, "missing tool: faketime")

    async def experiment(place: Hall) -> Finding:
        late, refused = list[float](), 0
        for number in range(times):
            poll = PollId(f"timed{number}")
            try:
                late.append(await _timed_vote(place, poll, wall, STEPS_S[number % len(STEPS_S)]))
            except (Stuck, NotTaken) as fault:
                return Finding(BROKEN, f"{number + 1} steps", f"clock set by {wall.set_by_s:+} s: {fault}", False)
            refused += await _is_refused(place.delegates[0], poll)
        worst = max(late, key=abs)
        found = f"closed at most {worst:+.2f} s from the deadline; {refused} of {times} votes after it refused"
        is_good = abs(worst) <= LATEST_S and refused == times
        return Finding(BROKEN, f"{times} steps of an hour or a day", found, is_good)

    with before_others(), tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        wall = Wall(Path(folder) / "offset")
        with _preloaded(library, Path(folder) / "offset"):
            wall.set(0)
            return in_a_hall(experiment, is_open=False)


@contextmanager
def _preloaded(library: Path, file: Path) -> Generator[None]:
    """What is started while the block runs asks `library` for the time."""
    before = dict(os.environ)
    os.environ.update(
        LD_PRELOAD=str(library),
        FAKETIME_TIMESTAMP_FILE=str(file),
        FAKETIME_NO_CACHE="1",
        FAKETIME_DONT_FAKE_MONOTONIC="1",
        NO_FAKE_STAT="1",
    )
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


async def _timed_vote(place: Hall, poll: PollId, wall: Wall, step_s: int) -> float:
    """How many seconds after its deadline the vote was closed, by a clock that nobody sets."""
    item = ItemId("item")
    await place.secretary.give(
        PreparePoll(ref=poll, item=item, question="?", method="yes_no", majority="simple", secrecy=Secrecy.NAMED)
    )
    opened = await place.chair.give(OpenPoll(poll=poll, closes_in_s=LIMIT_S))
    await _vote(place.delegates[::2], poll)
    wall.set(wall.set_by_s + step_s)
    await _is_set(place.server.url, wall)
    await _vote(place.delegates[1::2], poll)
    await within(
        LIMIT_S + 10, place.chair.until(lambda screen: _is_closed(screen.read(f"poll/{poll}", PollSeen))), "the close"
    )
    return perf_counter() - opened.came_at - LIMIT_S


async def _vote(delegates: Sequence[Tablet], poll: PollId) -> None:
    await all_of(tablet.give(CastVote(poll=poll, choice="yes")) for tablet in delegates)


def _is_closed(seen: PollSeen | None) -> bool:
    return seen is not None and seen.state == "closed"


async def _is_refused(tablet: Tablet, poll: PollId) -> bool:
    try:
        await tablet.give(CastVote(poll=poll, choice="no"))
    except NotTaken:
        return True
    return False


async def _is_set(url: str, wall: Wall) -> None:
    """Wait until the server's wall clock is where it was set to, by the date of its answers. Raises Stuck."""
    for _ in range(40):
        if abs(await asyncio.to_thread(_off_s, url) - wall.set_by_s) < CLOSE_S:
            return
        await asyncio.sleep(0.05)
    raise Stuck(f"the server's clock was set by {wall.set_by_s} s, its answers are dated otherwise")


def _off_s(url: str) -> float:
    with urlopen(f"{url}/healthz", timeout=30) as answer:
        shown = parsedate_to_datetime(answer.headers["Date"])
    return (shown - datetime.now(shown.tzinfo)).total_seconds()
