"""A restoration is put on record behind all that came back, also by a machine whose clock is behind."""

from pathlib import Path

from meetings.control.restoring import Restorer
from meetings.record.codec import said_by
from meetings.record.entry import Position
from tests.fakes.clock import FixedClock
from tests.rooms.chamber import MEETING, Chamber, Dice
from tests.rooms.ears import PlainEncoding


async def test_a_restoration_is_no_earlier_than_what_was_restored(tmp_path: Path) -> None:
    chamber = Chamber(tmp_path, FixedClock(), PlainEncoding())
    await chamber.convene()
    await chamber.close()
    await Restorer("The clerk", FixedClock(5), Dice()).record(chamber.log, taken_at=4)
    entries = await chamber.log.read(MEETING, Position.start(await chamber.log.id_of(MEETING)))
    *_, before, restored = [said_by(entry).stamp.at for entry in entries]
    assert restored == before
