"""The stored form of what was recorded."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from meetings.record.chain import leaf, link
from meetings.rules.identity import LogId


class ChainBroken(Exception):
    """A log does not check: an entry is missing, doubled or altered. The message names the position."""


class Position(Struct, frozen=True):
    """A place in a log: the number of entries up to it, and the hash of the last of them."""

    number: int
    head: bytes

    @classmethod
    def start(cls, log: LogId) -> "Position":
        """The place before the first entry; its hash is the log's id."""
        return cls(number=0, head=bytes.fromhex(log))


class Entry(Struct, frozen=True):
    """One entry as stored: the exact text that is hashed, its salt and the resulting hash.

    `digest` is of the command that caused it, kept beside the record so that the same id with other content can be
    recognised after a restart; it is no part of the chain, and None for a confidential vote.
    """

    position: int
    text: str
    salt: bytes
    hash: bytes
    digest: bytes | None = None


def chained(
    after: Position, texts: Sequence[str], salts: Sequence[bytes], digests: Sequence[bytes | None]
) -> list[Entry]:
    """The entries of `texts`, put into the chain behind `after`."""
    entries: list[Entry] = []
    number, head = after.number, after.head
    for text, salt, digest in zip(texts, salts, digests, strict=True):
        number, head = number + 1, link(head, leaf(salt, text))
        entries.append(Entry(position=number, text=text, salt=salt, hash=head, digest=digest))
    return entries


def checked(after: Position, entries: Iterable[Entry]) -> Position:
    """The place after `entries`, each of them checked against the chain. Raises ChainBroken."""
    number, head = after.number, after.head
    for entry in entries:
        number, head = number + 1, link(head, leaf(entry.salt, entry.text))
        if entry.position != number:
            raise ChainBroken(f"entry {number} was expected, entry {entry.position} came")
        if entry.hash != head:
            raise ChainBroken(f"entry {number} does not match its hash")
    return Position(number=number, head=head)
