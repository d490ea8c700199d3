"""The codes of a roll call: how they look, how long they last, what tickets they are exchanged for."""

import pytest

from meetings.rules.roll_codes import ALPHABET, code_at, code_changes_at, is_accepted, ticket

SECRET = b"s" * 32
START = 1_790_000_000_000
"""The first millisecond of a code."""
SHOWN_S, ACCEPTED_S, TICKET_S = 10, 60, 180


def after(seconds: float) -> int:
    return START + round(seconds * 1000)


def test_a_code_has_eight_signs_that_are_not_mistaken_for_others() -> None:
    assert len(code_at(SECRET, START)) == 8
    assert set(code_at(SECRET, START)) <= set(ALPHABET)
    assert not set(ALPHABET) & set("01OILU")


def test_a_code_is_shown_for_ten_seconds() -> None:
    assert code_at(SECRET, after(SHOWN_S - 0.001)) == code_at(SECRET, START)
    assert code_at(SECRET, after(SHOWN_S)) != code_at(SECRET, START)
    assert code_at(SECRET, START - 1) != code_at(SECRET, START)


def test_the_display_knows_when_the_next_code_comes() -> None:
    assert code_changes_at(START) == after(SHOWN_S)
    assert code_changes_at(after(SHOWN_S - 0.001)) == after(SHOWN_S)


def test_another_secret_makes_other_codes() -> None:
    assert code_at(b"t" * 32, START) != code_at(SECRET, START)


@pytest.mark.parametrize("seconds", [0, 9.999, 10, 59.999])
def test_a_code_is_accepted_for_sixty_seconds(seconds: float) -> None:
    assert is_accepted(SECRET, code_at(SECRET, START), after(seconds))


@pytest.mark.parametrize("seconds", [60, 60.001, 3600])
def test_after_sixty_seconds_it_is_too_late(seconds: float) -> None:
    assert not is_accepted(SECRET, code_at(SECRET, START), after(seconds))


def test_a_code_of_the_future_is_not_accepted() -> None:
    assert not is_accepted(SECRET, code_at(SECRET, after(SHOWN_S)), START)


def test_small_letters_blanks_and_dashes_are_forgiven() -> None:
    code = code_at(SECRET, START).lower()
    assert is_accepted(SECRET, f" {code[:4]}-{code[4:]} ", START)


@pytest.mark.parametrize("code", ["", "ABC", "2" * 8, "é" * 8, "\ud800", "x" * 60_000, "ß"])
def test_what_is_no_code_is_not_accepted(code: str) -> None:
    assert not is_accepted(SECRET, code, START)


def issued(seconds: float = 0) -> str:
    at = after(seconds)
    made = ticket(SECRET, code_at(SECRET, at), at)
    assert made is not None
    return made


@pytest.mark.parametrize("seconds", [0, 61, 180])
def test_a_ticket_is_accepted_for_three_minutes(seconds: float) -> None:
    assert is_accepted(SECRET, issued(), after(seconds))


@pytest.mark.parametrize("seconds", [-0.001, 180.001])
def test_a_ticket_is_not_accepted_before_or_after(seconds: float) -> None:
    assert not is_accepted(SECRET, issued(), after(seconds))


def test_an_old_code_is_exchanged_for_nothing() -> None:
    assert ticket(SECRET, code_at(SECRET, START), after(ACCEPTED_S)) is None


def test_a_ticket_is_exchanged_for_no_other_ticket() -> None:
    assert ticket(SECRET, issued(), after(TICKET_S)) is None


def test_a_ticket_with_another_date_does_not_hold() -> None:
    _, seal = issued().split(".")
    assert not is_accepted(SECRET, f"{after(100)}.{seal}", after(100))


@pytest.mark.parametrize("date", ["", "-1", "1e9", "٣", "9" * 400, "1.5"])
def test_a_ticket_with_a_date_that_is_none_does_not_hold(date: str) -> None:
    assert not is_accepted(SECRET, f"{date}.{issued().split('.')[1]}", START)


def test_a_ticket_of_another_roll_does_not_hold() -> None:
    assert not is_accepted(b"t" * 32, issued(), START)
