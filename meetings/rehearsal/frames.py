"""The frames that a tablet gets, as PROTOCOL writes them down; read here anew, not with the server's own code.

Fragments stay as they came (`Raw`): two hundred tablets in one process keep bytes, not trees, until somebody looks.
"""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Raw, Struct

SUBPROTOCOL = "meetings.v1"


class Frame(Struct, frozen=True, tag_field="t", tag=str.lower):
    """What all frames from the server are. More fields may be added, so unknown ones are passed over."""


class You(Struct, frozen=True):
    """Whose seat it is."""

    ref: str
    name: str
    role: str


class Welcome(Frame, frozen=True):
    """The view on arrival, or, if the tablet resumes, the Seat's keys alone."""

    meeting: str
    log: str
    position: int
    head: str
    now: int
    you: You
    resumed: bool
    view: Mapping[str, Raw]


class Delta(Frame, frozen=True):
    """A difference: of the shared view, of the Seat's keys, or of what is passing."""

    position: int = 0
    head: str = ""
    put: Mapping[str, Raw] = {}
    drop: Sequence[str] = ()
    seat: bool = False
    passing: bool = False


class Done(Frame, frozen=True):
    """A command is recorded, durably."""

    id: str
    position: int
    at: int
    ref: str | None = None


class Refused(Frame, frozen=True):
    """The rules say no."""

    id: str
    code: str
    message: str


class Unknown(Frame, frozen=True):
    """Not known whether recorded."""

    id: str


class Beat(Frame, frozen=True):
    """The server lives."""

    position: int
    now: int


class Bye(Frame, frozen=True):
    """The server closes on purpose."""

    after_ms: int


AnyFrame = Welcome | Delta | Done | Refused | Unknown | Beat | Bye

_decoder = msgspec.json.Decoder(AnyFrame)


def frame_of(text: bytes) -> AnyFrame:
    """The frame in `text`. Raises msgspec.MsgspecError if it is none that PROTOCOL knows."""
    return _decoder.decode(text)
