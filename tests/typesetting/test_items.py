"""Lists: a sign before each item, items that may be split, one element around them."""

from meetings.typesetting import Heading, Items, Numbering, Paragraph, Span, Style
from tests.typesetting.making import made
from tests.typesetting.reading import pages_of, places_of, text_of
from tests.typesetting.structure_of import Tree, attributes_of, structure_of

ITEM: Tree = ("LI", [("Lbl", []), ("LBody", [])])


def test_each_item_has_a_sign_and_a_body() -> None:
    content = made([Items(["one", [Span("two", bold=True)]])])
    assert structure_of(content) == [("L", [ITEM, ITEM])]
    assert text_of(content).split() == ["•one•two"] or text_of(content).split() == ["•", "one•", "two"]


def test_a_list_of_numbers_counts_from_its_start() -> None:
    content = made([Items(["a", "b"], Numbering.NUMBERS, start=9)])
    assert text_of(content).replace(" ", "") == "9.a10.b"
    assert attributes_of(content, "L", "/A") != [""]


def test_an_item_over_two_pages_has_one_sign() -> None:
    content = made([Items(["line\n" * 80])])
    assert pages_of(content) == 2
    assert (text_of(content, 0) + text_of(content, 1)).count("•") == 1
    assert structure_of(content) == [("L", [ITEM])]


def test_the_sign_of_a_right_to_left_item_stands_on_the_right() -> None:
    found = {character: left for character, left, _ in places_of(made([Items(["א"])], language="he"))}
    assert found["•"] > found["א"]


def test_a_list_may_be_led_and_may_be_empty() -> None:
    made([Heading(1, "List"), Items([]), Items(["x"], style=Style(start_indent=30)), Paragraph("end")])
