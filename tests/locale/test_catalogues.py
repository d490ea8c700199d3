"""Every released language is complete: what the code says now is translated, with the same placeholders."""

import re
from collections.abc import Mapping
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.locale.extraction import ROOT, Sentence, found

RELEASED = ["vi"]
DOMAINS = ["messages", "minutes"]
PLACEHOLDER = re.compile(r"%\((\w+)\)([a-z])|\{(\w+)\}|%([a-z])")
ENDS = frozenset(".…")


@cache
def catalogue(language: str, domain: str) -> Catalog:
    path = ROOT / "meetings/locale" / language / "LC_MESSAGES" / f"{domain}.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def translated(message: Message | None) -> bool:
    """Whether it has all its forms."""
    if message is None or message.fuzzy:
        return False
    forms = [message.string] if isinstance(message.string, str) else list(message.string or [])
    return bool(forms) and all(forms)


def messages(language: str, domain: str) -> list[Message]:
    """What is translated."""
    return [message for message in catalogue(language, domain) if message.id and translated(message)]


def missing(language: str, domain: str, sentences: tuple[Sentence, ...]) -> Mapping[str, str]:
    told = catalogue(language, domain)
    return {each.place: each.one for each in sentences if not translated(told.get(each.one, context=each.context))}


def placeholders(text: str) -> set[str]:
    return {match.group() for match in PLACEHOLDER.finditer(text)}


def forms_of(message: Message) -> list[tuple[str, str]]:
    """Each translated form beside the English that must have the same placeholders: the plural, if there is one."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    return [(message.id[-1], form) for form in message.string or []]


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", RELEASED)
def test_every_sentence_in_the_code_is_translated(language: str, domain: str) -> None:
    assert missing(language, domain, found(domain)) == {}, "run scripts/messages and translate what is new"


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", RELEASED)
def test_a_translation_has_the_placeholders_of_its_sentence(language: str, domain: str) -> None:
    pairs = [pair for message in messages(language, domain) for pair in forms_of(message)]
    assert [pair for pair in pairs if placeholders(pair[0]) != placeholders(pair[1])] == []


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", RELEASED)
def test_a_translation_of_a_whole_sentence_is_a_whole_sentence(language: str, domain: str) -> None:
    def end(text: str) -> frozenset[str]:
        return ENDS & {text.rstrip(" ”)")[-1:]}

    pairs = [pair for message in messages(language, domain) for pair in forms_of(message)]
    assert [pair for pair in pairs if end(pair[0]) != end(pair[1])] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_vietnamese_sentence_has_one_form_for_every_number(domain: str) -> None:
    assert catalogue("vi", domain).num_plurals == 1


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_sentence_has_one_plural_wherever_it_stands(domain: str) -> None:
    """A catalogue is looked up by the singular alone."""
    plurals: dict[tuple[str | None, str], set[str | None]] = {}
    for each in found(domain):
        plurals.setdefault((each.context, each.one), set()).add(each.many)
    assert {key: many for key, many in plurals.items() if len(many) > 1} == {}


def test_the_extraction_finds_something_of_every_kind() -> None:
    places = [each.place.partition(":")[0] for each in found("messages")]
    for kind in ("templates/", "static/js/", "meetings/web/", "meetings/rules/", "meetings/intake.py"):
        assert any(place.startswith(kind) for place in places), kind
    assert any(each.context == "item" for each in found("messages"))
    assert any(each.many for each in found("messages"))
    assert len(found("minutes")) > 100


def test_a_new_sentence_is_missed_with_its_place() -> None:
    new = Sentence(None, "Nobody has ever said this before.", None, "static/js/new.js:7")
    assert missing("vi", "messages", (new,)) == {"static/js/new.js:7": "Nobody has ever said this before."}
