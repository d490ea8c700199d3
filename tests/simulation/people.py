"""What the people in the hall do: polls are prepared, opened, voted in and closed while everything else goes wrong.

Some polls are ranked, and one member, who comes and goes, has another vote for him now and then.
"""

import asyncio
import random
from collections.abc import Coroutine, Mapping
from typing import Any

from meetings.rehearsal.frames import Done, Refused
from meetings.rules.attendance import Status
from meetings.rules.floor import RequestFloor, WithdrawRequest
from meetings.rules.identity import ItemId, MemberId, PollId
from meetings.rules.poll_commands import (
    AddTime,
    CastVote,
    ClosePoll,
    DeclareResult,
    HoldPoll,
    OpenPoll,
    PreparePoll,
    ResumePoll,
)
from meetings.rules.poll_terms import Option, Secrecy
from meetings.rules.proceedings import Announce, TakeChair
from meetings.rules.proxies import EndProxy, GiveProxy
from meetings.rules.roll_call import RecordAttendance
from tests.rooms.chamber import DELEGATES
from tests.simulation.secrecy import CANARY
from tests.simulation.tablet import Tablet

OPTIONS = ("a", "b", "c")
ABSENTEE, PROXY = MemberId("binh"), MemberId("an")


class People:
    """Who sits at the tablets."""

    def __init__(self, tablets: Mapping[str, Tablet], dice: random.Random) -> None:
        self._tablets = tablets
        self._dice = dice
        self._poll: PollId | None = None
        self._is_ranked = False
        self._is_over = False
        self.polls = 0

    def everybody(self) -> list[Coroutine[Any, Any, None]]:
        """What each of them does until it is over."""
        return [self._preside(), self._keep_the_list(), *(self._vote(name) for name in (*DELEGATES, "vice"))]

    def go_home(self) -> None:
        """Nobody begins anything new."""
        self._is_over = True

    async def _pause(self, most_s: float) -> None:
        await asyncio.sleep(self._dice.uniform(0, most_s))

    async def _preside(self) -> None:
        chair, secretary = self._tablets["chair"], self._tablets["secretary"]
        while not self._is_over:
            self.polls += 1
            poll = PollId(f"p{self.polls}")
            is_ranked = self._dice.random() < 0.3
            await secretary.give(self._question(poll, is_ranked=is_ranked))
            limit = self._dice.choice((None, None, 1, 2))
            opened = await chair.give(OpenPoll(poll=poll, closes_in_s=limit))
            if isinstance(opened, Done):
                self._poll, self._is_ranked = poll, is_ranked
                await self._while_open(chair, poll)
                await self._close(chair, poll)

    def _question(self, poll: PollId, *, is_ranked: bool) -> PreparePoll:
        secrecy = self._dice.choice((Secrecy.OPEN, Secrecy.NAMED, Secrecy.CONFIDENTIAL))
        asked, item = f"{poll}?", ItemId("budget")
        if not is_ranked:
            return PreparePoll(ref=poll, item=item, question=asked, method="yes_no_abstain", secrecy=secrecy)
        options = tuple(Option(ref, ref.upper()) for ref in OPTIONS)
        return PreparePoll(ref=poll, item=item, question=asked, method="ranked", secrecy=secrecy, options=options)

    async def _while_open(self, chair: Tablet, poll: PollId) -> None:
        await self._pause(1.2)
        throw = self._dice.random()
        if throw < 0.15:
            await chair.give(HoldPoll(poll=poll))
            await self._pause(0.3)
            await chair.give(ResumePoll(poll=poll))
        elif throw < 0.25:
            await chair.give(AddTime(poll=poll, seconds=1))
        elif throw < 0.35:
            await chair.give(TakeChair(member=MemberId("vice")))
            await self._pause(0.3)
            await chair.give(TakeChair(member=MemberId("chair")))

    async def _close(self, chair: Tablet, poll: PollId) -> None:
        closed = await chair.give(ClosePoll(poll=poll))
        if isinstance(closed, Refused) and closed.code not in ("closed", "already"):
            # A restart has held a timed poll.
            await chair.give(ResumePoll(poll=poll))
            await chair.give(ClosePoll(poll=poll))
        await chair.give(DeclareResult(poll=poll))

    async def _keep_the_list(self) -> None:
        secretary = self._tablets["secretary"]
        while not self._is_over:
            await self._pause(1.5)
            member = MemberId(self._dice.choice(("guest", "vice", ABSENTEE, ABSENTEE)))
            throw = self._dice.random()
            if throw < 0.4:
                reason = f"{CANARY} {self._dice.random()}"
                await secretary.give(RecordAttendance(member=member, status=Status.EXCUSED, reason=reason))
                await self._represented(secretary, member)
                await secretary.give(RecordAttendance(member=member, status=Status.PRESENT))
            else:
                await secretary.give(Announce(text=f"Announcement {throw}"))

    async def _represented(self, secretary: Tablet, member: MemberId) -> None:
        """While this member is away, another votes for him; the proxy may end before he is back, or stay."""
        if member != ABSENTEE:
            return
        await secretary.give(GiveProxy(member=member, proxy=PROXY, authority="a letter"))
        await self._pause(2.5)
        if self._dice.random() < 0.5:
            await secretary.give(EndProxy(member=member))

    def _choice(self) -> str | tuple[str, ...]:
        if self._is_ranked:
            return tuple(self._dice.sample(OPTIONS, self._dice.randint(1, len(OPTIONS))))
        return self._dice.choice(("yes", "no", "abstain"))

    async def _vote(self, name: str) -> None:
        tablet, dice = self._tablets[name], self._dice
        while not self._is_over:
            await self._pause(dice.choice((0.02, 0.1, 0.5)))
            if self._poll is None or dice.random() < 0.05:
                await tablet.give(dice.choice((RequestFloor(), WithdrawRequest())))
            else:
                voter = ABSENTEE if name == PROXY and dice.random() < 0.4 else None
                await tablet.give(CastVote(poll=self._poll, choice=self._choice(), voter=voter))
