"""Whether what the server says can be told in a language in full: its sentence, and every word that stands in it."""

from collections.abc import Iterator, Mapping

from babel.messages.catalog import Catalog

from meetings.rules.phrases import Phrase, Value
from meetings.rules.refusals import LONGEST_MESSAGE, Refused
from tests.locale.test_catalogues import RELEASED, catalogue, translated


def assert_told_in_full(refused: Refused) -> None:
    """Fails with what is left in English, whatever leads to the refusal."""
    for language in RELEASED:
        left = english_of(language, refused)
        assert left == (), f"left in English for {language}: {left}"


def english_of(language: str, refused: Refused) -> tuple[str, ...]:
    """The sentence and the words of a refusal that a language has no translation of."""
    if len(refused.message) == LONGEST_MESSAGE:
        return ()  # cut, because it quotes too much
    told = catalogue(language, "messages")
    sentence = refused.sentence or refused.message
    found = told.get((sentence, refused.plural)) if refused.plural else told.get(sentence)
    return (*(() if translated(found) else (sentence,)), *_words_in(refused.values, told))


def _words_in(values: Mapping[str, Value], told: Catalog) -> Iterator[str]:
    parts = [part for value in values.values() for part in (value if isinstance(value, tuple) else (value,))]
    for part in parts:
        if isinstance(part, Phrase):
            if not _is_known(part, told):
                yield f"{part.of}: {part.words}"
            yield from _words_in(part.values, told)


def _is_known(part: Phrase, told: Catalog) -> bool:
    return translated(told.get(part.words, context=part.of))
