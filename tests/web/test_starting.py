"""What is put in order at the start, on a folder as a killed process leaves it."""

from meetings.app import look_over
from meetings.rules.decision import Ballot
from meetings.rules.identity import PollId
from meetings.storage.ballot_box import drop
from tests.web.town import DELEGATES, Town, convened
from tests.web.town import a_meeting as a_meeting_file

BOX = PollId("box")


async def voted_on(town: Town) -> None:
    """A confidential poll is closed, and the process was killed before its box was emptied."""
    chair, _ = await town.in_session()
    await town.give(chair, "open_poll", poll=BOX)
    for ref in DELEGATES:
        await town.give(await town.browser(ref), "cast_vote", poll=BOX, choice="yes")
    await town.give(chair, "close_poll", poll=BOX)
    log, database = town.installed.stores.log, town.installed.stores.database
    await log.erase_box(town.meeting, BOX)
    async with database.transaction(town.meeting) as driver:
        await driver.execute_fetchall("DELETE FROM counted")
        await drop(driver, town.meeting, [Ballot(poll=BOX, choice=("yes",))] * len(DELEGATES))


async def test_ballots_of_a_closed_poll_do_not_wait_in_their_box_until_the_meeting_is_opened(elmford: Town) -> None:
    log = elmford.installed.stores.log
    await convened(elmford.installed, a_meeting_file("Another council"))
    await voted_on(elmford)
    assert list(await log.boxes()) == [(elmford.meeting, BOX)]

    await look_over(elmford.installed)

    assert list(await log.boxes()) == []
    room = await elmford.room()
    async with log.writing(elmford.meeting, room.position) as pen:
        assert await pen.box(BOX) == [("yes",)] * len(DELEGATES)
