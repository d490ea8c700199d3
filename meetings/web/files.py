"""Static files and catalogues, under addresses that change with their content and may be kept for ever."""

import asyncio
import mimetypes

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from meetings.languages import SOURCE
from meetings.web.packing import PACKABLE, takes_gzip
from meetings.web.site import Denied, site_of

FOR_EVER = "public, max-age=31536000, immutable"


async def static_file(request: Request) -> Response:
    """`GET /static/DIGEST/PATH`. Another digest than today's still finds the file, but may not be kept."""
    pages = site_of(request).pages
    # Only what was there at the start is found, so that no path leads out of the folder.
    path = pages.files.get(request.path_params["path"])
    if path is None:
        raise Denied(404, "There is no such file.")
    headers = _kept(request, pages.digest)
    if path.suffix not in PACKABLE:
        return FileResponse(path, headers=headers)
    headers["vary"] = "accept-encoding"
    if not takes_gzip(request.headers.get("accept-encoding", "")):
        return FileResponse(path, headers=headers)
    content = await asyncio.to_thread(pages.packed.of, path)
    headers["content-encoding"] = "gzip"
    return Response(content, media_type=mimetypes.guess_type(path.name)[0], headers=headers)


async def icon(request: Request) -> Response:
    """`GET /favicon.ico`: what browsers ask for by themselves where no page names an icon, as beside a PDF."""
    path = site_of(request).pages.files["icon.svg"]
    return FileResponse(path, media_type="image/svg+xml", headers={"cache-control": "public, max-age=86400"})


async def catalogue(request: Request) -> Response:
    """`GET /catalogues/DIGEST/LANGUAGE.json`."""
    languages = site_of(request).pages.languages
    language = request.path_params["language"]
    if language not in languages.names or language == SOURCE:
        raise Denied(404, "There is no catalogue for this language.")
    content = languages.for_browser(language)
    return Response(content, media_type="application/json", headers=_kept(request, languages.digest))


def _kept(request: Request, digest: str) -> dict[str, str]:
    return {"cache-control": FOR_EVER if request.path_params["digest"] == digest else "no-cache"}
