"""Static files and catalogues, under addresses that change with their content and may be kept for ever."""

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from meetings.web.site import Denied, site_of

FOR_EVER = "public, max-age=31536000, immutable"


async def static_file(request: Request) -> Response:
    """`GET /static/DIGEST/PATH`. Another digest than today's still finds the file, but may not be kept."""
    pages = site_of(request).pages
    path = (pages.static_folder / request.path_params["path"]).resolve()
    if not path.is_relative_to(pages.static_folder.resolve()) or not path.is_file():
        raise Denied(404, "There is no such file.")
    is_current = request.path_params["digest"] == pages.digest
    return FileResponse(path, headers={"cache-control": FOR_EVER if is_current else "no-cache"})


async def catalogue(request: Request) -> Response:
    """`GET /catalogues/DIGEST/LANGUAGE.json`."""
    languages = site_of(request).pages.languages
    language = request.path_params["language"]
    if language not in languages.names or language == "en":
        raise Denied(404, "There is no catalogue for this language.")
    is_current = request.path_params["digest"] == languages.digest
    headers = {"cache-control": FOR_EVER if is_current else "no-cache"}
    return Response(languages.for_browser(language), media_type="application/json", headers=headers)
