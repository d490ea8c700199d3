"""Pieces from tablets, compared with what the websockets library writes and reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode

from meetings.wire.arriving import Boundary, whole_text


def framed(content: bytes, opcode: Opcode = Opcode.TEXT, *, fin: bool = True) -> bytes:
    """A frame as a tablet sends it."""
    return Frame(opcode, content, fin).serialize(mask=True)


@given(st.text(max_size=300))
def test_a_whole_text_is_read(text: str) -> None:
    assert whole_text(framed(text.encode())) == text


@pytest.mark.parametrize("length", [0, 1, 125, 126, 127, 65_535])
def test_texts_of_every_kind_of_length_are_read(length: int) -> None:
    assert whole_text(framed(b"x" * length)) == "x" * length


@pytest.mark.parametrize(
    "piece",
    [
        b"",
        framed(b"x")[:-1],
        framed(b"x" * 200)[:7],
        framed(b"x") + b"\x81",
        framed(b"x") * 2,
        framed(b"x" * 65_536),
        framed(b"x", Opcode.BINARY),
        framed(b"x", Opcode.PING),
        framed(b"x", fin=False),
        b"\xc1" + framed(b"x")[1:],
        framed(b"\xff"),
        Frame(Opcode.TEXT, b"not masked").serialize(mask=False),
    ],
)
def test_anything_else_is_left_to_others(piece: bytes) -> None:
    assert whole_text(piece) is None


@given(st.lists(st.binary(max_size=200), min_size=1), st.data())
def test_the_boundary_is_reached_where_frames_end(contents: list[bytes], data: st.DataObject) -> None:
    frames = [framed(content) for content in contents]
    boundary = Boundary()
    for number, frame in enumerate(frames):
        # Cut behind the head, for a head that is cut loses the boundary.
        cut = data.draw(st.integers(4, len(frame)), label=f"cut {number}")
        boundary.move(frame[:cut])
        assert boundary.is_reached is (cut == len(frame))
        boundary.move(frame[cut:])
        assert boundary.is_reached


@pytest.mark.parametrize("length", [0, 125, 126, 65_535, 65_536])
@pytest.mark.parametrize("opcode", [Opcode.TEXT, Opcode.BINARY, Opcode.CLOSE, Opcode.PING, Opcode.PONG])
def test_several_frames_in_one_piece_are_told_apart(opcode: Opcode, length: int) -> None:
    head = len(framed(b"x" * length)) - length
    piece = bytes((0x80 | opcode, *framed(b"x" * length)[1:head])) + b"x" * length
    boundary = Boundary()
    boundary.move(piece * 2)
    assert boundary.is_reached
    boundary.move(piece + framed(b"xy")[:-1])
    assert not boundary.is_reached


def test_a_frame_that_is_not_masked_is_as_long_as_it_is() -> None:
    boundary = Boundary()
    boundary.move(Frame(Opcode.TEXT, b"not masked").serialize(mask=False))
    assert boundary.is_reached


@pytest.mark.parametrize(
    "piece", [framed(b"x")[:1], framed(b"x" * 200)[:3], framed(b"half", fin=False), framed(b"half", Opcode.CONT)]
)
def test_what_is_not_understood_loses_the_boundary_for_good(piece: bytes) -> None:
    boundary = Boundary()
    boundary.move(piece)
    boundary.move(framed(b"whole"))
    assert not boundary.is_reached


def test_the_boundary_can_be_given_up() -> None:
    boundary = Boundary()
    boundary.lose()
    boundary.move(framed(b"whole"))
    assert not boundary.is_reached
