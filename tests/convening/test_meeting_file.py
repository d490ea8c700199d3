"""Reading meeting files: what is wrong is named by its JSON path, in one line."""

import json
from typing import Any, cast

import pytest

from meetings.convening.meeting_file import BadFile, as_rehearsal, read


def a_file() -> dict[str, Any]:
    """A small meeting file with one of everything."""
    return {
        "format": "meetings/1",
        "meeting": {
            "title": "A meeting",
            "body": "A council",
            "place": "A hall",
            "starts_at": "2026-12-10T14:00:00+01:00",
            "language": "en",
        },
        "participants": [
            {"ref": "chair", "name": "The chair", "role": "chair"},
            {"ref": "ann", "name": "Ann", "role": "delegate"},
            {"ref": "bob", "name": "Bob", "role": "delegate", "votes": 2},
        ],
        "agenda": [{"ref": "1", "title": "An item", "papers": [{"title": "A paper", "file": "papers/a.pdf"}]}],
        "polls": [
            {
                "ref": "p1",
                "agenda": "1",
                "question": "Shall we?",
                "method": "yes_no",
                "secrecy": "open",
                "majority": {"num": 2, "den": 3},
                "base": "cast",
            }
        ],
        "recorded": [{"poll": "p1", "ballots": {"ann": "yes"}, "published": {"yes": 1, "adopted": True}}],
    }


def read_with(place: str, value: object) -> None:
    """Read the file with another value at `place`, a path of keys and numbers."""
    tree = part = cast("Any", a_file())
    *path, last = place.split(".")
    for step in path:
        part = part[int(step) if step.isdigit() else step]
    if value is MISSING:
        del part[last]
    else:
        part[int(last) if last.isdigit() else last] = value
    read(json.dumps(tree).encode())


def test_a_whole_file_is_read() -> None:
    file = read(json.dumps(a_file()).encode())
    assert [part.ref for part in file.participants] == ["chair", "ann", "bob"]
    assert file.starts_at.isoformat() == "2026-12-10T14:00:00+01:00"
    assert file.polls[0].agenda == file.agenda[0].ref


def test_a_rehearsal_is_marked_and_has_a_display() -> None:
    file = as_rehearsal(read(json.dumps(a_file()).encode()))
    assert file.rehearsal
    assert [part.ref for part in file.participants if part.role == "display"] == ["hall-display"]


def test_a_rehearsal_keeps_the_display_that_it_has() -> None:
    tree = a_file()
    tree["participants"].append({"ref": "screen", "name": "The screen", "role": "display"})
    file = as_rehearsal(read(json.dumps(tree).encode()))
    assert [part.ref for part in file.participants if part.role == "display"] == ["screen"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "$: JSON in UTF-8 was expected"),
        (b"\xff\xfe", "$: JSON in UTF-8 was expected"),
        (b"[" * 100_000, "$: JSON in UTF-8 was expected"),
        (b"[]", "$: an object was expected, list came"),
        (b'{"format":"meetings/2"}', "$.format: \"meetings/1\" was expected, 'meetings/2' came"),
        (b'{"format":"meetings/1"}', "$.meeting: this key is missing"),
    ],
)
def test_what_is_no_meeting_file_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(BadFile) as refused:
        read(content)
    assert words in str(refused.value)


MISSING = object()

WRONG: list[tuple[str, object, str]] = [
    ("extra", 1, "$.extra: no such key is known"),
    ("meeting.colour", "red", "$.meeting: Object contains unknown field `colour`"),
    ("participants.1.name", MISSING, "$.participants[1]: Object missing required field `name`"),
    ("participants.2.votes", "2", "$.participants[2].votes: Expected `int | null`"),
    ("participants.2.ref", "ann", "$.participants[2].ref: ann is there twice"),
    ("participants.2.ref", "a b", "$.participants[2].ref: letters, digits"),
    ("participants.2", 7, "$.participants[2]: Expected `object`, got `int`"),
    ("agenda", {}, "$.agenda: a list was expected, dict came"),
    ("polls.0.agenda", "2", "$.polls[0].agenda: a ref from $.agenda was expected, '2' came"),
    ("polls.0.method", "shout", "$.polls[0].method: Invalid enum value 'shout'"),
    ("recorded.0.poll", "p9", "$.recorded[0].poll: a ref from $.polls was expected"),
    ("recorded.0.ballots.zoe", "yes", "$.recorded[0].ballots: a ref from $.participants was expected, 'zoe' came"),
    ("meeting.starts_at", "tomorrow", "$.meeting.starts_at: a time in ISO 8601"),
    ("meeting.starts_at", "2026-12-10T14:00:00", "$.meeting.starts_at: a time in ISO 8601 with its offset"),
    ("meeting.title", "x" * 2_000_000, "$.meeting.title: at most 300 characters were expected, 2000000 came"),
    ("meeting.quorum", {"kind": "fraction", "num": 3, "den": 2}, "$.meeting.quorum: a fraction of at most one"),
    ("meeting.quorum", {"kind": "count", "count": -1}, "$.meeting.quorum.count: a whole number from 0"),
]


@pytest.mark.parametrize(("place", "value", "words"), WRONG)
def test_what_is_wrong_is_named_by_its_path(place: str, value: object, words: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_with(place, value)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("path", ["/etc/passwd", "../secret.pdf", "papers/../../secret.pdf", "C:\\secret.pdf", ""])
def test_a_paper_outside_the_folder_is_refused(path: str) -> None:
    with pytest.raises(BadFile, match=r"\$\.agenda\[0\]\.papers\[0\]\.file: a path inside the folder"):
        read_with("agenda.0.papers.0.file", path)
