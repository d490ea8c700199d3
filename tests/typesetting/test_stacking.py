"""What stays together, what is led, what stands side by side."""

import pytest

from meetings.typesetting import (
    Column,
    Columns,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    QrCode,
    Rule,
    Spacer,
    Style,
    Table,
)
from tests.typesetting.making import made
from tests.typesetting.reading import pages_of, places_of, text_of

ROWS = [[f"row {row}"] for row in range(30)]
LEFT = Paragraph("top", Style(leading=500, space_after=0))  # leaves 217 points


def test_a_group_that_does_not_fit_goes_to_the_next_page_whole() -> None:
    content = made([LEFT, KeepTogether([Paragraph("line\n" * 10), Paragraph("line\n" * 10)])])
    assert text_of(content, 1).count("line") == 20


def test_a_group_larger_than_a_page_is_distributed() -> None:
    content = made([Paragraph("top"), KeepTogether([Paragraph("line\n" * 60), PageBreak(), Paragraph("end")])])
    assert pages_of(content) == 2
    assert text_of(content, 0).count("line") > 40
    assert text_of(content, 1).endswith("end")


def test_an_empty_group_is_nothing() -> None:
    assert text_of(made([Paragraph("a"), KeepTogether([]), Paragraph("b")])).split() == ["ab"]


def test_a_heading_leads_the_first_rows_of_a_table_and_the_rest_may_follow_elsewhere() -> None:
    content = made([LEFT, Heading(1, "Roll call"), Table([Column()], ROWS, header=["Name"])])
    assert text_of(content, 0).count("row") == 8
    assert text_of(content, 1).count("row") == 22


def test_headings_never_end_a_page() -> None:
    filler = Paragraph("x", Style(leading=640))
    content = made([filler, Heading(1, "One"), Heading(2, "Two"), Paragraph("line\n" * 5)])
    assert text_of(content, 1).startswith("OneTwoline")


def test_a_heading_before_something_that_cannot_be_split_goes_with_it() -> None:
    content = made([Paragraph("x", Style(leading=600)), Heading(1, "Code"), QrCode("x", 200)])
    assert text_of(content, 1) == "Code"


def test_a_heading_before_a_page_of_text_does_not_leave_its_page_empty() -> None:
    content = made([Heading(1, "Title"), Paragraph("line\n" * 80)])
    assert text_of(content, 0).startswith("Titleline")


def test_headings_at_the_end_and_before_a_page_break_are_set() -> None:
    content = made([Heading(1, "One"), PageBreak(), Heading(1, "Two")])
    assert [text_of(content, page) for page in (0, 1)] == ["One", "Two"]


def test_columns_stand_side_by_side() -> None:
    content = made([Columns([[Paragraph("A")], [Paragraph("B"), Spacer(5), Rule()]], weights=[1, 3], gap=20)])
    found = {character: (left, bottom) for character, left, bottom in places_of(content)}
    assert found["B"][0] - found["A"][0] == pytest.approx((479.28 - 20) / 4 + 20, abs=1.5)
    assert found["A"][1] == pytest.approx(found["B"][1], abs=0.5)


def test_columns_higher_than_a_page_go_one_under_the_other() -> None:
    content = made([Paragraph("top"), Columns([[Paragraph("line\n" * 80)], [Paragraph("end")]])])
    assert pages_of(content) == 2
    assert text_of(content, 1).endswith("end")


def test_columns_need_as_many_weights() -> None:
    with pytest.raises(ValueError, match="2 columns need as many weights; 1 came"):
        Columns([[], []], weights=[1])


HIGH = Paragraph("line\n" * 49, Style(leading=14, space_after=0))  # 686 of 718 points


def test_a_heading_before_a_group_that_fills_a_page_is_not_left_alone() -> None:
    content = made([Heading(1, "Title"), KeepTogether([HIGH, Paragraph("end")])])
    assert text_of(content, 0).startswith("Titleline")


def test_a_heading_before_a_group_larger_than_a_page_leads_its_first_member() -> None:
    group = KeepTogether([Heading(2, "Part"), Paragraph("line\n" * 100)])
    content = made([Paragraph("x", Style(leading=640)), Heading(1, "Title"), group])
    assert text_of(content, 0) == "x"
    assert text_of(content, 1).startswith("TitlePartline")


def test_a_heading_before_columns_larger_than_a_page_leads_the_first() -> None:
    content = made([Paragraph("x", Style(leading=660)), Heading(1, "Title"), Columns([[HIGH, HIGH], [Paragraph("b")]])])
    assert text_of(content, 0) == "x"
    assert text_of(content, 1).startswith("Titleline")
