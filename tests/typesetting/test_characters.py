"""Text from elsewhere becomes text that can be printed."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.typesetting.characters import clean, is_ignorable, stays_with_its_neighbour


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("<para>&amp;</para>", "<para>&amp;</para>"),
        ("a\0b", "a\ufffdb"),
        ("\ud800", "\ufffd"),
        ("\ufeffTitle", "Title"),
        ("tab\there", "tab here"),
        ("one\r\ntwo\rthree\u2028four\x85five", "one\ntwo\nthree\nfour\nfive"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("\ue000\ufdd0\ufffe\U0010ffff", "\ufffd" * 4),
        ("\U0001f5f3", "\U0001f5f3"),
    ],
)
def test_only_what_an_archive_forbids_is_replaced(written: str, printed: str) -> None:
    assert clean(written) == printed


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_cleaning_twice_changes_nothing_and_leaves_nothing_forbidden(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not any(unicodedata.category(character) in ("Cs", "Co") for character in cleaned)
    assert set("\0\ufeff\r\t").isdisjoint(cleaned)


def test_marks_and_digits_stay_with_the_letters_before_them() -> None:
    assert all(stays_with_its_neighbour(character) for character in "\u0301 7.\u200d(")
    assert not stays_with_its_neighbour("a")


def test_joiners_and_soft_hyphens_need_no_glyph() -> None:
    assert all(is_ignorable(character) for character in "\u00ad\u200d\u202e\ufe0f")
    assert not is_ignorable(" ")
