"""Where lines may end."""

import pytest

from meetings.typesetting.breaks import graphemes, line_units


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "one two-three", ["one ", "two-", "three"]),
        ("en", "no\u00a0break 5\u202f%", ["no\u00a0break ", "5\u202f%"]),
        ("vi", "Nguyễn Thị Hường", ["Nguyễn ", "Thị ", "Hường"]),
        ("en", "vote \U0001f5f3 now \U00010000 then", ["vote ", "\U0001f5f3 ", "now ", "\U00010000 ", "then"]),
        ("th", "ประธานเปิดการประชุม", ["ประธาน", "เปิด", "การ", "ประชุม"]),
        ("en", "", []),
    ],
)
def test_a_line_may_end_after_each_unit(language: str, text: str, expected: list[str]) -> None:
    assert list(line_units(text, language)) == expected


def test_a_grapheme_is_what_a_reader_counts() -> None:
    assert list(graphemes("a\U0001f468\u200d\U0001f469\u0e01\u0e34", "en")) == ["a", "\U0001f468\u200d\U0001f469", "กิ"]
