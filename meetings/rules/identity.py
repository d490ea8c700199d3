"""Who and what: the names of things, and who acts on them."""

import re
from enum import StrEnum
from typing import NewType

from msgspec import Struct

MeetingId = NewType("MeetingId", str)
LogId = NewType("LogId", str)
"""Hexadecimal of the 32 random bytes with which a log begins (DESIGN section 6)."""
MemberId = NewType("MemberId", str)
ItemId = NewType("ItemId", str)
PollId = NewType("PollId", str)
MotionId = NewType("MotionId", str)
RulingId = NewType("RulingId", str)
PaperId = NewType("PaperId", str)

REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""The form of a ref in files, commands and addresses (PROTOCOL)."""


class Role(StrEnum):
    """The office for which a participant is on the list."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"
    DELEGATE = "delegate"
    OBSERVER = "observer"
    DISPLAY = "display"
    STEWARD = "steward"


class Actor(Struct, frozen=True):
    """Who gives a command: a participant, or the server itself (`member` is None) for the clock and the import."""

    member: MemberId | None


SERVER = Actor(member=None)


class Stamp(Struct, frozen=True):
    """Where, when and by whom an event was recorded; folded together with it. `at` is milliseconds since 1970 UTC."""

    position: int
    at: int
    by: MemberId | None

    def recorder_for(self, member: MemberId) -> MemberId | None:
        """Who recorded what that member did aloud; None where the member did it by hand, or the server."""
        return None if self.by == member else self.by


def is_ref(text: str) -> bool:
    """Whether `text` has the form of a ref."""
    return REF.fullmatch(text) is not None
