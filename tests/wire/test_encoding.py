"""What tablets get, to the letter as PROTOCOL has it."""

import json

import pytest
from msgspec.structs import replace

from meetings.record.entry import Position
from meetings.rooms.answers import Answer, Done, Refusal, Unknown
from meetings.rooms.listening import Welcome
from meetings.rules.identity import LogId, MeetingId, MemberId
from meetings.rules.phrases import Phrase, Value
from meetings.rules.refusals import Code
from meetings.views.fragments import Connected, MeShown, NowShown, RollShown
from meetings.views.view import Delta
from meetings.wire.encoding import WireEncoding, answer_frame, beat_frame, bye_frame, encode_answer, encode_view

HEAD = "ab" * 32
AT = Position(7, bytes.fromhex(HEAD))
LOG = LogId("5a" * 32)
ME = MeShown(ref="an", name="An", role="delegate", votes=1)
ENCODING = WireEncoding()
WELCOME = Welcome(
    meeting=MeetingId("m1"),
    log=LOG,
    position=AT,
    now=1000,
    member=MemberId("an"),
    own={"me": ME},
    view={"roll": RollShown(open=False, method="call")},
    passing={"presence": Connected(connected=3)},
    missed=None,
)
ME_JSON = '{"ref":"an","name":"An","role":"delegate","votes":1}'
PASSING_JSON = '{"t":"delta","passing":true,"put":{"presence":{"connected":3}},"drop":[]}'


def test_a_difference_of_the_view_moves_position_and_head() -> None:
    delta = Delta(put={"now": NowShown(item="i1", poll=None, speaker=None)}, drop=("notice",))
    assert ENCODING.shared(AT, delta).text == (
        f'{{"t":"delta","position":7,"head":"{HEAD}",'
        '"put":{"now":{"item":"i1","poll":null,"speaker":null}},"drop":["notice"]}'
    )


def test_a_difference_of_the_seat_says_so_and_has_no_head() -> None:
    delta = Delta(put={"me": ME}, drop=())
    assert (
        ENCODING.own(AT, delta).text == f'{{"t":"delta","seat":true,"position":7,"put":{{"me":{ME_JSON}}},"drop":[]}}'
    )


def test_what_passes_has_no_position() -> None:
    frame = ENCODING.passing({"presence": Connected(connected=3)}, ["shown"])
    assert frame.text == PASSING_JSON.replace("[]", '["shown"]')


def welcome_json(*, resumed: bool, view: str) -> str:
    return (
        f'{{"t":"welcome","meeting":"m1","log":"{LOG}","position":7,"head":"{HEAD}","now":1000,'
        f'"you":{{"ref":"an","name":"An","role":"delegate"}},"resumed":{str(resumed).lower()},"view":{{{view}}}}}'
    )


def test_a_welcome_holds_the_whole_view_and_what_passes_follows() -> None:
    welcome = welcome_json(resumed=False, view=f'"me":{ME_JSON},"roll":{{"open":false,"method":"call"}}')
    assert [frame.text for frame in ENCODING.welcome(WELCOME)] == [welcome, PASSING_JSON]


def test_a_resumed_welcome_holds_the_keys_of_the_seat_and_one_delta_has_all_else_that_changed() -> None:
    missed = Delta(put={"roll": RollShown(open=True, method="code")}, drop=("notice",))
    welcome = welcome_json(resumed=True, view=f'"me":{ME_JSON}')
    put = '{"roll":{"open":true,"method":"code"}}'
    delta = f'{{"t":"delta","position":7,"head":"{HEAD}","put":{put},"drop":["notice"]}}'
    frames = ENCODING.welcome(replace(WELCOME, view={}, missed=missed))
    assert [frame.text for frame in frames] == [welcome, delta, PASSING_JSON]


def test_a_resumed_welcome_has_its_delta_also_where_nothing_changed() -> None:
    frames = ENCODING.welcome(replace(WELCOME, view={}, missed=Delta(put={}, drop=())))
    assert frames[1].text == f'{{"t":"delta","position":7,"head":"{HEAD}","put":{{}},"drop":[]}}'


def test_a_seat_without_itself_is_our_own_mistake() -> None:
    with pytest.raises(TypeError, match="RollShown came"):
        ENCODING.welcome(replace(WELCOME, own={"me": RollShown(open=True, method="call")}))


@pytest.mark.parametrize(
    ("answer", "json"),
    [
        (Done("12345678", 7, 1000), '{"t":"done","id":"12345678","position":7,"at":1000}'),
        (Done("12345678", 7, 1000, "p1"), '{"t":"done","id":"12345678","position":7,"at":1000,"ref":"p1"}'),
        (
            Refusal("12345678", Code.NOT_OPEN, "Voting has not begun."),
            '{"t":"refused","id":"12345678","code":"not_open","message":"Voting has not begun."}',
        ),
        (Unknown("12345678"), '{"t":"unknown","id":"12345678"}'),
    ],
)
def test_an_answer_is_the_same_on_the_socket_and_by_http(answer: Answer, json: str) -> None:
    assert answer_frame(answer).text == json
    assert encode_answer(answer).decode() == json


def test_a_beat_tells_the_position_and_the_time() -> None:
    assert beat_frame(7, 1000).text == '{"t":"beat","position":7,"now":1000}'


def test_a_bye_tells_when_to_come_back() -> None:
    assert bye_frame(250).text == '{"t":"bye","after_ms":250}'


def test_a_view_can_be_fetched_with_its_position() -> None:
    assert encode_view(LOG, AT, WELCOME.view).decode() == (
        f'{{"log":"{LOG}","position":7,"head":"{HEAD}","view":{{"roll":{{"open":false,"method":"call"}}}}}}'
    )


def test_a_refusal_with_values_comes_with_its_sentence_to_be_translated() -> None:
    refused = Refusal("12345678", Code.ALREADY, "Ana has the floor.", "{name} has the floor.", {"name": "Ana"})
    frame = json.loads(answer_frame(refused).text)
    assert (frame["sentence"], frame["values"]) == ("{name} has the floor.", {"name": "Ana"})
    assert "plural" not in frame


def test_words_in_a_refusal_say_of_what_they_are_said_and_a_plural_comes_beside_the_singular() -> None:
    values: dict[str, Value] = {"n": 2, "state": Phrase("poll", "open"), "items": ("a", "b")}
    refused = Refusal("12345678", Code.ALREADY, "-", "{n} poll is {state}.", values, "{n} polls are {state}.")
    frame = json.loads(answer_frame(refused).text)
    assert frame["plural"] == "{n} polls are {state}."
    assert frame["values"] == {"n": 2, "state": {"of": "poll", "words": "open"}, "items": ["a", "b"]}
