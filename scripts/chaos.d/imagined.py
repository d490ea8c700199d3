"""Frames that Hypothesis imagines from the types of the commands, to all that reads what tablets send."""

import json
from collections.abc import Sequence
from typing import Any

import msgspec
from findings import Finding
from frames import feed
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode

from meetings.wire.arriving import Boundary, whole_text
from meetings.wire.decoding import COMMANDS
from tests.rules.anything import imaginable

BROKEN = "frames that Hypothesis imagines"
ANY_TEXT = st.text(alphabet=st.characters(codec=None), max_size=80)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=12,
)
NAMES = sorted({field.encode_name for kind in COMMANDS.values() for field in msgspec.structs.fields(kind)})


Tree = dict[str, Any]


def _written(command: Any) -> Tree:
    tree: Tree = msgspec.to_builtins(command)
    return tree


def _with(tree: Tree, id_: object, others: Tree) -> Tree:
    return {**tree, "id": id_, **others}


def _text_of(tree: object) -> bytes:
    return json.dumps(tree).encode()


def _bytes_of(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


COMMAND = st.one_of([imaginable(kind).map(_written) for kind in COMMANDS.values()])
OBJECT = st.builds(
    _with,
    COMMAND | st.fixed_dictionaries({"do": st.sampled_from(["hello", "beat", "signal", "?", *COMMANDS]) | JSON}),
    st.text(alphabet="abc-0123", min_size=8, max_size=64) | JSON,
    st.dictionaries(st.sampled_from([*NAMES, "log", "position", "head", "kind"]), JSON, max_size=2),
)
CONTENT = st.one_of(OBJECT.map(_text_of), JSON.map(_text_of), ANY_TEXT.map(_bytes_of), st.binary(max_size=200))


def imagined(examples: int, first: int) -> Finding:
    """So many of them."""
    done = 0

    @seed(first)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(CONTENT, st.integers(0, 255), st.lists(st.integers(1, 40), max_size=4))
    def anything(content: bytes, head: int, cuts: Sequence[int]) -> None:
        nonlocal done
        done += 1
        feed(content)
        _in_pieces(bytes((head, *Frame(Opcode.TEXT, content).serialize(mask=True)[1:])), cuts)

    try:
        anything()
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is what was looked for
        notes = " ".join(getattr(fault, "__notes__", ()))
        return Finding(BROKEN, f"{done:,} frames, seed {first}", f"{fault!r} {notes}"[:300], False)
    return Finding(BROKEN, f"{done:,} frames, seed {first}", "0 unhandled")


def _in_pieces(framed: bytes, cuts: Sequence[int]) -> None:
    whole_text(framed)
    boundary = Boundary()
    for cut in cuts:
        boundary.move(framed[:cut])
        framed = framed[cut:]
    boundary.move(framed)
