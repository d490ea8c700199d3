"""What the worker process does for minutes, by names that the server can give it without loading what they need.

The libraries that typeset, sign and verify take a second to load and 40 MB to hold; the server itself never needs them.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from meetings.minutes import keyring
from meetings.minutes.certificates import Officer
from meetings.minutes.expected import Expected, Occasion
from meetings.minutes.keyring import SigningKey
from meetings.minutes.report import Report
from meetings.minutes.signing import Signing
from meetings.record.entry import Entry
from meetings.rules.identity import LogId, MeetingId

_entries = msgspec.msgpack.Decoder(list[Entry])


def packed(entries: Sequence[Entry]) -> bytes:
    """A log for the way to the worker: its entries one by one would take several times the memory on both sides."""
    return msgspec.msgpack.encode(list(entries))


def render(entries: bytes, meeting: MeetingId, log: LogId, is_final: bool) -> bytes:
    """The minutes as the log (packed) stands: a draft, or with fields to be signed."""
    from meetings.minutes.render import Edition
    from meetings.minutes.render import render as rendered

    return rendered(_entries.decode(entries), meeting, log, Edition.FINAL if is_final else Edition.DRAFT)


def attendance_sheet(occasion: Occasion, people: Sequence[Expected]) -> bytes:
    """The sheet to sign at the door."""
    from meetings.minutes.attendance_sheet import attendance_sheet as made

    return made(occasion, people)


def appearance(name: str, field: str, at: datetime, offset: int, language: str) -> bytes:
    """The look of a signature."""
    from meetings.minutes.render import appearance as drawn

    return drawn(name, field, at, offset, language)


def make_key(folder: Path, officer: Officer, pin: str, now: datetime) -> None:
    """Make an officer's key in the folder of keys, sealed with a new PIN. Raises PinUnfit, OSError."""
    authority = keyring.open_authority(folder, officer.body, now)
    keyring.set_pin(folder, authority, officer, pin, now)


def unlock(folder: Path, ref: str, pin: str) -> SigningKey:
    """An officer's key, opened with the PIN. Raises KeyTrouble."""
    return keyring.unlock(folder, ref, pin)


def sign(pdf: bytes, key: SigningKey, signing: Signing) -> bytes:
    """The file with one more signature. Raises NotSigned."""
    from meetings.minutes.sign import sign as signed

    return signed(pdf, key, signing)


def verify(pdf: bytes, trusted: Sequence[bytes]) -> Report:
    """What a verification finds."""
    from meetings.minutes.verify import verify as verified

    return verified(pdf, trusted)
