"""What tablets send: from text to a typed value, or to what is wrong with it. One decode of a tagged union.

What is not our protocol at all is a `Violation`, which closes the socket; a command that cannot be read is a `Refusal`,
by name of the field. Whatever the text holds, nothing else comes out and nothing is raised.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Literal, NoReturn, cast, get_args

import msgspec
from msgspec import Struct

from meetings.rooms.answers import Refusal, refusal
from meetings.rules.decision import Command
from meetings.rules.meeting import PublicCommand
from meetings.rules.phrases import FIELDS, Phrase
from meetings.rules.refusals import Code, Refused
from meetings.wire.complaints import NOTHING, SOMETHING_ELSE, complaint
from meetings.wire.frames import CloseCode, Violation

SHORTEST_ID = 8
LONGEST_ID = 64
LONGEST_QUOTE = 40


class Hello(Struct, frozen=True, tag_field="do", tag="hello"):
    """The first frame of a tablet; with log, position and head it may resume where it was."""

    log: str | None = None
    position: int | None = None
    head: str | None = None


class Beat(Struct, frozen=True, tag_field="do", tag="beat"):
    """The tablet is there."""


class Signal(Struct, frozen=True, tag_field="do", tag="signal"):
    """What is shown now: a page of a paper, or a pointer on it. No answer, not recorded."""

    kind: Literal["page", "pointer"]
    paper: str = ""
    version: int = 0
    page: int = 0


class _Envelope(Struct, frozen=True):
    """What is read of a frame that cannot be read whole."""

    do: Any = None
    id: Any = ""


Received = Hello | Beat | Signal | PublicCommand | Refusal | Violation

COMMANDS: Mapping[str, type[Command]] = {str(kind.__struct_config__.tag): kind for kind in get_args(PublicCommand)}
"""The commands that people may send, by their names on the wire."""

_NO_COMMANDS = frozenset({"hello", "beat", "signal"})
_HALF = re.compile("[\ud800-\udfff]")
_Unreadable = (msgspec.MsgspecError, UnicodeError, RecursionError)
_decoder = msgspec.json.Decoder(Hello | Beat | Signal | PublicCommand)
_envelope_decoder = msgspec.json.Decoder(_Envelope)


def decode(text: str | bytes) -> Received:
    """What a tablet's text frame says."""
    try:
        received = _decoder.decode(text)
    except _Unreadable as fault:
        return _unreadable(text, fault)
    return received if isinstance(received, Hello | Beat | Signal) else _identified(received)


def decode_command(text: bytes) -> PublicCommand | Refusal | Violation:
    """The command that came by HTTP; what belongs to a socket is refused here."""
    received = decode(text)
    if isinstance(received, Hello | Beat | Signal):
        refused = Refused(Code.BAD_COMMAND, "do: the name of a command was expected, a frame of the socket came")
        return refusal("", refused)
    return received


def binary() -> Violation:
    """What a binary frame is."""
    return _not_ours("Text frames were expected, a binary one came.")


def _identified(command: PublicCommand) -> PublicCommand | Refusal:
    wrong = _wrong_id(command.id)
    return command if wrong is None else refusal(command.id[:LONGEST_ID], wrong)


def _wrong_id(id_: object) -> Refused | None:
    if isinstance(id_, str) and SHORTEST_ID <= len(id_) <= LONGEST_ID:
        return None
    match id_:
        case "":
            came = NOTHING
        case str():
            came = Phrase("kind", "one of {length}", {"length": len(id_)})
        case _:
            came = SOMETHING_ELSE
    return Refused(
        Code.BAD_COMMAND,
        "id: a text of {least} to {most} characters was expected, {came} came",
        least=SHORTEST_ID,
        most=LONGEST_ID,
        came=came,
    )


def _unreadable(text: str | bytes, fault: Exception) -> Refusal | Violation:
    try:
        envelope = _envelope_decoder.decode(text)
    except msgspec.ValidationError as worse:
        return _not_ours(f"A JSON object was expected: {worse}")
    except _Unreadable as worse:
        return _with_half_a_character(text) or _not_ours(f"JSON was expected: {worse}")
    return _refused(envelope, fault)


def _refused(envelope: _Envelope, fault: Exception) -> Refusal | Violation:
    if not isinstance(envelope.do, str):
        return _not_ours("An object with `do` was expected, none came.")
    command = COMMANDS.get(envelope.do)
    id_ = envelope.id[:LONGEST_ID] if isinstance(envelope.id, str) else ""
    if command is not None:
        return refusal(id_, _wrong_id(envelope.id) or _wrong_field(command, fault))
    if envelope.do in _NO_COMMANDS:
        return _not_ours(f"A {envelope.do} as in the protocol was expected: {fault}")
    came = envelope.do[:LONGEST_QUOTE]
    return refusal(id_, Refused(Code.BAD_COMMAND, "do: the name of a command was expected, “{came}” came", came=came))


def _wrong_field(command: type[Command], fault: Exception) -> Refused:
    if "`$.do`" in str(fault):
        # The first `do` is what counts, and then the last one is in the way.
        return Refused(Code.BAD_COMMAND, "do: one command was expected, two came")
    return complaint(command, fault)


def _with_half_a_character(text: str | bytes) -> Refusal | None:
    """JSON has an escape for half a character, the decoder takes none; so what holds it is found the slow way."""
    try:
        tree = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    if not isinstance(tree, dict) or not isinstance(cast("dict[str, object]", tree).get("do"), str):
        return None
    fields = cast("dict[str, object]", tree)
    id_ = fields.get("id")
    known = id_[:LONGEST_ID] if isinstance(id_, str) and not _is_broken(id_) else ""
    field = next((name for name, value in fields.items() if _is_broken(value) and not _is_broken(name)), "a name")
    named = FIELDS.get(field, field)
    refused = Refused(Code.BAD_COMMAND, "{field}: whole characters were expected, half of one came", field=named)
    return refusal(known, refused)


def _is_broken(tree: object) -> bool:
    return _HALF.search(json.dumps(tree, ensure_ascii=False)) is not None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _not_ours(reason: str) -> Violation:
    return Violation(CloseCode.NOT_OUR_PROTOCOL, reason)
