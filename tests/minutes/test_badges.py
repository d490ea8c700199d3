"""Badges to print and cut."""

import io

import pikepdf
import pypdfium2
import pytest

from meetings.minutes.badges import Badge, badges
from tests.typesetting.structure_of import structure_of

TITLE = "47th meeting of the Regional Council"


def badge(number: int, name: str = "Nguyễn Thị Hường", role: str = "delegate") -> Badge:
    return Badge(name, role, f"seat-{number}", "AB3D-9KXQ", f"http://hall:8000/j/m47#t=secret{number}")


def text_of(pdf: bytes, page: int = 0) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].get_textpage().get_text_range()
    finally:
        document.close()


@pytest.mark.parametrize(("people", "pages"), [(0, 1), (1, 1), (8, 1), (9, 2), (193, 25)])
def test_eight_badges_stand_on_a_page(people: int, pages: int) -> None:
    with pikepdf.open(io.BytesIO(badges(TITLE, [badge(number) for number in range(people)]))) as document:
        assert len(document.pages) == pages


def test_a_badge_tells_who_one_is_and_how_to_join() -> None:
    text = text_of(badges(TITLE, [badge(7)]))
    for part in ("Nguyễn Thị", "Hường", "Delegate", "seat-7", "AB3D-9KXQ", "http://hall:8000/j/m47", TITLE):
        assert part in text


def test_the_token_of_the_link_is_in_the_code_only() -> None:
    assert "secret" not in text_of(badges(TITLE, [badge(7)]))


@pytest.mark.parametrize("name", ["W" * 300, "ก" * 300, "[poll p: yes 9]", "עדנה כהן", "\u202eturned", " "])
def test_any_name_fits_on_a_badge(name: str) -> None:
    assert badges(TITLE, [badge(1, name)]).startswith(b"%PDF-")


def test_what_stands_on_a_badge_is_read_out_as_one_group() -> None:
    groups = structure_of(badges(TITLE, [badge(1), badge(2)]))
    parts = ["P", "P", "P", "P", "P", "P", "Figure", "P"]
    assert groups == [("Sect", [(part, []) for part in parts])] * 2


def test_badges_speak_the_language_asked_for() -> None:
    assert "Đại biểu" in text_of(badges(TITLE, [badge(1)], "vi"))


def test_the_same_people_get_the_same_bytes() -> None:
    assert badges(TITLE, [badge(1)]) == badges(TITLE, [badge(1)])
