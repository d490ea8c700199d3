"""After the fact: corrections of the record, and the signatures under the minutes.

Nothing on record is ever edited; a correction is one more entry that names what it corrects.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from meetings.rules import attendance
from meetings.rules.decision import LONGEST_TEXT, Command, Event, between, within
from meetings.rules.identity import MemberId, Stamp
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


DIGEST = re.compile(r"[0-9a-f]{64}")


class Correct(Command, frozen=True, kw_only=True):
    """Correct what the entry at a position of the log says."""

    position: int
    text: str


class RecordSignature(Command, frozen=True, kw_only=True):
    """A signature was put under the minutes up to a position; given by the server, once it has signed for a member.

    `sha256` is the digest (hexadecimal) of the whole file with this signature as its last one.
    """

    member: MemberId
    covers: int
    sha256: str


CorrectionCommand = Correct | RecordSignature


class CorrectionRecorded(Event, frozen=True, kw_only=True):
    """What an earlier entry says is corrected."""

    corrects: int
    text: str


class MinutesSigned(Event, frozen=True, kw_only=True):
    """A member has signed the minutes up to a position."""

    member: MemberId
    covers: int
    sha256: str


CorrectionEvent = CorrectionRecorded | MinutesSigned


class Correction(Struct, frozen=True):
    """A correction: which entry, what it should say, and when that was recorded."""

    position: int
    corrects: int
    text: str
    at: int


class Signature(Struct, frozen=True):
    """A signature under the minutes up to the position that it covers."""

    member: MemberId
    covers: int
    sha256: str
    at: int


class Corrections(Struct, frozen=True):
    """All corrections, and the signatures by member; a newer signature of a member takes the older one's place.

    `last` is how far the log has come, `last_in_minutes` the last entry that the minutes tell of.
    """

    corrections: tuple[Correction, ...] = ()
    signatures: Map[MemberId, Signature] = Map()
    last: int = 0
    last_in_minutes: int = 0


def decide(meeting: "Meeting", command: CorrectionCommand) -> Sequence[Event]:
    """The events of a correction or a signature. Raises Refused."""
    match command:
        case Correct():
            return _correct(meeting, command)
        case RecordSignature():
            return _sign(meeting, command)


def _correct(meeting: "Meeting", command: Correct) -> Sequence[Event]:
    between(1, command.position, meeting.corrections.last, "position")
    return [CorrectionRecorded(corrects=command.position, text=within(command.text, LONGEST_TEXT, "text"))]


def _sign(meeting: "Meeting", command: RecordSignature) -> Sequence[Event]:
    member = attendance.find(meeting.attendance, command.member)
    between(1, command.covers, meeting.corrections.last, "covers")
    if DIGEST.fullmatch(command.sha256) is None:
        raise Refused(Code.BAD_COMMAND, "sha256: 64 hexadecimal digits were expected, something else came")
    signed = meeting.corrections.signatures.get(member.ref)
    if signed is not None and signed.covers == command.covers:
        raise Refused(Code.ALREADY, "This member has already signed these minutes.")
    return [MinutesSigned(member=command.member, covers=command.covers, sha256=command.sha256)]


def evolve(corrections: Corrections, event: CorrectionEvent, stamp: Stamp) -> Corrections:
    """The corrections after `event`."""
    match event:
        case CorrectionRecorded():
            correction = Correction(stamp.position, event.corrects, event.text, stamp.at)
            return replace(corrections, corrections=(*corrections.corrections, correction))
        case MinutesSigned():
            signature = Signature(event.member, event.covers, event.sha256, stamp.at)
            return replace(corrections, signatures=corrections.signatures.set(event.member, signature))


def counted(corrections: Corrections, stamp: Stamp, *, in_minutes: bool) -> Corrections:
    """The corrections, knowing how far the log has come: what is not yet written cannot be corrected."""
    in_minutes_until = stamp.position if in_minutes else corrections.last_in_minutes
    return replace(corrections, last=stamp.position, last_in_minutes=in_minutes_until)


def are_signed(corrections: Corrections) -> bool:
    """Whether somebody has signed minutes that still say what the record says."""
    return any(each.covers >= corrections.last_in_minutes for each in corrections.signatures.values())
