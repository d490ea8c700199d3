"""Confidential ballots on the disk: in a box without order while the poll is open, in one sorted list after it.

Random keys alone are not enough: inside a page of the file, rows lie in the order in which they came. So a box that is
emptied is rewritten as a whole, and deleted content is overwritten with zeros (`secure_delete`).
"""

import json
import secrets
from collections.abc import Sequence

from meetings.record.canonical import canonical
from meetings.rules.decision import Ballot
from meetings.rules.identity import MeetingId, PollId
from meetings.storage.database import Driver

KEY_BYTES = 16
INSERT_BALLOT = "INSERT INTO ballot (key, meeting, poll, choice) VALUES (?, ?, ?, ?)"
ANY_BALLOT = "SELECT 1 FROM ballot LIMIT 1"
"""Has a row where ballots of a confidential poll lie in a box."""
BOXES = "SELECT DISTINCT meeting, poll FROM ballot ORDER BY meeting, poll"
IN_THE_BOX = "SELECT choice FROM ballot WHERE meeting = ? AND poll = ?"
COUNTED = "SELECT choices FROM counted WHERE meeting = ? AND poll = ?"


async def drop(driver: Driver, meeting: MeetingId, ballots: Sequence[Ballot]) -> None:
    """Put ballots into the box."""
    rows = [(ballot.poll, canonical(ballot.choice)) for ballot in ballots]
    await driver.executemany(INSERT_BALLOT, [(_fresh_key(), meeting, poll, choice) for poll, choice in rows])


async def ballots_of(driver: Driver, meeting: MeetingId, poll: PollId) -> list[tuple[str, ...]]:
    """All ballots of a poll, sorted."""
    loose = await driver.execute_fetchall(IN_THE_BOX, (meeting, poll))
    listed = await driver.execute_fetchall(COUNTED, (meeting, poll))
    choices = [json.loads(choice) for (choice,) in loose]
    for (text,) in listed:
        choices.extend(json.loads(text))
    return sorted(tuple(choice) for choice in choices)


async def boxes(driver: Driver) -> list[tuple[MeetingId, PollId]]:
    """The polls of which ballots lie in a box."""
    return [(MeetingId(meeting), PollId(poll)) for meeting, poll in await driver.execute_fetchall(BOXES)]


async def empty(driver: Driver, meeting: MeetingId, poll: PollId) -> None:
    """Turn the ballots of a poll into one sorted list, and lay those of other open polls anew in a fresh order.

    An empty box costs a look, so it may be emptied again to be sure.
    """
    if not await driver.execute_fetchall(f"{IN_THE_BOX} LIMIT 1", (meeting, poll)):
        return
    ballots = await ballots_of(driver, meeting, poll)
    rest = await driver.execute_fetchall(
        "SELECT meeting, poll, choice FROM ballot WHERE NOT (meeting = ? AND poll = ?)", (meeting, poll)
    )
    await driver.execute_fetchall("DELETE FROM ballot")
    await driver.executemany(INSERT_BALLOT, sorted((_fresh_key(), *row) for row in rest))
    await driver.execute_fetchall("DELETE FROM counted WHERE meeting = ? AND poll = ?", (meeting, poll))
    listed = (meeting, poll, canonical(ballots))
    await driver.execute_fetchall("INSERT INTO counted (meeting, poll, choices) VALUES (?, ?, ?)", listed)


def _fresh_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)
