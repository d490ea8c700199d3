"""What tablets send: every frame is something, and nothing is raised."""

import json
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json as msgspec_json

from meetings.rooms.answers import Refusal
from meetings.rules.decision import Command
from meetings.rules.identity import MemberId, PollId, Role
from meetings.rules.poll_commands import CastVote, PreparePoll
from meetings.rules.poll_terms import ByGroup, Method, Secrecy
from meetings.rules.proceedings import CallToOrder, ConveneMeeting
from meetings.rules.refusals import LONGEST_MESSAGE, Code
from meetings.rules.tally import Fraction
from meetings.wire.complaints import complaint
from meetings.wire.decoding import COMMANDS, Beat, Hello, Signal, decode, decode_command
from meetings.wire.encoding import answer_frame
from meetings.wire.frames import CloseCode, Violation
from tests.rules.anything import recordable

ID = "12345678"
MAJORITIES = "absolute, relative, simple"
FIELDS_OF_A_POLL = ", ".join(field.encode_name for field in msgspec.structs.fields(PreparePoll))
METHODS = ", ".join(sorted(get_args(Method)))


def refusal(text: str) -> Refusal:
    received = decode(text)
    assert isinstance(received, Refusal), received
    assert received.code == Code.BAD_COMMAND
    return received


def violation(text: str | bytes) -> str:
    received = decode(text)
    assert isinstance(received, Violation), received
    assert received.code is CloseCode.NOT_OUR_PROTOCOL
    return received.reason


def command(do: str, **fields: Any) -> str:
    return json.dumps({"do": do, "id": ID, **fields})


def test_a_first_hello_knows_nothing() -> None:
    assert decode('{"do":"hello","log":null,"position":null,"head":null}') == Hello()
    assert decode('{"do":"hello"}') == Hello()


def test_a_hello_says_where_the_tablet_was() -> None:
    assert decode('{"do":"hello","log":"5a","position":7,"head":"ab"}') == Hello("5a", 7, "ab")


def test_a_beat_is_a_beat() -> None:
    assert decode('{"do":"beat"}') == Beat()


def test_a_signal_shows_a_page() -> None:
    assert decode('{"do":"signal","kind":"page","paper":"p1","version":2,"page":3}') == Signal("page", "p1", 2, 3)


def test_a_command_is_typed() -> None:
    cast = command("cast_vote", poll="p1", choice=["a", "b"], **{"for": "an"})
    assert decode(cast) == CastVote(id=ID, poll=PollId("p1"), choice=("a", "b"), voter=MemberId("an"))


def test_a_command_may_hold_objects() -> None:
    decoded = decode(
        command(
            "prepare_poll",
            item="i1",
            question="Shall we?",
            method="yes_no",
            secrecy="named",
            majority={"num": 2, "den": 3, "strict": False},
            base="cast",
            electorate={"group": "North"},
        )
    )
    assert isinstance(decoded, PreparePoll)
    assert (decoded.secrecy, decoded.majority, decoded.electorate) == (
        Secrecy.NAMED,
        Fraction(2, 3),
        ByGroup("North"),
    )


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_decodes_what_it_encodes(name: str) -> None:
    # From the type alone, so that a new command is tried as well.
    example = recordable(COMMANDS[name]).map(msgspec_json.encode)

    @given(example, st.text(min_size=8, max_size=64, alphabet="abc-0123"))
    def decodes(encoded: bytes, id_: str) -> None:
        tree = {**json.loads(encoded), "id": id_}
        decoded = decode(json.dumps(tree))
        assert isinstance(decoded, COMMANDS[name])
        assert {**json.loads(msgspec_json.encode(decoded)), "id": id_} == tree

    decodes()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "JSON was expected: Input data was truncated"),
        ("hello", "JSON was expected: JSON is malformed: invalid character (byte 0)"),
        ('{"do":"beat"} x', "JSON was expected: JSON is malformed: trailing characters (byte 15)"),
        ("[1]", "A JSON object was expected: Expected `object`, got `array`"),
        ("1", "A JSON object was expected: Expected `object`, got `int`"),
        ("{}", "An object with `do` was expected, none came."),
        ('{"id":"12345678"}', "An object with `do` was expected, none came."),
        ('{"do":7}', "An object with `do` was expected, none came."),
        ('{"do":null}', "An object with `do` was expected, none came."),
        (
            '{"do":"hello","position":"7"}',
            "A hello as in the protocol was expected: Expected `int | null`, got `str` - at `$.position`",
        ),
        (
            '{"do":"signal","kind":"wave"}',
            "A signal as in the protocol was expected: Invalid enum value 'wave' - at `$.kind`",
        ),
    ],
)
def test_what_is_not_our_protocol_closes_the_socket_and_the_reason_says_which(text: str, reason: str) -> None:
    assert violation(text) == reason


