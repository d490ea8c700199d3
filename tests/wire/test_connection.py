"""What a socket may do when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rooms.answers import Refusal
from meetings.rules.decision import Command
from meetings.rules.proceedings import CallToOrder
from meetings.wire.connection import LIMITS, Connection, Limits
from meetings.wire.decoding import Beat, Hello, Signal
from meetings.wire.frames import CloseCode, Violation

HELLO = '{"do":"hello"}'
BEAT = '{"do":"beat"}'
COMMAND = '{"do":"call_to_order","id":"12345678"}'


def greeted(now: float = 0) -> Connection:
    connection = Connection(now)
    assert connection.receive(HELLO, now) == Hello()
    return connection


def test_the_limits_are_those_of_the_protocol() -> None:
    assert Limits(hello_s=10, silence_s=25, beat_s=4, frames_in_second=500, unanswered=64) == LIMITS


def test_a_hello_opens_the_conversation() -> None:
    connection = greeted()
    assert connection.receive(BEAT, 1) == Beat()
    assert connection.receive(COMMAND, 1) == CallToOrder(id="12345678")


@pytest.mark.parametrize("text", [BEAT, COMMAND, '{"do":"dance","id":"12345678"}'])
def test_what_comes_before_the_hello_closes_the_socket(text: str) -> None:
    assert Connection(0).receive(text, 0) == Violation(
        CloseCode.NOT_OUR_PROTOCOL, "A hello was expected first, something else came."
    )


def test_a_second_hello_closes_the_socket() -> None:
    assert greeted().receive(HELLO, 1) == Violation(
        CloseCode.NOT_OUR_PROTOCOL, "A hello was expected once, it came again."
    )


def test_a_binary_frame_closes_the_socket() -> None:
    assert greeted().receive(None, 1) == Violation(
        CloseCode.NOT_OUR_PROTOCOL, "Text frames were expected, a binary one came."
    )


def test_what_is_not_our_protocol_closes_the_socket() -> None:
    received = greeted().receive("{", 1)
    assert isinstance(received, Violation)
    assert received.code is CloseCode.NOT_OUR_PROTOCOL


def test_what_was_decoded_before_counts_the_same() -> None:
    connection = greeted()
    for _ in range(499):
        assert connection.take(Beat(), 0.5) == Beat()
    assert connection.take(Beat(), 0.6) == Violation.plain(CloseCode.FLOODING)
    assert isinstance(greeted().take(Hello(), 1), Violation)


def test_a_hello_is_awaited_for_ten_seconds() -> None:
    connection = Connection(100)
    assert connection.due_at() == 110
    assert connection.expired(109.9) is None
    assert connection.expired(110) == Violation(
        CloseCode.NOT_OUR_PROTOCOL, "A hello was expected within 10 s, none came."
    )


def test_silence_of_twenty_five_seconds_ends_the_connection() -> None:
    connection = greeted()
    connection.receive(BEAT, 10)
    assert connection.expired(34.9) is None
    assert connection.expired(35) == Violation(CloseCode.TOO_SLOW, "Nothing came for 25 s: come back.")


def test_a_beat_is_due_often_enough_that_it_comes_every_five_seconds() -> None:
    connection = greeted()
    assert connection.due_at() == 4
    assert not connection.beats(3.9)
    assert connection.beats(4)
    assert not connection.beats(4.1)
    assert connection.due_at() == 8


def test_nothing_beats_before_the_hello() -> None:
    assert not Connection(0).beats(5)


def test_after_the_last_beat_the_silence_is_what_is_due() -> None:
    connection = greeted()
    for second in (4, 8, 12, 16, 20, 24):
        assert connection.beats(second)
    assert connection.due_at() == 25


def test_five_hundred_frames_in_a_second_are_taken() -> None:
    connection = greeted()
    assert {connection.receive(BEAT, 0.5) for _ in range(499)} == {Beat()}


def test_one_frame_more_is_a_flood() -> None:
    connection = greeted()
    for _ in range(499):
        connection.receive(BEAT, 0.5)
    assert connection.receive(BEAT, 0.9) == Violation.plain(CloseCode.FLOODING)


def test_another_second_begins_anew() -> None:
    connection = greeted()
    for second in range(1, 5):
        assert {connection.receive(BEAT, second) for _ in range(500)} == {Beat()}


def test_with_sixty_four_unanswered_commands_nothing_more_is_read() -> None:
    connection = greeted()
    for _ in range(63):
        connection.asked()
    assert connection.may_read
    connection.asked()
    assert not connection.may_read
    connection.answered(1)
    assert connection.may_read


def test_who_is_not_read_is_not_silent() -> None:
    connection = greeted()
    for _ in range(64):
        connection.asked()
    assert connection.expired(1000) is None
    assert connection.due_at() == 4
    connection.answered(1000)
    assert connection.expired(1024.9) is None
    assert connection.expired(1025) is not None


def test_an_answer_is_no_sign_of_life() -> None:
    connection = greeted()
    connection.asked()
    connection.answered(20)
    assert connection.expired(25) is not None


FRAMES = (
    st.sampled_from([None, HELLO, BEAT, COMMAND, "{", '{"do":"dance"}', '{"do":"signal","kind":"page"}']) | st.text()
)


@given(st.lists(st.tuples(FRAMES, st.floats(0, 30)), max_size=40))
def test_whatever_comes_whenever_it_is_something_and_only_a_first_hello_is_one(
    said: list[tuple[str | None, float]],
) -> None:
    connection, now, is_greeted = Connection(0), 0.0, False
    for text, pause in said:
        now += pause
        received = connection.receive(text, now)
        assert isinstance(received, Hello | Beat | Signal | Command | Refusal | Violation)
        assert not (is_greeted and isinstance(received, Hello))
        assert is_greeted or isinstance(received, Hello | Violation)
        is_greeted |= isinstance(received, Hello)
        if connection.expired(now) is None:
            assert connection.due_at() > now or connection.beats(now)


def test_it_is_known_when_something_came_last() -> None:
    connection = greeted()
    connection.receive('{"do": "beat"}', 7)
    assert connection.heard_at == 7
