"""The syntax of PDF objects."""

import zlib

import pytest

from meetings.typesetting import syntax


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (-0.001, "0"), (1.5, "1.5"), (12.0, "12"), (-3.456, "-3.46"), (100, "100")]
)
def test_numbers_are_short_and_never_minus_zero(value: float, written: str) -> None:
    assert syntax.number(value) == written


def test_names_escape_what_would_end_them() -> None:
    assert syntax.name("text/plain; a") == b"/text#2Fplain#3B#20a"


def test_texts_cannot_be_left() -> None:
    assert syntax.text(")>a") == b"<FEFF0029003E0061>"
    assert syntax.text("\ud800") == b"<FEFF003F>"
    assert syntax.ascii_text("a(b)\\ü") == b"(a_b___)"


def test_a_stream_ends_with_a_line_end_and_says_its_length() -> None:
    written = syntax.stream(b"abc", {"Type": b"/X"}, packed=False)
    assert written == b"<</Type /X\n/Length 3\n>>\nstream\nabc\nendstream\n"
    packed = syntax.stream(b"abc", {})
    body = packed.partition(b"stream\n")[2].removesuffix(b"\nendstream\n")
    assert zlib.decompress(body) == b"abc"
