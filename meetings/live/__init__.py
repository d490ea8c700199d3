"""The tablet's socket: pumps between a websocket, the wire protocol and a room.

`endpoint` is the door, `socket` one open connection, `outbox` what waits to be sent, `line` how it is sent, `sink` the
server's transport, `sockets` who is connected. A broadcast never waits for a tablet.
"""
