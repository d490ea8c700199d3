"""Paragraphs and headings: split over pages as one element, never a lonely line."""

import io

import pikepdf
import pytest

from meetings.typesetting import Align, Direction, Heading, Paragraph, Spacer, Style
from tests.typesetting.making import document, made
from tests.typesetting.reading import pages_of, text_of
from tests.typesetting.structure_of import attributes_of, structure_of

# The text of a page of the usual document is 717.89 points high.
HEIGHT = 717.89
LINE = 14.0


def after_space_for(lines: int, paragraph: Paragraph) -> bytes:
    """The paragraph begins where so many lines are left on the first page."""
    return made([Paragraph("top", Style(leading=HEIGHT - lines * LINE - 1, space_after=0)), paragraph])


def lines_of(count: int) -> Paragraph:
    return Paragraph("\n".join(f"line {at}." for at in range(1, count + 1)), Style(leading=LINE))


def test_a_paragraph_over_two_pages_is_one_element() -> None:
    content = after_space_for(3, lines_of(6))
    assert pages_of(content) == 2
    assert text_of(content, 1) == "line 4.line 5.line 6."
    assert structure_of(content) == [("P", []), ("P", [])]


@pytest.mark.parametrize(("room", "count", "here"), [(1, 6, 0), (5, 6, 4), (2, 3, 0), (4, 5, 3), (3, 6, 3)])
def test_no_line_is_left_alone(room: int, count: int, here: int) -> None:
    content = after_space_for(room, lines_of(count))
    assert text_of(content, 1).count("line") == count - here


def test_a_heading_stays_with_what_follows() -> None:
    content = made([Spacer(1), Paragraph("x", Style(leading=HEIGHT - 60)), Heading(1, "Title"), lines_of(4)])
    assert text_of(content, 1).startswith("Title")


def test_another_language_is_said_and_the_language_of_the_document_is_not() -> None:
    content = made([Paragraph("one"), Paragraph("một", lang="vi"), Heading(1, "раз", lang="ru")])
    assert attributes_of(content, "P", "/Lang") == ["", "vi"]
    assert attributes_of(content, "H1", "/Lang") == ["ru"]


def test_text_that_turns_is_given_in_its_logical_order() -> None:
    content = made([Paragraph("plain"), Paragraph("name: נועה")])
    assert attributes_of(content, "P", "/ActualText") == ["", "name: נועה"]


def operators(paragraph: Paragraph, language: str = "en") -> str:
    with pikepdf.open(io.BytesIO(document(language=language).render([paragraph]))) as pdf:
        return pdf.pages[0].Contents.read_bytes().decode("latin-1")


def lefts(paragraph: Paragraph, language: str = "en") -> list[float]:
    """Where each line begins, seen from the start of the text."""
    shown = [line for line in operators(paragraph, language).splitlines() if line.endswith(" Td")]
    return [float(line.split()[-3]) for line in shown]


def test_indents_move_the_lines() -> None:
    text = "word " * 40
    assert lefts(Paragraph(text)) == [0, 0, 0]
    assert lefts(Paragraph(text, Style(first_indent=20))) == [20, 0, 0]
    assert lefts(Paragraph(text, Style(start_indent=30, end_indent=200)))[:2] == [30, 30]


def test_start_and_end_follow_the_direction() -> None:
    style = Style(align=Align.END)
    assert lefts(Paragraph("ab")) == [0]
    assert lefts(Paragraph("ab", style))[0] > 450
    assert lefts(Paragraph("אב", lang="he"))[0] > 450
    assert lefts(Paragraph("אב", style, lang="he")) == [0]
    assert lefts(Paragraph("אב", Style(direction=Direction.LEFT_TO_RIGHT), lang="he")) == [0]
    assert lefts(Paragraph("ab", Style(direction=Direction.RIGHT_TO_LEFT)))[0] > 450
    assert lefts(Paragraph("אב", Style(direction=Direction.TEXT)))[0] > 450


def test_a_centred_line_stands_in_the_middle() -> None:
    (left,) = lefts(Paragraph("a", Style(align=Align.CENTER)))
    assert 230 < left < 240


def test_justified_lines_are_stretched_but_not_the_last() -> None:
    text = "word " * 40
    plain, justified = (
        [line for line in operators(Paragraph(text, style)).splitlines() if line.endswith("TJ")]
        for style in (Style(), Style(align=Align.JUSTIFY))
    )
    assert [line.count("> -") for line in plain] == [0, 0, 0]
    assert [line.count("> -") for line in justified] == [17, 17, 0]


def test_colour_is_set_and_taken_back() -> None:
    shown = operators(Paragraph("x", Style(colour=(0.5, 0, 0))))
    assert "q 0.5 0 0 rg 0.5 0 0 RG" in shown


def test_headings_are_listed_in_the_outline() -> None:
    headings = [Heading(1, "Biên bản (nháp)"), Heading(2, "הצעה"), Heading(2, ""), Heading(1, "Two\nlines")]
    with pikepdf.open(io.BytesIO(made(headings))) as pdf, pdf.open_outline() as outline:
        titles = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert titles == [("Biên bản (nháp)", ["הצעה", "–"]), ("Two lines", [])]


def test_a_heading_has_a_level_from_one_to_six() -> None:
    with pytest.raises(ValueError, match="A heading has a level from 1 to 6; 7 came"):
        Heading(7, "x")


def test_letters_that_are_spaced_and_kerned_are_two_numbers() -> None:
    words = "三案草时569720赞于、1对2成1权过得通获（、aWel Pran v2.1）。"
    made(
        [
            Paragraph(words * 9, Style(align=Align.JUSTIFY, size=size), lang=lang)
            for size in (8, 9, 10)
            for lang in ("zh", "en")
        ]
    )
