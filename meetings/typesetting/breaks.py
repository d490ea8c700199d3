"""Where a line may end (UAX #14, dictionaries for Thai, Lao and Khmer) and what a reader takes for one character."""

from collections.abc import Iterator

from icu4py.breakers import CharacterBreaker, LineBreaker


def line_units(text: str, language: str) -> Iterator[str]:
    """What must stay on one line each, its trailing spaces included; together they are the text."""
    # The breaker's own `segments` count UTF-16 units: wrong after a character outside the basic plane.
    return iter(LineBreaker(text, language))


def graphemes(text: str, language: str) -> Iterator[str]:
    """The characters as readers count them: where a word too long for a line is cut."""
    return iter(CharacterBreaker(text, language))
