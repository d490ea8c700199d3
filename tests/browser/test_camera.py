"""The camera of the steward's tablet reads badges; one that is seen again changes nothing."""

import re
from pathlib import Path

from playwright.async_api import Playwright, expect

from tests.browser.conftest import CHROMIUM
from tests.browser.film import A_SECOND, badge_of, nothing, shot
from tests.browser.gathering import Gathering
from tests.browser.house import House
from tests.browser.screen import TABLET

CAMERA = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")


async def test_a_badge_before_the_camera_is_recorded_once(
    gathering: Gathering, house: House, playwright: Playwright, tmp_path: Path
) -> None:
    await gathering.admits("door", "Jo Hale", "steward")
    sheet, film = tmp_path / "badge.pdf", tmp_path / "badge.y4m"
    done = await house.meetings(
        "links", gathering.id, "--ref", "brodno", "--pdf", sheet, "--url", house.url, "--data", house.folder
    )
    assert done.returncode == 0, done.stderr
    shot([(badge_of(sheet), 3 * A_SECOND), (nothing(), 4 * A_SECOND)], film)
    arguments = ["--no-sandbox", "--disable-gpu", *CAMERA, f"--use-file-for-fake-video-capture={film}"]
    camera = await playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
    try:
        door = await gathering.on(camera).enters("door", TABLET)
        await door.press("Scan with the camera")
        await door.shows("Ольга Степаненко is recorded as present.")
        await door.picture("door-camera")
        await door.shows("Ольга Степаненко was already present.")
        await expect(door.button("Ольга Степаненко: Present")).to_have_attribute("aria-pressed", "true")
        assert await door.barriers() == []
        await door.press("Switch the camera off")
        await expect(door.page.locator("video")).to_have_count(0)
    finally:
        await camera.close()


async def test_a_tablet_without_a_camera_says_so(gathering: Gathering) -> None:
    await gathering.admits("door", "Jo Hale", "steward")
    door = await gathering.enters("door", TABLET)
    await door.press("Scan with the camera")
    await door.shows(re.compile("This device has no camera|The camera may not be used"))
