"""Whether a page that speaks to us is our own: the check of the Origin header before an upgrade or a command."""

from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=64)  # a whole hall comes in from one page
def is_own_origin(origin: str | None, base: str) -> bool:
    """Whether `origin` is BASE, or this machine itself at the port of BASE. A missing or foreign one is not."""
    came, own = _split(origin or ""), _split(base)
    if came is None or own is None or came != came._replace(path="", query="", fragment=""):
        return False
    if _port(came) != _port(own):
        return False
    return _is_loopback(came.hostname) or (came.scheme, came.hostname) == (own.scheme, own.hostname)


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        return parts if parts.scheme in PORTS and parts.hostname and parts.username is None and _port(parts) else None
    except ValueError:  # a port that is no number, an unclosed bracket
        return None


def _port(parts: SplitResult) -> int:
    return parts.port or PORTS[parts.scheme]


def _is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False
