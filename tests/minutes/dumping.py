"""Contents and layouts as plain text, to be compared with golden files.

`GOLDEN=write scripts/test` writes the files anew, for a reviewer to read.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any, cast

import msgspec

from meetings.minutes.contents_of_attendance import Person
from meetings.minutes.moments import Stay
from meetings.rules.quorum import Quorum
from meetings.typesetting import (
    Block,
    Columns,
    Drawing,
    Heading,
    Items,
    KeepTogether,
    PageBreak,
    Paragraph,
    Picture,
    QrCode,
    Rule,
    SignatureField,
    Spacer,
    Table,
    Text,
)

A_MOMENT = 1_000_000_000_000
"""Larger numbers are milliseconds since 1970; all of them fall into one month."""
FOLDER = Path(__file__).parent / "golden"


def assert_golden(name: str, text: str) -> None:
    path = FOLDER / name
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def told(value: Any, indent: str = "") -> Iterator[str]:
    """A value as lines: fields by name, what is nested indented, what is empty left out."""
    if isinstance(value, Mapping):
        mapping = cast("Mapping[str, Any]", value)
        for key in mapping if isinstance(mapping, dict) else sorted(mapping):
            yield from _field(f"{key}:", mapping[key], indent)
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from _field(f"{field}:", getattr(value, field), indent)
    else:
        # A set has no order that is the same in every process.
        for each in sorted(cast("frozenset[str]", value)) if isinstance(value, frozenset) else value:
            yield from _field("-", each, indent)


def _field(label: str, value: Any, indent: str) -> Iterator[str]:
    line = _line(value)
    if line:
        yield f"{indent}{label} {line}"
    elif line is None and (lines := list(told(value, f"{indent}  "))):
        yield f"{indent}{label}"
        yield from lines


def _line(value: Any) -> str | None:
    """What fits on a line; nothing for what is not there, None for what takes several lines."""
    match value:
        case Person():
            return f"{value.name} <{value.ref}> {value.role}, {value.votes} votes" + (
                f", {value.title}" if value.title else ""
            )
        case Stay():
            told = f"{_line(value.since)} until {_line(value.until) or '...'}"
            return f"{told}, late" if value.is_late else told
        case Quorum():
            return f"{value.present} of {value.total} present, {value.required} required"
        case None:
            return ""
        case bool() | str() | Enum():
            return str(value)
        case int() if value > A_MOMENT:
            return datetime.fromtimestamp(value / 1000, UTC).strftime("%d %H:%M:%S.%f")[:-5]
        case int():
            return str(value)
        case _:
            return None


def printed(blocks: Iterable[Block]) -> Iterator[str]:
    """Blocks as lines of text, with marks for what is no text."""
    for block in blocks:
        match block:
            case Heading(level, text):
                yield from ("", f"{'#' * level} {plain(text)}")
            case Paragraph(text):
                yield plain(text)
            case Table():
                rows = [*([block.header] if block.header else []), *block.rows]
                yield from (" | ".join(plain(_cell(cell)) for cell in row) for row in rows)
            case Columns():
                yield from (
                    f"{number}> {line}" for number, column in enumerate(block.columns) for line in printed(column)
                )
            case KeepTogether(inner):
                yield from printed(inner)
            case SignatureField(name, tooltip):
                yield f"[field {name}: {tooltip}]"
            case Rule():
                yield "----"
            case QrCode(text):
                yield f"[QR code: {text}]"
            case Items(items):
                yield from (f"{block.label(at)} {plain(item)}" for at, item in enumerate(items))
            case Spacer() | PageBreak() | Picture() | Drawing():
                pass


def _cell(cell: Any) -> Text:
    return cell.text if isinstance(cell, Paragraph) else cell


def plain(text: Text) -> str:
    return text if isinstance(text, str) else "".join(span.text for span in text)
