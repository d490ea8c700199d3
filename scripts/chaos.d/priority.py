"""Goes before other programs, so that what is measured says little of them; and how long a program waited."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

AUTOGROUP = Path("/proc/self/autogroup")
BEFORE_OTHERS = -10


@contextmanager
def before_others() -> Generator[None]:
    """This program and what it starts come first while the block runs, where that is allowed.

    Not in real time: then the system's own work for the disk would have to wait. Linux shares the processor between
    sessions first, and only then by the niceness of programs.
    """
    niceness = os.nice(0)
    if not _set(BEFORE_OTHERS, BEFORE_OTHERS):
        yield
        return
    try:
        yield
    finally:
        _set(niceness, 0)


def _set(niceness: int, of_session: int) -> bool:
    try:
        os.setpriority(os.PRIO_PROCESS, 0, niceness)
    except OSError:
        return False
    if AUTOGROUP.exists():
        AUTOGROUP.write_text(str(of_session), encoding="ascii")
    return True


def waited_s(pid: int) -> float:
    """For how long the main thread of a program was ready to go on while others had the processor; 0 if not known."""
    try:
        return int(Path("/proc", str(pid), "schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except OSError:
        return 0.0
