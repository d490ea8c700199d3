"""Websocket frames, compared with those of the websockets library."""

import pytest
from websockets.frames import Frame as Reference
from websockets.frames import Opcode

from meetings.wire.framing import Frame


@pytest.mark.parametrize("length", [0, 1, 125, 126, 127, 65535, 65536, 200_000])
def test_a_frame_is_what_rfc_6455_says(length: int) -> None:
    json = b"x" * length
    assert Frame(json).framed == Reference(Opcode.TEXT, json).serialize(mask=False)


def test_a_frame_is_framed_once() -> None:
    frame = Frame(b"{}")
    assert frame.framed is frame.framed


def test_a_frame_knows_its_text_and_the_length_of_its_json() -> None:
    frame = Frame('{"name":"Hường"}'.encode())
    assert frame.text == '{"name":"Hường"}'
    assert len(frame) == len('{"name":"Hường"}'.encode())
