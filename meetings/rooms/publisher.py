"""Views to whoever listens: on a tick, one prefix of the log, as differences, each encoded once for its audience.

Nothing here awaits: a broadcast never waits for anyone, and a tablet joins and gets its view in one step.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence

from meetings.record.codec import Said
from meetings.record.entry import Position
from meetings.rooms.crowd import Listeners
from meetings.rooms.equipment import Equipment
from meetings.rooms.figures import Spread
from meetings.rooms.listening import Frame, Listener, PassingView, Welcome
from meetings.rooms.published import Prefix, Published
from meetings.rooms.touched import Touched
from meetings.rules import roll_codes
from meetings.rules.attendance import Roll, RollMethod
from meetings.rules.identity import LogId, MeetingId, MemberId
from meetings.rules.items_in_hand import ItemStarted
from meetings.rules.offers import Offers
from meetings.rules.poll_events import BallotReceived, VoteCast
from meetings.rules.proceedings import ChairTaken
from meetings.rules.restorations import known_as
from meetings.rules.state import Meeting
from meetings.views import audiences
from meetings.views.audiences import Audience, Earlier, Moment
from meetings.views.fragments import PageShown, RollCodeShown, TakenShown
from meetings.views.view import View, difference

log = logging.getLogger(__name__)

TICK_S = 0.05
VOTES_TICK_S = 0.25


class Publisher:
    """What one room has published, and to whom."""

    def __init__(self, id_: MeetingId, log_id: LogId, start: Prefix, heads: list[bytes], equipment: Equipment) -> None:
        self._id = id_
        self._log_id = log_id
        self._equipment = equipment
        self._latest = self._prefix = start
        self._offers = Offers(start.meeting)
        """What is offered as of the published prefix."""
        self._heads = heads
        self._page: PageShown | None = None
        self._taken: TakenShown | None = None
        self._moment = Moment()
        self._published = {audience: Published.first(audience, start, self._moment) for audience in Audience}
        self._shown = {audience: {start.position.number} for audience in Audience}
        """The positions that were published."""
        self._current: set[Audience] = set(Audience)
        """The audiences that were brought up to the published prefix."""
        self._passing: dict[Audience, PassingView] = {audience: {} for audience in Audience}
        self._passed: dict[Audience, tuple[Moment, Roll] | None] = dict.fromkeys(Audience)
        """What it was made of, for each audience."""
        self._own: dict[MemberId, View] = {}
        self._listeners = Listeners()
        self._touched = Touched()
        """Since the last tick."""
        self._tick: asyncio.Handle | None = None
        self._due = self._published_at = 0.0
        """When the next tick is due, and when the last one was, by the clock of the loop."""
        self._chair_taken_at = 0
        self._code_timer: asyncio.TimerHandle | None = None
        self._is_closed = False
        self.delivery = Spread()
        """From when something is durable until it was written to the tablets."""
        self._since: float | None = None
        equipment.presence.watch(id_, self.note_presence)

    @property
    def has_listeners(self) -> bool:
        """Whether a tablet listens."""
        return bool(self._listeners.places)

    @property
    def position(self) -> Position:
        """The prefix of the log that is published."""
        return self._prefix.position

    @property
    def log(self) -> LogId:
        """The id by which tablets know the record: after a restoration another one."""
        return known_as(self.meeting, self._log_id)

    @property
    def meeting(self) -> Meeting:
        """The meeting as published."""
        return self._prefix.meeting

    def published(self, audience: Audience) -> Published:
        """What an audience is shown."""
        self._bring_up(audience)
        return self._published[audience]

    def join(self, listener: Listener, resume: Position | None) -> None:
        """Let a tablet listen. Its welcome and its place among the listeners are one step, without an await.

        Raises KeyError if nobody of that ref is in the meeting.
        """
        if self._is_closed:
            listener.close()
            return
        audience = self._audience_of(listener.member)
        if audience is None:
            raise KeyError(listener.member)
        # Before it listens, or it would get a delta before its welcome.
        self._bring_up(audience)
        self._listeners.add(listener, audience)
        self._own[listener.member] = audiences.seat(self.meeting, listener.member, self._offers)
        self._welcome(listener, audience, resume)
        self.note_presence()

    def _audience_of(self, member: MemberId) -> Audience | None:
        if member not in self.meeting.attendance.members and self._latest is not self._prefix:
            # Admitted a moment ago.
            self.publish()
        return audiences.audience_of(self.meeting, member)

    def leave(self, listener: Listener) -> None:
        """A tablet no longer listens."""
        self._listeners.remove(listener)
        self.note_presence()

    def welcome_again(self, listener: Listener) -> None:
        """A tablet that lagged has caught its breath: it gets one fresh view."""
        audience = self._listeners.place_of(listener)
        if audience is not None:
            self._welcome(listener, audience, None)

    def _welcome(self, listener: Listener, audience: Audience, resume: Position | None) -> None:
        published = self.published(audience)
        missed = published.since(resume.number) if resume is not None and self._can_resume(published, resume) else None
        welcome = Welcome(
            meeting=self._id,
            log=self.log,
            position=published.position,
            now=self._equipment.clock.now(),
            member=listener.member,
            own=self._own[listener.member],
            view=published.view if missed is None else {},
            passing=self._passing[audience],
            missed=missed,
        )
        listener.welcome(self._equipment.encoding.welcome(welcome))

    def _can_resume(self, published: Published, resume: Position) -> bool:
        """Whether the tablet was at a position of this very log that was published here.

        What another node published in between may have changed and changed back: that is not in the memory of changes.
        A change in the chair may have moved it to another audience, whose view it does not have.
        """
        number = resume.number
        is_known = number in self._shown[published.audience] and number >= self._chair_taken_at
        return is_known and number > 0 and self._heads[number - 1] == resume.head

    def advance(self, meeting: Meeting, position: Position, said: Sequence[Said], heads: Iterable[bytes]) -> None:
        """The log has grown: publish on the next tick."""
        self._latest = Prefix(meeting, position)
        self._since = asyncio.get_running_loop().time() if self._since is None else self._since
        self._heads.extend(heads)
        self._touched.note(meeting, (each.event for each in said))
        if any(isinstance(each.event, ChairTaken) for each in said):
            self._chair_taken_at = position.number
        if any(isinstance(each.event, ItemStarted) for each in said):
            # The page belonged to the item before.
            self._page = None
        are_votes = all(isinstance(each.event, VoteCast | BallotReceived) for each in said)
        self._schedule(VOTES_TICK_S) if are_votes else self._schedule_soon()

    def show(self, page: PageShown | None) -> None:
        """Another page is shown now. Not recorded."""
        self._page = page
        self._schedule_soon()

    def note_taken(self, member: MemberId) -> None:
        """A voting seat was opened on another tablet: the organisers are told."""
        self._taken = TakenShown(member=member, at=self._equipment.clock.now())
        self._schedule_soon()

    def note_presence(self) -> None:
        """Tablets have come or gone."""
        self._schedule(VOTES_TICK_S)

    def _schedule_soon(self) -> None:
        """Publish at once after a while of quiet; what follows close upon it is gathered until a tick has passed."""
        self._schedule(max(0, self._published_at + TICK_S - asyncio.get_running_loop().time()))

    def _schedule(self, delay: float) -> None:
        if self._is_closed:
            return
        loop = asyncio.get_running_loop()
        due = loop.time() + delay
        if self._tick is not None:
            if self._due <= due:
                return
            self._tick.cancel()
        self._due = due
        self._tick = loop.call_later(delay, self.publish)

    def publish(self) -> None:
        """Send what is new. A fault in a view leaves that audience as it was."""
        self._tick = None
        self._published_at = asyncio.get_running_loop().time()
        is_chair_taken = self._chair_taken_at > self.position.number
        self._prefix = self._latest
        former, self._offers = self._offers, Offers(self.meeting)
        self._moment = self._look()
        self._current.clear()
        moving: Sequence[Listener] = self._out_of_place() if is_chair_taken else ()
        # All that is new for a tablet leaves in one write.
        shared = {audience: self._bring_up(audience) for audience in self._listeners.audiences}
        own = self._bring_seats_up(former)
        for audience, frames in shared.items():
            self._listeners.give(audience, frames, own)
        for listener in moving:
            self._seat_anew(listener)
        if self._since is not None:
            self.delivery.add(asyncio.get_running_loop().time() - self._since)
            self._since = None

    def _out_of_place(self) -> Sequence[Listener]:
        """Whose office has changed. They listen no more: their former audience may be told what they may not see."""
        placed = self._listeners.places.items()
        moving = [one for one, place in placed if audiences.audience_of(self.meeting, one.member) is not place]
        for listener in moving:
            self._listeners.remove(listener)
        return moving

    def _seat_anew(self, listener: Listener) -> None:
        """A change of office is leave and join: another audience, a whole new view."""
        try:
            self.join(listener, None)
        except Exception:
            log.exception("a fault in the view of a seat")
            listener.close()

    def _bring_up(self, audience: Audience) -> Sequence[Frame]:
        """Bring an audience up to the published prefix: what is new for it. One to which nobody listens waits until
        somebody asks."""
        if audience in self._current:
            return ()
        self._current.add(audience)
        frames: list[Frame] = []
        try:
            frames += self._advanced(audience)
            frames += self._passing_on(audience)
        except Exception:
            log.exception("a fault in the view of the %s", audience)
        return frames

    def _advanced(self, audience: Audience) -> Sequence[Frame]:
        advanced, delta = self._published[audience].advanced(self._prefix, self._moment)
        frames = [] if delta.is_empty else [self._equipment.encoding.shared(self.position, delta)]
        self._published[audience] = advanced
        self._shown[audience].add(self.position.number)
        return frames

    def _passing_on(self, audience: Audience) -> Sequence[Frame]:
        """What is true of the moment, if it is another one."""
        made_of, before = (self._moment, self.meeting.attendance.roll), self._passed[audience]
        if before is not None and before[0] is made_of[0] and before[1] is made_of[1]:
            return ()
        passing, former = audiences.passing(self.meeting, audience, self._moment), self._passing[audience]
        gone = tuple(key for key in former if key not in passing)
        frames = [] if passing == former else [self._equipment.encoding.passing(passing, gone)]
        self._passing[audience] = passing
        self._passed[audience] = made_of
        return frames

    def _bring_seats_up(self, former: Offers) -> Mapping[MemberId, Frame]:
        """What is new for single seats, after what was offered in the former state."""
        touched, self._touched = self._touched, Touched()
        seats = self._listeners.tablets.keys()
        # Those who left are forgotten here, all at once: thousands may leave in one moment.
        for gone in self._own.keys() - seats:
            del self._own[gone]
        frames: dict[MemberId, Frame] = {}
        for member in touched.members(former, self._offers, seats, self._listeners.audience_of):
            polls = frozenset(touched.voted.get(member, ()))
            try:
                frame = self._own_frame(member, Earlier(self._own[member], polls))
            except Exception:
                log.exception("a fault in the view of a seat")
                # What was not shown is to be shown the next time.
                self._touched.again(member, polls)
            else:
                if frame is not None:
                    frames[member] = frame
        return frames

    def _own_frame(self, member: MemberId, earlier: Earlier) -> Frame | None:
        own = audiences.seat(self.meeting, member, self._offers, earlier)
        delta = difference(earlier.part, own)
        if delta.is_empty:
            return None
        frame = self._equipment.encoding.own(self.position, delta)
        self._own[member] = own
        return frame

    def _look(self) -> Moment:
        connected = self._equipment.presence.connected(self._id)
        moment = Moment(connected=connected, taken=self._taken, shown=self._page, roll_code=self._roll_code())
        return self._moment if moment == self._moment else moment

    def _roll_code(self) -> RollCodeShown | None:
        roll = self.meeting.attendance.roll
        if not roll.is_open or roll.method is not RollMethod.CODE or not roll.secret:
            return None
        now = self._equipment.clock.now()
        changes_at = roll_codes.code_changes_at(now)
        self._wake_for_code((changes_at - now) / 1000)
        code = roll_codes.code_at(roll.secret, now)
        return RollCodeShown(code=code, url=f"{self._equipment.base}/j/{self._id}#r={code}", changes_at=changes_at)

    def _wake_for_code(self, delay: float) -> None:
        if self._code_timer is not None:
            self._code_timer.cancel()
        self._code_timer = asyncio.get_running_loop().call_later(delay, self._schedule, 0)

    def close(self) -> None:
        """The room is gone: nothing more is published, and every tablet is told to come back."""
        self._is_closed = True
        for timer in (self._tick, self._code_timer):
            if timer is not None:
                timer.cancel()
        for listener in list(self._listeners):
            self._listeners.remove(listener)
            listener.close()
