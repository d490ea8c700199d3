"""Lines: greedy, never too wide, nothing lost, seen in the right order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.typesetting.characters import clean
from meetings.typesetting.filling import Line, Measure, unbroken
from meetings.typesetting.fonts import Cut
from meetings.typesetting.lines import Composer, Laid, Passage, Setting
from meetings.typesetting.shaping import Shaper
from tests.typesetting.making import FONTS
from tests.typesetting.samples import EVERY, Sample

COMPOSER = Composer(Shaper(FONTS.chain))
ENGLISH = Setting("en", 0)


def lay(text: str, width: float = 20_000, setting: Setting = ENGLISH) -> Laid:
    return COMPOSER.lay((Passage(text, Cut.REGULAR),), setting, Measure(width, width))


def words(line: Line) -> str:
    return "".join(piece.shaped.text for piece in line.pieces)


def test_a_line_ends_before_the_word_that_does_not_fit() -> None:
    assert [words(line) for line in lay("one two three", 4500).lines] == ["one two ", "three"]


def test_the_first_line_may_be_shorter() -> None:
    passage = (Passage("one two three", Cut.REGULAR),)
    laid = COMPOSER.lay(passage, ENGLISH, Measure(2500, 9000))
    assert [words(line) for line in laid.lines] == ["one ", "two three"]


def test_a_line_end_in_the_text_ends_the_line_and_is_not_stretched() -> None:
    first, last = lay("one\ntwo").lines
    assert first.ends_paragraph
    assert last.ends_paragraph
    assert not lay("one two three", 4500).lines[0].ends_paragraph


def test_an_empty_text_is_one_empty_line() -> None:
    assert [words(line) for line in lay("").lines] == [""]
    assert [words(line) for line in lay("\n").lines] == [""]


def test_a_word_wider_than_the_line_is_cut_between_characters() -> None:
    lines = lay("y " + "x" * 50, 5000).lines
    assert "".join(words(line) for line in lines) == "y " + "x" * 50
    assert all(line.width <= 5001 for line in lines)


def test_thai_breaks_between_words_without_spaces() -> None:
    lines = lay("ประธานเปิดการประชุม", 5000, Setting("th", 0)).lines
    assert [words(line) for line in lines] == ["ประธานเปิด", "การประชุม"]


def test_bold_inside_a_word_does_not_let_the_word_break() -> None:
    passages = (Passage("one tw", Cut.REGULAR), Passage("elve", Cut.BOLD))
    laid = COMPOSER.lay(passages, ENGLISH, Measure(4000, 4000))
    assert [words(line) for line in laid.lines] == ["one ", "twelve"]
    assert [piece.shaped.cut for piece in laid.lines[1].pieces] == [Cut.REGULAR, Cut.BOLD]


def test_only_spaces_inside_a_line_may_be_stretched() -> None:
    first, last = lay("one two three four", 7000).lines
    assert (first.gaps, last.gaps) == (2, 0)
    assert first.hanging > 0
    assert last.hanging == 0


def test_a_hebrew_line_is_seen_from_the_right_with_its_last_space_on_the_left() -> None:
    laid = lay("אב גד הו", 3500, Setting("he", 1))
    assert laid.right_to_left
    assert [words(line) for line in laid.lines] == [" גד אב", "הו"]


def test_the_text_itself_may_say_its_direction() -> None:
    assert lay("אב", setting=Setting("en", None)).right_to_left
    assert not lay("ab", setting=Setting("he", None)).right_to_left


def test_the_measure_of_one_line_is_never_reached() -> None:
    passage = (Passage("word " * 1000, Cut.REGULAR),)
    assert len(COMPOSER.lay(passage, ENGLISH, unbroken()).lines) == 1


@pytest.mark.parametrize("sample", EVERY, ids=lambda sample: sample.text[:6])
def test_every_sentence_keeps_all_its_characters(sample: Sample) -> None:
    base = int(sample.language in ("ar", "he"))
    lines = lay(clean(sample.text), 12_000, Setting(sample.language, base)).lines
    assert sorted("".join(words(line) for line in lines)) == sorted(clean(sample.text))
    assert all(line.width <= 12_000.1 for line in lines)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.floats(100, 30_000), st.sampled_from([0, 1, None]))
def test_no_text_breaks_the_lines(text: str, width: float, base: int | None) -> None:
    cleaned = clean(text)
    lines = lay(cleaned, width, Setting("en", base)).lines
    assert sorted("".join(words(line) for line in lines)) == sorted(cleaned.replace("\n", ""))


def test_a_soft_hyphen_is_seen_only_where_its_line_ends() -> None:
    first, second = lay("parlia\u00admen\u00adtary", 5500).lines
    assert (words(first), words(second)) == ("parlia\u00admen\u00ad", "tary")
    seen = [cluster.components for piece in first.pieces for run in piece.shaped.runs for cluster in run.clusters]
    hyphen = [
        cluster.components
        for run in COMPOSER.shaper.shape("-", "en", Cut.REGULAR, False).runs
        for cluster in run.clusters
    ]
    assert seen[-1:] == hyphen
    assert seen.count(hyphen[0]) == 1
    assert first.width <= 5500


def test_a_soft_hyphen_that_does_not_fit_takes_its_syllable_along() -> None:
    whole = lay("parlia\u00admen").lines[0].width
    assert [words(line) for line in lay("parlia\u00admen\u00ad x", whole + 1).lines] == ["parlia\u00ad", "men\u00ad x"]
