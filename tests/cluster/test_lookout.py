"""A look at the logs finds what no bell told, and a fault is told once."""

import asyncio

import pytest

from meetings.cluster import lookout as module
from meetings.cluster.ears import Ears
from meetings.cluster.lookout import Lookout
from meetings.ports import StorageFault
from tests.fakes.log import MemoryLog
from tests.storage.chains import COUNCIL, begun, recorded


async def test_what_was_recorded_without_a_ring_is_heard():
    log, ears = MemoryLog(), Ears()
    listening = ears.listen(COUNCIL)
    await recorded(log, await begun(log), "one", "two")

    await Lookout(ears, log).look()

    assert await anext(listening) == 2


async def test_it_looks_again_and_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "EVERY_S", 0)
    log, ears = MemoryLog(), Ears()
    listening = ears.listen(COUNCIL)
    position = await begun(log)
    looking = asyncio.create_task(Lookout(ears, log).run())
    for number in range(1, 4):
        position = await recorded(log, position, str(number))
        while await anext(listening) < number:
            pass
    looking.cancel()


async def test_a_fault_is_told_once_and_so_is_its_end(caplog: pytest.LogCaptureFixture):
    caplog.set_level("INFO")
    faults = [StorageFault("the database does not answer")] * 3

    async def see_to_it() -> None:
        if faults:
            raise faults.pop()

    lookout = Lookout(Ears(), MemoryLog(), see_to_it)
    for is_blind in (True, True, True, False, False):
        await lookout.look()
        assert lookout.is_blind is is_blind

    told = [record.message for record in caplog.records]
    assert told == [
        "The logs cannot be looked at: the database does not answer",
        "The logs can be looked at again.",
    ]
