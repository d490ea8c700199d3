"""Where a line may end (UAX #14, dictionaries for Thai, Lao and Khmer) and what a reader takes for one character."""

from collections.abc import Iterator

from icu4py.breakers import CharacterBreaker, LineBreaker


def line_units(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Start and end of each piece that must stay on one line, its trailing spaces included."""
    # The breaker's own `segments` count UTF-16 units: wrong after a character outside the basic plane.
    start = 0
    for unit in LineBreaker(text, language):
        yield start, start + len(unit)
        start += len(unit)


def graphemes(text: str, language: str) -> Iterator[str]:
    """The characters as readers count them: where a word too long for a line is cut."""
    return iter(CharacterBreaker(text, language))
