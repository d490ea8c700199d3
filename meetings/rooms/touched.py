"""Whose own part has to be made anew: nothing is reckoned for a seat that no entry touched."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from meetings.rules.attendance import AttendanceRecorded
from meetings.rules.decision import Event
from meetings.rules.floor import (
    FloorGiven,
    FloorRequested,
    ListClosed,
    ListOpened,
    RequestMoved,
    RequestWithdrawn,
    SpeechEnded,
)
from meetings.rules.identity import MemberId, PollId
from meetings.rules.minute_book import MinuteEvent
from meetings.rules.offers import Offers
from meetings.rules.poll_events import BallotReceived, VoteCast
from meetings.rules.proceedings import Announced
from meetings.views.audiences import ROLES, Audience

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

OF_NO_SEAT = Announced | MinuteEvent
"""What changes nobody's own part. What is not named in this module changes everybody's."""


class Touched:
    """Those whose own part may have changed since they were told it."""

    def __init__(self) -> None:
        self.voted: dict[MemberId, set[PollId]] = {}
        """Members, and the polls in which they have voted meanwhile."""
        self._is_everybody = False
        self._are_offers = False

    def note(self, meeting: "Meeting", events: Iterable[Event]) -> None:
        """Take note of what was recorded; `meeting` is as it is thereafter."""
        for event in events:
            if not isinstance(event, OF_NO_SEAT):
                self._note(meeting, event)

    def _note(self, meeting: "Meeting", event: Event) -> None:
        match event:
            case VoteCast() | BallotReceived():
                self._voted(meeting, event)
            case AttendanceRecorded() if event.member != meeting.sitting.presiding:
                self._came_or_went(meeting, event.member)
            case FloorRequested() | RequestWithdrawn() | FloorGiven() | SpeechEnded():
                self._are_offers = True
                self.again(event.member)
            case RequestMoved() | ListOpened() | ListClosed():
                self._are_offers = True
            case _:
                self._is_everybody = True

    def again(self, member: MemberId, polls: Iterable[PollId] = ()) -> None:
        """The part of this member is to be made anew."""
        self.voted.setdefault(member, set()).update(polls)

    def _voted(self, meeting: "Meeting", vote: VoteCast | BallotReceived) -> None:
        # Who votes for somebody else is shown that vote, too.
        for member in (vote.member, meeting.polls.polls[vote.poll].proxies.get(vote.member, vote.member)):
            self.again(member, [vote.poll])

    def _came_or_went(self, meeting: "Meeting", member: MemberId) -> None:
        """Whether somebody is here decides on one's own vote and on that of a proxy, and on the quorum."""
        self._are_offers = True
        self.again(member)
        if meeting.polls.open is not None:
            proxy = meeting.polls.polls[meeting.polls.open].proxies.get(member)
            if proxy is not None:
                self.again(proxy)

    def members(
        self,
        former: Offers,
        offers: Offers,
        seats: Collection[MemberId],
        audience_of: Callable[[MemberId], Audience | None],
    ) -> Sequence[MemberId]:
        """Who of those in `seats` is touched, by what was noted or because something else is offered than before."""
        if self._is_everybody:
            return list(seats)
        named = [member for member in self.voted if member in seats]
        changed = {audience for audience in Audience if self._are_offers and _differ(former, offers, audience)}
        if not changed:
            return named
        return [member for member in seats if member in self.voted or audience_of(member) in changed]


def _differ(former: Offers, offers: Offers, audience: Audience) -> bool:
    roles = ROLES[audience]
    return any(former.to(asked) != offers.to(asked) for asked in (roles, *(frozenset({role}) for role in roles)))
