"""Errors of the disk and a full disk at the n-th write or sync, put there by strace."""

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from findings import Finding, skipped
from writer import CAREFUL, Lost, begin, check, writing

from meetings.record.entry import ChainBroken

BROKEN = "I/O error or full disk at the n-th call"
FAULTS = (("fdatasync", "EIO"), ("pwrite64", "EIO"), ("pwrite64", "ENOSPC"))
LATEST_S = 20


def faults(points: int) -> Finding:
    """So many places at which a call fails; every kind of fault has its share."""
    if shutil.which("strace") is None:
        return skipped(BROKEN, "missing tool: strace")
    confirmed, ended, done = 0, 0, 0
    for call, error in FAULTS:
        for at in _places(-(-points // len(FAULTS)), call):
            done += 1
            try:
                said, has_ended = _fail(call, error, at)
            except (Lost, ChainBroken) as fault:
                return Finding(BROKEN, f"{done} points", f"{error} at {call} number {at}: {fault}", False)
            confirmed, ended = confirmed + said, ended + has_ended
    found = f"{confirmed:,} commits confirmed, 0 of them lost; the writer stopped {ended} times"
    return Finding(BROKEN, f"{done} points", found, ended == done)


def _places(count: int, call: str) -> Sequence[int]:
    # The first calls open the database; those of a commit come after them.
    step = 3 if call == "pwrite64" else 1
    return range(4, 4 + step * count, step)


def _fail(call: str, error: str, at: int) -> tuple[int, bool]:
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        root = Path(folder) / "data"
        asyncio.run(begin(root))
        # From then on every such call fails: what is broken stays broken until the next start.
        strace = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}")
        with writing(root, (*strace, "-e", f"inject={call}:error={error}:when={at}+", *CAREFUL)) as program:
            has_ended = program.ends_within(LATEST_S)
            said = program.kill()
        check(root, said)
        return len(said), has_ended
