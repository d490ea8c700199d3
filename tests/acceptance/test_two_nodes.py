"""One meeting at two servers: what is done at one is seen at the other, and nothing is lost or done twice."""

from pathlib import Path

import pytest

from meetings.rehearsal.comparing import PollSeen
from meetings.rehearsal.play import MeetingSeen, all_of
from meetings.rehearsal.rehearsing import signed_minutes
from meetings.rehearsal.screen import Screen
from meetings.rehearsal.tablet import Tablet
from meetings.rules.identity import PollId
from meetings.rules.poll_commands import CastVote, ClosePoll, DeclareResult, OpenPoll
from meetings.rules.proceedings import Adjourn
from tests.acceptance.hall import DELEGATES
from tests.acceptance.nodes import two_nodes
from tests.acceptance.record import record
from tests.servers import Postgres

NAMED = PollId("named")


async def sees(tablet: Tablet, **wanted: object) -> PollSeen:
    """Wait until a tablet shows the poll so."""
    seen: list[PollSeen] = []

    def is_so(screen: Screen) -> bool:
        poll = screen.read(f"poll/{NAMED}", PollSeen)
        seen[:] = [] if poll is None else [poll]
        return poll is not None and all(getattr(poll, name) == value for name, value in wanted.items())

    await tablet.until(is_so)
    return seen[0]


async def test_a_vote_cast_at_one_node_is_shown_at_the_other(
    tmp_path: Path, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with two_nodes(tmp_path, postgres, monkeypatch) as place:
        an, binh = place.delegates[:2]
        await place.chair.give(OpenPoll(poll=NAMED))
        await sees(binh, state="open")
        await binh.give(CastVote(poll=NAMED, choice="yes"))
        await sees(place.chair, cast=1)
        await an.give(CastVote(poll=NAMED, choice="no"))
        await sees(place.secretary, cast=2)


async def test_both_nodes_vote_in_the_same_instant_and_make_one_chain(
    tmp_path: Path, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with two_nodes(tmp_path, postgres, monkeypatch) as place:
        await place.chair.give(OpenPoll(poll=NAMED))
        await all_of(sees(tablet, state="open") for tablet in place.delegates)
        rounds = ("no", "yes", "no", "yes")
        given = [
            receipt
            for choice in rounds
            for receipt in await all_of(tablet.give(CastVote(poll=NAMED, choice=choice)) for tablet in place.delegates)
        ]
        await place.chair.give(ClosePoll(poll=NAMED))
        await place.chair.give(DeclareResult(poll=NAMED))
        for tablet in (place.chair, place.secretary):
            assert (await sees(tablet, state="declared")).tally == {"yes": len(DELEGATES), "no": 0}
        # Both nodes hand out the same record, and its chain is whole.
        first, second = await record(place.chair), await record(place.secretary)
    votes = [line for line in first if line.kind == "vote_cast"]
    assert {receipt.position for receipt in given} == {line.position for line in votes}
    assert {receipt.id for receipt in given} == {line.id for line in votes}
    assert len(votes) == len(rounds) * len(DELEGATES)
    assert [line.position for line in first] == [line.position for line in second]


@pytest.mark.timeout(300)
async def test_the_chair_signs_at_one_node_and_the_secretary_at_the_other(
    tmp_path: Path, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with two_nodes(tmp_path, postgres, monkeypatch) as place:
        await place.chair.give(Adjourn())
        await place.secretary.until(lambda screen: is_closed(place.secretary))
        signed = await signed_minutes(place.chair, place.secretary)
    assert signed.verified, signed.lines


def is_closed(tablet: Tablet) -> bool:
    shown = tablet.screen.read("meeting", MeetingSeen)
    return shown is not None and shown.state == "closed"
