"""The cookie of a session: its name and attributes.

SameSite=Lax: a link opened by a camera or from a letter comes with its session, a form or a fetch of a foreign page
does not; what changes something also asks for the Origin.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

LASTS_S = 14 * 24 * 3600


def cookie_name(base: str) -> str:
    """Under https only this very host can set it; under http it holds the port, for cookies do not keep ports apart."""
    parts = urlsplit(base)
    return "__Host-meetings" if parts.scheme == "https" else f"meetings-{parts.port or 80}"


def set_cookie(base: str, token: str) -> str:
    """The value of the Set-Cookie header that hands a session to a browser."""
    return f"{cookie_name(base)}={token}; Max-Age={LASTS_S}; {_attributes(base)}"


def clear_cookie(base: str) -> str:
    """The value of the Set-Cookie header that takes the session from a browser."""
    return f"{cookie_name(base)}=; Max-Age=0; {_attributes(base)}"


def token_in(cookies: Mapping[str, str], base: str) -> str | None:
    """The session's token among the cookies of a request."""
    return cookies.get(cookie_name(base)) or None


def _attributes(base: str) -> str:
    secure = "; Secure" if urlsplit(base).scheme == "https" else ""
    return f"Path=/; HttpOnly; SameSite=Lax{secure}"
