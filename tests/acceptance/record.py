"""The log of a meeting as it is handed out, checked against its chain."""

import json
from hashlib import sha256
from typing import Any

from msgspec import Struct

from meetings.rehearsal import http
from meetings.rehearsal.tablet import Tablet


class Line(Struct, frozen=True):
    """An entry that its reader may see."""

    position: int
    kind: str
    id: str
    actor: str | None
    body: dict[str, Any]


async def record(officer: Tablet) -> list[Line]:
    """All entries that an officer may see; the whole chain is checked on the way, with code of its own."""
    entries = [json.loads(text) for text in (await http.log_lines(officer.venue, officer.cookie)).splitlines()]
    # The first entry, that the meeting was convened, is public; it names the id with which the chain begins.
    head = bytes.fromhex(json.loads(entries[0]["text"])["log"])
    lines: list[Line] = []
    for number, entry in enumerate(entries, start=1):
        assert entry["position"] == number
        leaf = bytes.fromhex(entry["leaf"]) if "leaf" in entry else leaf_of(entry)
        head = sha256(b"\x01" + head + leaf).digest()
        assert entry.get("hash", head.hex()) == head.hex()
        if "text" in entry:
            said = json.loads(entry["text"])
            lines.append(Line(number, said["kind"], said["id"], said["actor"], said["body"]))
    return lines


def leaf_of(entry: dict[str, Any]) -> bytes:
    return sha256(b"\x00" + bytes.fromhex(entry["salt"]) + entry["text"].encode()).digest()
