"""One person's browser: a page of its own, what went wrong on it, and how it looks.

Everything is found as a person finds it: by role and words. The policy is never switched off.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import ConsoleMessage, Locator, Page, expect

from tests.browser.pictures import keep_picture

VENDOR = Path(__file__).parent / "vendor"
AXE = (VENDOR / "axe.min.js").read_text(encoding="utf-8")
GUIDELINES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

PATIENCE_MS = 15_000
"""A busy machine is slow; a page that is wrong stays wrong."""
TOO_QUICK_MS = 700
"""For how long a finger stays down, so that the press that it ends is no double tap."""
TELL_VIOLATIONS = """
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
  console.error(`policy: ${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`));
"""
FIND_FAULTS = """async (tags) => {
  const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
  const told = (id, { html, failureSummary }) => `${id}: ${html}\\n${failureSummary}`;
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => told(id, node)));
}"""


@dataclass(frozen=True)
class Device:
    """What somebody holds in their hands or sits before."""

    width: int
    height: int
    has_touch: bool = False


TABLET = Device(820, 1180, has_touch=True)
PHONE = Device(390, 844, has_touch=True)
SMALLEST = Device(320, 640, has_touch=True)
CONSOLE = Device(1180, 820, has_touch=True)
WIDE = Device(1440, 900)
DISPLAY = Device(1920, 1080)
OLD_DISPLAY = Device(1024, 768)


class Screen:
    """A page that collects what must not happen: errors, warnings, violations of the policy."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.name = name
        self._faults: list[str] = []
        self._allowed: list[re.Pattern[str]] = []
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", self._heard)
        page.on("pageerror", lambda fault: self._faults.append(f"uncaught: {fault}"))

    def _heard(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self._faults.append(f"{said.type}: {said.text} ({said.location.get('url')})")

    def allow(self, pattern: str) -> None:
        """What the browser itself writes when a server is gone or a link is old is no fault of the page."""
        self._allowed.append(re.compile(pattern))

    @property
    def faults(self) -> list[str]:
        return [f"{self.name}: {one}" for one in self._faults if not any(known.search(one) for known in self._allowed)]

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("button", name=name, exact=isinstance(name, str))

    def heading(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("heading", name=name, exact=isinstance(name, str))

    def text(self, words: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_text(words)

    async def press(self, name: str | re.Pattern[str]) -> None:
        await self.button(name).click()

    async def press_twice(self, name: str | re.Pattern[str], again: str | re.Pattern[str]) -> None:
        """Closing and declaring need a second press on the same place, which is not taken when it comes too quickly."""
        await self.press(name)
        await self.button(again).click(delay=TOO_QUICK_MS)

    async def turn_to(self, tab: str) -> None:
        """To another part of a tablet's page; the tab of the votes is named after what goes on, too."""
        await self.page.get_by_role("navigation").get_by_role("link", name=re.compile(f"^{tab}")).click()

    async def shows(self, *words: str | re.Pattern[str]) -> None:
        """Waits until all these words can be seen."""
        for some in words:
            await expect(self.text(some).first).to_be_visible()

    async def never_shows(self, words: str | re.Pattern[str]) -> None:
        await expect(self.text(words)).to_have_count(0)

    async def is_ready(self) -> None:
        """Signed in, welcomed, the page of the office drawn."""
        await self.page.wait_for_url("**/m/**")
        await self.page.wait_for_selector("html[data-started] h1:visible")

    async def evaluate(self, code: str, given: object = None) -> Any:
        return await self.page.evaluate(code, given)

    async def barriers(self) -> list[str]:
        """The faults of accessibility that axe-core finds."""
        if await self.evaluate("() => typeof axe") == "undefined":
            await self.evaluate(AXE)
        return await self.evaluate(FIND_FAULTS, GUIDELINES)

    async def width(self) -> int:
        """What the page needs; more than there is means that people have to scroll sideways."""
        return await self.evaluate("() => document.documentElement.scrollWidth")

    async def becomes(self, device: Device) -> None:
        await self.page.set_viewport_size({"width": device.width, "height": device.height})

    async def picture(self, name: str) -> None:
        """A picture for people, when one was asked for (README.md in this folder says how)."""
        await keep_picture(self.page, name)
