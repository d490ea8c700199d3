"""What comes from a tablet as it nearly always comes: one whole text frame in one piece.

Such a piece is read here, without the machinery for all that may come besides; anything else is left to that machinery.
"""

from meetings.wire.framing import TEXT

MASKED = 0x80
"""All that tablets send is masked (RFC 6455 section 5.3)."""
WHOLE = frozenset({0x81, 0x82, 0x88, 0x89, 0x8A})
"""The first bytes of frames after which a message may begin: text, binary, close, ping and pong, each in one frame."""


def whole_text(piece: bytes) -> str | None:
    """The text of the frame, if the piece is exactly one, of less than 64 kB and in UTF-8."""
    if len(piece) < 6 or piece[0] != TEXT or piece[1] < MASKED or piece[1] == MASKED | 127:
        return None
    start = 8 if piece[1] == MASKED | 126 else 6
    length = int.from_bytes(piece[2:4], "big") if start == 8 else piece[1] & 127
    if len(piece) != start + length:
        return None
    mask = piece[start - 4 : start] * (length // 4 + 1)
    text = int.from_bytes(piece[start:], "little") ^ int.from_bytes(mask[:length], "little")
    try:
        return text.to_bytes(length, "little").decode()
    except UnicodeDecodeError:
        return None


class Boundary:
    """Where frames end in what has come so far. Once it is lost, it is never found again."""

    def __init__(self) -> None:
        self._missing: int | None = 0

    @property
    def is_reached(self) -> bool:
        """Whether all frames that have begun have come to their end."""
        return self._missing == 0

    def lose(self) -> None:
        """Something came of which it is not known where frames end in it."""
        self._missing = None

    def move(self, piece: bytes) -> None:
        """One more piece has come."""
        at, end = self._missing, len(piece)
        while at is not None and at < end:
            size = _size(piece[at : at + 10])
            at = None if size is None else at + size
        self._missing = None if at is None else at - end


def _size(head: bytes) -> int | None:
    """The bytes of the frame that begins like this, if that can be told."""
    if len(head) < 2 or head[0] not in WHOLE:
        return None
    length, more = head[1] & 127, 0
    if length >= 126:
        more = 2 if length == 126 else 8
        if len(head) < 2 + more:
            return None
        length = int.from_bytes(head[2 : 2 + more], "big")
    return 2 + more + (4 if head[1] & MASKED else 0) + length
