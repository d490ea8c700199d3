"""A whole installation in a folder of its own, as an ASGI application, and the browsers of those who come to meet.

Everything is real but the network and the worker process: what would be done there is done at once.
"""

import asyncio
import atexit
import json
import shutil
import tempfile
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pikepdf
from msgspec.structs import replace
from starlette.applications import Starlette

from meetings.app import Installation, build_app
from meetings.control.requests import Import, LinkMade, LinksMade
from meetings.ports import Workshop
from meetings.rooms.room import Room
from meetings.settings import Settings
from meetings.storage.folder import held
from meetings.storage.stores import opened

BASE = "http://council.example:8080"
Result = TypeVar("Result")
DELEGATES = ("ann", "bob", "cho", "dee")


def a_pdf(pages: int = 2, title: str = "") -> bytes:
    """A PDF of blank pages; another title makes another file."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
        pdf.docinfo["/Title"] = title
        pdf.save(out)
    return out.getvalue()


def a_meeting(title: str = "Council of Elmford") -> dict[str, Any]:
    """A meeting file: four delegates and all other offices, two items, a paper, a poll of each secrecy."""
    poll = {"agenda": "budget", "method": "yes_no_abstain", "majority": "simple"}
    return {
        "format": "meetings/1",
        "meeting": {
            "title": title,
            "body": "Elmford",
            "place": "Town hall",
            "starts_at": "2026-12-10T14:00:00+01:00",
            "language": "en",
        },
        "participants": [
            {"ref": "chair", "name": "Mayor Elm", "role": "chair"},
            {"ref": "clerk", "name": "The clerk", "role": "secretary"},
            {"ref": "hall", "name": "Display", "role": "display"},
            {"ref": "guest", "name": "A guest", "role": "observer"},
            *({"ref": ref, "name": ref.title(), "role": "delegate"} for ref in DELEGATES),
        ],
        "agenda": [
            {"ref": "budget", "title": "Budget", "papers": [{"title": "The budget", "file": "budget.pdf"}]},
            {"ref": "bridge", "title": "The bridge"},
        ],
        "polls": [
            {"ref": "open", "question": "By show of hands?", "secrecy": "open", "base": "yes_no", **poll},
            {"ref": "named", "question": "By roll call?", "secrecy": "named", "base": "yes_no", **poll},
            {"ref": "box", "question": "By ballot?", "secrecy": "confidential", "base": "cast", **poll},
        ],
    }


class Browser(httpx.AsyncClient):
    """A browser: it keeps its cookies and says from which page it asks."""

    def __init__(self, app: Starlette, address: str = "192.0.2.7") -> None:
        transport = httpx.ASGITransport(app, client=(address, 50_000))
        super().__init__(transport=transport, base_url=BASE, headers={"origin": BASE, "accept": "*/*"})
        self._count = 0

    async def give(self, meeting: str, do: str, *, id_: str = "", **fields: object) -> dict[str, Any]:
        """Give a command over HTTP; the answer."""
        self._count += 1
        command = {"do": do, "id": id_ or f"command-{self._count}", **fields}
        return (await self.post(f"/m/{meeting}/commands", json=command)).json()


class WorkshopInThread:
    """Works at once in this process, beside the event loop."""

    async def run(self, work: Callable[..., Result], *materials: object) -> Result:
        return await asyncio.to_thread(work, *materials)


class Town:
    """The installation, its application, and one convened meeting."""

    def __init__(self, installed: Installation, app: Starlette, made: LinksMade) -> None:
        self.installed = installed
        self.app = app
        self.made = made
        self.meeting = made.meeting
        self.at = f"/m/{made.meeting}"

    def link(self, ref: str) -> LinkMade:
        """The link of a participant."""
        return next(link for link in self.made.links if link.ref == ref)

    def stranger(self, address: str = "192.0.2.7") -> Browser:
        """The browser of somebody who has not signed in."""
        return Browser(self.app, address)

    async def browser(self, *refs: str) -> Browser:
        """The browser of somebody who holds these seats."""
        browser = self.stranger()
        for ref in refs:
            answer = await browser.post("/join", json={"token": self.link(ref).token})
            assert answer.status_code == 200, answer.text
        return browser

    async def give(self, who: Browser, do: str, **fields: Any) -> dict[str, Any]:
        """Give a command that must be done."""
        answer = await who.give(self.meeting, do, **fields)
        assert answer["t"] == "done", answer
        return answer

    async def room(self) -> Room:
        """The room of the meeting."""
        return await self.app.state.site.keeper.room(self.meeting)

    async def view(self, who: Browser) -> dict[str, Any]:
        """What somebody sees of the meeting, with all that has happened so far."""
        (await self.room()).publisher.publish()
        return (await who.get(f"{self.at}/view")).json()["view"]

    async def in_session(self) -> tuple[Browser, Browser]:
        """Chair and secretary, with the meeting open, everybody present and the first item in hand."""
        chair, clerk = await self.browser("chair"), await self.browser("clerk")
        await self.give(chair, "call_to_order")
        for ref in DELEGATES:
            await self.give(clerk, "record_attendance", member=ref, status="present")
        await self.give(chair, "start_item", item="budget")
        return chair, clerk


@asynccontextmanager
async def town(folder: Path, *, workshop: Workshop | None = None, **told: Any) -> AsyncGenerator[Town]:
    """An installation on `folder` with its council convened, and with what the settings are told besides."""
    pattern, made = await asyncio.to_thread(built)
    shutil.copytree(pattern, folder)
    async with installed_on(replace(Settings(base=BASE, folder=folder), **told), workshop) as installed:
        app = build_app(installed)
        async with app.router.lifespan_context(app):
            yield Town(installed, app, made)


@asynccontextmanager
async def installed_on(settings: Settings, workshop: Workshop | None = None) -> AsyncGenerator[Installation]:
    """What a folder holds, opened."""
    with held(settings.folder) as data:
        async with opened(data) as stores:
            yield Installation(settings, data, stores, workshop or WorkshopInThread())


@lru_cache
def built() -> tuple[Path, LinksMade]:
    """The folder that every test begins with a copy of, made once; and the links that open its seats."""
    folder = Path(tempfile.mkdtemp(prefix="meetings-tests-"))
    atexit.register(shutil.rmtree, folder)
    return folder / "data", asyncio.run(_build(Settings(base=BASE, folder=folder / "data")))


async def _build(settings: Settings) -> LinksMade:
    async with installed_on(settings) as installed:
        return await convened(installed, a_meeting())


async def convened(installed: Installation, tree: Mapping[str, Any]) -> LinksMade:
    """Convene a meeting, with a paper of its own."""
    papers = {"budget.pdf": a_pdf(title=tree["meeting"]["title"])}
    made = await installed.operations.answer(Import(file=json.dumps(tree).encode(), papers=papers))
    assert isinstance(made, LinksMade), made
    return made
