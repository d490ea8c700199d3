"""Sheets of boxes to cut apart."""

import io

import pikepdf
import pypdfium2
import pytest

from meetings.typesetting import Block, Paragraph, QrCode, Style, sheet
from tests.typesetting.making import FONTS, MOMENT, assert_sound
from tests.typesetting.structure_of import structure_of

ABOUT = ("Badges", "en", MOMENT)


def made(boxes: int, grid: tuple[int, int] = (2, 4), words: str = "box") -> bytes:
    contents: list[list[Block]] = [[Paragraph(f"{words} {number}", Style(size=20))] for number in range(boxes)]
    return sheet(contents, grid, fonts=FONTS, about=ABOUT)


def text_of(pdf: bytes, page: int = 0) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].get_textpage().get_text_range()
    finally:
        document.close()


@pytest.mark.parametrize(("boxes", "grid", "pages"), [(0, (2, 4), 1), (8, (2, 4), 1), (9, (2, 4), 2), (7, (1, 3), 3)])
def test_there_are_as_many_pages_as_the_boxes_take(boxes: int, grid: tuple[int, int], pages: int) -> None:
    with pikepdf.open(io.BytesIO(made(boxes, grid))) as document:
        assert len(document.pages) == pages


def test_boxes_follow_each_other_from_page_to_page() -> None:
    pdf = made(9)
    assert text_of(pdf).split() == " ".join(f"box {number}" for number in range(8)).split()
    assert text_of(pdf, 1).split() == ["box", "8"]


def test_what_is_too_large_for_its_box_is_made_smaller() -> None:
    assert "0" in text_of(made(1, words="word " * 400)).split()


def test_a_sheet_is_an_archive_file_like_any_other() -> None:
    assert_sound(made(9))
    assert structure_of(made(9)) == [("Sect", [("P", [])])] * 9


def test_a_figure_is_where_it_is_seen_even_if_it_was_made_smaller() -> None:
    words = "word " * 4000
    pdf = sheet([[QrCode("x", 100), Paragraph(words)]], (1, 2), fonts=FONTS, about=ABOUT)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (box,) = [thing["/A"]["/BBox"] for thing in document.objects if is_figure(thing)]
        left, bottom, right, top = (float(value) for value in box)
    assert right - left == pytest.approx(top - bottom, abs=0.02)
    assert right - left < 100
    assert (left, top) == pytest.approx((18, 841.89 - 18), abs=0.02)


def is_figure(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == pikepdf.Name.Figure


def test_the_same_boxes_give_the_same_bytes() -> None:
    assert made(3) == made(3)
