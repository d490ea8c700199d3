"""From what the decoder says to a sentence for whoever sent it: which field, what was expected, what came."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from msgspec import inspect

from meetings.rules.decision import Command
from meetings.rules.phrases import FIELDS, Part, Phrase, either
from meetings.rules.refusals import Code, Refused

_AT = re.compile(r" - at `\$\.?(?P<path>[^`]*)`$")
_MISSING = re.compile(r"Object missing required field `(?P<name>[^`]*)`")
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>.*)`", re.DOTALL)
_GOT = re.compile(r"got `(?P<kind>\w+)`")
_VALUE = re.compile(r"Invalid enum value (?P<value>.*)", re.DOTALL)

_TEXT, _NUMBER, _NULL = Phrase("kind", "a text"), Phrase("kind", "a whole number"), Phrase("kind", "null")
_KINDS: Mapping[str, Phrase] = {
    "str": _TEXT,
    "int": _NUMBER,
    "float": Phrase("kind", "a number with a fraction"),
    "bool": Phrase("kind", "true or false"),
    "null": _NULL,
    "array": Phrase("kind", "a list"),
    "object": Phrase("kind", "an object"),
}
NOTHING, SOMETHING_ELSE = Phrase("kind", "nothing"), Phrase("kind", "something else")


def complaint(command: type[Command], fault: Exception) -> Refused:
    """Why this is not such a command."""
    text = str(fault)
    at = _AT.search(text)
    path, said = ("", text) if at is None else (at["path"], text[: at.start()])
    if unknown := _UNKNOWN.fullmatch(said):
        return _no_such_field(command, _joined(path, unknown["name"]))
    if missing := _MISSING.fullmatch(said):
        path, came = _joined(path, missing["name"]), NOTHING
    else:
        came = _came(said)
    return Refused(
        Code.BAD_COMMAND,
        "{field}: {expected} was expected, {came} came",
        field=FIELDS.get(path, path),
        expected=expected(command, path),
        came=came,
    )


def _no_such_field(command: type[Command], path: str) -> Refused:
    return Refused(
        Code.BAD_COMMAND,
        "{field}: no such field was expected; {command} has: {fields}",
        field=path,
        command=str(command.__struct_config__.tag),
        fields=tuple(field.encode_name for field in _fields(command).values()),
    )


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _came(said: str) -> Part:
    if got := _GOT.search(said):
        return _KINDS.get(got["kind"], got["kind"])
    if value := _VALUE.fullmatch(said):
        return value["value"]
    if "out of range" in said:
        return Phrase("kind", "a number out of range")
    return Phrase("kind", "something else ({said})", {"said": said})


def expected(command: type[Command], path: str) -> Phrase:
    """What stands at a field of a command, in words. Of a nested field the one that holds it is described."""
    name = re.split(r"[.\[]", path, maxsplit=1)[0]
    field = _fields(command).get(name)
    return SOMETHING_ELSE if field is None else either(tuple(_words(field.type)))


@cache
def _fields(command: type[Command]) -> Mapping[str, inspect.Field]:
    described = inspect.type_info(command)
    fields = described.fields if isinstance(described, inspect.StructType) else ()
    return {field.encode_name: field for field in fields}


def _words(kind: inspect.Type) -> Iterator[Phrase]:
    match kind:
        case inspect.UnionType():
            for one in kind.types:
                yield from _words(one)
        case inspect.EnumType():
            yield _one_of(member.value for member in kind.cls)
        case inspect.LiteralType():
            yield _one_of(kind.values)
        case inspect.StructType():
            fields = tuple(field.encode_name for field in kind.fields)
            yield Phrase("kind", "an object with {fields}", {"fields": fields})
        case inspect.VarTupleType():
            yield Phrase("kind", "a list (each {kind})", {"kind": either(tuple(_words(kind.item_type)))})
        case inspect.IntType():
            yield _NUMBER
        case inspect.NoneType():
            yield _NULL
        case _:
            yield _TEXT


def _one_of(values: Iterable[object]) -> Phrase:
    return Phrase("kind", "one of {names}", {"names": tuple(map(str, values))})
