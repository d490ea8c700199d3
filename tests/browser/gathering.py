"""One meeting and those who take part in it, each with a browser of their own.

What a test is not about is done by `give`: the same commands over HTTP, from the same seats.
"""

from collections.abc import Mapping
from itertools import count
from typing import Any, Self

from playwright.async_api import APIRequestContext, Browser, BrowserContext, Playwright

from tests.browser.house import Convened, House, Link
from tests.browser.pace import SCRIPTS
from tests.browser.screen import CONSOLE, DISPLAY, TABLET, TELL_VIOLATIONS, WIDE, Device, Screen

CHAIR, SECRETARY, HALL = "president", "secretary", "hall"
PINS: Mapping[str, str] = {CHAIR: "271828", SECRETARY: "314159"}
USUAL = {CHAIR: CONSOLE, SECRETARY: WIDE, HALL: DISPLAY}


class Gathering:
    """A meeting that was convened in the house."""

    def __init__(self, house: House, playwright: Playwright, browser: Browser, convened: Convened) -> None:
        self.house = house
        self.id = convened.meeting
        self.links: dict[str, Link] = {link.ref: link for link in convened.links}
        self.screens: list[Screen] = []
        self._playwright = playwright
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._callers: dict[str, APIRequestContext] = {}
        self._numbers = count()

    def on(self, browser: Browser) -> Self:
        """Who enters from now on does so on another browser."""
        self._browser = browser
        return self

    async def device(self, name: str, device: Device = TABLET, language: str = "en") -> Screen:
        """A browser that nobody has signed in on yet."""
        context = await self._browser.new_context(
            base_url=self.house.url,
            viewport={"width": device.width, "height": device.height},
            has_touch=device.has_touch,
            is_mobile=device.has_touch,
            reduced_motion="reduce",
            locale=language,
        )
        for script in (TELL_VIOLATIONS, *SCRIPTS):
            await context.add_init_script(script)
        self._contexts.append(context)
        screen = Screen(await context.new_page(), name)
        self.screens.append(screen)
        return screen

    async def enters(self, ref: str, device: Device | None = None, language: str = "en") -> Screen:
        """Somebody opens their link; the screen of their office is there when this ends."""
        if ref in PINS:
            await self._post(ref, "pin", {"pin": PINS[ref]})
        screen = await self.device(ref, device or USUAL.get(ref, TABLET), language)
        await self.joins(screen, ref)
        return screen

    async def admits(self, ref: str, name: str, role: str) -> None:
        """Somebody is put on the list and gets a link."""
        await self.give(SECRETARY, "admit", ref=ref, name=name, role=role)
        made = await self._post(SECRETARY, f"links/{ref}", {})
        self.links[ref] = Link(**{field: made[field] for field in Link.__struct_fields__})

    async def joins(self, screen: Screen, ref: str) -> None:
        await screen.page.goto(self.links[ref].url)
        await screen.is_ready()

    async def give(self, ref: str, do: str, /, **fields: object) -> dict[str, Any]:
        """One command from one seat, which has to be carried out. It takes the seat: not while a tablet votes there."""
        answer = await self._post(ref, "commands", {"do": do, "id": f"given-{next(self._numbers):08}", **fields})
        assert answer.get("t") == "done", f"{ref} {do}: {answer}"
        return answer

    async def _post(self, ref: str, to: str, body: Mapping[str, object]) -> dict[str, Any]:
        caller = self._callers.get(ref) or await self._calls(ref)
        return await (await caller.post(f"/m/{self.id}/{to}", data=dict(body))).json()

    async def _calls(self, ref: str) -> APIRequestContext:
        own_page = {"Origin": self.house.url}
        caller = await self._playwright.request.new_context(base_url=self.house.url, extra_http_headers=own_page)
        self._callers[ref] = caller
        answer = await caller.post("/join", data={"token": self.links[ref].token})
        assert answer.ok, await answer.text()
        return caller

    async def leave(self) -> None:
        """Everybody goes."""
        for context in self._contexts:
            await context.close()
        for caller in self._callers.values():
            await caller.dispose()
