"""JSON in a websocket frame: encoded once, framed once, however many tablets it goes to."""

TEXT = 0x81
"""FIN and opcode 1: a whole text message in one frame (RFC 6455 section 5.2). Servers do not mask."""


class Frame:
    """Something encoded for tablets. The bytes of its websocket frame are made when first asked for."""

    __slots__ = ("_framed", "json")

    def __init__(self, json: bytes) -> None:
        self.json = json
        self._framed: bytes | None = None

    @property
    def framed(self) -> bytes:
        """The websocket frame, ready for a transport."""
        if self._framed is None:
            self._framed = header(len(self.json)) + self.json
        return self._framed

    @property
    def text(self) -> str:
        """The JSON text, for those who frame it themselves."""
        return self.json.decode()

    def __len__(self) -> int:
        return len(self.json)


def header(length: int) -> bytes:
    """What stands before `length` bytes of text from a server."""
    if length < 126:
        return bytes((TEXT, length))
    if length < 1 << 16:
        return bytes((TEXT, 126)) + length.to_bytes(2, "big")
    return bytes((TEXT, 127)) + length.to_bytes(8, "big")
