"""Directs a rehearsal: the steps of a script, done by tablets that are connected; what was measured on the way."""

import asyncio
from bisect import bisect_left
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from meetings.rehearsal.comparing import PollSeen, differences
from meetings.rehearsal.screen import Screen
from meetings.rehearsal.script import AnswerRoll, CastBallots, Compare, Give, Script, Step
from meetings.rehearsal.tablet import NotTaken, Receipt, Tablet
from meetings.rules.identity import MemberId, PollId
from meetings.rules.meeting import PublicCommand
from meetings.rules.poll_commands import CastVote
from meetings.rules.roll_call import AnswerRoll as Answer

PATIENCE_S = 60

Outcome = TypeVar("Outcome")


class Stuck(Exception):
    """Something that had to come did not. The message says what was waited for, and how long."""


class RollCode(Struct, frozen=True):
    """`roll_code` of the hall display."""

    code: str


class MeetingSeen(Struct, frozen=True):
    """`meeting`, as far as a rehearsal looks at it."""

    title: str
    state: str
    rehearsal: bool = False


class Findings(Struct):
    """What was found while playing. The latencies are in seconds, one for each ballot."""

    recorded: list[float]
    turnout: list[float]
    polls: int
    equal: int
    differences: list[str]


class Play:
    """One performance. `tablets` are all participants' by ref, connected; `hall` is the hall display's."""

    def __init__(self, tablets: Mapping[str, Tablet], hall: Tablet, progress: Callable[[int], None]) -> None:
        self._tablets = tablets
        self._hall = hall
        self._progress = progress
        self.findings = Findings([], [], 0, 0, [])

    async def perform(self, script: Script) -> None:
        """All steps, one after another. Raises Stuck."""
        for step in script.steps:
            await within(PATIENCE_S, self._perform(step), _said(step))
        closing = [tablet.until(_is_closed) for tablet in self._tablets.values()]
        await within(PATIENCE_S, all_of(closing), "every tablet to see that the meeting is closed")

    async def _perform(self, step: Step) -> None:
        match step:
            case Give(by=by, command=command):
                await self._give(by, command)
            case AnswerRoll(members=members):
                await self._answer_roll(members)
            case CastBallots():
                await self._cast(step)
            case Compare():
                await self._compare(step)

    async def _give(self, by: str, command: PublicCommand) -> Receipt | None:
        try:
            return await self._tablets[by].give(command)
        except NotTaken as refused:
            self.findings.differences.append(f"{by}: {refused}")
            return None

    async def _answer_roll(self, members: Sequence[str]) -> None:
        await self._hall.until(lambda screen: screen.read("roll_code", RollCode) is not None)
        shown = self._hall.screen.read("roll_code", RollCode)
        code = "" if shown is None else shown.code
        await all_of([self._give(ref, Answer(code=code)) for ref in members])

    async def _cast(self, step: CastBallots) -> None:
        key = f"poll/{step.poll}"
        # Nobody votes before the buttons are there; then all at once, which is the worst case for the server.
        hands = {ref: step.proxies.get(ref, ref) for ref in step.ballots}
        await all_of(self._tablets[ref].until(lambda screen: _state_is(screen, key, "open")) for ref in hands.values())
        since = len(self._hall.screen.arrivals)
        votes = [
            self._give(hands[ref], CastVote(poll=PollId(step.poll), choice=choice, voter=MemberId(ref)))
            for ref, choice in step.ballots.items()
        ]
        receipts = [receipt for receipt in await all_of(votes) if receipt is not None]
        await self._hall.until(lambda screen: _cast_at_least(screen, key, len(receipts)))
        self.findings.recorded += [receipt.came_at - receipt.sent_at for receipt in receipts]
        self.findings.turnout += _turnout(receipts, self._hall.screen.arrivals[since:])
        self._progress(len(step.ballots))

    async def _compare(self, step: Compare) -> None:
        key = f"poll/{step.poll}"
        await self._hall.until(lambda screen: _state_is(screen, key, "declared"))
        seen = self._hall.screen.read(key, PollSeen)
        found = [] if seen is None else list(differences(step.poll, seen, step.expected))
        self.findings.polls += 1
        self.findings.equal += not found
        self.findings.differences += found


async def within(seconds: float, work: Awaitable[Outcome], waited_for: str) -> Outcome:
    """What comes of `work`, but not waited for for ever. Raises Stuck."""
    try:
        async with asyncio.timeout(seconds):
            return await work
    except TimeoutError as fault:
        raise Stuck(f"waited {seconds} s in vain for {waited_for}") from fault


async def all_of(works: Iterable[Awaitable[Outcome]]) -> list[Outcome]:
    """What comes of all `works`, done at once."""
    return await asyncio.gather(*works)


def _said(step: Step) -> str:
    match step:
        case Give(by=by, command=command):
            return f"the answer to {type(command).__name__} of {by}"
        case AnswerRoll(members=members):
            return f"{len(members)} answers to the roll call"
        case CastBallots(poll=poll, ballots=ballots):
            return f"{len(ballots)} ballots of the poll {poll} on the hall display"
        case Compare(poll=poll):
            return f"the result of the poll {poll} on the hall display"


def _is_closed(screen: Screen) -> bool:
    meeting = screen.read("meeting", MeetingSeen)
    return meeting is not None and meeting.state == "closed"


def _state_is(screen: Screen, key: str, state: str) -> bool:
    poll = screen.read(key, PollSeen)
    return poll is not None and poll.state == state


def _cast_at_least(screen: Screen, key: str, votes: int) -> bool:
    poll = screen.read(key, PollSeen)
    return poll is not None and poll.cast >= votes


def _turnout(receipts: Iterable[Receipt], arrivals: Sequence[tuple[int, float]]) -> Iterator[float]:
    """For each vote, how long after it was sent the hall display first showed a count that includes it."""
    positions = [position for position, _ in arrivals]
    for receipt in receipts:
        first = bisect_left(positions, receipt.position)
        if first < len(arrivals):
            yield arrivals[first][1] - receipt.sent_at
