"""python-socketio, as its users write it: whatever an emitter sends as `pub` is emitted to the room of all others."""

import sys
from importlib import import_module
from typing import Any

import uvicorn

# Not one of the project's own libraries: it is installed where the peers are.
socketio: Any = import_module("socketio")
server = socketio.AsyncServer(async_mode="asgi", ping_interval=300, cors_allowed_origins="*")


async def connect(sid: str, environ: dict[str, str]) -> None:
    """Let one in."""
    if "role=pub" not in environ.get("QUERY_STRING", ""):
        await server.enter_room(sid, "all")


async def pub(_sid: str, text: str) -> None:
    """Pass on."""
    await server.emit("m", text, room="all")


server.on("connect", connect)
server.on("pub", pub)

if __name__ == "__main__":
    uvicorn.run(
        socketio.ASGIApp(server),
        port=int(sys.argv[1]),
        loop="uvloop",
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        log_level="critical",
        backlog=4096,
        lifespan="off",
    )
