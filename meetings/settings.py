"""What an installation can be told: by the command line and by the environment. Nothing else reads the environment."""

import os
import re
import socket
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from msgspec import Struct
from msgspec.structs import replace

HOST = "0.0.0.0"  # noqa: S104 - tablets in the room are on other machines
PORT = 8080
FOLDER = Path("data")
SESSION_HOURS, MOST_SESSION_HOURS = 24, 14 * 24
"""A night between two days of a meeting is bridged; browsers keep their cookies for two weeks."""


class BadSetting(Exception):
    """A setting is not what it should be. The message names it, what was expected and what came."""


class Settings(Struct, frozen=True, kw_only=True):
    """The settings of a server. `base` is the address that people's devices use, without a slash at its end.

    `metrics_for_all`: not only this machine may read the metrics. `minutes_for_all`: signed minutes are for everybody
    in the meeting. `backups`: the folder for automatic backups. `database` and `redis`: the URLs of what many nodes
    share; without them one process keeps everything in its folder. They may hold passwords. `session_hours`: a session
    that is not used for so long ends.
    """

    host: str = HOST
    port: int = PORT
    base: str = ""
    folder: Path = FOLDER
    metrics_for_all: bool = False
    minutes_for_all: bool = True
    backups: Path | None = None
    database: str = ""
    redis: str = ""
    session_hours: int = SESSION_HOURS

    @property
    def is_encrypted(self) -> bool:
        """Whether people's devices reach the server by https."""
        return self.base.startswith("https://")

    @property
    def is_exposed(self) -> bool:
        """Whether what people's devices send can be read by others in their network."""
        return not self.is_encrypted and not is_loopback(urlsplit(self.base).hostname or "")

    def at_port(self, port: int) -> "Settings":
        """The same, once it is known which port the system has chosen for port 0."""
        base = self.base.removesuffix(":0")
        return replace(self, port=port, base=self.base if base == self.base else f"{base}:{port}")


def from_env(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings that the environment gives, not yet `settled`. Raises BadSetting."""
    env = os.environ if environment is None else environment
    _check_shared(env)
    return Settings(
        host=env.get("MEETINGS_HOST", HOST),
        port=_port(env.get("MEETINGS_PORT", str(PORT))),
        base=env.get("MEETINGS_URL", ""),
        folder=Path(env.get("MEETINGS_DATA", FOLDER)),
        metrics_for_all=_is_yes(env, "MEETINGS_METRICS_FOR_ALL", otherwise="no"),
        minutes_for_all=_is_yes(env, "MEETINGS_MINUTES_FOR_ALL", otherwise="yes"),
        backups=Path(env["MEETINGS_BACKUPS"]) if env.get("MEETINGS_BACKUPS") else None,
        database=env.get("MEETINGS_DATABASE", ""),
        redis=env.get("MEETINGS_REDIS", ""),
        session_hours=_hours(env.get("MEETINGS_SESSION_HOURS", str(SESSION_HOURS))),
    )


def _check_shared(env: Mapping[str, str]) -> None:
    """What many nodes share. The URLs are not repeated, for they may hold passwords. Raises BadSetting."""
    database, redis = env.get("MEETINGS_DATABASE", ""), env.get("MEETINGS_REDIS", "")
    if database and not database.startswith(("postgresql://", "postgres://")):
        raise BadSetting(
            "MEETINGS_DATABASE: postgresql://NAME:PASSWORD@HOST/DATABASE was expected, something else came."
        )
    if redis and not redis.startswith(("redis://", "rediss://")):
        raise BadSetting("MEETINGS_REDIS: redis://HOST:PORT or rediss://HOST:PORT was expected, something else came.")
    if redis and not database:
        raise BadSetting(
            "MEETINGS_REDIS rings between nodes that share a database: MEETINGS_DATABASE was expected too."
        )
    if database and env.get("MEETINGS_BACKUPS"):
        raise BadSetting(
            "MEETINGS_BACKUPS copies a database in the data folder, MEETINGS_DATABASE names one elsewhere: "
            "one of them was expected. Back PostgreSQL up with its own means."
        )


def settled(settings: Settings) -> Settings:
    """With a base that devices can use: the one given, or the first address of the local network. Raises BadSetting."""
    base = settings.base or f"http://{local_address(settings.host)}:{settings.port}"
    try:
        is_address = _is_address(urlsplit(base))
    except ValueError:  # an unclosed bracket, a port that is no number
        is_address = False
    if not is_address:
        raise BadSetting(f"The base address: http://NAME[:PORT] or https://NAME[:PORT] was expected, {base!r} came.")
    return replace(settings, base=base.rstrip("/"))


def _is_address(parts: SplitResult) -> bool:
    """Whether it is a scheme, a name and at most a port; asking for the port finds out whether it is one."""
    is_bare = parts.path in ("", "/") and not (parts.query or parts.fragment or "@" in parts.netloc)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 0) >= 0 and is_bare


def _port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > 65535:
        raise BadSetting(f"MEETINGS_PORT: a port from 0 to 65535 was expected, {text!r} came.")
    return int(text)


def _hours(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= MOST_SESSION_HOURS:
        raise BadSetting(
            f"MEETINGS_SESSION_HOURS: a number from 1 to {MOST_SESSION_HOURS} was expected, {text!r} came."
        )
    return int(text)


def _is_yes(env: Mapping[str, str], name: str, *, otherwise: str) -> bool:
    said = env.get(name, otherwise)
    if said not in ("yes", "no"):
        raise BadSetting(f"{name}: yes or no was expected, {said!r} came.")
    return said == "yes"


def is_loopback(host: str) -> bool:
    """Whether a name or an address means this machine itself."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


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
