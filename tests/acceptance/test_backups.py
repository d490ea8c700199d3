"""Automatic backups of a real server while everybody votes, and tablets that come back to what was restored."""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from meetings.cluster.clock import SteadyClock
from meetings.control.restoring import Restorer
from meetings.rehearsal.play import all_of
from meetings.rehearsal.server import Server
from meetings.rules.floor import RequestFloor
from meetings.rules.identity import PollId
from meetings.rules.poll_commands import CastVote, ClosePoll, OpenPoll
from meetings.rules.proceedings import Announce
from meetings.storage.generations import generations
from meetings.storage.restore import restore
from meetings.views.fragments_of_record import RestoredShown
from tests.acceptance.hall import Hall, hall
from tests.acceptance.record import record

NAMED = PollId("named")


def restorer() -> Restorer:
    return Restorer("Ms Lind", SteadyClock(), secrets.token_bytes)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    monkeypatch.setenv("MEETINGS_BACKUPS", str(place))
    return place


async def backed_up(place: Hall, stick: Path) -> Path:
    """The backup that the close of a poll leads to, while other things go on."""
    while not generations(stick):
        await place.secretary.give(Announce(text="Please be patient"))
    return generations(stick)[-1]


async def test_a_backup_made_while_voting_is_a_verified_prefix_and_tablets_notice(tmp_path: Path, stick: Path) -> None:
    async with hall(tmp_path) as place:
        await place.chair.give(OpenPoll(poll=NAMED))
        await all_of(tablet.give(CastVote(poll=NAMED, choice="yes")) for tablet in place.delegates)
        await place.chair.give(ClosePoll(poll=NAMED))
        file = await backed_up(place, stick)
        await all_of(tablet.give(RequestFloor()) for tablet in place.delegates)
        whole = await record(place.secretary)
        seen = place.delegates[0]
        await seen.until(lambda screen: screen.position == whole[-1].position)
        restored = await restore(file, tmp_path / "restored", restorer().record)
        assert 0 < restored.entries < whole[-1].position

        before = seen.screen.log
        # Another server takes the place of this one, at the same address: tablets come back by themselves.
        await place.server.stop()
        port = urlsplit(place.server.url).port
        assert port is not None
        async with Server(tmp_path / "restored", port):
            await all_of(tablet.until(lambda _, who=tablet: who.returns > 0) for tablet in (place.secretary, seen))
            *kept, said = await record(place.secretary)
            assert kept == [line for line in whole if line.position <= restored.entries]
            assert said.position == restored.entries + 1
            # They were further than this log goes: what they showed of that is gone, and they are told so.
            assert seen.screen.position == place.secretary.screen.position == said.position
            told = seen.screen.read(f"restored/{said.position}", RestoredShown)
            assert told is not None
            assert (told.by, told.taken_at) == ("Ms Lind", restored.taken_at)
            assert seen.screen.log == place.secretary.screen.log == told.log != before
            assert seen.screen.head == place.secretary.screen.head