def test_a_nesting_bomb_closes_the_socket() -> None:
    assert violation('{"do":"cast_vote","x":' + "[" * 30_000).startswith("JSON was expected: maximum recursion depth")
    assert violation('{"do":"\\ud800","x":' + "[" * 100_000).startswith("JSON was expected")


def test_a_number_with_too_many_digits_closes_the_socket_or_is_refused() -> None:
    assert violation('{"do":"hello","position":' + "9" * 5000 + "}").endswith("out of range - at `$.position`")
    assert refusal(command("give_floor", member="an", limit_s=7).replace("7}", "9" * 5000 + "}")).message == (
        "limit_s: a whole number or null was expected, a number out of range came"
    )


def test_a_number_beyond_those_that_every_reader_can_hold_is_for_the_rules_to_refuse() -> None:
    assert decode(f'{{"do":"hello","position":{2**53 + 1}}}') == Hello(position=2**53 + 1)


def test_bytes_that_are_no_text_close_the_socket() -> None:
    assert violation(b'{"do":"\xff"}').startswith("JSON was expected")


def test_a_key_that_comes_twice_raises_nothing() -> None:
    twice = '{"do":"hello","do":"cast_vote","id":"12345678"}'
    assert refusal(twice).message == "do: one command was expected, two came"


def test_an_unknown_command_is_refused_by_its_name() -> None:
    refused = refusal(command("dance"))
    assert (refused.id, refused.message) == (ID, "do: the name of a command was expected, “dance” came")


def test_a_command_of_the_server_is_none_of_the_public() -> None:
    assert ConveneMeeting not in COMMANDS.values()
    assert refusal(command("convene_meeting")).message.startswith("do: ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (command("cast_vote", choice="yes"), "poll: a text was expected, nothing came"),
        (command("cast_vote", poll=7, choice="yes"), "poll: a text was expected, a whole number came"),
        (
            command("cast_vote", poll="p1", choice=True),
            "choice: a text or a list (each a text) was expected, true or false came",
        ),
        (
            command("cast_vote", poll="p1", choice=["a", 7]),
            "choice[1]: a text or a list (each a text) was expected, a whole number came",
        ),
        (
            command("cast_vote", poll="p1", choice="yes", why="so"),
            "why: no such field was expected; cast_vote has: id, poll, choice, for",
        ),
        (
            command("admit", name="Eva", role="king"),
            f"role: one of {', '.join(Role)} was expected, 'king' came",
        ),
        (
            command("prepare_poll", item="i", question="?", method="raise_hands", secrecy="open"),
            f"method: one of {METHODS} was expected, 'raise_hands' came",
        ),
        (
            command("prepare_poll", item="i", question="?", method="yes_no", secrecy="open", majority={"num": 2}),
            f"majority.den: one of {MAJORITIES} or an object with num, den, strict or null was expected, nothing came",
        ),
        (
            command("prepare_poll", item="i", question="?", method="choose", secrecy="open", options=[{"name": "A"}]),
            f"options[0].name: no such field was expected; prepare_poll has: {FIELDS_OF_A_POLL}",
        ),
        (
            command("give_floor", member="an", limit_s="long"),
            "limit_s: a whole number or null was expected, a text came",
        ),
        (
            command("give_floor", member="an", limit_s=1.5),
            "limit_s: a whole number or null was expected, a number with a fraction came",
        ),
        (
            command("give_floor", member="an", limit_s=7).replace("7}", "1e999}"),
            "limit_s: a whole number or null was expected, a number out of range came",
        ),
        (command("move_item", item="i1"), "after: a text or null was expected, nothing came"),
        (command("call_to_order", at=None), "at: no such field was expected; call_to_order has: id"),
    ],
)
def test_a_bad_command_is_refused_by_the_name_of_the_field(text: str, message: str) -> None:
    assert (refusal(text).id, refusal(text).message) == (ID, message)


