"""The evidence that the minutes carry: the log's lines as a reader of the minutes may see them, with a header.

Line 1 is the header, each further line an entry: `{"position","text","salt","hash"}`, or `{"position","leaf"}` where
the reader may not see it. Writes and reads that form, strictly; whether the chain holds is for `verify_chain` to say.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from meetings.minutes.guarding import Unfit
from meetings.record.canonical import canonical
from meetings.record.chain import leaf
from meetings.record.entry import Entry

ATTACHMENT = "evidence.jsonl"
MEDIA_TYPE = "application/jsonl"
MOST_BYTES = 256 * 1024 * 1024
LONGEST_LINE = 1024 * 1024

Hash = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Salt = Annotated[str, Meta(pattern=r"\A[0-9a-f]{32}\Z")]
Number = Annotated[int, Meta(ge=1, le=2**53 - 1)]


Form = TypeVar("Form", "Header", "Line")


class EvidenceUnfit(Unfit):
    """These are no lines of evidence. The sentence names the line, what was expected and what came."""


class Header(Struct, frozen=True, forbid_unknown_fields=True):
    """Which log this is, and up to where: the number of its entries and the hash of the last one."""

    format: Literal["meetings-evidence/1"]
    log: Hash
    meeting: str
    title: str
    position: Annotated[int, Meta(ge=0, le=2**53 - 1)]
    head: Hash


class Line(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An entry as the reader sees it: whole, or as its leaf alone."""

    position: Number
    text: str | UnsetType = UNSET
    salt: Salt | UnsetType = UNSET
    hash: Hash | UnsetType = UNSET
    leaf: Hash | UnsetType = UNSET


class Shown(Struct, frozen=True):
    """An entry that the reader may see: the exact text that was hashed."""

    position: int
    text: str
    salt: bytes
    hash: bytes


class Hidden(Struct, frozen=True):
    """An entry that the reader may not see, but can count."""

    position: int
    leaf: bytes


class Evidence(Struct, frozen=True):
    """What was attached, read; not yet checked."""

    header: Header
    lines: tuple[Shown | Hidden, ...]


def write(header: Header, entries: Iterable[Entry], is_shown: Callable[[Entry], bool]) -> bytes:
    """The attachment: the header and a line for each entry."""
    return b"".join([_encoded(header), *(line(entry, shown=is_shown(entry)) for entry in entries)])


def line(entry: Entry, *, shown: bool) -> bytes:
    """One line, with its line feed; also what `log.jsonl` consists of."""
    if shown:
        salt, digest = entry.salt.hex(), entry.hash.hex()
        return _encoded(Line(position=entry.position, text=entry.text, salt=salt, hash=digest))
    return _encoded(Line(position=entry.position, leaf=leaf(entry.salt, entry.text).hex()))


def read(content: bytes) -> Evidence:
    """The evidence in an attachment. Raises EvidenceUnfit."""
    if len(content) > MOST_BYTES:
        raise EvidenceUnfit(f"at most {MOST_BYTES:,} bytes of evidence were expected, {len(content):,} came")
    numbered = enumerate(_lines(content), 1)
    _, first = next(numbered, (1, b""))
    header = _decoded(1, first, Header)
    return Evidence(header, tuple(_seen(number, raw) for number, raw in numbered))


def _lines(content: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(content):
        end = content.find(b"\n", start) + 1
        if end == 0:
            raise EvidenceUnfit("the last line was expected to end with a line feed; the evidence is cut off")
        yield content[start:end]
        start = end


def _seen(number: int, raw: bytes) -> Shown | Hidden:
    match _decoded(number, raw, Line):
        case Line(position, str(text), str(salt), str(digest), UnsetType()):
            return Shown(position, text, bytes.fromhex(salt), bytes.fromhex(digest))
        case Line(position, UnsetType(), UnsetType(), UnsetType(), str(hidden)):
            return Hidden(position, bytes.fromhex(hidden))
        case _:
            raise EvidenceUnfit(f"line {number}: either text, salt and hash or a leaf alone were expected")


def _decoded(number: int, raw: bytes, form: type[Form]) -> Form:
    if len(raw) > LONGEST_LINE:
        raise EvidenceUnfit(f"line {number}: at most {LONGEST_LINE:,} bytes were expected, {len(raw):,} came")
    try:
        decoded = msgspec.json.decode(raw, type=form)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise EvidenceUnfit(f"line {number}: {error}") from None
    if _encoded(decoded) != raw:
        raise EvidenceUnfit(f"line {number}: canonical JSON was expected (RFC 8785)")
    return decoded


def _encoded(struct: Header | Line) -> bytes:
    """Canonical, so that there is one way only to write a line."""
    return canonical(msgspec.to_builtins(struct)).encode() + b"\n"
