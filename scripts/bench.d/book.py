"""What the rules and the views cost in a meeting of 2,000 members and 50,000 entries, without disk or network.

The time is the processor's, so that other programs do not count.
"""

import time
from collections.abc import Iterator, Sequence

from figures import Figure

from meetings.record.entry import Position
from meetings.rooms.published import Prefix, Published
from meetings.rules.admission import Admit
from meetings.rules.agenda import AddItem
from meetings.rules.attendance import Status
from meetings.rules.decision import Given
from meetings.rules.identity import Actor, ItemId, MemberId, PollId, Role, Stamp
from meetings.rules.items_in_hand import StartItem
from meetings.rules.meeting import NO_MEETING, AnyCommand, AnyEvent, decide, events_of, evolve, fold
from meetings.rules.poll_commands import CastVote, ClosePoll, OpenPoll, PreparePoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.proceedings import CallToOrder, ConveneMeeting, Profile, TakeChair
from meetings.rules.quorum import QuorumRule
from meetings.rules.roll_call import RecordAttendance
from meetings.views.audiences import Audience, Moment

MEMBERS, ENTRIES, WATCHED = 2_000, 50_000, 30
FOLD_S, VOTE_US, VIEW_MS = 1.0, 50.0, 3.0
ITEM = ItemId("budget")
CHAIR = MemberId("chair")
START = 1_790_000_000_000
DELEGATES = [MemberId(f"d{number}") for number in range(MEMBERS - 1)]


class Meeting:
    """A meeting that is only decided and evolved, with the time that votes took."""

    def __init__(self) -> None:
        self.meeting = NO_MEETING
        self.history: list[tuple[AnyEvent, Stamp]] = []
        self.votes_s: list[float] = []

    def take(self, actor: MemberId | None, command: AnyCommand) -> None:
        """Decide and evolve. Raises Refused."""
        at = START + len(self.history)
        given = Given(at=at, fresh_ref=f"x{len(self.history)}", seed=bytes(32), box=[], upload=None)
        began = time.process_time()
        for event in events_of(decide(self.meeting, Actor(actor), command, given)):
            stamp = Stamp(position=len(self.history) + 1, at=at, by=actor)
            self.history.append((event, stamp))
            self.meeting = evolve(self.meeting, event, stamp)
        if isinstance(command, CastVote):
            self.votes_s.append(time.process_time() - began)

    @property
    def prefix(self) -> Prefix:
        """The meeting as it stands."""
        return Prefix(self.meeting, Position(len(self.history), bytes(32)))


async def measure() -> Sequence[Figure]:
    """Hold the meeting, then fold its history; in a poll that is open, look at each audience's view after a vote."""
    held = Meeting()
    for actor, command in business():
        held.take(actor, command)
    began = time.process_time()
    again = fold(held.history)
    fold_s = time.process_time() - began
    if again != held.meeting:
        raise SystemExit("the history folds to another meeting")
    votes = sorted(held.votes_s)
    vote_us = 1e6 * sum(votes) / len(votes)
    figures = [
        Figure(
            f"fold of {len(held.history):,} entries, {MEMBERS:,} members",
            f"{fold_s:.2f} s",
            f"< {FOLD_S:.0f} s",
            fold_s < FOLD_S,
        ),
        Figure(
            "a vote in the rules, decided and evolved", f"{vote_us:.0f} us", f"< {VOTE_US:.0f} us", vote_us < VOTE_US
        ),
    ]
    return [*figures, *(view_of(held, audience, DELEGATES[:WATCHED]) for audience in Audience)]


def business() -> Iterator[tuple[MemberId | None, AnyCommand]]:
    """A list of members, all present, and votes by name until the entries are there; the last one stays open."""
    profile = Profile(title="Assembly", body="Assembly", place="Hall", starts_at=START, offset=0, language="en")
    yield None, ConveneMeeting(profile=profile, quorum=QuorumRule())
    yield None, Admit(ref=CHAIR, name="Chair", role=Role.CHAIR, votes=1)
    for ref in DELEGATES:
        yield None, Admit(ref=ref, name=f"Delegate {ref}", role=Role.DELEGATE, votes=1)
    yield None, AddItem(ref=ITEM, title="The budget")
    yield None, TakeChair(member=CHAIR)
    yield CHAIR, CallToOrder()
    for ref in DELEGATES:
        yield CHAIR, RecordAttendance(member=ref, status=Status.PRESENT)
    yield CHAIR, StartItem(item=ITEM)
    polls = (ENTRIES - 2 * MEMBERS) // MEMBERS
    for number in range(polls):
        poll = PollId(f"p{number}")
        yield CHAIR, PreparePoll(ref=poll, item=ITEM, question="Adopt?", method="yes_no_abstain", secrecy=Secrecy.OPEN)
        yield CHAIR, OpenPoll(poll=poll)
        for place, ref in enumerate(DELEGATES):
            yield ref, CastVote(poll=poll, choice=("yes", "no", "abstain")[place % 3])
        if number < polls - 1:
            yield CHAIR, ClosePoll(poll=poll)


def view_of(held: Meeting, audience: Audience, people: Sequence[MemberId]) -> Figure:
    """What an audience's view costs, with its difference to the one before, after each of many entries."""
    published = Published.first(audience, held.prefix, Moment())
    took: list[float] = []
    for actor, command in moves(held, people):
        held.take(actor, command)
        began = time.process_time()
        published, _ = published.advanced(held.prefix, Moment())
        took.append(1000 * (time.process_time() - began))
    took.sort()
    middle = took[len(took) // 2]
    value = f"{middle:.1f} ms (at most {took[-1]:.1f})"
    return Figure(f"view and difference, {audience}", value, f"< {VIEW_MS:.0f} ms", middle < VIEW_MS)


def moves(held: Meeting, people: Sequence[MemberId]) -> Iterator[tuple[MemberId, AnyCommand]]:
    """One changes a vote, leaves and comes back; then the next one."""
    poll = held.meeting.polls.open
    assert poll is not None
    for member in people:
        choice = "no" if held.meeting.polls.polls[poll].votes[member].choice == ("yes",) else "yes"
        yield member, CastVote(poll=poll, choice=choice)
        for status in (Status.LEFT, Status.PRESENT):
            yield CHAIR, RecordAttendance(member=member, status=status)
