"""The machine that measures: what it is, how much memory a process has taken, how busy others kept it. Linux only."""

import atexit
import os
import platform
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

PROC = Path("/proc")
MB = 2**20


def go_first() -> bool:
    """Let this process and its children go before others, if it may; whether it may comes back."""
    try:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    except PermissionError:
        return False
    _put_session_first()
    return True


def _put_session_first() -> None:
    """Where the system shares the cores out by session first, being nice counts only within one."""
    group = PROC / "self" / "autogroup"
    if group.exists():
        group.write_text("-10", encoding="ascii")
        atexit.register(group.write_text, "0", encoding="ascii")


def description() -> str:
    """Cores, model and Python, in a few words."""
    lines = (PROC / "cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown model")
    return f"{os.cpu_count()} cores ({model}), Python {platform.python_version()}, {platform.system()}"


def memory_mb(pid: int) -> tuple[float, float]:
    """What a process holds in memory now, and the most that it ever held."""
    lines = (PROC / str(pid) / "status").read_text(encoding="utf-8").splitlines()
    values = {name: text for name, _, text in (line.partition(":") for line in lines)}
    return _mb(values["VmRSS"]), _mb(values["VmHWM"])


def _mb(text: str) -> float:
    return int(text.split(maxsplit=1)[0]) * 1024 / MB


class Disk:
    """Makes 4 kB durable ten times a second and notes how many seconds that takes: the floor of a vote."""

    def __init__(self, folder: Path) -> None:
        self.took: list[float] = []
        self._file = folder / "floor"
        self._is_over = Event()
        self._thread = Thread(target=self._ask)

    def __enter__(self) -> "Disk":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _ask(self) -> None:
        with self._file.open("ab", buffering=0) as file:
            while not self._is_over.wait(0.1):
                began = perf_counter()
                file.write(bytes(4096))
                os.fdatasync(file.fileno())
                self.took.append(perf_counter() - began)


def seconds_of(pid: int) -> float:
    """The time of a processor that a process has used so far."""
    fields = (PROC / str(pid) / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def busy_seconds() -> float:
    """The time of all processors that all processes have used since the machine started."""
    first = (PROC / "stat").read_text(encoding="utf-8").split("\n", 1)[0].split()[1:]
    idle = int(first[3]) + int(first[4])
    return (sum(map(int, first[:8])) - idle) / os.sysconf("SC_CLK_TCK")
