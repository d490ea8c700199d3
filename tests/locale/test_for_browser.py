"""The catalogue as JSON for the browser: which form belongs to which number, and every sentence under its English."""

import json
from pathlib import Path

import pytest

from meetings.languages import Languages
from meetings.web.pages import own_name
from tests.locale.extraction import ROOT

HEAD = r"""msgid ""
msgstr ""
"Language: {tag}\n"
"Plural-Forms: {rule}\n"
"Content-Type: text/plain; charset=utf-8\n"
"""
FORMS = {
    "en": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "th": "nplurals=1; plural=0;",
}


def of_a_folder(folder: Path, tag: str) -> dict[str, int]:
    file = folder / tag / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    file.write_text(HEAD.format(tag=tag, rule=FORMS[tag]), encoding="utf-8")
    return json.loads(Languages(folder).for_browser(tag))["plural"]


@pytest.fixture(scope="module")
def vietnamese() -> dict[str, dict[str, object]]:
    return json.loads(Languages().for_browser("vi"))


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", {"one": 0, "other": 1}),
        ("fr", {"one": 0, "other": 1}),
        ("ru", {"one": 0, "few": 1, "many": 2, "other": 2}),
        ("th", {"other": 0}),
    ],
)
def test_each_category_of_numbers_has_its_form(tmp_path: Path, tag: str, expected: dict[str, int]) -> None:
    plural = of_a_folder(tmp_path, tag)
    assert {category: plural[category] for category in expected} == expected


def test_vietnamese_has_the_same_form_for_every_number(vietnamese: dict[str, dict[str, object]]) -> None:
    assert vietnamese["plural"] == {"other": 0}


def test_a_page_without_catalogue_counts_as_english_does() -> None:
    assert "let pluralOf = { one: 0, other: 1 };" in (ROOT / "static/js/i18n.js").read_text("utf-8")


def test_a_word_with_a_context_keeps_it(vietnamese: dict[str, dict[str, object]]) -> None:
    assert vietnamese["messages"]["item\x04Done"] != vietnamese["messages"]["Done"]


def test_what_is_counted_comes_as_a_list_of_forms(vietnamese: dict[str, dict[str, object]]) -> None:
    assert vietnamese["messages"]["{n} page"] == ["{n} trang"]


def test_vietnamese_calls_itself_by_its_own_name() -> None:
    assert ("vi", "Tiếng Việt") in [(tag, own_name(tag)) for tag in Languages().names]
