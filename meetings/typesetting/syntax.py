"""The syntax of PDF objects as bytes: numbers, names, texts, dictionaries, streams. Pure."""

import re
import zlib
from collections.abc import Iterable, Mapping

_IRREGULAR = re.compile(rb"[^A-Za-z0-9_.+-]")


def number(value: float) -> str:
    """At most two decimals, and never "-0"."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def numbers(values: Iterable[float]) -> bytes:
    return b"[" + " ".join(number(value) for value in values).encode() + b"]"


def name(text: str) -> bytes:
    return b"/" + _IRREGULAR.sub(lambda found: b"#%02X" % found[0][0], text.encode())


def text(value: str) -> bytes:
    """A text string: UTF-16 with its byte order mark, in hexadecimal, so that nothing in it can end it."""
    return b"<FEFF" + value.encode("utf-16-be", "replace").hex().upper().encode() + b">"


def ascii_text(value: str) -> bytes:
    """A string of ASCII characters, for the entries that older readers want so; others become "_"."""
    plain = re.sub(r"[^ -~]|[()\\]", "_", value)
    return b"(" + plain.encode("ascii") + b")"


def array(items: Iterable[bytes]) -> bytes:
    return b"[" + b" ".join(items) + b"]"


def dictionary(entries: Mapping[str, bytes]) -> bytes:
    return b"<<" + b"".join(b"/%s %s\n" % (key.encode(), value) for key, value in entries.items()) + b">>"


def stream(content: bytes, entries: Mapping[str, bytes], *, packed: bool = True) -> bytes:
    """A stream; ISO 19005-3 (6.1.7.1) asks for the line end before `endstream` that ReportLab leaves out."""
    entries = dict(entries)
    if packed:
        content = zlib.compress(content, 6)
        entries["Filter"] = b"/FlateDecode"
    entries["Length"] = b"%d" % len(content)
    return dictionary(entries) + b"\nstream\n" + content + b"\nendstream\n"
