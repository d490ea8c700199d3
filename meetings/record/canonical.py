"""Canonical JSON: the one text that is hashed (a subset of RFC 8785, the JSON Canonicalization Scheme).

Objects, arrays, strings, whole numbers within ±(2^53 - 1), true, false and null. Floating-point numbers are refused, so
the only delicate part of RFC 8785 never arises.
"""

import json
import re
from typing import cast

import msgspec

LARGEST = 2**53 - 1
_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_quick_encoder = msgspec.json.Encoder(order="sorted")
_DELICATE = re.compile(rb"\\|[0-9]{16}")
"""What the quick encoder may write otherwise, or must not: escapes, and numbers that may be too large."""


def canonical_of_plain(tree: object) -> str:
    """The same text in a fraction of the time, for trees of nothing but what JSON has, floating-point numbers excepted.

    Every vote comes through here. What is not quite plain goes the long way.
    """
    try:
        text = _quick_encoder.encode(tree)
    except (OverflowError, UnicodeEncodeError):
        return canonical(tree)
    # Beyond ASCII the order of names by UTF-8, which is the encoder's, is not that by UTF-16.
    return text.decode() if text.isascii() and _DELICATE.search(text) is None else canonical(tree)


def canonical(tree: object) -> str:
    """The canonical text of `tree`. Raises ValueError where RFC 8785 or the subset has no text for it."""
    return _encoder.encode(_ordered(tree))


def _ordered(tree: object) -> object:
    # The plain kinds are told apart by their exact types, the rest by what they are.
    kind = type(tree)
    if kind is str:
        return _text(cast("str", tree))
    if kind is int:
        return _whole(cast("int", tree))
    if kind is dict:
        return _ordered_object(cast("dict[object, object]", tree))
    if kind is list or kind is tuple:
        return [_ordered(part) for part in cast("list[object]", tree)]
    return _ordered_rarely(tree)


def _ordered_rarely(tree: object) -> object:
    match tree:
        case None | bool():
            return tree
        case str():
            return _text(tree)
        case int():
            return _whole(tree)
        case list() | tuple():
            return [_ordered(part) for part in cast("list[object]", tree)]
        case dict():
            return _ordered_object(cast("dict[object, object]", tree))
        case _:
            raise ValueError(f"no canonical JSON for a {type(tree).__name__}")


def _text(text: str) -> str:
    if not text.isascii():
        text.encode("utf-8")  # a lone surrogate has no UTF-8 and raises UnicodeEncodeError, a ValueError
    return text


def _whole(number: int) -> int:
    if abs(number) > LARGEST:
        raise ValueError(f"a whole number within ±(2^53 - 1) was expected, {number} came")
    return int(number)


def _ordered_object(tree: dict[object, object]) -> dict[str, object]:
    for name in tree:
        if not isinstance(name, str):
            raise ValueError(f"names of a JSON object are strings, {name!r} came")
    named = cast("dict[str, object]", tree)
    # RFC 8785 section 3.2.3: names are ordered by their UTF-16 code units; of ASCII that is the plain order.
    is_plain = "".join(named).isascii()
    return {_text(name): _ordered(named[name]) for name in sorted(named, key=None if is_plain else _utf16)}


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-be", "surrogatepass")
