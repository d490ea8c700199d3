"""Who the hub is compared with: the floor (one send() for each socket, in C) and what others build such hubs with.

`BENCH_PEERS` names a Python that has granian, hypercorn and python-socketio, `BENCH_NODE` a folder with node_modules
that hold ws and socket.io. Who is not installed is left out with a line that says so.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from hub_load import PROGRAMS, Publishing, Subscribing, frame, upgrade
from msgspec import Struct

FLOOR = "floor (C, one send() each)"


class Peer(Struct, frozen=True):
    """A server that only passes on; `port` stands for {port} in its command."""

    name: str
    command: tuple[str, ...]
    is_socketio: bool = False

    def started_at(self, port: int) -> tuple[str, ...]:
        """What starts it."""
        return tuple(part.replace("{port}", str(port)) for part in self.command)

    def subscribing(self, port: int) -> Subscribing:
        """How its listeners come in."""
        if self.is_socketio:
            return Subscribing((upgrade("/socket.io/?EIO=4&transport=websocket", port),), frame(b"40"), b"40")
        return Subscribing((upgrade("/ws", port),))

    def publishing(self, port: int, size: int) -> Publishing:
        """How it is given an update of so many bytes."""
        text = b"@@0000000000" + b"x" * (size - 12)
        if self.is_socketio:
            request = upgrade("/socket.io/?EIO=4&transport=websocket&role=pub", port)
            return Publishing(request, frame(b"40"), b"40", (frame(b'42["pub","%s"]' % text),))
        return Publishing(upgrade("/pub", port), b"", b"", (frame(text),))


def floor(programs: Path) -> Peer:
    """As fast as the kernel lets anybody be."""
    return Peer(FLOOR, (str(programs / "raw_server"), "{port}", "send"))


def bare(python: str = sys.executable) -> Peer:
    """As fast as CPython lets anybody be who sends from it."""
    return Peer("uvloop's transports alone", (python, str(PROGRAMS / "bare_transports.py"), "{port}"))


def peers() -> Sequence[Peer]:
    """Who is installed."""
    loop, python = str(PROGRAMS / "starlette_loop.py"), os.environ.get("BENCH_PEERS", sys.executable)
    granian = ("--interface", "asgi", "--port", "{port}", "--loop", "uvloop", "--log-level", "critical")
    return [
        Peer("websockets.broadcast", (sys.executable, str(PROGRAMS / "websockets_broadcast.py"), "{port}")),
        Peer("Starlette's loop on uvicorn", (sys.executable, loop, "{port}")),
        *_on_node("node ws", "ws", "node_ws.js"),
        *_on_node("socket.io", "socket.io", "node_socketio.js"),
        *_in_python(Peer("Starlette's loop on granian", (python, "-m", "granian", *granian, f"{loop}:app")), "granian"),
        *_in_python(
            Peer("Starlette's loop on hypercorn", (python, "-m", "hypercorn", "-b", "127.0.0.1:{port}", f"{loop}:app")),
            "hypercorn",
        ),
        *_in_python(
            Peer("python-socketio", (python, str(PROGRAMS / "socketio_room.py"), "{port}"), is_socketio=True),
            "socketio",
        ),
    ]


def _on_node(name: str, module: str, program: str) -> Sequence[Peer]:
    folder, node = Path(os.environ.get("BENCH_NODE", ".")) / "node_modules", shutil.which("node")
    if node is None or not (folder / module).is_dir():
        return _left_out(name)

    return [Peer(name, ("env", f"NODE_PATH={folder}", node, str(PROGRAMS / program), "{port}"), name == "socket.io")]


def _in_python(peer: Peer, module: str) -> Sequence[Peer]:
    found = subprocess.run([peer.command[0], "-c", f"import {module}"], capture_output=True, check=False)
    return [peer] if found.returncode == 0 else _left_out(peer.name)


def _left_out(name: str) -> Sequence[Peer]:
    print(f"left out, for it is not installed: {name}", file=sys.stderr)
    return []
