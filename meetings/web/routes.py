"""All addresses of the pages, what goes with every answer, and how faults are told."""

import logging
from collections.abc import Mapping, Sequence

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from meetings.ports import StorageFault
from meetings.web import (
    commands,
    files,
    health,
    joining,
    links,
    minutes,
    officers,
    papers,
    reading,
    screens,
)
from meetings.web.language import language_of, marked
from meetings.web.pages import HEADERS
from meetings.web.site import Denied, site_of

log = logging.getLogger(__name__)
NO_VALUES: Mapping[str, object] = {}


def routes() -> Sequence[BaseRoute]:
    """The addresses (PROTOCOL, "HTTP")."""
    return [
        Route("/join", joining.join, methods=["POST"]),
        Route("/j/{meeting}", joining.join_page),
        Route("/j/{meeting}/roll", joining.exchange, methods=["POST"]),
        Route("/m/{meeting}", screens.tablet),
        Route("/m/{meeting}/dais", screens.dais),
        Route("/m/{meeting}/desk", screens.desk),
        Route("/m/{meeting}/hall", screens.hall),
        Route("/m/{meeting}/commands", commands.command, methods=["POST"]),
        Route("/m/{meeting}/view", reading.view),
        Route("/m/{meeting}/polls/{ref}", reading.poll),
        Route("/m/{meeting}/log.jsonl", reading.log),
        Route("/m/{meeting}/papers", papers.upload, methods=["POST"]),
        Route("/papers/{sha256}", papers.paper),
        Route("/m/{meeting}/links/{ref}", links.new_link, methods=["POST"]),
        Route("/m/{meeting}/pin", officers.pin_page),
        Route("/m/{meeting}/pin", officers.set_pin, methods=["POST"]),
        Route("/m/{meeting}/minutes.pdf", minutes.minutes),
        Route("/m/{meeting}/minutes/sign", minutes.sign, methods=["POST"]),
        Route("/static/{digest}/{path:path}", files.static_file),
        Route("/catalogues/{digest}/{language}.json", files.catalogue),
        Route("/healthz", health.healthz),
        Route("/readyz", health.readyz),
    ]


class Headers:
    """Puts the security headers on every answer that does not bring its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI application."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def tell_faults(app: Starlette) -> None:
    """Let every refusal and fault be told in a sentence: as a page to people, as JSON to scripts."""
    app.add_exception_handler(Denied, _denied)
    app.add_exception_handler(HTTPException, _not_found)
    app.add_exception_handler(StorageFault, _storage_fault)
    app.add_exception_handler(Exception, _fault)


async def _denied(request: Request, fault: Exception) -> Response:
    if not isinstance(fault, Denied):
        raise fault
    return _told(request, fault.status, fault.sentence, dict(fault.headers), fault.values)


async def _not_found(request: Request, fault: Exception) -> Response:
    if not isinstance(fault, HTTPException):
        raise fault
    sentences = {404: marked("There is nothing at this address."), 405: "This address does not take this method."}
    return _told(request, fault.status_code, sentences.get(fault.status_code, fault.detail), dict(fault.headers or {}))


async def _storage_fault(request: Request, fault: Exception) -> Response:
    log.error("storage failed while answering %s: %s", request.url.path, fault)
    return _told(request, 503, "The server could not store this. Nothing is certain; please try again.", {})


async def _fault(request: Request, fault: Exception) -> Response:
    log.error("a fault while answering %s", request.url.path, exc_info=fault)
    return _told(request, 500, "The server made a mistake. Please try again.", {})


def _told(
    request: Request, status: int, sentence: str, headers: dict[str, str], values: Mapping[str, object] = NO_VALUES
) -> Response:
    site, language = site_of(request), language_of(request)
    translate = site.pages.translate(language)
    told = translate(sentence).format(**values) if values else translate(sentence)
    if "text/html" not in request.headers.get("accept", "") or request.method not in ("GET", "HEAD"):
        return JSONResponse({"error": status, "message": told}, status_code=status, headers=headers)
    context = {"heading": translate("This did not work"), "sentence": told}
    return site.pages.render("error.html", language, context, status)
