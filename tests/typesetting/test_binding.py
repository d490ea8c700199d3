"""Objects bound into a file: small ones packed, streams by themselves, all of them found again."""

import io

import pikepdf
import pytest

from meetings.typesetting.binding import Binder
from meetings.typesetting.syntax import stream

PAGES = b"<</Type/Pages/Kids[]/Count 0>>"


def bound(further: list[bytes]) -> bytes:
    binder = Binder()
    binder.take([b"<</Type/Catalog/Pages 2 0 R/Ours 4 0 R>>", PAGES, b"<<>>", *further])
    return binder.file(b"1 0 R", b"3 0 R", b"[<00><00>]")


@pytest.mark.parametrize("count", [1, 196, 197, 198, 1000])
def test_every_object_is_found_again(count: int) -> None:
    further = [b"[%s]" % b" ".join(b"%d 0 R" % (at + 5) for at in range(count)), *(b"(%d)" % at for at in range(count))]
    with pikepdf.open(io.BytesIO(bound(further))) as pdf:
        assert [str(one) for one in pdf.Root["/Ours"]] == [str(at) for at in range(count)]  # pyright: ignore[reportGeneralTypeIssues]  # an array


def test_a_stream_stands_by_itself() -> None:
    content = bound([stream(b"plain words", {}, packed=False)])
    assert b"plain words" in content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root["/Ours"].read_bytes() == b"plain words"


def test_a_hundred_thousand_small_objects_take_little_room() -> None:
    element = b"<</S/TD/P 4 0 R/Pg 2 0 R/K 1>>"
    assert len(bound([b"[]", *([element] * 100_000)])) < 1_200_000
