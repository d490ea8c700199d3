"""What a measurement asks of programs: to go before others, how long they waited, what they hold. Linux only."""

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

PROC = Path("/proc")
BEFORE_OTHERS = -10


@contextmanager
def before_others() -> Generator[bool]:
    """This program and what it starts come first while the block runs; what comes is whether that is allowed.

    Not in real time: then the system's own work for the disk would have to wait.
    """
    niceness = os.nice(0)
    is_allowed = _set(BEFORE_OTHERS)
    try:
        yield is_allowed
    finally:
        if is_allowed:
            _set(niceness)
            put_session(0)


def _set(niceness: int) -> bool:
    try:
        os.setpriority(os.PRIO_PROCESS, 0, niceness)
    except OSError:
        return False
    put_session(niceness)
    return True


def put_session(niceness: int, group: Path = PROC / "self" / "autogroup") -> None:
    """Linux may share the processor between sessions first, and only then by the niceness of programs.

    A program that was started without a session of its own has none to put: the system refuses (sched(7), autogroup).
    """
    with suppress(OSError):
        group.write_text(str(niceness), encoding="ascii")


def waited_s(pid: int) -> float:
    """For how long the main thread of a program was ready to go on while others had the processor; 0 if not known."""
    try:
        return int((PROC / str(pid) / "schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except OSError:
        return 0.0


def memory_mb(pid: int) -> tuple[float, float]:
    """What a program holds in memory now, and the most that it ever held."""
    lines = (PROC / str(pid) / "status").read_text(encoding="utf-8").splitlines()
    values = {name: text for name, _, text in (line.partition(":") for line in lines)}
    return _mb(values["VmRSS"]), _mb(values["VmHWM"])


def _mb(text: str) -> float:
    return int(text.split(maxsplit=1)[0]) * 1024 / 2**20


def seconds_of(pid: int) -> float:
    """The time of a processor that a program has used so far."""
    fields = (PROC / str(pid) / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
