"""Recomputes the log's hash chain from the evidence alone, and reads what its entries say."""

from collections.abc import Sequence
from typing import TypeVar

import msgspec
from msgspec import Struct

from meetings.minutes.evidence import Evidence, Shown
from meetings.minutes.guarding import Unfit
from meetings.minutes.report import Check, failed, passed
from meetings.record.canonical import canonical
from meetings.record.chain import leaf, link


class Broken(Unfit):
    """The chain does not hold, or an entry does not say what it must. The sentence names the position."""


class Said(Struct, frozen=True, forbid_unknown_fields=True):
    """What an entry says; the body as it stands, for each kind has its own."""

    log: str
    position: int
    kind: str
    version: int
    actor: str | None
    at: int
    id: str
    body: dict[str, object]


def chain(evidence: Evidence) -> Check:
    """Whether every hash follows from the one before, and the last is the head that the header names."""
    try:
        _walk(evidence)
    except Broken as broken:
        return failed("chain", str(broken))
    count, shown = len(evidence.lines), sum(isinstance(line, Shown) for line in evidence.lines)
    head = evidence.header.head
    return passed("chain", f"{count:,} entries ({shown:,} shown, {count - shown:,} as hashes only), head {head[:16]}…")


def _walk(evidence: Evidence) -> None:
    head, number = bytes.fromhex(evidence.header.log), 0
    for number, line in enumerate(evidence.lines, 1):
        if line.position != number:
            raise Broken(f"position {number} was expected, {line.position} came: an entry is missing, doubled or moved")
        head = link(head, leaf(line.salt, line.text) if isinstance(line, Shown) else line.leaf)
        if isinstance(line, Shown) and line.hash != head:
            raise Broken(f"position {number}: its hash does not follow from its text and the hash before")
    if number != evidence.header.position:
        raise Broken(
            f"{evidence.header.position:,} entries were announced, {number:,} came: the end is missing or added"
        )
    if head.hex() != evidence.header.head:
        raise Broken(f"the last hash should be {evidence.header.head[:16]}…, it is {head.hex()[:16]}…")


def entries(evidence: Evidence) -> Sequence[Said]:
    """What the shown entries say, each belonging to its log and place. Raises Broken."""
    return [_said(evidence, line) for line in evidence.lines if isinstance(line, Shown)]


def _said(evidence: Evidence, line: Shown) -> Said:
    try:
        said = msgspec.json.decode(line.text, type=Said)
        is_canonical = canonical(msgspec.json.decode(line.text)) == line.text
    except (ValueError, RecursionError) as error:
        raise Broken(f"position {line.position}: {error}") from None
    if not is_canonical:
        raise Broken(f"position {line.position}: canonical JSON was expected (RFC 8785)")
    if (said.log, said.position) != (evidence.header.log, line.position):
        raise Broken(
            f"position {line.position}: its text belongs to position {said.position} of the log {said.log[:16]}…"
        )
    return said


Body = TypeVar("Body", bound=Struct)


def body_of(said: Said, shape: type[Body]) -> Body:
    """What the body of an entry says in the shape of its kind. Raises Broken."""
    if said.version != 1:
        raise Broken(f"position {said.position}: version 1 of {said.kind} was expected, {said.version} came")
    try:
        return msgspec.convert(said.body, shape)
    except msgspec.ValidationError as error:
        raise Broken(f"position {said.position}, {said.kind}: {error}") from None
