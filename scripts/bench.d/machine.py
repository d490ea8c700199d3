"""The machine that measures: what it is, how fast its disk is, how busy others kept it. Linux only."""

import os
import platform
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

PROC = Path("/proc")
MB = 2**20


def description() -> str:
    """Cores, model and Python, in a few words."""
    lines = (PROC / "cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown model")
    return f"{os.cpu_count()} cores ({model}), Python {platform.python_version()}, {platform.system()}"


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


def busy_seconds() -> float:
    """The time of all processors that all processes have used since the machine started."""
    first = (PROC / "stat").read_text(encoding="utf-8").split("\n", 1)[0].split()[1:]
    idle = int(first[3]) + int(first[4])
    return (sum(map(int, first[:8])) - idle) / os.sysconf("SC_CLK_TCK")
