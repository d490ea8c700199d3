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


def cuts(times: int, controls: int, seed: int) -> list[Finding]:
    """So many cuts, and so many of the control."""
    why = _why_not()
    if why is not None:
        return [skipped(BROKEN, why)]
    lost, confirmed, worst = _many(CAREFUL, times, seed)
    found = f"{confirmed:,} commits confirmed, {lost} cuts with a loss{worst}"
    lost_careless, confirmed_careless, _ = _many(CARELESS, controls, seed)
    return [
        Finding(BROKEN, f"{times} cuts", found, lost == 0),
        Finding(
            CONTROL,
            f"{controls} cuts",
            f"{confirmed_careless:,} commits confirmed, {lost_careless} cuts with a loss",
            lost_careless > 0,
        ),
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


def _many(command: Sequence[str], times: int, seed: int) -> tuple[int, int, str]:
    dice, lost, confirmed, worst = random.Random(seed), 0, 0, ""
    for cut in range(times):
        with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
            said, loss = _cut(Path(folder), command, dice.uniform(0, 0.3))
        confirmed += said
        if loss is not None:
            lost, worst = lost + 1, f" (seed {seed}, cut {cut}: {loss})"
    return lost, confirmed, worst


def _cut(folder: Path, command: Sequence[str], seconds: float) -> tuple[int, str | None]:
    with _disk(folder) as place:
        root = place / "data"
        asyncio.run(begin(root))
        os.sync()
        with writing(root, command) as program:
            said = program.confirms(5)
            program.goes_on_for(seconds)
            _stop(place)
            said += program.kill()
        _mount_again(folder, place)
        try:
            check(root, said)
        except (Lost, ChainBroken) as loss:
            return len(said), str(loss)
        return len(said), None


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
