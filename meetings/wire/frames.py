"""Why a socket is closed: one enum, one table of explanations, and what a tablet does about it."""

from collections.abc import Mapping
from enum import IntEnum

from msgspec import Struct


class CloseCode(IntEnum):
    """The codes with which the server closes a socket (PROTOCOL, "Wire"; those below 4000 are of RFC 6455)."""

    TOO_BIG = 1009
    RESTARTING = 1012
    TOO_SLOW = 1013
    NOT_OUR_PROTOCOL = 4400
    NOT_SIGNED_IN = 4401
    NOT_IN_MEETING = 4403
    SEAT_TAKEN = 4409
    TOO_MANY_PAGES = 4410
    FLOODING = 4429


EXPLANATIONS: Mapping[CloseCode, str] = {
    CloseCode.TOO_BIG: "A frame from a tablet holds at most 64 kB.",
    CloseCode.RESTARTING: "The server is restarting: come back.",
    CloseCode.TOO_SLOW: "The connection is too slow or silent: come back.",
    CloseCode.NOT_OUR_PROTOCOL: "This is not the protocol meetings.v1.",
    CloseCode.NOT_SIGNED_IN: "You are no longer signed in.",
    CloseCode.NOT_IN_MEETING: "You have no seat in this meeting.",
    CloseCode.SEAT_TAKEN: "This seat was opened on another tablet.",
    CloseCode.TOO_MANY_PAGES: "This seat is open in too many pages of this browser; this one was silent for longest.",
    CloseCode.FLOODING: "At most 500 frames in a second were expected, more came.",
}

COME_BACK = frozenset({CloseCode.RESTARTING, CloseCode.TOO_SLOW})
"""After these a tablet comes back by itself; after the others only when somebody has done something about it."""

LONGEST_REASON = 123
"""Bytes: a control frame holds 125, two of which are the code (RFC 6455 section 5.5)."""


class Violation(Struct, frozen=True):
    """What closes a socket: the code, and a sentence that says what was expected and what came."""

    code: CloseCode
    reason: str

    @classmethod
    def plain(cls, code: CloseCode) -> "Violation":
        """A close with the sentence of its code."""
        return cls(code, EXPLANATIONS[code])


def fitting(reason: str) -> str:
    """`reason`, cut so that a close frame can hold it."""
    encoded = reason.encode("utf-8", "replace")
    if len(encoded) <= LONGEST_REASON:
        return encoded.decode()
    ellipsis = "…"
    return encoded[: LONGEST_REASON - len(ellipsis.encode())].decode("utf-8", "ignore") + ellipsis
