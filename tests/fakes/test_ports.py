"""Every fake is what its port asks for; the type checker reads this file too."""

from pathlib import Path

from meetings.cluster.local import LocalDoorbell, LocalPresence
from meetings.ports import Blobs, Clock, Directory, Doorbell, EventLog, Presence, Workshop
from tests.fakes.blobs import MemoryBlobs
from tests.fakes.clock import FixedClock
from tests.fakes.directory import MemoryDirectory
from tests.fakes.log import MemoryLog
from tests.fakes.workshop import PromptWorkshop


def ports(folder: Path) -> tuple[EventLog, Directory, Blobs, Clock, Workshop, Doorbell, Presence]:
    return (
        MemoryLog(),
        MemoryDirectory(),
        MemoryBlobs(folder),
        FixedClock(),
        PromptWorkshop(),
        LocalDoorbell(),
        LocalPresence(),
    )


def test_a_fixed_clock_goes_when_it_is_told_to():
    clock = FixedClock(at=5)
    clock.go_on(10)

    assert clock.now() == 15


async def test_a_prompt_workshop_does_the_work_at_once():
    assert await PromptWorkshop().run(max, 1, 2) == 2


def test_there_is_a_fake_for_every_port(tmp_path: Path):
    assert len(ports(tmp_path)) == 7
