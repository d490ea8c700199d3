"""What every answer has in common: its security headers, a place in the metrics, and how refusals and faults are told.

A sentence goes as a page to people and as JSON to scripts. Nothing is decided from the Host header.
"""

import logging
from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from meetings.ports import StorageFault, WorkFailed
from meetings.rooms.history import RecordUnusable
from meetings.rules.phrases import Value
from meetings.web.language import language_of
from meetings.web.marking import marked
from meetings.web.pages import HEADERS
from meetings.web.site import Denied, Site, site_of
from meetings.web.telling import told

log = logging.getLogger(__name__)

NOT_HERE = frozenset({401, 403, 404})
"""Whoever lands there may be looking for a meeting."""

ONLY_ENCRYPTED = f"max-age={14 * 24 * 3600}"
"""For as long as a session's cookie lasts: who came by https does not come without it (RFC 6797)."""
UNUSABLE = marked(
    "The record of this meeting is damaged or of a newer version, so nothing can be shown or recorded. "
    "Whoever looks after the server finds in its log what is wrong."
)


def answering(app: Starlette) -> None:
    """Let `app` answer as this module says."""
    # The redirect to an address without its last slash would be made from the Host header.
    app.router.redirect_slashes = False
    app.add_middleware(Answering)
    app.add_exception_handler(Denied, _denied)
    app.add_exception_handler(HTTPException, _no_route)
    app.add_exception_handler(StorageFault, _not_stored)
    app.add_exception_handler(WorkFailed, _not_worked)
    app.add_exception_handler(RecordUnusable, _not_usable)


class Answering:
    """Puts the headers on every answer that does not bring its own, counts it, and tells of faults."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI application."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                _complete(scope, message)
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        except ClientDisconnect:
            return
        except Exception:
            if begun:
                raise  # too late for an answer; the server breaks the connection off and logs why
            log.exception("a fault while answering %s", scope["path"])
            answer = _told(Request(scope), 500, "The server made a mistake. Please try again.")
            await answer(scope, receive, send_with_headers)


def _complete(scope: Scope, message: Message) -> None:
    site: Site = scope["app"].state.site
    headers = MutableHeaders(scope=message)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    # What is for keeping says so itself; all else is of one person, or of this moment.
    headers.setdefault("cache-control", "no-store")
    if site.settings.is_encrypted:
        headers.setdefault("strict-transport-security", ONLY_ENCRYPTED)
    site.answered[message["status"]] += 1


async def _denied(request: Request, fault: Exception) -> Response:
    if not isinstance(fault, Denied):
        raise fault
    return _told(request, fault.status, fault.sentence, fault.headers, fault.values)


async def _no_route(request: Request, fault: Exception) -> Response:
    if not isinstance(fault, HTTPException):
        raise fault
    if fault.status_code == 405:
        return _told(request, 405, "This address does not take this method.", fault.headers)
    return _told(request, fault.status_code, "There is nothing at this address.", fault.headers)


async def _not_stored(request: Request, fault: Exception) -> Response:
    log.error("storage failed while answering %s: %s", request.scope["path"], fault)
    return _told(request, 503, "The server could not store this. Nothing is certain; please try again.")


async def _not_worked(request: Request, fault: Exception) -> Response:
    log.error("a piece of work failed while answering %s: %s", request.scope["path"], fault)
    return _told(request, 503, "The server could not finish this in the time that it has. Please try again.")


async def _not_usable(request: Request, fault: Exception) -> Response:
    log.error("while answering %s: %s", request.scope["path"], fault)
    return _told(request, 503, UNUSABLE)


def _told(
    request: Request,
    status: int,
    sentence: str,
    headers: Mapping[str, str] | None = None,
    values: Mapping[str, Value] | None = None,
) -> Response:
    pages, language = site_of(request).pages, language_of(request)
    translate, said = pages.translate(language), told(pages.languages, language, sentence, values)
    if "text/html" not in request.headers.get("accept", "") or request.method not in ("GET", "HEAD"):
        return JSONResponse({"error": status, "message": said}, status_code=status, headers=headers)
    context = {"heading": translate("This did not work"), "sentence": said}
    if status in NOT_HERE:
        context["way"] = translate("To join a meeting, open your own link again or scan the QR code on your badge.")
    page = pages.render("error.html", language, context, status)
    page.headers.update(headers or {})
    return page
