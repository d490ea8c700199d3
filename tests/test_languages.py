"""Catalogues: read as they are, for the templates and for the browser, in any language with any plural."""

import json
from pathlib import Path

import pytest

from meetings.languages import FOLDER, SOURCE, Languages

PLURALS = {
    "vi": "nplurals=1; plural=0;",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
        "n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
    ),
    "pt_BR": "nplurals=2; plural=(n > 1);",
}
CATALOGUE = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Language: {language}\n"
"Plural-Forms: {plurals}\n"

msgid "Yes"
msgstr "[Ýéş]"

msgctxt "of a door"
msgid "Open"
msgstr "[Óþéñ]"

msgid "{{n}} vote"
msgid_plural "{{n}} votes"
{forms}

#, fuzzy
msgid "Perhaps"
msgstr "[Þéŕhåþš]"

msgid "No"
msgstr ""
"""


@pytest.fixture
def languages(tmp_path: Path) -> Languages:
    """Pseudo-languages: every sentence in brackets."""
    for language, plurals in PLURALS.items():
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        count = int(plurals[len("nplurals=")])
        forms = "\n".join(f'msgstr[{number}] "[{{n}} ṽöţéš {number}]"' for number in range(count))
        text = CATALOGUE.format(language=language, plurals=plurals, forms=forms)
        (folder / "messages.po").write_text(text, encoding="utf-8")
    return Languages(tmp_path)


def test_the_source_and_every_folder_is_a_language(languages: Languages) -> None:
    assert set(languages.names) == {SOURCE, "vi", "ru", "ar", "pt-BR"}


@pytest.mark.parametrize(
    ("wanted", "best"),
    [
        ([], "en"),
        (["xx"], "en"),
        (["vi"], "vi"),
        (["VI-vn"], "vi"),
        (["xx", "ru-RU", "vi"], "ru"),
        (["pt-br"], "pt-BR"),
        (["pt"], "en"),
        (["en-GB", "vi"], "en"),
    ],
)
def test_the_first_wanted_language_that_there_is(languages: Languages, wanted: list[str], best: str) -> None:
    assert languages.best(wanted) == best


def test_templates_get_what_is_translated_and_the_source_for_the_rest(languages: Languages) -> None:
    translated = languages.translations("ru")
    assert [translated.gettext(each) for each in ("Yes", "No", "Perhaps")] == ["[Ýéş]", "No", "Perhaps"]
    assert translated.pgettext("of a door", "Open") == "[Óþéñ]"
    assert translated.ngettext("{n} vote", "{n} votes", 3) == "[{n} ṽöţéš 1]"
    assert languages.translations(SOURCE).gettext("Yes") == "Yes"


def test_the_browser_gets_the_same_as_json(languages: Languages) -> None:
    messages = json.loads(languages.for_browser("ru"))["messages"]
    assert messages["Yes"] == "[Ýéş]"
    assert messages["of a door\x04Open"] == "[Óþéñ]"
    assert messages["{n} vote"] == [f"[{{n}} ṽöţéš {number}]" for number in range(3)]
    assert messages.keys() & {"", "No", "Perhaps"} == set()


@pytest.mark.parametrize(
    ("language", "plural"),
    [
        ("vi", {"other": 0}),
        ("ru", {"one": 0, "few": 1, "many": 2, "other": 2}),
        ("ar", {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 4, "other": 5}),
    ],
)
def test_the_browsers_words_for_plurals_find_the_forms_of_the_catalogue(
    languages: Languages, language: str, plural: dict[str, int]
) -> None:
    assert json.loads(languages.for_browser(language))["plural"] == plural


def test_arabic_is_written_from_right_to_left(languages: Languages) -> None:
    assert [languages.direction(language) for language in ("ar", "pt-BR", SOURCE)] == ["rtl", "ltr", "ltr"]


def test_a_changed_catalogue_has_another_digest(languages: Languages, tmp_path: Path) -> None:
    file = tmp_path / "vi" / "LC_MESSAGES" / "messages.po"
    file.write_text(file.read_text(encoding="utf-8").replace("[Ýéş]", "[Yes]"), encoding="utf-8")
    assert Languages(tmp_path).digest != languages.digest


def test_without_a_folder_there_is_the_source_alone(tmp_path: Path) -> None:
    assert list(Languages(tmp_path / "none").names) == [SOURCE]


@pytest.mark.parametrize("domain", ["messages", "minutes"])
def test_every_catalogue_of_ours_can_be_read(domain: str) -> None:
    languages = Languages(FOLDER, domain)
    assert "vi" in languages.names
    for language in languages.names[1:]:
        assert json.loads(languages.for_browser(language))["messages"]
