"""The seven who take part in a whole meeting, and what they do with their hands more than once."""

import re
from dataclasses import dataclass

from playwright.async_api import expect

from tests.browser.gathering import CHAIR, HALL, PINS, SECRETARY, Gathering
from tests.browser.screen import CONSOLE, DISPLAY, TABLET, WIDE, Screen

BY_LINK, BY_CODE, BY_KEYS = "aldenhaven", "port-linde", "bystra"


@dataclass(frozen=True)
class Cast:
    """Chair, secretary, the hall display, and three tablets."""

    chair: Screen
    secretary: Screen
    hall: Screen
    voss: Screen
    hanh: Screen
    bystra: Screen

    @property
    def tablets(self) -> tuple[Screen, Screen, Screen]:
        return self.voss, self.hanh, self.bystra

    @property
    def everybody(self) -> tuple[Screen, ...]:
        return self.chair, self.secretary, self.hall, *self.tablets

    async def all_see(self, *words: str | re.Pattern[str]) -> None:
        for screen in self.everybody:
            await screen.shows(*words)


async def cast_of(gathering: Gathering) -> Cast:
    """Browsers that nobody has signed in on yet."""
    return Cast(
        await gathering.device(CHAIR, CONSOLE),
        await gathering.device(SECRETARY, WIDE),
        await gathering.device(HALL, DISPLAY),
        *[await gathering.device(ref, TABLET) for ref in (BY_LINK, BY_CODE, BY_KEYS)],
    )


async def joins_by_code(screen: Screen, gathering: Gathering, ref: str) -> None:
    await screen.page.goto(f"/j/{gathering.id}")
    await screen.page.get_by_label("Seat").fill(ref)
    await screen.page.get_by_label("Code").fill(gathering.links[ref].code.lower())
    await screen.press("Join the meeting")
    await screen.is_ready()


async def joins_as_officer(screen: Screen, gathering: Gathering, ref: str) -> None:
    """The first time, chair and secretary choose the PIN for their signature."""
    await screen.page.goto(gathering.links[ref].url)
    await screen.shows("Choose your signing PIN")
    await screen.page.get_by_label("PIN", exact=True).fill(PINS[ref])
    await screen.page.get_by_label("The same PIN again").fill(PINS[ref])
    await screen.press("Keep this PIN")
    await screen.is_ready()


async def roll_code(hall: Screen) -> tuple[str, str]:
    """The code that stands on the hall display, and the address in its QR code."""
    await expect(hall.page.locator(".hall-code")).to_be_visible()
    shown = await hall.evaluate(
        "async () => (await import(new URL('live.js', document.querySelector('script[type=module]').src)))"
        ".store.get('roll_code')"
    )
    assert await hall.page.locator(".qr").is_visible()
    return shown["code"], shown["url"]
