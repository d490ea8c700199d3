"""Convening: the file's parts are decided by the rules, and all of it or nothing is recorded."""

import json
from typing import Any

import pytest

from meetings.convening.convene import Convened, convened, record
from meetings.convening.meeting_file import BadFile, read
from meetings.record.codec import said_by
from meetings.record.entry import Position, checked
from meetings.rules.decision import Upload
from meetings.rules.meeting import fold
from tests.convening.test_meeting_file import a_file
from tests.fakes.log import MemoryLog

PAPER = Upload(sha256="ab" * 32, media_type="application/pdf", pages=2)


def chance(count: int) -> bytes:
    return bytes(range(count))


def decided(tree: dict[str, Any]) -> Convened:
    return convened(read(json.dumps(tree).encode()), {"papers/a.pdf": PAPER}, 1_000, chance)


async def test_the_meeting_of_a_file_is_folded_from_its_log() -> None:
    log, made = MemoryLog(), decided(a_file())
    await record(made, log)
    assert await log.meetings() == [made.meeting]
    log_id = await log.id_of(made.meeting)
    entries = await log.read(made.meeting, Position.start(log_id))
    checked(Position.start(log_id), entries)
    state = fold((said.event, said.stamp) for said in map(said_by, entries))
    assert state.sitting.presiding == "chair"
    votes = {str(ref): member.votes for ref, member in state.attendance.members.items()}
    assert votes == {"chair": 0, "ann": 1, "bob": 2}
    (paper,) = state.papers.papers.values()
    assert paper.versions == (PAPER,)
    assert list(state.polls.polls) == ["p1"]


@pytest.mark.parametrize("votes", [0, -1])
def test_a_delegate_without_a_vote_is_refused_by_its_path(votes: int) -> None:
    tree = a_file()
    tree["participants"][2]["votes"] = votes
    with pytest.raises(BadFile) as refused:
        decided(tree)
    assert str(refused.value).startswith("$.participants[2]: votes: 1 to ")


@pytest.mark.parametrize("rules", [{"urgency": {"num": 5, "den": 3}}, {"urgency_base": "continuing"}])
def test_a_majority_of_the_standing_orders_that_can_never_be_is_refused_at_the_import(rules: dict[str, Any]) -> None:
    tree = a_file()
    tree["meeting"]["rules"] = rules
    with pytest.raises(BadFile, match=r"rules: urgency.* (was|were) expected, .* came"):
        decided(tree)


def test_a_second_chair_is_refused() -> None:
    tree = a_file()
    tree["participants"].append({"ref": "other", "name": "Another", "role": "chair"})
    with pytest.raises(BadFile, match=r"\$\.participants\[3\]: "):
        decided(tree)


@pytest.mark.parametrize(
    ("profile", "rules", "expected"),
    [
        ("parliamentary", {}, False),
        ("council", {}, True),
        ("parliamentary", {"movers_explain": True}, True),
        ("council", {"movers_explain": False}, False),
    ],
)
def test_movers_explain_no_votes_where_the_profile_follows_the_un(
    profile: str, rules: dict[str, bool], expected: bool
) -> None:
    """UN GA rule 88; what the file says goes before the tradition of the profile."""
    tree = a_file()
    tree["meeting"] |= {"profile": profile, "rules": rules}
    state = fold((said.event, said.stamp) for said in map(said_by, decided(tree).entries))
    assert state.sitting.rules.movers_explain is expected
