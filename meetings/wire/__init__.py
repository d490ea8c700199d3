"""The wire protocol `meetings.v1` (PROTOCOL, "Wire") without I/O: text in, typed values out, and back.

`decoding` reads what tablets send, `encoding` writes what they get, `framing` puts it into websocket frames once,
`connection` is what a socket may do when. No socket, no clock and no task here: time comes in as an argument.
"""

SUBPROTOCOL = "meetings.v1"
