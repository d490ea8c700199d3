"""Every sentence that the server can refuse with is one that a translator sees, and so is every word in it.

What the tests of the rules reach is looked at as it is reached: `tests/rules/scenario.py`.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import get_args

import pytest

from meetings.languages import Languages
from meetings.rules import phrases, standing_orders
from meetings.rules.agenda import ItemState
from meetings.rules.attendance import Status
from meetings.rules.identity import Role
from meetings.rules.motions import MotionState
from meetings.rules.phrases import Phrase
from meetings.rules.polls import Method, PollState, Secrecy, Silence
from meetings.rules.proceedings import MeetingState
from meetings.rules.refusals import Code, Refused
from meetings.web.telling import told
from meetings.wire.complaints import complaint
from meetings.wire.decoding import COMMANDS
from tests.locale.extraction import ROOT, found
from tests.locale.spoken import assert_told_in_full, english_of

SENTENCE_AT: Mapping[str, int] = {
    "Refused": 1,
    "counting": 1,
    "_bad": 0,
    "Denied": 1,
    "_told": 2,
    "NotTaken": 0,
    "NotAdmitted": 0,
}
"""Which argument of a call is a sentence for people."""
PASSED_ON = {"refusals.py", "site.py", "answering.py", "ballot_paper.py"}
"""Where a sentence that came as an argument is passed on."""
PACKAGES = ("rules", "rooms", "wire", "access", "web")
FILES = [path for package in PACKAGES for path in sorted((ROOT / "meetings" / package).glob("*.py"))]
FILES.append(ROOT / "meetings/intake.py")
LANGUAGES = Languages()


def sentences(path: Path) -> Iterator[tuple[int, str | None]]:
    """The line and the sentence of each call; None for what is put together where it is said."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        at = SENTENCE_AT.get(name)
        if at is not None and at < len(node.args):
            yield node.lineno, _text(node.args[at])


def _text(argument: ast.expr) -> str | None:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    if isinstance(argument, ast.IfExp):
        return None if None in (_text(argument.body), _text(argument.orelse)) else ""
    # A name in capitals is `marked` where it is written out; the sentence of another exception is passed on.
    is_marked = isinstance(argument, ast.Name) and argument.id.isupper()
    return "" if is_marked or (isinstance(argument, ast.Attribute) and argument.attr == "sentence") else None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT / "meetings").as_posix())
def test_a_sentence_is_written_out_where_it_is_said(path: Path) -> None:
    """What is put together in an f-string is a sentence that no catalogue has."""
    if path.name not in PASSED_ON:
        assert [line for line, text in sentences(path) if text is None] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT / "meetings").as_posix())
def test_every_sentence_is_found_by_the_extraction(path: Path) -> None:
    known = {each.one for each in found("messages")}
    assert [(line, text) for line, text in sentences(path) if text and text not in known] == []


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (phrases.ROLES, Role),
        (phrases.MEETING_STATES, MeetingState),
        (phrases.ITEM_STATES, ItemState),
        (phrases.POLL_STATES, PollState),
        (phrases.MOTION_STATES, MotionState),
        (phrases.STATUSES, Status),
        (phrases.SECRECIES, Secrecy),
        (phrases.PROCEDURES, standing_orders.Procedure),
        (phrases.METHODS, get_args(Method)),
        (phrases.SILENCES, get_args(Silence)),
    ],
)
def test_every_state_office_and_kind_has_its_word(table: Mapping[str, Phrase], codes: Iterable[str]) -> None:
    assert set(table) == {str(code) for code in codes}


def test_who_may_do_what_is_told_with_the_offices_in_the_readers_language() -> None:
    offices = tuple(phrases.ROLES[role] for role in (Role.CHAIR, Role.SECRETARY, Role.VICE_CHAIR))
    sentence = "Your role does not allow this; it is for: {roles}."
    assert told(LANGUAGES, "vi", sentence, {"roles": offices}) == (
        "Vai trò của đại biểu không cho phép việc này; chỉ dành cho: chủ tọa, thư ký và phó chủ tọa."
    )
    assert told(LANGUAGES, "en", sentence, {"roles": offices}).endswith(" chair, secretary and vice-chair.")


def test_a_number_is_written_as_the_reader_writes_it() -> None:
    sentence = "The server's disk has {left} MB left; {needed} MB are needed to open a poll. Free some space first."
    assert "1.234 MB" in told(LANGUAGES, "vi", sentence, {"left": 1234, "needed": 2})
    assert "1,234 MB" in told(LANGUAGES, "en", sentence, {"left": 1234, "needed": 2})


def test_what_is_counted_has_its_plural() -> None:
    one, many = (
        "The roll call goes on: {n} name has not been called yet.",
        "The roll call goes on: {n} names have not been called yet.",
    )
    assert Refused.counting(Code.WRONG_STATE, one, many, n=1).message == one.format(n=1)
    assert Refused.counting(Code.WRONG_STATE, one, many, n=2).message == many.format(n=2)
    assert told(LANGUAGES, "en", one, {"n": 1}, many) == one.format(n=1)
    assert told(LANGUAGES, "en", one, {"n": 0}, many) == many.format(n=0)
    assert told(LANGUAGES, "vi", one, {"n": 3}, many) == "Việc gọi tên còn tiếp tục: còn 3 người chưa được gọi."


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_what_is_wrong_with_a_command_is_told_in_words_that_are_translated(name: str) -> None:
    faults = [
        "Object missing required field `x`",
        "Expected `str`, got `int` - at `$.x`",
        "Invalid enum value 'x' - at `$.x`",
    ]
    fields = [field for field in COMMANDS[name].__struct_fields__ if field != "id"]
    for field in fields:
        for fault in faults:
            refused = complaint(COMMANDS[name], ValueError(fault.replace("x`", f"{field}`")))
            assert english_of("vi", refused) == ()


def test_what_is_left_in_english_is_found() -> None:
    refused = Refused(Code.CLOSED, "{who} said so.", who=Phrase("office", "emperor"))
    assert english_of("vi", refused) == ("{who} said so.", "office: emperor")
    with pytest.raises(AssertionError, match="emperor"):
        assert_told_in_full(refused)


def test_words_within_words_are_told_too() -> None:
    refused = complaint(COMMANDS["cast_vote"], ValueError("Expected `str`, got `int` - at `$.choice`"))
    assert told(LANGUAGES, "vi", refused.sentence, refused.values) == (
        "lựa chọn: cần văn bản hoặc danh sách (mỗi phần tử là văn bản), nhận được số nguyên"
    )
