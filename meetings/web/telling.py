"""A sentence with values in the reader's language: words in it are translated too, numbers and lists follow it."""

from collections.abc import Mapping, Sequence
from functools import cache

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal

from meetings.languages import SOURCE, Languages
from meetings.rules.phrases import Phrase, Value


def told(
    languages: Languages, language: str, sentence: str, values: Mapping[str, Value] | None = None, plural: str = ""
) -> str:
    """`sentence` in a language; `plural` is the same for other numbers `n` than one."""
    translations, of = languages.translations(language), values or {}
    count = of.get("n")
    chosen = translations.ngettext(sentence, plural, count) if plural and isinstance(count, int) else None
    words = translations.gettext(sentence) if chosen is None else chosen
    return words.format(**{name: worded(languages, language, value) for name, value in of.items()}) if of else words


def worded(languages: Languages, language: str, value: Value) -> str:
    """What stands for a name in a sentence, as the reader writes it."""
    match value:
        case int():
            return format_decimal(value, locale=_locale(language))
        case Phrase():
            words = languages.translations(language).pgettext(value.of, value.words)
            return words.format(**{name: worded(languages, language, part) for name, part in value.values.items()})
        case tuple():
            return in_a_row([worded(languages, language, part) for part in value], language)
        case str():
            return value


def in_a_row(words: Sequence[str], language: str) -> str:
    """A, B and C."""
    return format_list(list(words), locale=_locale(language))


@cache
def _locale(language: str) -> Locale:
    # English without a country writes lists without a comma before the last word, as most readers of English do.
    return Locale.parse("en-GB" if language == SOURCE else language, sep="-")
