"""From what the decoder says to a sentence for whoever sent it: which field, what was expected, what came."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from msgspec import inspect

from meetings.rules.decision import Command

_AT = re.compile(r" - at `\$\.?(?P<path>[^`]*)`$")
_MISSING = re.compile(r"Object missing required field `(?P<name>[^`]*)`")
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>.*)`", re.DOTALL)
_GOT = re.compile(r"got `(?P<kind>\w+)`")
_VALUE = re.compile(r"Invalid enum value (?P<value>.*)", re.DOTALL)

_KINDS: Mapping[str, str] = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number with a fraction",
    "bool": "true or false",
    "null": "null",
    "array": "a list",
    "object": "an object",
}


def complaint(command: type[Command], fault: Exception) -> str:
    """Why this is not such a command."""
    text = str(fault)
    at = _AT.search(text)
    path, said = ("", text) if at is None else (at["path"], text[: at.start()])
    if unknown := _UNKNOWN.fullmatch(said):
        return _no_such_field(command, _joined(path, unknown["name"]))
    if missing := _MISSING.fullmatch(said):
        path, came = _joined(path, missing["name"]), "nothing came"
    else:
        came = _came(said)
    return f"{path}: {expected(command, path)} was expected, {came}"


def _no_such_field(command: type[Command], path: str) -> str:
    known = ", ".join(field.encode_name for field in _fields(command).values())
    return f"{path}: no such field was expected; {command.__struct_config__.tag} has: {known}"


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _came(said: str) -> str:
    if got := _GOT.search(said):
        return f"{_KINDS.get(got['kind'], got['kind'])} came"
    if value := _VALUE.fullmatch(said):
        return f"{value['value']} came"
    return "a number out of range came" if "out of range" in said else f"something else came ({said})"


def expected(command: type[Command], path: str) -> str:
    """What stands at a field of a command, in words. Of a nested field the one that holds it is described."""
    name = re.split(r"[.\[]", path, maxsplit=1)[0]
    field = _fields(command).get(name)
    return "something else" if field is None else " or ".join(_words(field.type))


@cache
def _fields(command: type[Command]) -> Mapping[str, inspect.Field]:
    described = inspect.type_info(command)
    fields = described.fields if isinstance(described, inspect.StructType) else ()
    return {field.encode_name: field for field in fields}


def _words(kind: inspect.Type) -> Iterator[str]:
    match kind:
        case inspect.UnionType():
            for one in kind.types:
                yield from _words(one)
        case inspect.EnumType():
            yield _one_of(member.value for member in kind.cls)
        case inspect.LiteralType():
            yield _one_of(kind.values)
        case inspect.StructType():
            yield f"an object with {', '.join(field.encode_name for field in kind.fields)}"
        case inspect.VarTupleType():
            yield f"a list (each {' or '.join(_words(kind.item_type))})"
        case inspect.IntType():
            yield _KINDS["int"]
        case inspect.NoneType():
            yield _KINDS["null"]
        case _:
            yield _KINDS["str"]


def _one_of(values: Iterable[object]) -> str:
    return f"one of {', '.join(map(str, values))}"
