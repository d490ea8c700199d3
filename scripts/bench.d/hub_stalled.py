"""Tablets that read nothing: what they cost the others, what is held for them, and what becomes of them.

A tenth of the tablets stops reading while long announcements are made, until the system, the transport and the outbox
have taken for each what they take. The same hall is measured before, while all read.
"""

from collections.abc import Sequence
from pathlib import Path
from statistics import median

import machine
import process
from figures import Figure
from hub_hall import Hall, open_hall
from hub_load import Tablets, held_by_system
from msgspec import Struct

LONG = 16_000
STALLED, LISTENING = 100, 1000
GAP_US = 60_000
PIECES, UPDATES = 5, 15
"""Pieces of so many updates: until the bound of the outbox is passed, and before anybody is closed."""
STUCK_MS = 12_000
"""By then who reads nothing is closed."""


class Round(Struct, frozen=True):
    """What came of it, once."""

    before_ms: float
    after_ms: float
    """The 99th of a hundred deliveries to those who read, of the pieces the one in the middle."""
    grown_mb: float
    """What the server's memory has grown by, for each stalled tablet."""
    waiting_mb: float
    """The most that waits for each stalled tablet, in outbox and transport (the server says) and in the system."""
    lagging: int
    welcomed: int
    closed: int


def stalled(programs: Path, rounds: int) -> Sequence[Figure]:
    """Measure and give the figures."""
    done = [_round(programs) for _ in range(min(rounds, 3))]
    before, after = median(each.before_ms for each in done), median(each.after_ms for each in done)
    worse = median(each.after_ms / each.before_ms for each in done)
    held = median(each.waiting_mb for each in done)
    lagging, welcomed, closed = (
        min(counts) for counts in zip(*((each.lagging, each.welcomed, each.closed) for each in done), strict=True)
    )
    of_all = f"all {STALLED}"
    return [
        Figure(
            f"a tenth of {LISTENING:,} reads nothing ({LONG:,} bytes an update): the others' p99",
            f"{before:.1f} ms before, {after:.1f} ms then: {(worse - 1) * 100:+.0f} %",
            "at most 25 % worse",
            worse <= 1.25,
        ),
        Figure(
            "held per stalled tablet: outbox, transport and system",
            f"{held:.2f} MB; the server has grown by {median(each.grown_mb for each in done):.2f} MB",
            "<= 1.5 MB",
            held <= 1.5,
        ),
        Figure("stalled tablets that lag, says the server", f"{lagging}", of_all, lagging == STALLED),
        Figure("they read again: brought back by a fresh view", f"{welcomed}", of_all, welcomed == STALLED),
        Figure(f"they read nothing for {STUCK_MS // 1000} s: closed", f"{closed}", of_all, closed == STALLED),
    ]


def _round(programs: Path) -> Round:
    with open_hall(programs, LISTENING) as (hall, tablets, pid):
        _come_in(hall, tablets)
        before, memory = [_piece(tablets) for _ in range(PIECES)], process.memory_mb(pid)[0]
        tablets.ask(f"hold {STALLED}")
        after, waiting = list[float](), list[float]()
        for _ in range(PIECES):
            after.append(_piece(tablets))
            waiting.append(hall.metric("meetings_outbox_bytes") + held_by_system(hall.port))
        lagging = int(hall.metric("meetings_tablets_lagging"))
        grown = process.memory_mb(pid)[0] - memory
        tablets.ask("hold 0")
        tablets.ask("idle 2000")
        welcomed = tablets.ask("welcomed")["welcomed"]
        return Round(
            before_ms=median(before),
            after_ms=median(after),
            grown_mb=grown / STALLED,
            waiting_mb=max(waiting) / machine.MB / STALLED,
            lagging=lagging,
            welcomed=welcomed,
            closed=_left_alone(tablets),
        )


def _come_in(hall: Hall, tablets: Tablets) -> None:
    # Small buffers, as devices have them that are about to run out of what they have.
    tablets.receive_into(16 * 1024)
    tablets.connect(STALLED, 64)
    tablets.receive_into(0)
    tablets.connect(LISTENING - STALLED, 64)
    tablets.publish_by(hall.publishing(LONG))
    tablets.ask("idle 600")


def _piece(tablets: Tablets) -> float:
    return tablets.ask(f"lat {UPDATES} {GAP_US}")["each_p99_us"] / 1000


def _left_alone(tablets: Tablets) -> int:
    """They stop again, and never read any more; how many are closed by then."""
    tablets.ask(f"hold {STALLED}")
    for _ in range(PIECES):
        _piece(tablets)
    tablets.ask(f"idle {STUCK_MS}")
    tablets.ask("hold 0")
    tablets.ask("idle 500")
    return tablets.ask("hold 0")["closed"]
