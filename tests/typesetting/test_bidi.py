"""UAX #9. In the small cases capitals stand for Hebrew letters, so that the order can be read."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from meetings.typesetting.bidi import is_plain, isolate, levels, levels_of_classes, mirrored, visual_order

UNICODE = Path("/usr/share/unicode")
HEBREW = {chr(ord("A") + at): chr(0x05D0 + at) for at in range(26)}
CONTROLS = {"[": "\u2067", "]": "\u2069", "^": "\u202e", "_": "\u202c", "~": "\u2068"}
LATIN = {value: key for key, value in (HEBREW | CONTROLS).items()}


def seen(text: str, base: int | None = None) -> str:
    encoded = "".join((HEBREW | CONTROLS).get(character, character) for character in text)
    _, found = levels(encoded, base)
    kept = [at for at, level in enumerate(found) if level is not None and encoded[at] not in CONTROLS.values()]
    order = visual_order([found[at] or 0 for at in kept])
    return "".join(LATIN.get(encoded[kept[at]], encoded[kept[at]]) for at in order)


@pytest.mark.parametrize(
    ("written", "base", "shown"),
    [
        ("left to right", None, "left to right"),
        ("car is THE CAR in hebrew", None, "car is RAC EHT in hebrew"),
        ("THE CAR is car", None, "is car RAC EHT"),
        ("CAR MEANS car.", 1, ".car SNAEM RAC"),
        ("car means CAR.", 0, "car means RAC."),
        ("DATE 12/11/2026 AT 09:05", None, "09:05 TA 12/11/2026 ETAD"),
        ("votes: YES 51, NO 7", 0, "votes: 7 ON ,51 SEY"),
        ("he said [car MEANS CAR] and left", 0, "he said RAC SNAEM car and left"),
        ("^abc_ def", 0, "cba def"),
        ("A(b)C", None, "C)b(A"),
        ("a(B)c", None, "a(B)c"),
        ("name ~ABC] voted", 0, "name CBA voted"),
        ("A 5% B", None, "B 5% A"),
        ("", None, ""),
    ],
)
def test_text_is_seen_in_the_order_of_the_standard(written: str, base: int | None, shown: str) -> None:
    assert seen(written, base) == shown


def test_each_line_of_a_text_is_a_paragraph_of_its_own() -> None:
    base, found = levels("\u05d0\nab")
    assert (base, found) == (1, [1, 1, 2, 2])


def test_an_isolated_name_cannot_turn_the_words_around_it() -> None:
    sentence = f"a{isolate(chr(0x202E) + 'b')}c"
    _, found = levels(sentence, 0)
    assert [found[sentence.index(letter)] for letter in "ac"] == [0, 0]
    assert "\u202e" not in sentence


def test_deep_embedding_does_not_pass_the_last_level() -> None:
    _, found = levels("\u202b" * 200 + "a" + "\u2067" * 200 + "b", 0)
    assert max(level for level in found if level is not None) <= 126


def test_plain_text_is_known_without_work() -> None:
    assert is_plain("Nguyễn Ёлкина 12")
    assert not is_plain("a\u05d0")
    assert not is_plain("a\u202eb")


def test_brackets_are_seen_mirrored() -> None:
    assert [mirrored(character) for character in "(«a"] == [")", "»", "a"]


def test_an_unassigned_character_in_a_hebrew_block_turns() -> None:
    assert levels("\u05ff")[0] == 1
    assert levels("\u07bf\u0378")[0] == 1


def _lines(name: str) -> Iterator[str]:
    path = UNICODE / name
    if not path.exists():
        pytest.skip(f"missing tool: {path} (Debian package unicode-data)")
    for line in path.read_text(encoding="utf-8").splitlines():
        if content := line.partition("#")[0].strip():
            yield content


def _levels(words: str) -> list[int | None]:
    return [None if word == "x" else int(word) for word in words.split()]


def test_all_cases_of_the_character_test_of_unicode_are_right() -> None:
    wrong: list[str] = []
    for line in _lines("BidiCharacterTest.txt"):
        codes, direction, base, expected, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        found_base, found = levels(text, None if direction == "2" else int(direction))
        kept = [at for at, level in enumerate(found) if level is not None]
        shown = [kept[at] for at in visual_order([level for level in found if level is not None])]
        if (found_base, found, shown) != (int(base), _levels(expected), [int(at) for at in order.split()]):
            wrong.append(line)
    assert wrong == []


@pytest.mark.timeout(900)
def test_all_cases_of_the_class_test_of_unicode_are_right() -> None:
    """770,241 cases. Where CI is not set, every tenth line must do: all of them take half a minute."""
    step = 1 if os.environ.get("CI") else 10
    wrong: list[str] = []
    expected: list[int | None] = []
    cases = 0
    for number, line in enumerate(_lines("BidiTest.txt")):
        if line.startswith("@"):
            expected = _levels(line.removeprefix("@Levels:")) if line.startswith("@Levels:") else expected
            continue
        if number % step:
            continue
        names, directions = line.split(";")
        classes, text = names.split(), "\u00b7" * (names.count(" ") + 1)
        for base in [base for bit, base in ((1, None), (2, 0), (4, 1)) if int(directions) & bit]:
            cases += 1
            if levels_of_classes(text, classes, base)[1] != expected:
                wrong.append(line)
    assert wrong == []
    assert cases == 770_241 or step > 1
