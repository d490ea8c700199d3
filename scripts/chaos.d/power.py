"""A power cut: ext4 on a loop device that stops in the middle, with nothing flushed that was not synced."""

import asyncio
import contextlib
import fcntl
import os
import random
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Generator, Sequence
from pathlib import Path

from findings import Finding, skipped
from writer import CAREFUL, CARELESS, Lost, begin, check, writing

from meetings.record.entry import ChainBroken

BROKEN = "power cut, synchronous=FULL"
CONTROL = "power cut, synchronous=NORMAL (control, must lose)"
SHUTDOWN = 0x8004587D
"""EXT4_IOC_SHUTDOWN, `_IOR('X', 125, __u32)` in fs/ext4/ext4.h."""
NOTHING_FLUSHED = 2
"""EXT4_GOING_FLAGS_NOLOGFLUSH."""
SIZE = 64 * 2**20


class Toll:
    """What came of many cuts."""

    def __init__(self) -> None:
        self.confirmed = self.too_late = self.losses = 0
        self.worst = ""

    def told(self) -> str:
        """In words."""
        late = f" ({self.too_late} more while the power was cut)" if self.too_late else ""
        return f"{self.confirmed:,} commits confirmed{late}, {self.losses} cuts with a loss{self.worst}"


def cuts(times: int, controls: int, seed: int) -> list[Finding]:
    """So many cuts, and so many of the control."""
    why = _why_not()
    if why is not None:
        return [skipped(BROKEN, why)]
    careful, careless = _many(CAREFUL, times, seed), _many(CARELESS, controls, seed)
    return [
        Finding(BROKEN, f"{times} cuts", careful.told(), careful.losses == 0),
        Finding(CONTROL, f"{controls} cuts", careless.told(), careless.losses > 0),
    ]


def _why_not() -> str | None:
    if os.geteuid() != 0:
        return "must be root to cut the power of a loop device"
    missing = [tool for tool in ("mkfs.ext4", "mount", "umount") if shutil.which(tool) is None]
    if missing:
        return f"missing tool: {missing[0]}"
    try:
        with tempfile.TemporaryDirectory(prefix="chaos-") as folder, _disk(Path(folder)):
            return None
    except subprocess.CalledProcessError as fault:
        return f"no loop device may be mounted here: {fault.stderr.decode().strip()}"


def _many(command: Sequence[str], times: int, seed: int) -> Toll:
    dice, toll = random.Random(seed), Toll()
    for cut in range(times):
        with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
            loss = _cut(Path(folder), command, dice.uniform(0, 0.3), toll)
        if loss is not None:
            toll.losses += 1
            toll.worst = f" (seed {seed}, cut {cut}: {loss})"
    return toll


def _cut(folder: Path, command: Sequence[str], seconds: float, toll: Toll) -> str | None:
    """What was lost, if anything was."""
    with _disk(folder) as place:
        root = place / "data"
        asyncio.run(begin(root))
        os.sync()
        with writing(root, command) as program:
            said = program.confirms(5)
            program.goes_on_for(seconds)
            cut_at = time.monotonic_ns()
            _stop(place)
            said += program.kill()
        _mount_again(folder, place)
        # A sync that was under way at the cut may come back as done, for here the processor goes on without its disk.
        # Nobody can be told that by a machine without power.
        in_time = [line for line in said if int(line.split()[2]) < cut_at]
        toll.confirmed += len(in_time)
        toll.too_late += len(said) - len(in_time)
        try:
            check(root, in_time)
        except (Lost, ChainBroken) as loss:
            return str(loss)
        return None


@contextlib.contextmanager
def _disk(folder: Path) -> Generator[Path]:
    image, place = folder / "image", folder / "disk"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(SIZE)
    _run("mkfs.ext4", "-q", str(image))
    _run("mount", "-o", "loop", str(image), str(place))
    try:
        yield place
    finally:
        _run("umount", str(place))


def _stop(place: Path) -> None:
    opened = os.open(place, os.O_RDONLY)
    try:
        fcntl.ioctl(opened, SHUTDOWN, struct.pack("I", NOTHING_FLUSHED))
    finally:
        os.close(opened)


def _mount_again(folder: Path, place: Path) -> None:
    _run("umount", str(place))
    _run("mount", "-o", "loop", str(folder / "image"), str(place))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
