"""A real server in a child process, with a council of twenty-four that has met: what acceptance tests begin with."""

import json
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct

from meetings.rehearsal.command import import_copy, invitation
from meetings.rehearsal.play import all_of
from meetings.rehearsal.rehearsing import Invitation, connected, signed_in
from meetings.rehearsal.server import Server, free_port
from meetings.rehearsal.tablet import Tablet
from meetings.rules.attendance import Status
from meetings.rules.identity import ItemId, MemberId
from meetings.rules.items_in_hand import StartItem
from meetings.rules.proceedings import CallToOrder
from meetings.rules.roll_call import RecordAttendance

DELEGATES = [f"d{number:02}" for number in range(1, 25)]


class Hall(Struct, frozen=True):
    """The server with its data folder, and the tablets of the meeting."""

    server: Server
    folder: Path
    invitation: Invitation
    chair: Tablet
    secretary: Tablet
    delegates: Sequence[Tablet]


def council(folder: Path, *polls: str) -> Path:
    """A meeting file: one item, and of a poll by name and a confidential one those that are named, or both."""
    asked: dict[str, Any] = {"agenda": "item", "question": "?", "method": "yes_no", "majority": "simple"}
    tree: dict[str, Any] = {
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
            *({"ref": ref, "name": ref.upper(), "role": "delegate"} for ref in DELEGATES),
        ],
        "agenda": [{"ref": "item", "title": "Item", "kind": "decision"}],
        "polls": [
            {"ref": "named", "secrecy": "named", "base": "yes_no", **asked},
            {"ref": "box", "secrecy": "confidential", "base": "cast", **asked},
        ],
    }
    tree["polls"] = [poll for poll in tree["polls"] if not polls or poll["ref"] in polls]
    file = folder / "council.json"
    file.write_text(json.dumps(tree), encoding="utf-8")
    return file


@asynccontextmanager
async def hall(folder: Path) -> AsyncGenerator[Hall]:
    """The council in session: everybody present, the item in hand."""
    port = free_port()
    invited = invitation(await import_copy(council(folder), folder / "data", f"http://127.0.0.1:{port}"))
    async with Server(folder / "data", port) as server:
        chair, secretary, *delegates = await all_of(signed_in(invited, ref) for ref in ("chair", "clerk", *DELEGATES))
        async with connected([chair, secretary, *delegates]):
            await chair.give(CallToOrder())
            for ref in DELEGATES:
                await secretary.give(RecordAttendance(member=MemberId(ref), status=Status.PRESENT))
            await chair.give(StartItem(item=ItemId("item")))
            yield Hall(server, folder / "data", invited, chair, secretary, delegates)
