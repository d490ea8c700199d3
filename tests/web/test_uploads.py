"""What the secretary uploads without attaching it is bounded, and nothing that is attached counts."""

import pytest

from meetings.ports import Seat
from meetings.rules.identity import MeetingId, MemberId
from meetings.web.uploads import KEPT_MS, MOST_BYTES, MOST_FILES, Held, TooManyUploads, Uploads
from tests.web.test_papers import attached, upload
from tests.web.town import Town, a_pdf

SEAT = Seat(MeetingId("council"), MemberId("clerk"))


def filled(files: int, size: int) -> Uploads:
    """So many files of this size have come."""
    uploads = Uploads()
    for number in range(files):
        with uploads.room_for(SEAT, size, 0) as held:
            held[f"digest {number}"] = Held(size, 0)
    return uploads


@pytest.mark.parametrize(("files", "size"), [(MOST_FILES, 1), (2, MOST_BYTES // 2)])
def test_only_so_many_files_and_bytes_are_kept_for_a_seat(files: int, size: int) -> None:
    uploads = filled(files, size)
    with pytest.raises(TooManyUploads), uploads.room_for(SEAT, 1, 0):
        pass
    with uploads.room_for(Seat(SEAT.meeting, MemberId("other")), 1, 0):
        pass


def test_what_is_attached_or_a_day_old_makes_room() -> None:
    uploads = filled(MOST_FILES, 1)
    uploads.clear(SEAT, {"digest 0"}, 0)
    with uploads.room_for(SEAT, 1, 0), pytest.raises(TooManyUploads), uploads.room_for(SEAT, 1, 0):
        pass
    uploads.clear(SEAT, (), KEPT_MS + 1)
    with uploads.room_for(SEAT, MOST_BYTES, KEPT_MS):
        pass


def test_a_file_that_is_being_stored_counts_and_one_that_was_refused_does_not() -> None:
    uploads = filled(MOST_FILES - 1, 1)
    for _ in range(2):
        with uploads.room_for(SEAT, 1, 0), pytest.raises(TooManyUploads), uploads.room_for(SEAT, 1, 0):
            pass


async def test_the_secretary_is_told_what_to_do_about_too_many_files(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    seat, uploads = Seat(elmford.meeting, MemberId("clerk")), elmford.app.state.site.uploads
    await attached(elmford, clerk, a_pdf(title="attached"))
    now = elmford.installed.clock.now()
    for number in range(MOST_FILES - 1):
        with uploads.room_for(seat, 1, now) as held:
            held[str(number)] = Held(1, now)
    assert (await upload(elmford, clerk, a_pdf(title="the last"))).status_code == 200
    refused = await upload(elmford, clerk, a_pdf(title="too many"))
    assert refused.status_code == 409
    assert refused.json()["message"].startswith("You have uploaded 50 files that belong to no paper yet.")
