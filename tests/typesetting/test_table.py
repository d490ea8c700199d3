"""Tables: columns by weight, header on every page but read once, rows cut only when they must be."""

import pytest

from meetings.typesetting import Align, Column, Heading, Paragraph, Rules, Span, Style, Table
from tests.typesetting.making import made
from tests.typesetting.reading import pages_of, text_of
from tests.typesetting.structure_of import attributes_of, structure_of

TWO = [Column(1, Align.END), Column(4)]
ROW = ("TR", [("TD", list[object]()), ("TD", list[object]())])
HEADER = ("TR", [("TH", list[object]()), ("TH", list[object]())])


def test_a_table_over_two_pages_repeats_its_header_and_reads_as_one() -> None:
    content = made([Table(TWO, [[str(row), f"Nguyễn {row}"] for row in range(60)], header=["No.", "Name"])])
    assert pages_of(content) == 2
    assert all(text_of(content, page).startswith("No. Name") for page in (0, 1))
    assert structure_of(content) == [("Table", [HEADER, *[ROW] * 60])]


def test_cells_are_text_spans_or_paragraphs() -> None:
    cells = ["<b>plain</b>", [Span("bold", bold=True)], Paragraph("фраза", Style(size=7), lang="ru")]
    content = made([Table([Column()] * 3, [cells])])
    assert text_of(content) == "<b>plain</b> bold фраза"


def test_a_row_that_fits_a_page_moves_there_whole() -> None:
    filler = Paragraph("x", Style(leading=640))
    content = made([filler, Table([Column()], [["line\n" * 9]])])
    assert text_of(content, 1).count("line") == 9


def test_a_row_higher_than_a_page_is_cut_and_stays_one_row() -> None:
    content = made([Table(TWO, [["7", "word " * 4000], ["8", "end"]], header=["No.", "Text"])])
    assert pages_of(content) > 3
    read = "".join(text_of(content, page) for page in range(pages_of(content)))
    assert read.count("word") == 4000
    assert structure_of(content) == [("Table", [HEADER, ROW, ROW])]


def test_a_header_higher_than_a_page_is_not_repeated() -> None:
    content = made([Table(TWO, [["1", "2"]], header=["No.", "word " * 4000])])
    read = "".join(text_of(content, page) for page in range(pages_of(content)))
    assert read.count("word") == 4000
    assert structure_of(content) == [("Table", [HEADER, ROW])]


@pytest.mark.parametrize("rules", list(Rules))
def test_each_kind_of_rules_is_decoration(rules: Rules) -> None:
    made([Table(TWO, [["1", "2"], ["3", ""]], header=["a", "b"], rules=rules)])
    made([Table(TWO, [["1", "2"]], rules=rules)])


def test_a_table_without_rows_shows_its_header() -> None:
    assert text_of(made([Heading(1, "x"), Table(TWO, [], header=["a", "b"])])) == "xab"


def test_rows_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="A row of 2 cells was expected; one of 1 came"):
        Table(TWO, [["1"]])
    with pytest.raises(ValueError, match="one of 3 came"):
        Table(TWO, [], header=["1", "2", "3"])


def test_a_table_without_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="A table with at least one column was expected"):
        Table([], [])


def test_cells_that_name_their_rows_are_headers() -> None:
    content = made([Table([Column(names_rows=True), Column()], [["For", "51"]], header=["Vote", "Number"])])
    assert structure_of(content) == [("Table", [HEADER, ("TR", [("TH", []), ("TD", [])])])]
    scopes = [scope.partition("Scope")[2] for scope in attributes_of(content, "TH", "/A")]
    assert ["Column" in scope for scope in scopes] == [True, True, False]
    assert "Row" in scopes[2]
