"""Small pictures such as the look of a signature: one page, untagged, everything inside the box."""

import io

import pikepdf

from meetings.typesetting import Columns, Paragraph, QrCode, Style, appearance
from tests.typesetting.lint import lint
from tests.typesetting.making import FONTS
from tests.typesetting.reading import pages_of, places_of, text_of

SIZE = (230.0, 75.0)


def blocks(name: str) -> list[Columns]:
    words = [Paragraph(name, Style(size=12, bold=True)), Paragraph("Chair", lang="en")]
    return [Columns([[QrCode("https://example.org/x", 60)], words], weights=[1, 2])]


def test_an_appearance_is_one_untagged_page_of_the_size_asked() -> None:
    content = appearance(blocks("Nguyễn Thị Hường"), SIZE, fonts=FONTS, language="vi")
    assert lint(content, tagged=False) == []
    assert pages_of(content) == 1
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert [float(value) for value in pdf.pages[0].MediaBox] == [0, 0, *SIZE]
        assert "/StructTreeRoot" not in pdf.Root
        assert b"BDC" not in pdf.pages[0].Contents.read_bytes()


def test_a_long_name_is_made_smaller_until_it_fits() -> None:
    name = "Nguyễn Thị Hường Phan Thái Bảo Châu Ngọc Lan Anh " * 6
    content = appearance(blocks(name), SIZE, fonts=FONTS)
    assert min(bottom for _, _, bottom in places_of(content)) >= 0
    assert text_of(content).count("Hường") == 6


def test_the_same_appearance_has_the_same_bytes() -> None:
    first, second = (appearance(blocks("ليلى الحسن"), SIZE, fonts=FONTS, language="ar") for _ in range(2))
    assert first == second
