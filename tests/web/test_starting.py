"""What is put in order at the start, on a folder as a killed process leaves it."""

import os

from meetings.app import clear_uploads, look_over
from meetings.rules.decision import Ballot
from meetings.rules.identity import PollId
from meetings.storage.ballot_box import drop
from tests.web.test_papers import attached, upload
from tests.web.town import DELEGATES, Town, a_pdf, convened
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


async def test_papers_on_record_outlast_every_start_and_what_was_never_attached_goes(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    kept = await attached(elmford, clerk, a_pdf(title="attached"))
    left = (await upload(elmford, clerk, a_pdf(title="never attached"))).json()["sha256"]
    for path in elmford.installed.folder.papers.glob("??/*"):
        os.utime(path, (0, 0))

    await clear_uploads(elmford.installed)

    assert (await clerk.get(f"/papers/{kept}")).status_code == 200
    papers = (await elmford.room()).meeting.papers.papers.values()
    stored = [await elmford.installed.stores.blobs.describe(paper.versions[0].sha256) for paper in papers]
    assert (len(stored), None in stored) == (2, False)
    assert await elmford.installed.stores.blobs.describe(left) is None
