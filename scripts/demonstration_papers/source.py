"""Reads the plain text of a paper: `name: value` lines, an empty line, then blocks told apart by their first character.

`#` and `##` head, `1.` and `-` list, `|` tables (`|:` widths, `|=` a sum), `>` an address, `~` signatures, `==` a new
page, `!map` and `!bars` drawings; all else is prose, where `**` sets words in bold.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Prose:
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a list, with its number or bullet."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Address:
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Row:
    cells: Sequence[str]
    kind: Literal["head", "body", "sum"]


@dataclass(frozen=True, slots=True)
class Table:
    """The shares of the columns add up to about one hundred."""

    shares: Sequence[float]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Signatures:
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class NewPage:
    pass


@dataclass(frozen=True, slots=True)
class Drawing:
    kind: str
    caption: str
    lines: Sequence[str]


Block = Heading | Prose | Listed | Address | Table | Signatures | NewPage | Drawing


@dataclass(frozen=True, slots=True)
class Paper:
    """What the top of the text says, and its blocks."""

    top: dict[str, str]
    blocks: Sequence[Block]

    @property
    def language(self) -> str:
        return self.top["language"]


def read(path: Path) -> Paper:
    top, _, rest = path.read_text(encoding="utf-8").partition("\n\n")
    properties = dict(line.split(": ", 1) for line in top.splitlines())
    return Paper(properties, tuple(_blocks(rest)))


def is_number(cell: str) -> bool:
    """Right-aligned in a table: 1,234 and −40, and times and prices of an hour or a ticket."""
    return re.fullmatch(r"[−-]?\d[\d,.:]*( min)?", cell) is not None


def _blocks(text: str) -> Iterator[Block]:
    lines = text.splitlines()
    while lines:
        first = lines[0]
        if first.startswith("!"):
            end = lines.index("") if "" in lines else len(lines)
            kind, _, caption = first[1:].partition(" ")
            yield Drawing(kind, caption, lines[1:end])
        else:
            end = next((at for at, line in enumerate(lines) if line[:1] != first[:1]), len(lines))
            if first[:1] not in "|>~" or not first:
                end = 1
            yield from _block(lines[:end])
        lines = lines[end:]


def _block(lines: Sequence[str]) -> Iterator[Block]:
    first = lines[0]
    match first[:1]:
        case "":
            return
        case "|":
            yield _table(lines)
        case "~":
            yield Signatures([[part.strip() for part in line[1:].split("|")] for line in lines])
        case ">":
            yield Address([line[1:].strip() for line in lines])
        case "#":
            yield Heading(first.lstrip("# "), len(first) - len(first.lstrip("#")))
        case _:
            yield _prose(first)


def _prose(line: str) -> Block:
    if line == "==":
        return NewPage()
    entry = re.match(r"(\d+\.|-) (.*)", line)
    return Listed(entry[1].replace("-", "•"), entry[2]) if entry else Prose(line)


def _table(lines: Sequence[str]) -> Table:
    shares = [float(share) for share in lines[0].removeprefix("|:").split()]
    rows: list[Row] = []
    for line in lines[1:]:
        is_sum = line.startswith("|=")
        cells = [
            cell.strip() for cell in line.strip().removeprefix("|=" if is_sum else "|").removesuffix("|").split("|")
        ]
        rows.append(Row(cells, "sum" if is_sum else "body" if rows else "head"))
    return Table(shares, rows)


def bold_parts(text: str) -> Sequence[tuple[str, bool]]:
    """The text in pieces, each with whether it is bold."""
    return [(part, bool(at % 2)) for at, part in enumerate(text.split("**")) if part]


def sums(table: Table) -> Iterator[tuple[Row, Sequence[Row]]]:
    """Each sum of a table with the rows that it adds up."""
    parts = groupby(table.rows[1:], lambda row: row.kind)
    above: Sequence[Row] = ()
    for kind, rows in parts:
        found = tuple(rows)
        if kind == "sum":
            yield from ((row, above) for row in found)
        above = found
