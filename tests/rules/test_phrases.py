"""Words inside sentences, in English."""

from meetings.rules.phrases import METHODS, Phrase, either, filled


def test_a_phrase_is_said_with_its_own_values() -> None:
    assert str(Phrase("kind", "one of {names}", {"names": ("a", METHODS["choose"])})) == "one of a, a choice"


def test_a_sentence_without_values_keeps_its_braces() -> None:
    assert filled("Braces {like these} stay.", {}) == "Braces {like these} stay."


def test_one_of_several_kinds_is_said_with_or() -> None:
    a, b, c = (Phrase("kind", word) for word in ("a text", "a list", "null"))
    assert [str(either(kinds)) for kinds in ((a,), (a, b), (a, b, c))] == [
        "a text",
        "a text or a list",
        "a text or a list or null",
    ]
