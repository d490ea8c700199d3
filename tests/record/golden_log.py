"""The golden log: every kind of entry as it was first written, and what it means, spelled out with every default.

Lines are only ever appended. A kind that changes its shape gets a new line, and the old ones go on reading.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import msgspec
from msgspec import Struct

from meetings.record.entry import Entry, Position
from meetings.rules.identity import LogId
from meetings.rules.standing_orders import NO_RULES

FOLDER = Path(__file__).parent / "golden"
LOG = LogId("0f" * 32)
START = Position.start(LOG)


class Line(Struct, frozen=True):
    """A line of `log-1.jsonl`."""

    position: int
    text: str
    salt: str
    hash: str


class Meaning(Struct, frozen=True):
    """A line of `log-1.meaning.jsonl`."""

    position: int
    kind: str
    says: dict[str, Any]


def lines(name: str) -> list[str]:
    return (FOLDER / name).read_text(encoding="utf-8").split("\n")[:-1]


def entries() -> list[Entry]:
    read = (msgspec.json.decode(line, type=Line) for line in lines("log-1.jsonl"))
    return [Entry(line.position, line.text, bytes.fromhex(line.salt), bytes.fromhex(line.hash)) for line in read]


def meanings() -> list[Meaning]:
    return [msgspec.json.decode(line, type=Meaning) for line in lines("log-1.meaning.jsonl")]


def spelled_out(value: object) -> object:
    """A value with every field of every part, whether at its default or not."""
    if isinstance(value, Struct):
        return {field: spelled_out(getattr(value, field)) for field in value.__struct_fields__}
    if isinstance(value, Mapping):
        parts = cast("Mapping[str, object]", value)
        return {name: spelled_out(parts[name]) for name in sorted(parts)}
    if isinstance(value, list | tuple):
        return [spelled_out(part) for part in cast("Sequence[object]", value)]
    return value


def as_told_then(says: object, then: object) -> object:
    """What an entry says, without what no entry could say when its meaning was written down.

    A field that came later is left out where it is at a default that stands for nothing.
    """
    if not (isinstance(says, dict) and isinstance(then, dict)):
        return cast("object", says)
    told, known = cast("dict[str, object]", says), cast("dict[str, object]", then)
    kept = [name for name, part in told.items() if name in known or part not in LATER.get(name, ())]
    return {name: as_told_then(told[name], known.get(name)) for name in kept}


LATER: Mapping[str, Sequence[object]] = {
    "motion": (None,),
    "rules": (spelled_out(NO_RULES),),
    "late": (False,),
    "consent": (False,),
    "until": (None,),
    "turnout": (None,),
    "second": (None,),
    "blank": ("left_out",),
    "invalid": ("left_out", 0),
    "by": ("tablet",),
    "groups": ({}, None),
    "repeats": (None,),
    "round": (1,),
    "recused": ({},),
    "recused_in_base": (False,),
    "rounds": (None,),
    "proxies": ({}, 0),
    "proxies_present": (False,),
    "proxies_in_group": (False,),
    "members_give_proxies": (False,),
    "proxy": (None,),
    "first": (None,),
    "seed": (None,),
    "divides": (None,),
    "part": (0,),
    "division": ("asked",),
    "divided_whole": (True,),
    "movers_explain": (None,),
}
"""Fields that came after the first lines, with what they say where nothing is said."""
