"""How far the minutes are signed: by whom, and whether the record has changed since."""

from msgspec import Struct

from meetings.rules.corrections import are_signed
from meetings.rules.state import Meeting


class SignedEdition(Struct, frozen=True):
    """The minutes as signed last: up to which position, the digest of the file, and whether both have signed."""

    covers: int
    sha256: str
    is_complete: bool


def signed_edition(meeting: Meeting) -> SignedEdition | None:
    """The signed minutes that still say what the record says; None if nobody signed, or corrections came since."""
    if not are_signed(meeting.corrections):
        return None
    signatures = sorted(meeting.corrections.signatures.values(), key=lambda each: (each.covers, each.at))
    latest = signatures[-1]
    together = [each for each in signatures if each.covers == latest.covers]
    return SignedEdition(covers=latest.covers, sha256=latest.sha256, is_complete=len(together) > 1)
