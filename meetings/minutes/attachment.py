"""Takes the evidence out of a PDF of the minutes, whatever else somebody may have put there.

Nothing is inflated beyond the bound and nothing but plain or deflated bytes is read.
"""

import zlib

import pikepdf

from meetings.minutes.evidence import ATTACHMENT, MOST_BYTES
from meetings.minutes.guarding import Unfit


class NoEvidence(Unfit):
    """The file does not hold the evidence in the form in which it is attached. The sentence says what was expected."""


def attached(document: pikepdf.Pdf) -> bytes:
    """The bytes of the evidence. Raises NoEvidence."""
    names = [name for name in document.attachments if name == ATTACHMENT]
    if len(names) != 1:
        raise NoEvidence(f"one attachment {ATTACHMENT} was expected, {len(names)} came")
    stream = document.attachments[ATTACHMENT].obj.EF.F
    if not isinstance(stream, pikepdf.Stream):
        raise NoEvidence(f"the attachment {ATTACHMENT} was expected to be a file")
    return _content(stream)


def _content(stream: pikepdf.Stream) -> bytes:
    raw = stream.read_raw_bytes()
    match str(stream.get("/Filter", "")):
        case "":
            return raw
        case "/FlateDecode" if "/DecodeParms" not in stream:
            return _inflated(raw)
        case other:
            raise NoEvidence(f"the attachment was expected to be plain or deflated, {other} came")


def _inflated(raw: bytes) -> bytes:
    inflate = zlib.decompressobj()
    try:
        content = inflate.decompress(raw, MOST_BYTES + 1)
    except zlib.error as error:
        raise NoEvidence(f"the attachment cannot be inflated: {error}") from None
    if len(content) > MOST_BYTES:
        raise NoEvidence(f"at most {MOST_BYTES:,} bytes of evidence were expected, more came")
    if not inflate.eof or inflate.unused_data:
        raise NoEvidence("the attachment is cut off or has something behind it")
    return content
