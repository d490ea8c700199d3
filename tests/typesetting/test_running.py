"""Header, footer and watermark: decoration that says which page it is."""

from meetings.typesetting import Paragraph, Running, Style
from tests.typesetting.making import made
from tests.typesetting.reading import picture_of, places_of, text_of
from tests.typesetting.structure_of import structure_of


def test_what_stands_on_every_page_is_not_read_out() -> None:
    running = Running(start="a", center="b", end="c")
    content = made([Paragraph("x")], header=running, footer=running, watermark="DRAFT")
    assert structure_of(content) == [("P", [])]


def test_the_parts_of_a_line_stand_left_middle_and_right() -> None:
    content = made([], footer=Running(start="A", center="B", end="C"))
    assert text_of(content).split() == ["A", "B", "C"]
    mirrored = made([], footer=Running(start="א", center="ב", end="ג"), language="he")
    found = {character: left for character, left, _ in places_of(mirrored)}
    assert found["א"] > found["ב"] > found["ג"]


def test_a_line_end_in_a_footer_does_not_break_it() -> None:
    assert "one two" in text_of(made([], footer=Running(start="one\ntwo")))


def test_a_running_line_may_be_coloured() -> None:
    drawn = picture_of(made([], footer=Running(start="I" * 30, style=Style(size=20, bold=True, colour=(1, 0, 0)))))
    assert (255, 0, 0) in [colour for _, colour in drawn.getcolors() or []]
