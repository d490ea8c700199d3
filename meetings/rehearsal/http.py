"""The pages that a rehearsal needs over HTTP: signing in, the PIN, the minutes, the log.

The standard library's connections in threads: a rehearsal asks a few hundred things, once each.
"""

import asyncio
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from meetings.rehearsal.tablet import Venue

PATIENCE_S = 120


class NotServed(Exception):
    """The server did not answer a request as expected. The message says which, and what it answered."""


class Page(Struct, frozen=True):
    """An answer: the session it hands out (as a Cookie header), if any, and its body."""

    cookie: str
    body: bytes


async def join(venue: Venue, token: str) -> str:
    """Sign in with the token of a link; what comes back is the Cookie header of the session. Raises NotServed."""
    page = await ask(venue, "POST", "/join", body=msgspec.json.encode({"token": token}))
    if not page.cookie:
        raise NotServed("POST /join: a session cookie was expected, none came")
    return page.cookie


async def choose_pin(venue: Venue, officer: str, pin: str) -> None:
    """Choose the PIN of the chair or the secretary (a Cookie header). Raises NotServed."""
    await ask(venue, "POST", f"/m/{venue.meeting}/pin", cookie=officer, body=msgspec.json.encode({"pin": pin}))


async def sign(venue: Venue, officer: str, pin: str) -> None:
    """Sign the minutes. Raises NotServed."""
    path = f"/m/{venue.meeting}/minutes/sign"
    await ask(venue, "POST", path, cookie=officer, body=msgspec.json.encode({"pin": pin}))


async def minutes(venue: Venue, officer: str) -> bytes:
    """The minutes as a PDF. Raises NotServed."""
    return (await ask(venue, "GET", f"/m/{venue.meeting}/minutes.pdf", cookie=officer)).body


async def log_lines(venue: Venue, officer: str) -> bytes:
    """The log as its reader may see it. Raises NotServed."""
    return (await ask(venue, "GET", f"/m/{venue.meeting}/log.jsonl", cookie=officer)).body


async def ask(venue: Venue, method: str, path: str, *, cookie: str = "", body: bytes = b"") -> Page:
    """Ask once. Raises NotServed."""
    return await asyncio.to_thread(_ask, venue, method, path, {"Cookie": cookie} if cookie else {}, body)


def _ask(venue: Venue, method: str, path: str, headers: dict[str, str], body: bytes) -> Page:
    address = urlsplit(venue.url)
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    connection = kind(address.netloc, timeout=PATIENCE_S)
    sent = {"Origin": venue.url, "Content-Type": "application/json", "Accept": "*/*"} | headers
    try:
        connection.request(method, path, body=body, headers=sent)
        return _page(f"{method} {path}", connection.getresponse())
    except (OSError, HTTPException) as fault:
        raise NotServed(f"{method} {venue.url}{path}: {fault}") from fault
    finally:
        connection.close()


def _page(asked: str, response: HTTPResponse) -> Page:
    content = response.read()
    if response.status != 200:
        said = content[:300].decode("utf-8", "replace")
        raise NotServed(f"{asked}: status 200 was expected, {response.status} came: {said}")
    return Page(cookie=(response.headers["set-cookie"] or "").partition(";")[0], body=content)
