"""Shaping: one cluster for each character a reader sees, with its own text."""

from meetings.typesetting.fonts import Cut
from meetings.typesetting.shaping import BOX, Shaped, Shaper
from tests.typesetting.making import FONTS

SHAPER = Shaper(FONTS.chain)


def clusters(shaped: Shaped) -> list[str]:
    return [cluster.text for run in shaped.runs for cluster in run.clusters]


def shape(text: str, language: str = "en", right_to_left: bool = False) -> Shaped:
    return SHAPER.shape(text, language, Cut.REGULAR, right_to_left)


def test_a_vietnamese_letter_with_two_marks_is_one_cluster() -> None:
    assert clusters(shape("Nguyễn", "vi")) == list("Nguyễn")


def test_marks_without_a_composed_form_belong_to_their_letter() -> None:
    assert clusters(shape("q\u0301\u0323a")) == ["q\u0301\u0323", "a"]


def test_a_thai_syllable_keeps_its_vowel_and_tone() -> None:
    assert clusters(shape("ที่นี่", "th")) == ["ที่", "นี่"]


def test_arabic_is_joined_and_given_from_left_to_right() -> None:
    shaped = shape("بحث", "ar", right_to_left=True)
    assert clusters(shaped) == ["ث", "ح", "ب"]
    alone = SHAPER.shape("ح", "ar", Cut.REGULAR, True)
    assert shaped.runs[0].clusters[1].components != alone.runs[0].clusters[0].components


def test_mirrored_brackets_say_what_is_seen() -> None:
    assert clusters(shape("(א", "he", right_to_left=True)) == ["א", ")"]


def test_each_script_of_a_word_takes_its_own_face() -> None:
    assert [run.face.name for run in shape("aก").runs] == ["NotoSans-Regular", "NotoSansThai-Regular"]


def test_a_character_without_a_glyph_shows_that_it_is_missing_and_keeps_its_text() -> None:
    missing = shape("\U0001f5f3\u0301a")
    assert clusters(missing) == ["\U0001f5f3\u0301", "a"]
    assert missing.runs[0].clusters[0].components == (BOX,)
    assert missing.missing == "\U0001f5f3"
    assert missing.width > shape("a").width


def test_the_same_text_is_shaped_once() -> None:
    assert shape("Water") is shape("Water")


def test_kerning_brings_letters_together() -> None:
    assert shape("AV").width < shape("A").width + shape("V").width
