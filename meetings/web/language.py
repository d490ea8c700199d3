"""In which language a page is shown: the one chosen on it, else the best of what the browser asks for."""

from starlette.requests import Request

from meetings.web.site import site_of

COOKIE = "language"


def language_of(request: Request) -> str:
    """The language for this request."""
    chosen = request.cookies.get(COOKIE, "")
    return site_of(request).pages.languages.best([chosen, *accepted(request.headers.get("accept-language", ""))])


def accepted(header: str) -> list[str]:
    """The language tags of an Accept-Language header, the most wanted first (RFC 9110 section 12.5.4)."""
    wanted: list[tuple[float, str]] = []
    for part in header[:512].split(","):
        tag, _, quality = part.replace(" ", "").partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        if tag and weight > 0:
            wanted.append((-weight, tag))
    return [tag for _, tag in sorted(wanted, key=lambda each: each[0])]
