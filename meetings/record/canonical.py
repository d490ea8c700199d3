"""Canonical JSON: the one text that is hashed (a subset of RFC 8785, the JSON Canonicalization Scheme).

Objects, arrays, strings, whole numbers within ±(2^53 - 1), true, false and null. Floating-point numbers are refused, so
the only delicate part of RFC 8785 never arises.
"""

import json
from typing import cast

LARGEST = 2**53 - 1
_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def canonical(tree: object) -> str:
    """The canonical text of `tree`. Raises ValueError where RFC 8785 or the subset has no text for it."""
    return _encoder.encode(_ordered(tree))


def _ordered(tree: object) -> object:
    match tree:
        case None | bool():
            return tree
        case str():
            tree.encode("utf-8")  # a lone surrogate has no UTF-8 and raises UnicodeEncodeError, a ValueError
            return tree
        case int():
            if abs(tree) > LARGEST:
                raise ValueError(f"a whole number within ±(2^53 - 1) was expected, {tree} came")
            return int(tree)
        case list() | tuple():
            return [_ordered(part) for part in cast("list[object]", tree)]
        case dict():
            return _ordered_object(cast("dict[object, object]", tree))
        case _:
            raise ValueError(f"no canonical JSON for a {type(tree).__name__}")


def _ordered_object(tree: dict[object, object]) -> dict[str, object]:
    names: list[str] = []
    for name in tree:
        if not isinstance(name, str):
            raise ValueError(f"names of a JSON object are strings, {name!r} came")
        names.append(name)
    # RFC 8785 section 3.2.3: names are ordered by their UTF-16 code units.
    return {str(_ordered(name)): _ordered(tree[name]) for name in sorted(names, key=_utf16)}


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-be", "surrogatepass")
