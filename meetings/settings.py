"""What an installation can be told: by the command line and by the environment. Nothing else reads the environment."""

import os
import socket
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

HOST = "0.0.0.0"  # noqa: S104 - tablets in the room are on other machines
PORT = 8080


class BadSetting(Exception):
    """A setting is not what it should be. The message names it, what was expected and what came."""


class Settings(Struct, frozen=True, kw_only=True):
    """The settings of a server. `base` is the address that people's devices use, without a slash at its end."""

    host: str = HOST
    port: int = PORT
    base: str = ""
    folder: Path = Path("data")
    metrics_for_all: bool = False
    minutes_for_all: bool = True

    @property
    def is_encrypted(self) -> bool:
        """Whether people's devices reach the server by https."""
        return self.base.startswith("https://")

    @property
    def hostname(self) -> str:
        """The name under which people's devices reach the server."""
        return urlsplit(self.base).hostname or ""


def from_env(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings that the environment gives (`MEETINGS_HOST`, `_PORT`, `_URL`, `_DATA` ...). Raises BadSetting."""
    env = os.environ if environment is None else environment
    return settled(
        host=env.get("MEETINGS_HOST", HOST),
        port=_port(env.get("MEETINGS_PORT", str(PORT))),
        base=env.get("MEETINGS_URL", ""),
        folder=Path(env.get("MEETINGS_DATA", "data")),
        metrics_for_all=env.get("MEETINGS_METRICS_FOR_ALL", "") == "yes",
    )


def settled(*, host: str, port: int, base: str, folder: Path, metrics_for_all: bool = False) -> Settings:
    """Settings with a base that devices can use: the one given, or the first address of the local network."""
    if not base:
        base = f"http://{local_address(host)}:{port}"
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.rstrip("/") or parts.query:
        raise BadSetting(f"the base address: http://NAME[:PORT] or https://NAME[:PORT] was expected, {base!r} came")
    return Settings(host=host, port=port, base=base.rstrip("/"), folder=folder, metrics_for_all=metrics_for_all)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= 65535:
        raise BadSetting(f"MEETINGS_PORT: a port from 0 to 65535 was expected, {text!r} came")
    return int(text)


def local_address(host: str) -> str:
    """The address under which other devices of the local network reach a server that listens on `host`."""
    if host not in (HOST, "::", ""):
        return f"[{host}]" if ":" in host else host
    probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        # No packet is sent: connecting a datagram socket only asks the kernel which of its addresses it would use.
        probe.connect(("10.255.255.255", 1))
        return str(probe.getsockname()[0])
    except OSError:
        return "127.0.0.1"
    finally:
        probe.close()
