"""From an event to the text of an entry and back.

The text is canonical JSON of `{log, position, kind, version, actor, at, id, body}`. A stored kind is for ever: a new
shape is a new kind or an upcaster here, with a line in the golden file of its test.
"""

from collections.abc import Callable, Mapping
from typing import Any, get_args

import msgspec
from msgspec import Struct

from meetings.record.canonical import canonical_of_plain
from meetings.record.entry import Entry
from meetings.rules.identity import LogId, MemberId, Stamp
from meetings.rules.meeting import AnyEvent

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]

KINDS: Mapping[str, type[AnyEvent]] = {kind.__struct_config__.tag: kind for kind in get_args(AnyEvent)}
VERSIONS: Mapping[str, int] = {}
"""The version of the shape that is written for a kind; 1 where not named."""
UPCASTERS: Mapping[tuple[str, int], Upcaster] = {}
"""From (kind, version) to what turns such a body into the next version's."""


class UnreadableEntry(Exception):
    """An entry's text is not what this version of the program can read. The message says why."""


class Said(Struct, frozen=True):
    """What an entry says: the event with its stamp, and the id of the command that led to it."""

    log: LogId
    event: AnyEvent
    stamp: Stamp
    id: str


class _Text(Struct, frozen=True, forbid_unknown_fields=True):
    log: LogId
    position: int
    kind: str
    version: int
    actor: MemberId | None
    at: int
    id: str
    body: dict[str, Any]


_decoder = msgspec.json.Decoder(_Text)


def text_of(said: Said) -> str:
    """The text of the entry that says this."""
    body = msgspec.to_builtins(said.event, order="deterministic")
    kind = body.pop("kind")
    return canonical_of_plain(
        {
            "log": said.log,
            "position": said.stamp.position,
            "kind": kind,
            "version": VERSIONS.get(kind, 1),
            "actor": said.stamp.by,
            "at": said.stamp.at,
            "id": said.id,
            "body": body,
        }
    )


def said_by(entry: Entry) -> Said:
    """What the entry says. Raises UnreadableEntry."""
    try:
        text = _decoder.decode(entry.text)
    except msgspec.MsgspecError as fault:
        raise UnreadableEntry(f"entry {entry.position}: {fault}") from fault
    if text.position != entry.position:
        raise UnreadableEntry(f"entry {entry.position}: its text says that it is entry {text.position}")
    stamp = Stamp(position=text.position, at=text.at, by=text.actor)
    return Said(log=text.log, event=_event_of(text), stamp=stamp, id=text.id)


def _event_of(text: _Text) -> AnyEvent:
    kind = KINDS.get(text.kind)
    if kind is None:
        raise UnreadableEntry(f"entry {text.position}: the kind {text.kind!r} is not known to this version")
    body, newest = text.body, VERSIONS.get(text.kind, 1)
    if not 1 <= text.version <= newest:
        came = f"version {text.version} came"
        raise UnreadableEntry(f"entry {text.position}, {text.kind}: version 1 to {newest} was expected, {came}")
    for version in range(text.version, newest):
        body = UPCASTERS[text.kind, version](body)
    try:
        return msgspec.convert({**body, "kind": text.kind}, kind)
    except msgspec.ValidationError as fault:
        raise UnreadableEntry(f"entry {text.position}, {text.kind}: {fault}") from fault
