"""A restart under load: what was asked is answered, what is new is to be asked again, all are told when to return."""

import asyncio
from contextlib import suppress
from pathlib import Path

import msgspec
from websockets import ClientConnection, ConnectionClosed, Origin, Subprotocol
from websockets.asyncio.client import connect

from meetings.rehearsal.frames import SUBPROTOCOL, AnyFrame, Bye, Done, Unknown, frame_of
from meetings.rehearsal.play import all_of
from meetings.rehearsal.tablet import Tablet
from meetings.rules.identity import PollId
from meetings.rules.poll_commands import ClosePoll, DeclareResult, OpenPoll
from tests.acceptance.hall import hall
from tests.acceptance.record import record

NAMED = PollId("named")
AT_ONCE = 8
"""Votes of each tablet that wait for their answer at any moment."""


class Flood:
    """A tablet that votes without waiting, and does not come back: all that it heard, and how its socket was closed."""

    def __init__(self, tablet: Tablet) -> None:
        self.ref = tablet.ref
        self.frames: list[AnyFrame] = []
        self.sent: list[str] = []
        self.code: int | None = None
        self._tablet = tablet

    async def run(self) -> None:
        venue = self._tablet.venue
        async with connect(
            f"ws{venue.url.removeprefix('http')}/m/{venue.meeting}/ws?seat={self.ref}",
            origin=Origin(venue.url),
            subprotocols=[Subprotocol(SUBPROTOCOL)],
            additional_headers={"Cookie": self._tablet.cookie},
            max_size=None,
        ) as socket:
            try:
                await socket.send('{"do":"hello","log":null,"position":null,"head":null}')
                for _ in range(AT_ONCE):
                    await self._vote(socket)
                while True:
                    self.frames.append(frame_of(await socket.recv(decode=False)))
                    if isinstance(self.frames[-1], Done | Unknown):
                        await self._vote(socket)
            except ConnectionClosed as closed:
                self.code = closed.rcvd.code if closed.rcvd is not None else None

    async def _vote(self, socket: ClientConnection) -> None:
        self.sent.append(f"{self.ref}-{len(self.sent):08}")
        vote = {"do": "cast_vote", "id": self.sent[-1], "poll": NAMED, "choice": "yes"}
        # A socket that is closing may still hold frames that were not read.
        with suppress(ConnectionClosed):
            await socket.send(msgspec.json.encode(vote), text=True)

    def of(self, kind: type[AnyFrame]) -> list[AnyFrame]:
        """The frames of a kind."""
        return [frame for frame in self.frames if isinstance(frame, kind)]


async def test_a_restart_under_load_answers_flushes_and_tells_when_to_come_back(tmp_path: Path) -> None:
    async with hall(tmp_path) as place:
        await place.chair.give(OpenPoll(poll=NAMED))
        floods = [Flood(tablet) for tablet in place.delegates]
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(flood.run()) for flood in floods]
            while not all(flood.of(Done) for flood in floods):
                await asyncio.wait(tasks, timeout=0.1)
            await place.server.stop()
        await place.server.start()
        await all_of(
            tablet.until(lambda _, who=tablet: who.returns > 0) for tablet in (place.secretary, *place.delegates)
        )
        await place.chair.give(ClosePoll(poll=NAMED))
        await place.chair.give(DeclareResult(poll=NAMED))
        recorded = {line.id for line in await record(place.secretary) if line.kind == "vote_cast"}

    confirmed = {frame.id for flood in floods for frame in flood.of(Done) if isinstance(frame, Done)}
    to_be_asked = {frame.id for flood in floods for frame in flood.of(Unknown) if isinstance(frame, Unknown)}
    assert confirmed == recorded, "all that was recorded was answered, and nothing else"
    assert to_be_asked, "who asks while the server stops is told to ask again"
    assert not to_be_asked & recorded
    assert {flood.code for flood in floods} == {1012}
    for flood in floods:
        assert isinstance(flood.frames[-1], Bye), "after that nothing comes any more"
        assert len(flood.of(Bye)) == 1
    spread = {frame.after_ms for flood in floods for frame in flood.of(Bye) if isinstance(frame, Bye)}
    assert max(spread) <= 1000
    assert len(spread) > len(floods) / 2, "not all come back in the same moment"
