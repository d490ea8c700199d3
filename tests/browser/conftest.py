"""The browser, the server and a meeting for tests; a test fails when any page complains while it runs."""

import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Playwright, async_playwright, expect

from meetings.rehearsal.server import Server, free_port
from tests.browser.gathering import Gathering
from tests.browser.house import House
from tests.browser.pace import STEP_MS
from tests.browser.screen import PATIENCE_MS

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="session")
async def playwright() -> AsyncGenerator[Playwright]:
    if CHROMIUM is None:
        pytest.skip("missing tool: chromium")
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as started:
        yield started


@pytest.fixture(scope="session")
async def browser(playwright: Playwright) -> AsyncGenerator[Browser]:
    args = ["--no-sandbox", "--disable-gpu"]
    started = await playwright.chromium.launch(executable_path=CHROMIUM, args=args, slow_mo=STEP_MS)
    yield started
    await started.close()


@pytest.fixture(scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[House]:
    folder: Path = tmp_path_factory.mktemp("house") / "data"
    async with Server(folder, free_port()) as server:
        yield House(server, folder)


@pytest.fixture
async def gathering(house: House, playwright: Playwright, browser: Browser) -> AsyncGenerator[Gathering]:
    meeting = Gathering(house, playwright, browser, await house.convene())
    yield meeting
    faults = [fault for screen in meeting.screens for fault in screen.faults]
    await meeting.leave()
    assert faults == []
