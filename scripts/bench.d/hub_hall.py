"""A hall for the hub: a meeting with many delegates, all present, their sessions made beforehand, and its real server.

What a tablet sends is what a browser sends: the cookie of its session, an Origin, the subprotocol, a hello.
"""

import asyncio
import json
import secrets
import sys
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from hub_load import Publishing, Subscribing, Tablets, frame, playing, running, upgrade
from msgspec import Struct
from sqlalchemy import insert

from meetings.access.cookies import cookie_name
from meetings.access.secrets_handed_out import digest_of_token
from meetings.app import Installation, installation
from meetings.convening.convene import convened, record
from meetings.convening.meeting_file import read
from meetings.rehearsal.server import free_port
from meetings.settings import Settings
from meetings.storage.tables import SESSION

CHAIR, GALLERY = "chair", "gallery"
HELLO = b'{"do":"hello","log":null,"position":null,"head":null}'
WELCOMED = b'"t":"welcome"'
DONE = b'"t":"done"'
AROUND_TEXT = 181
"""Bytes of the difference that an announcement leads to, besides its text."""
VOTE = b'{"do":"cast_vote","id":"ballot-@@0000000000","poll":"p1","choice":"yes"}'


class Hall(Struct, frozen=True):
    """A data folder with a meeting in it, and who is signed in."""

    folder: Path
    port: int
    meeting: str
    tablets: tuple[str, ...]
    """Cookies: those of the delegates, then those of the gallery."""
    chair: str

    @property
    def base(self) -> str:
        """The address of the server."""
        return f"http://127.0.0.1:{self.port}"

    def command(self) -> tuple[str, ...]:
        """What starts the server."""
        serve = ("serve", "--host", "127.0.0.1", "--port", str(self.port), "--url", self.base)
        return (sys.executable, "-m", "meetings", *serve, "--data", str(self.folder))

    def subscribing(self) -> Subscribing:
        """How tablets come in, one after the other, each by a session of its own."""
        return Subscribing(tuple(map(self._request, self.tablets)), frame(HELLO), WELCOMED)

    def publishing(self, size: int) -> Publishing:
        """How the chair announces what makes a difference of so many bytes for each tablet."""
        return Publishing(self._request(self.chair), frame(HELLO), WELCOMED, (_announcement(size),))

    def _request(self, cookie: str) -> bytes:
        also = f"Cookie: {cookie}\r\nSec-WebSocket-Protocol: meetings.v1\r\n"
        return upgrade(f"/m/{self.meeting}/ws", self.port, also)

    def give(self, do: str, by: str | None = None, **fields: object) -> None:
        """Let the chair give a command, or another one who is signed in by this cookie."""
        order = {"do": do, "id": secrets.token_hex(8), **fields}
        status, answer = self.post("commands", order, by or self.chair)
        if status != 200:
            raise RuntimeError(f"{do} was expected to be done: {answer}")

    def post(self, path: str, body: object, cookie: str) -> tuple[int, str]:
        """A request of one who is signed in."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": cookie, "Origin": self.base, "Content-Type": "application/json"}
        connection.request("POST", f"/m/{self.meeting}/{path}", json.dumps(body), headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def metric(self, name: str) -> float:
        """One of the server's own figures."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", "/metrics")
        lines = connection.getresponse().read().decode().splitlines()
        connection.close()
        return next(float(line.split()[1]) for line in lines if line.startswith((f"{name} ", f"{name}{{")))

    def open_vote(self) -> None:
        """Take up the item and open its poll."""
        self.give("start_item", item="budget")
        self.give("open_poll", poll="p1")


@contextmanager
def open_hall(programs: Path, delegates: int, gallery: int = 0) -> Generator[tuple[Hall, Tablets, int]]:
    """A hall whose server runs, its tablets not yet there, and the server's process.

    A delegate has one tablet; `gallery` more watch on the seat of the public.
    """
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="meetings-hub-") as name:
        hall = asyncio.run(furnish(Path(name), port, delegates, gallery))
        with running(hall.command(), port) as pid, playing(programs, port, hall.subscribing()) as tablets:
            hall.give("call_to_order")
            yield hall, tablets, pid


async def furnish(folder: Path, port: int, delegates: int, gallery: int) -> Hall:
    """Convene a meeting and sign everybody in."""
    base = f"http://127.0.0.1:{port}"
    async with installation(Settings(host="127.0.0.1", port=port, base=base, folder=folder)) as installed:
        file = read(json.dumps(_meeting(delegates)).encode())
        made = convened(file, {}, installed.clock.now(), secrets.token_bytes)
        await record(made, installed.stores.log)
        refs = [each.ref for each in file.participants if each.ref != GALLERY] + [GALLERY] * gallery
        tokens = [secrets.token_urlsafe(32) for _ in refs]
        await _sign_in(installed, made.meeting, list(zip(tokens, refs, strict=True)))
    chair, *tablets = [f"{cookie_name(base)}={token}" for token in tokens]
    return Hall(folder, port, made.meeting, tuple(tablets), chair)


async def _sign_in(installed: Installation, meeting: str, sessions: Sequence[tuple[str, str]]) -> None:
    """All in one transaction: a thousand people who sign in one by one make the disk wait a thousand times."""
    now = installed.clock.now()
    rows = [{"digest": digest_of_token(token), "meeting": meeting, "member": ref, "at": now} for token, ref in sessions]
    async with installed.stores.database.begin() as connection:
        await connection.execute(insert(SESSION), rows)


def _meeting(delegates: int) -> dict[str, object]:
    """A plenary: who takes part, ten items, one poll by name."""
    people = [{"ref": CHAIR, "name": "Chair", "role": "chair"}]
    people += [
        {"ref": f"d{number}", "name": f"Delegate of Constituency {number}", "role": "delegate", "seat": f"{number}"}
        for number in range(delegates)
    ]
    people.append({"ref": GALLERY, "name": "Gallery", "role": "observer"})
    items = [{"ref": f"i{number}", "title": f"Report number {number} of the committee"} for number in range(10)]
    poll = {"ref": "p1", "agenda": "budget", "question": "Shall the budget be adopted?", "method": "yes_no_abstain"}
    return {
        "format": "meetings/1",
        "meeting": {
            "title": "Plenary",
            "body": "Assembly",
            "place": "Hall",
            "starts_at": "2026-01-01T10:00:00+00:00",
            "language": "en",
            "rules": {"absentees_vote": True},
        },
        "participants": people,
        "agenda": [*items, {"ref": "budget", "title": "The budget", "kind": "decision"}],
        "polls": [{**poll, "secrecy": "named", "majority": "simple", "base": "yes_no"}],
    }


def _announcement(size: int) -> bytes:
    text = ("@@0000000000 " + "The sitting is resumed in hall A. " * (size // 30 + 1))[: size - AROUND_TEXT]
    return frame(b'{"do":"announce","id":"notice-@@0000000000","text":"%s"}' % text.encode())
