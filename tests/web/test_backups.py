"""What the organisers are told of the automatic backups, and the figures of them."""

from pathlib import Path

import pytest

from meetings.storage.backups import Backups
from meetings.storage.generations import generations
from tests.web.test_metrics import figures
from tests.web.town import Town, town


async def test_without_a_second_place_there_is_nothing_to_tell(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    assert (await clerk.get(f"{elmford.at}/backups")).json() == {"made": False}
    assert not any("backup" in name for name in await figures(elmford))


@pytest.mark.parametrize("ref", ["ann", "guest"])
async def test_it_is_told_to_chair_and_secretary_alone(elmford: Town, ref: str) -> None:
    assert (await (await elmford.browser(ref)).get(f"{elmford.at}/backups")).status_code == 403


async def test_one_that_failed_and_one_that_was_made_are_told(tmp_path: Path) -> None:
    place = tmp_path / "stick"
    async with town(tmp_path / "data", backups=place) as elmford:
        backups, clerk = elmford.installed.backups, await elmford.browser("clerk")
        assert backups is not None
        await backups.look()
        told = (await clerk.get(f"{elmford.at}/backups")).json()
        assert (told["made"], told["failed"], told["last_at"]) == (True, True, None)
        assert (await figures(elmford))["meetings_backup_failures_total"] == 1

        place.mkdir()
        await backups.look()
        told = (await clerk.get(f"{elmford.at}/backups")).json()
        assert (told["failed"], told["behind_s"]) == (False, 0)
        found = await figures(elmford)
        assert found["meetings_backup_last_timestamp_seconds"] * 1000 == pytest.approx(told["last_at"], abs=1)
        assert found["meetings_backup_behind_seconds"] == 0
        assert len(generations(place)) == 1


async def test_the_close_of_a_poll_and_of_the_meeting_ask_for_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def soon(_: Backups) -> None:
        asked.append("soon")

    monkeypatch.setattr(Backups, "soon", soon)
    async with town(tmp_path / "data", backups=tmp_path / "stick") as elmford:
        chair, _ = await elmford.in_session()
        await elmford.give(chair, "open_poll", poll="named")
        assert asked == []
        await elmford.give(chair, "close_poll", poll="named")
        assert asked == ["soon"]
        await elmford.give(chair, "adjourn")
        assert asked == ["soon", "soon"]
