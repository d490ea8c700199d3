"""Bad lines, and a herd that comes back at once, with a real server and tablets that resume and resend."""

import asyncio
from collections.abc import Sequence
from time import perf_counter

from findings import Finding
from lines import Proxy, Trouble
from process import before_others, memory_mb
from voting import PATIENCE_S, Votes, all_returned, connected_at, in_a_hall, like, p99, port_of

from meetings.rehearsal.play import all_of
from meetings.rehearsal.rehearsing import connected, signed_in
from meetings.rehearsal.tablet import Tablet, Venue
from tests.acceptance.hall import Hall

HEALED_S, RESUMED_S = 5, 10
MOST_MORE_MB = 50


def bad_lines(commands: int, seed: int) -> Finding:
    """So many commands over lines that delay, cut, double and go silent."""

    async def experiment(place: Hall) -> Finding:
        proxy = Proxy(port_of(place), Trouble(seed))
        async with proxy.listening() as port:
            venue = Venue(f"http://127.0.0.1:{port}", place.chair.venue.meeting)
            tablets = [like(tablet, venue) for tablet in place.delegates]
            async with connected(tablets):
                votes = Votes(tablets, seed)
                proxy.trouble.is_calm = False
                await votes.cast(commands)
                proxy.trouble.is_calm = True
                seconds = await _until_the_same(tablets, like(place.delegates[0]))
            wrong = await votes.compared(place)
        trouble = proxy.trouble
        done = f"{len(votes.confirmed):,} commands, {trouble.cuts} cuts, {trouble.silences} silences"
        same = f"all tablets the same {seconds:.1f} s after healing"
        found = f"{', '.join(wrong) or '0 lost, 0 doubled'}; {same}; {trouble.doubles} frames came twice"
        return Finding("lines between tablets and server", done, found, not wrong and seconds <= HEALED_S)

    return in_a_hall(experiment)


def herd(count: int) -> Finding:
    """So many tablets cut in one instant, all of which come back."""

    async def experiment(place: Hall) -> Finding:
        proxy = Proxy(port_of(place), Trouble(0))
        async with proxy.listening() as port:
            venue = Venue(f"http://127.0.0.1:{port}", place.chair.venue.meeting)
            # Each signed in by itself: of one session only so many sockets may be open.
            seats = await all_of(signed_in(place.invitation, place.secretary.ref) for _ in range(count))
            tablets = [like(tablet, venue) for tablet in seats]
            async with connected(tablets):
                before, open_before = memory_mb(place.server.pid)[0], await connected_at(place)
                cut_at = perf_counter()
                proxy.cut_all()
                await all_returned(tablets, 1)
                took = p99([tablet.welcome_at - cut_at for tablet in tablets])
                more = memory_mb(place.server.pid)[0] - before
                open_then, again = await _connected(place, open_before), sum(tablet.returns > 1 for tablet in tablets)
        found = f"{open_then} of {open_before} sockets open, p99 {took:.1f} s; server memory {more:+.0f} MB"
        found += f"; {again} tablets came back more than once" if again else ""
        is_well = open_then == open_before and not again and took <= RESUMED_S and more <= MOST_MORE_MB
        return Finding("all tablets cut at once", f"{count} tablets", found, is_well)

    with before_others():
        return in_a_hall(experiment)


async def _connected(place: Hall, expected: int) -> int:
    """How many sockets are open, as soon as it is what is expected; the server may not have seen every cut yet."""
    began = perf_counter()
    while True:
        count = await connected_at(place)
        if count == expected or perf_counter() - began > RESUMED_S:
            return count


async def _until_the_same(tablets: Sequence[Tablet], newcomer: Tablet) -> float:
    """How many seconds until all tablets show what is shown to one who comes in now.

    Their positions say nothing of it: a tablet stays where it is while nothing changes for its audience.
    """
    began = perf_counter()
    async with connected([newcomer]):
        while perf_counter() - began < PATIENCE_S:
            expected = newcomer.screen.shared()
            if all(tablet.screen.shared() == expected for tablet in tablets):
                break
            await asyncio.sleep(0.05)
    return perf_counter() - began
