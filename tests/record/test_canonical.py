"""Canonical JSON: the one text of a tree (RFC 8785), against a second writer and the examples of the RFC."""

import json
from collections import OrderedDict
from enum import IntEnum, StrEnum
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.record.canonical import LARGEST, canonical, canonical_of_plain

LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-LARGEST, LARGEST), st.text())
TREES = st.recursive(
    LEAVES, lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.text(), parts, max_size=5), max_leaves=20
)
ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def reference(tree: Any) -> str:
    """RFC 8785 once more, sign by sign."""
    if tree is None or isinstance(tree, bool):
        return {None: "null", True: "true", False: "false"}[tree]
    if isinstance(tree, int):
        return str(tree)
    if isinstance(tree, str):
        return quoted(tree)
    if isinstance(tree, list):
        return "[" + ",".join(reference(part) for part in cast("list[Any]", tree)) + "]"
    named = sorted(cast("dict[str, Any]", tree).items(), key=lambda pair: code_units(pair[0]))
    return "{" + ",".join(f"{quoted(name)}:{reference(part)}" for name, part in named) + "}"


def quoted(text: str) -> str:
    signs = (ESCAPES.get(sign) or (f"\\u{ord(sign):04x}" if sign < " " else sign) for sign in text)
    return '"' + "".join(signs) + '"'


def code_units(text: str) -> list[int]:
    """The UTF-16 code units of a text, surrogates reckoned by hand."""
    units: list[int] = []
    for point in map(ord, text):
        above = point - 0x10000
        units += [point] if above < 0 else [0xD800 + (above >> 10), 0xDC00 + (above & 0x3FF)]
    return units


@given(TREES)
def test_every_tree_has_the_text_of_the_reference(tree: object) -> None:
    assert canonical(tree) == reference(tree)


PLAIN = st.text(st.characters(max_codepoint=127))
PLAIN_TREES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | PLAIN,
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(PLAIN, parts, max_size=5),
    max_leaves=20,
)


@given(TREES | PLAIN_TREES)
def test_the_quick_way_leads_to_the_same_text(tree: object) -> None:
    assert canonical_of_plain(tree) == canonical(tree)


@pytest.mark.parametrize("tree", [LARGEST + 1, -LARGEST - 1, 2**64, {"text": "\ud800"}])
def test_the_quick_way_refuses_the_same(tree: object) -> None:
    for way in (canonical, canonical_of_plain):
        with pytest.raises(ValueError):
            way(tree)


@given(TREES)
def test_the_text_reads_as_the_tree(tree: object) -> None:
    assert json.loads(canonical(tree)) == tree


@given(st.dictionaries(st.text(), LEAVES))
def test_the_order_in_which_a_tree_was_made_does_not_show(tree: dict[str, object]) -> None:
    assert canonical(dict(reversed(tree.items()))) == canonical(tree)


def test_names_are_sorted_by_their_utf16_code_units() -> None:
    # RFC 8785 section 3.2.3; the smiley's surrogates come before the Hebrew presentation form.
    tree = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
    assert list(json.loads(canonical(tree)).values()) == [2, 4, 6, 7, 1, 5, 3]


def test_control_characters_are_escaped_in_the_shortest_way() -> None:
    assert canonical('\b\t\n\f\r\x00\x1f\x7f\u2028"\\/') == '"\\b\\t\\n\\f\\r\\u0000\\u001f\x7f\u2028\\"\\\\/"'


def test_enumerations_are_written_as_their_values() -> None:
    class Colour(StrEnum):
        BLUE = "blue"

    class Rank(IntEnum):
        FIRST = 1

    assert canonical([Colour.BLUE, Rank.FIRST, {Colour.BLUE: True}]) == '["blue",1,{"blue":true}]'


def test_tuples_are_arrays() -> None:
    assert canonical((1, ("a",))) == '[1,["a"]]'


@pytest.mark.parametrize("number", [LARGEST, -LARGEST, 0])
def test_whole_numbers_that_every_reader_holds_are_written(number: int) -> None:
    assert canonical(number) == str(number)


@pytest.mark.parametrize(
    "tree",
    [
        1.0,
        float("nan"),
        [0.5],
        {"a": 1e3},
        LARGEST + 1,
        -LARGEST - 1,
        b"bytes",
        {1: "a"},
        {None: "a"},
        {"a", "b"},
        object(),
        chr(0xD800),
        {chr(0xDFFF): 1},
        ["a" + chr(0xDC00) + "b"],
    ],
)
def test_what_has_no_canonical_text_is_refused(tree: object) -> None:
    with pytest.raises(ValueError):
        canonical(tree)


def test_the_refusal_of_a_number_says_what_was_expected() -> None:
    with pytest.raises(ValueError, match=r"a whole number within ±\(2\^53 - 1\) was expected, 9007199254740992 came"):
        canonical(LARGEST + 1)


class OwnList(list[int]):
    """A list by another name."""


def test_what_is_a_list_or_an_object_by_another_name_is_written_as_one() -> None:
    ordered: dict[str, int] = OrderedDict(z=1, y=2)
    assert canonical({"b": OwnList([1, 2]), "a": ordered}) == '{"a":{"y":2,"z":1},"b":[1,2]}'
