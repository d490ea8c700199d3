"""Small meeting files for the tests of the rehearsal."""

import json
from typing import Any

from meetings.convening.meeting_file import MeetingFile, read

Tree = dict[str, Any]

DELEGATES = ("ada", "bao", "cyr", "dan")


def tree(**sections: Any) -> Tree:
    """A council of four that votes on two questions, as JSON; sections may be given instead."""
    return {
        "format": "meetings/1",
        "meeting": {
            "title": "Council",
            "body": "Town",
            "place": "Hall",
            "starts_at": "2026-01-01T10:00:00+00:00",
            "language": "en",
        },
        "participants": [
            {"ref": "chair", "name": "Chair", "role": "chair"},
            {"ref": "clerk", "name": "Clerk", "role": "secretary"},
            {"ref": "guest", "name": "Guest", "role": "observer"},
            *({"ref": ref, "name": ref.title(), "role": "delegate"} for ref in DELEGATES),
        ],
        "agenda": [{"ref": "one", "title": "One"}, {"ref": "two", "title": "Two"}],
        "polls": [poll("first", "one"), poll("second", "two")],
        "recorded": [
            {"poll": "first", "ballots": {"ada": "yes", "bao": "yes", "cyr": "no"}},
            {"poll": "second", "ballots": {"ada": "yes", "cyr": "no"}, "published": {"yes": 1, "no": 1}},
        ],
    } | sections


def poll(ref: str, item: str, **more: Any) -> Tree:
    """A question put to yes or no."""
    asked = {"ref": ref, "agenda": item, "question": f"{ref}?", "method": "yes_no", "secrecy": "named"}
    return asked | {"majority": "simple", "base": "yes_no"} | more


def file(**sections: Any) -> MeetingFile:
    """The same as a meeting file that was read."""
    return read(json.dumps(tree(**sections)).encode())