@pytest.mark.parametrize(
    ("id_", "echoed", "came"),
    [
        ("", "", "nothing"),
        ("1234567", "1234567", "one of 7"),
        ("x" * 65, "x" * 64, "one of 65"),
        (12345678, "", "something else"),
        (None, "", "something else"),
    ],
)
def test_an_id_is_a_text_of_eight_to_sixty_four_characters(id_: object, echoed: str, came: str) -> None:
    text = json.dumps({"do": "call_to_order", "id": id_})
    message = f"id: a text of 8 to 64 characters was expected, {came} came"
    assert (refusal(text).id, refusal(text).message) == (echoed, message)


@pytest.mark.parametrize("id_", ["12345678", "x" * 64, "Việt-Nam"])
def test_an_id_within_bounds_is_taken(id_: str) -> None:
    assert decode(json.dumps({"do": "call_to_order", "id": id_})) == CallToOrder(id=id_)


def test_a_command_without_an_id_is_refused() -> None:
    assert refusal('{"do":"call_to_order"}').message == "id: a text of 8 to 64 characters was expected, nothing came"


def test_a_refusal_quotes_only_so_much() -> None:
    assert len(refusal(command("dance" * 2000)).message) < 100
    assert len(refusal(command("admit", name="Eva", role="x" * 5000)).message) == LONGEST_MESSAGE


@pytest.mark.parametrize(
    ("text", "echoed", "message"),
    [
        (command("announce", text="\ud83d"), ID, "text: whole characters were expected, half of one came"),
        (command("\ud83d", text="x"), ID, "do: whole characters were expected, half of one came"),
        (json.dumps({"do": "leave", "id": "\ud83d234567"}), "", "id: whole characters were expected, half of one came"),
        (json.dumps({"do": "leave", "\ud83d": 1}), "", "a name: whole characters were expected, half of one came"),
    ],
)
def test_half_a_character_is_refused_by_the_name_of_the_field(text: str, echoed: str, message: str) -> None:
    assert (refusal(text).id, refusal(text).message) == (echoed, message)


def test_half_a_character_in_what_is_no_object_with_do_closes_the_socket() -> None:
    for text in ('["\\ud83d"]', '{"id":"\\ud83d"}', '{"do":"\\ud83d","at":NaN}'):
        assert " was expected" in violation(text)


def test_http_takes_commands_alone() -> None:
    assert decode_command(command("call_to_order").encode()) == CallToOrder(id=ID)
    assert decode_command(b'{"do":"beat"}') == Refusal(
        "", Code.BAD_COMMAND, "do: the name of a command was expected, a frame of the socket came"
    )
    assert isinstance(decode_command(b"{"), Violation)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(alphabet=st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)
FIELDS = st.sampled_from(["id", "poll", "choice", "item", "text", "member", "majority", "options", "position"])


@given(st.sampled_from(["hello", "beat", "signal", "?", *COMMANDS]), st.dictionaries(FIELDS, JSON))
def test_whatever_an_object_holds_it_is_something_that_can_be_answered(do: str, fields: dict[str, object]) -> None:
    received = decode(json.dumps({"do": do, **fields}))
    assert isinstance(received, Hello | Beat | Signal | Command | Refusal | Violation)
    if isinstance(received, Refusal):
        answer_frame(received)


@given(st.binary() | st.text(alphabet=st.characters(codec=None)))
def test_whatever_comes_nothing_is_raised(text: bytes | str) -> None:
    assert isinstance(decode(text), Violation)


def test_what_the_decoder_says_otherwise_is_quoted() -> None:
    refused = complaint(COMMANDS["cast_vote"], ValueError("Strange - at `$.poll`"))
    assert refused.message == "poll: a text was expected, something else (Strange) came"
