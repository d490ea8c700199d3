"""What every topic takes for granted: texts, numbers and refs that can be recorded, and refusals."""

import pytest

from meetings.record.canonical import LARGEST
from meetings.rules import decision
from meetings.rules.decision import LATEST, Command, Event, Given, between, ref_for, within
from meetings.rules.identity import is_ref
from meetings.rules.refusals import LONGEST_MESSAGE, Code, Refused
from tests.rules.scenario import NOON, SEED

GIVEN = Given(at=NOON, fresh_ref="fresh", seed=SEED)


@pytest.mark.parametrize("text", ["a", " a ", "a\tb\nc\r\n", "Biên bản", "Савет", "e\u0301", "\U0001f5f3", "\u202b"])
def test_texts_of_every_script_can_be_recorded(text: str) -> None:
    assert within(text, 300, "text") == text


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\u2003"])
def test_a_text_says_something(text: str) -> None:
    with pytest.raises(Refused, match="title: a text was expected, nothing came") as blank:
        within(text, 300, "title")
    assert blank.value.code is Code.BAD_COMMAND


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0b", "\x1b", chr(0xD800), chr(0xDFFF)])
def test_a_text_that_no_database_or_document_takes_is_refused(sign: str) -> None:
    with pytest.raises(Refused, match=f"U\\+{ord(sign):04X} came"):
        within(f"a{sign}b", 300, "text")


def test_a_text_has_an_end() -> None:
    assert len(within("é" * 300, 300, "name")) == 300
    with pytest.raises(Refused, match="name: at most 300 characters were expected, 301 came") as long:
        within("é" * 301, 300, "name")
    assert long.value.code is Code.TOO_LONG


def test_a_number_lies_between_its_bounds() -> None:
    assert [between(1, number, 3, "page") for number in (1, 2, 3)] == [1, 2, 3]
    with pytest.raises(Refused, match="page: 1 to 3 was expected, 4 came") as beyond:
        between(1, 4, 3, "page")
    assert beyond.value.code is Code.BAD_COMMAND


def test_a_number_of_thousands_of_digits_is_refused_in_few_words() -> None:
    with pytest.raises(Refused, match="a number of 33220 bits came"):
        between(1, 10**10_000, 3, "page")


def test_the_latest_time_can_be_recorded() -> None:
    assert LATEST <= LARGEST


def test_a_new_thing_has_the_ref_that_its_maker_chose_or_a_fresh_one() -> None:
    assert ref_for("mine", GIVEN) == "mine"
    assert ref_for(None, GIVEN) == "fresh"
    with pytest.raises(Refused, match="ref: 1 to 64 letters"):
        ref_for("", GIVEN)


@pytest.mark.parametrize(("text", "right"), [("a", True), ("A.b_c-9", True), ("9" * 64, True), ("9" * 65, False)])
def test_the_form_of_a_ref(text: str, right: bool) -> None:
    assert is_ref(text) is right


def test_a_refusal_has_a_code_and_a_sentence() -> None:
    refused = Refused(Code.CLOSED, "Voting is closed.")
    assert (refused.code, refused.message, str(refused)) == ("closed", "Voting is closed.", "Voting is closed.")


def test_a_refusal_that_quotes_much_is_cut_short() -> None:
    assert len(Refused(Code.BAD_COMMAND, "x" * 60_000).message) == LONGEST_MESSAGE


def test_commands_and_events_are_named_after_their_classes() -> None:
    class CastLots(Command, frozen=True, kw_only=True):
        pass

    class LotsCast(Event, frozen=True, kw_only=True):
        pass

    assert (CastLots.__struct_config__.tag, LotsCast.__struct_config__.tag) == ("cast_lots", "lots_cast")
    assert decision.__doc__
