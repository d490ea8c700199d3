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
FAULTS = tuple(
    (call, error, lasting)
    for call, error in (("fdatasync", "EIO"), ("pwrite64", "EIO"), ("pwrite64", "ENOSPC"))
    for lasting in ("+", "")
)
"""What is broken stays broken until the next start (+), or fails once: a sync that fails drops what it should have
kept, and the next one says that all is well."""
LATEST_S = 20


def faults(points: int) -> Finding:
    """So many places at which a call fails; every kind of fault has its share."""
    if shutil.which("strace") is None:
        return skipped(BROKEN, "missing tool: strace")
    confirmed, ended, done = 0, 0, 0
    for call, error, lasting in FAULTS:
        for at in _places(-(-points // len(FAULTS)), call):
            done += 1
            try:
                said, has_ended = _fail(call, error, f"{at}{lasting}")
            except (Lost, ChainBroken) as fault:
                return Finding(BROKEN, f"{done} points", f"{error} at {call} number {at}{lasting}: {fault}", False)
            confirmed, ended = confirmed + said, ended + has_ended
    found = f"{confirmed:,} commits confirmed, 0 of them lost; the writer stopped {ended} times"
    return Finding(BROKEN, f"{done} points", found, ended == done)


def _places(count: int, call: str) -> Sequence[int]:
    # The first calls open the database; those of a commit come after them.
    step = 3 if call == "pwrite64" else 1
    return range(4, 4 + step * count, step)


def _fail(call: str, error: str, when: str) -> tuple[int, bool]:
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        root = Path(folder) / "data"
        asyncio.run(begin(root))
        strace = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}")
        with writing(root, (*strace, "-e", f"inject={call}:error={error}:when={when}", *CAREFUL)) as program:
            has_ended = program.ends_within(LATEST_S)
            said = program.kill()
        check(root, said)
        return len(said), has_ended
