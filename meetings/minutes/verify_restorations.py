"""Says where the record was restored from a backup; what was recorded after that backup is missing from it.

No fault, but whoever contests a vote has to know it.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec import Struct

from meetings.minutes.report import Check, failed, passed
from meetings.minutes.verify_chain import Broken, Said, body_of


class Restored(Struct, frozen=True):
    """The body of `record_restored`."""

    taken_at: int
    by: str
    beginning: str


def restorations(said: Sequence[Said]) -> list[Check]:
    """A line for each restoration, in the order of the record."""
    return [_told(each) for each in said if each.kind == "record_restored"]


def _told(said: Said) -> Check:
    try:
        body = body_of(said, Restored)
        at, taken = _moment(said.at), _moment(body.taken_at)
    except (Broken, ValueError, OverflowError) as fault:
        return failed("restored", str(fault))
    if said.actor is not None:
        return failed("restored", f"position {said.position}: only the server says so, {said.actor} did")
    told = f"position {said.position}: at {at} the record came back from a backup of {taken}, by {body.by[:100]}"
    return passed("restored", f"{told}; what was recorded between the two, if anything, is MISSING")


def _moment(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
