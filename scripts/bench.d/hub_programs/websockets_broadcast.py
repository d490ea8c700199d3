"""The library `websockets`, as its users write it: whatever comes from /pub is broadcast to everybody else."""

import sys

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve

listening: set[ServerConnection] = set()


async def serve_one(socket: ServerConnection) -> None:
    if socket.request is not None and socket.request.path.startswith("/pub"):
        async for text in socket:
            broadcast(listening, text)
        return
    listening.add(socket)
    try:
        await socket.wait_closed()
    finally:
        listening.discard(socket)


async def main() -> None:
    port = int(sys.argv[1])
    async with serve(serve_one, "127.0.0.1", port, backlog=4096, compression=None, ping_interval=None) as server:
        await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main())
