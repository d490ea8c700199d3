"""Starlette, as its users write it: a loop of `send_text` over everybody. On uvicorn as a program, else as `app`."""

import sys

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

listening: dict[WebSocket, None] = {}


async def listen(socket: WebSocket) -> None:
    await socket.accept()
    listening[socket] = None
    try:
        while True:
            await socket.receive_text()
    except WebSocketDisconnect:
        del listening[socket]


async def publish(socket: WebSocket) -> None:
    await socket.accept()
    try:
        while True:
            text = await socket.receive_text()
            for each in list(listening):
                await each.send_text(text)
    except WebSocketDisconnect:
        return


app = Starlette(routes=[WebSocketRoute("/ws", listen), WebSocketRoute("/pub", publish)])

if __name__ == "__main__":
    uvicorn.run(
        app,
        port=int(sys.argv[1]),
        loop="uvloop",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        log_level="critical",
        backlog=4096,
        lifespan="off",
    )
