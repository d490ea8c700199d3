"""Which language a page is in."""

import pytest

from meetings.web.language import accepted
from meetings.web.marking import marked


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ("", []),
        ("vi", ["vi"]),
        ("en-GB, vi;q=0.9, *;q=0.1", ["en-GB", "vi", "*"]),
        ("vi;q=0.1, en;q=0.9", ["en", "vi"]),
        ("vi ; q=0.5 , en", ["en", "vi"]),
        ("vi;q=0, en", ["en"]),
        ("vi;q=much, en", ["en"]),
        (", ,,", []),
        ("vi;q=-1", []),
    ],
)
def test_the_most_wanted_language_comes_first(header: str, tags: list[str]) -> None:
    assert accepted(header) == tags


def test_a_header_of_any_length_is_read_only_so_far() -> None:
    assert len(accepted("vi," * 100_000)) < 200


def test_a_marked_sentence_stays_as_it_is() -> None:
    assert marked("Chair") == "Chair"
