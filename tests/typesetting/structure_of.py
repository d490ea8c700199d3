"""The structure of a file as nested tuples of tags, for tests to compare."""

import io
from typing import TypeAlias

import pikepdf

from tests.typesetting.lint.problems import Thing, get, items, word

Tree: TypeAlias = "tuple[str, list[Tree]]"


def structure_of(content: bytes) -> list[Tree]:
    """The elements below Document."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return _tree(next(items(pdf.Root["/StructTreeRoot"]["/K"])))[1]


def _tree(element: Thing) -> Tree:
    kids = [kid for kid in items(get(element, "/K")) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return word(element["/S"]), [_tree(kid) for kid in kids]


def attributes_of(content: bytes, tag: str, key: str) -> list[str]:
    """An attribute of each element of a tag, in order; empty where it is missing."""
    found: list[str] = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        waiting = list(items(pdf.Root["/StructTreeRoot"]["/K"]))
        while waiting:
            element = waiting.pop(0)
            if word(element["/S"]) == tag:
                value = get(element, key)
                found.append("" if value is None else str(value))
            kids = [kid for kid in items(get(element, "/K")) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
            waiting = kids + waiting
    return found
