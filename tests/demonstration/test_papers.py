"""The papers are what the generator makes of their texts, can be read by machines, and their sums are right."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from meetings.demonstration import FILE
from meetings.typesetting.fonts import FontFolder
from scripts.demonstration_papers import source
from scripts.demonstration_papers.__main__ import FONTS, PAPERS, TEXTS, typeset
from tests.demonstration.meeting_file import read

NAMES = sorted(path.stem for path in TEXTS.glob("*.txt"))


def words_of(content: bytes) -> str:
    """All text of a PDF, with every space the same."""
    with closing(pypdfium2.PdfDocument(content)) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    return " ".join(" ".join(pages).split())


def committed(name: str) -> bytes:
    return (PAPERS / f"{name}.pdf").read_bytes()


def phrases(paper: source.Paper) -> Iterator[str]:
    """What must be found in the PDF, as far as it stands on one line or in one paragraph."""
    yield paper.top["title"]
    for block in paper.blocks:
        match block:
            case source.Heading(text, _) | source.Prose(text) | source.Listed(_, text):
                yield text.replace("**", "")
            case source.Table():
                yield from (cell for row in block.rows for cell in row.cells if cell)
            case source.Signatures(rows):
                yield from (part for row in rows for part in row if part)
            case source.Address(lines):
                yield from lines
            case _:
                continue


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


def test_every_paper_of_the_agenda_has_its_text() -> None:
    papers = [Path(paper.file) for item in read(FILE).agenda for paper in item.papers]
    assert sorted(paper.stem for paper in papers) == NAMES


def test_a_paper_has_one_to_six_pages(name: str) -> None:
    content = committed(name)
    assert content.startswith(b"%PDF-")
    with closing(pypdfium2.PdfDocument(content)) as pdf:
        assert 1 <= len(pdf) <= 6


def test_a_paper_says_what_its_text_says(name: str) -> None:
    words = words_of(committed(name))
    paper = source.read(TEXTS / f"{name}.txt")
    missing = [phrase for phrase in phrases(paper) if "".join(phrase.split()) not in "".join(words.split())]
    assert missing == []


def test_a_paper_is_what_the_generator_makes_today(name: str) -> None:
    made = typeset(source.read(TEXTS / f"{name}.txt"), FontFolder(FONTS))
    assert words_of(made) == words_of(committed(name))


def test_a_paper_names_its_language_and_is_tagged(name: str) -> None:
    with pikepdf.open(PAPERS / f"{name}.pdf") as pdf:
        assert str(pdf.Root.Lang) == source.read(TEXTS / f"{name}.txt").language
        assert pdf.Root.MarkInfo.Marked
        assert all(".notdef" not in str(font) for font in pdf.pages[0].resources.Font.values())


def test_the_papers_are_in_english_vietnamese_and_russian() -> None:
    languages = {source.read(path).language for path in TEXTS.glob("*.txt")}
    assert languages == {"en", "vi", "ru"}


def test_vietnamese_and_cyrillic_can_be_searched() -> None:
    vietnamese, russian = words_of(committed("4c-tom-tat")), words_of(committed("6-pismo"))
    assert "Tóm tắt kế hoạch mạng lưới xe buýt 2027–2031" in vietnamese
    assert "khi số phiếu tán thành nhiều hơn số phiếu không tán thành" in vietnamese
    assert "Меморандум не создаёт обязательств" in russian


def test_the_map_is_drawn_with_lines_and_its_names_can_be_found() -> None:
    words = words_of(committed("4b-map"))
    assert all(stop in words for stop in ("Nový Dvůr", "Saint-Aubert-sur-Linde", "Regional Hospital"))
    with pikepdf.open(PAPERS / "4b-map.pdf") as pdf:
        kinds = {str(drawn.Subtype) for drawn in pdf.pages[0].resources.XObject.values()}
    assert kinds == {"/Form"}


def test_every_municipality_is_on_the_map_and_in_the_budget() -> None:
    plan, budget = words_of(committed("4b-map")), words_of(committed("3a-budget"))
    offices = [person.title or "" for person in read(FILE).participants if person.weight]
    places = [office.partition(",")[0].split(" of ", 1)[1] for office in offices]
    assert len(places) == 24
    assert all(place in plan and place in budget for place in places)


def number(cell: str) -> int | None:
    digits = cell.replace(",", "").replace("−", "-")
    return int(digits) if digits.removeprefix("-").isdigit() else None


def column(rows: Sequence[source.Row], at: int) -> list[int]:
    return [value for row in rows if (value := number(row.cells[at])) is not None]


def test_the_sums_of_the_tables_are_right(name: str) -> None:
    for block in source.read(TEXTS / f"{name}.txt").blocks:
        if isinstance(block, source.Table):
            for total, above in source.sums(block):
                for at, cell in enumerate(total.cells):
                    if (expected := number(cell)) is not None:
                        assert sum(column(above, at)) == expected, (total, at)


def test_the_votes_in_the_budget_are_those_of_the_members() -> None:
    budget = source.read(TEXTS / "3a-budget.txt")
    tables = [block for block in budget.blocks if isinstance(block, source.Table)]
    contributions = next(table for table in tables if "Municipality" in table.rows[0].cells)
    votes = {row.cells[0]: number(row.cells[2]) for row in contributions.rows if row.kind == "body"}
    for person in read(FILE).participants:
        if person.weight:
            place = (person.title or "").partition(",")[0].split(" of ", 1)[1]
            assert votes[place] == person.weight, place
