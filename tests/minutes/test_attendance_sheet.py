"""The sheet that people sign at the door; every PDF made here is checked as an archive file (tests/typesetting)."""

import io

import pikepdf
import pypdfium2
import pytest

from meetings.minutes.attendance_sheet import attendance_sheet
from meetings.minutes.expected import Expected, Occasion
from tests.typesetting.structure_of import structure_of

AT = 1_795_348_800_000
COUNCIL = Occasion("Regional Council", "47th meeting", "Great Hall", AT, 420)


def expected(number: int, name: str = "Nguyễn Thị Hường") -> Expected:
    return Expected(name, "delegate", f"seat-{number}", "Ward 3")


def text_of(pdf: bytes, page: int = 0) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].get_textpage().get_text_range()
    finally:
        document.close()


def test_the_sheet_says_which_meeting_it_is_for_and_who_is_expected() -> None:
    text = text_of(attendance_sheet(COUNCIL, [expected(7)]))
    for part in ("Regional Council", "47th meeting", "Great Hall", "Nguyễn Thị Hường", "Ward 3", "seat-7", "Signature"):
        assert part in text


@pytest.mark.parametrize(
    ("role", "group", "office"),
    [
        ("chair", "", "Chair"),
        ("chair", "Greens", "Chair, Greens"),
        ("delegate", "", "Delegate"),
        ("observer", "", "Observer"),
    ],
)
def test_everybody_has_an_office_or_a_group(role: str, group: str, office: str) -> None:
    assert office in text_of(attendance_sheet(COUNCIL, [Expected("Ann", role, "ann", group)]))


@pytest.mark.parametrize(("people", "pages"), [(0, 1), (20, 1), (60, 3), (193, 8)])
def test_the_header_is_on_every_page(people: int, pages: int) -> None:
    sheet = attendance_sheet(COUNCIL, [expected(number) for number in range(people)])
    with pikepdf.open(io.BytesIO(sheet)) as document:
        assert len(document.pages) == pages
    assert all("Signature" in text_of(sheet, page) for page in range(pages))


def test_the_name_is_the_header_of_its_row() -> None:
    table = structure_of(attendance_sheet(COUNCIL, [expected(1)]))[-1]
    assert table == ("Table", [("TR", [("TH", [])] * 5), ("TR", [(tag, []) for tag in ("TD", "TH", "TD", "TD", "TD")])])


def test_the_sheet_speaks_the_language_of_the_meeting() -> None:
    people = [expected(1, "ليلى الحسن"), Expected("Lan", "chair", "lan")]
    sheet = attendance_sheet(Occasion("Hội đồng", "Phiên họp 47", "", AT, 420, "vi"), people)
    for part in ("Ký tên", "Chủ tọa", "Danh sách điểm danh"):
        assert part in text_of(sheet)
    with pikepdf.open(io.BytesIO(sheet)) as document:
        assert str(document.Root["/Lang"]) == "vi"


def test_the_same_people_give_the_same_bytes() -> None:
    first, second = (attendance_sheet(COUNCIL, [expected(1), expected(2, "<b>%s</b>\ud800")]) for _ in range(2))
    assert first == second
