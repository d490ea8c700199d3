"""From a meeting file to what is to be done, step by step. Pure.

The roll is called; every recorded poll is opened in order, voted in, closed, declared and compared; the meeting is
adjourned. Whose tablet is left out is recorded present by the secretary, and casts no vote.
"""

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from meetings.convening.meeting_file import MeetingFile, ParticipantPart, PollPart, RecordedPart, as_rehearsal
from meetings.rehearsal.stays import recorded_in_order, stays
from meetings.rules.attendance import RollMethod, Status
from meetings.rules.identity import ItemId, MemberId, PollId, Role
from meetings.rules.items_in_hand import StartItem
from meetings.rules.meeting import PublicCommand
from meetings.rules.poll_commands import ClosePoll, DeclareResult, OpenPoll
from meetings.rules.proceedings import Adjourn, CallToOrder
from meetings.rules.proxies import GiveProxy
from meetings.rules.roll_call import WITHOUT_ATTENDANCE, CloseRollCall, Leave, OpenRollCall, RecordAttendance

Choice = str | tuple[str, ...]
VOTERS = frozenset({Role.DELEGATE, Role.VICE_CHAIR})


class Unplayable(Exception):
    """The meeting file cannot be played. The message says what is missing."""


class Give(Struct, frozen=True):
    """One participant gives one command."""

    by: str
    command: PublicCommand


class AnswerRoll(Struct, frozen=True):
    """All of these answer the roll at once, with the code of the hall display."""

    members: tuple[str, ...]


class CastBallots(Struct, frozen=True):
    """All ballots of a poll at once, some by proxy; then the turnout is awaited on the hall display."""

    poll: str
    ballots: Mapping[str, Choice]
    proxies: Mapping[str, str] = {}


class Expected(Struct, frozen=True):
    """What a poll must come to: votes by option from the ballots that are played, and what was published."""

    cast: int
    tally: Mapping[str, int]
    published: Mapping[str, int | bool | tuple[str, ...] | None]


class Compare(Struct, frozen=True):
    """Compare a declared poll with what it must come to."""

    poll: str
    expected: Expected


Step = Give | AnswerRoll | CastBallots | Compare


class Script(Struct, frozen=True):
    """A meeting as it will be played: who presides and writes, the other tablets, the hall display, and the steps."""

    chair: str
    secretary: str
    tablets: tuple[str, ...]
    display: str
    steps: tuple[Step, ...]

    @property
    def ballots(self) -> int:
        """How many ballots will be cast."""
        return sum(len(step.ballots) for step in self.steps if isinstance(step, CastBallots))


def write(file: MeetingFile, tablets: int | None = None) -> Script:
    """The script of a meeting file, with the tablets of the first so many delegates or of all. Raises Unplayable."""
    file = as_rehearsal(file)
    chair, secretary = _first(file, Role.CHAIR), _first(file, Role.SECRETARY)
    if not file.recorded:
        raise Unplayable("$.recorded: the ballots to be played were expected, there are none")
    delegates = [part.ref for part in file.participants if part.role in VOTERS]
    left_out = frozenset(delegates[tablets:] if tablets is not None else [])
    others = left_out | {chair, secretary}
    return Script(
        chair=chair,
        secretary=secretary,
        tablets=tuple(
            part.ref for part in file.participants if part.ref not in others and part.role not in WITHOUT_ATTENDANCE
        ),
        display=_first(file, Role.DISPLAY),
        steps=tuple(_Writer(file, chair, secretary, left_out).steps()),
    )


def _first(file: MeetingFile, role: Role) -> str:
    for part in file.participants:
        if part.role is role:
            return part.ref
    raise Unplayable(f"$.participants: a {role} was expected, there is none")


class _Writer:
    def __init__(self, file: MeetingFile, chair: str, secretary: str, left_out: frozenset[str]) -> None:
        self._file = file
        self._chair = chair
        self._secretary = secretary
        self._left_out = left_out
        self._polls = {poll.ref: poll for poll in file.polls}
        self._recorded = recorded_in_order(file)
        self._stays = stays(file)

    def steps(self) -> Iterator[Step]:
        yield Give(self._chair, CallToOrder())
        yield from self._roll_call()
        item = None
        for place, recorded in enumerate(self._recorded):
            poll = self._polls[recorded.poll]
            yield from (self._arrival(ref) for ref, stay in self._stays.items() if stay.start == place > 0)
            if poll.agenda != item:
                item = poll.agenda
                yield Give(self._chair, StartItem(item=ItemId(item)))
            yield from self._vote(poll, recorded)
            yield from (self._departure(ref) for ref, stay in self._stays.items() if stay.stop == place + 1)
        yield Give(self._chair, Adjourn())

    def _roll_call(self) -> Iterator[Step]:
        here = [ref for ref in self._everybody() if ref not in self._left_out]
        yield Give(self._secretary, OpenRollCall(method=RollMethod.CODE))
        yield AnswerRoll(tuple(here))
        yield from (self._arrival(ref) for ref in self._everybody() if ref in self._left_out)
        yield Give(self._secretary, CloseRollCall())

    def _everybody(self) -> list[str]:
        """Who is there from the start: voters as their ballots tell, and those who have no vote."""
        return [
            part.ref
            for part in self._file.participants
            if part.role not in WITHOUT_ATTENDANCE
            and (self._stays[part.ref].start == 0 if part.ref in self._stays else part.role not in VOTERS)
        ]

    def _arrival(self, ref: str) -> Step:
        return Give(self._secretary, RecordAttendance(member=MemberId(ref), status=Status.PRESENT))

    def _departure(self, ref: str) -> Step:
        if ref in self._left_out:
            return Give(self._secretary, RecordAttendance(member=MemberId(ref), status=Status.LEFT))
        return Give(ref, Leave())

    def _proxy(self, member: str, proxy: str) -> Step:
        given = GiveProxy(member=MemberId(member), proxy=MemberId(proxy), authority="in writing")
        return Give(self._secretary, given)

    def _vote(self, poll: PollPart, recorded: RecordedPart) -> Iterator[Step]:
        ref = PollId(poll.ref)
        hands = {member: recorded.proxies.get(member, member) for member in recorded.ballots}
        ballots = {ref: choice for ref, choice in recorded.ballots.items() if hands[ref] not in self._left_out}
        proxies = {member: proxy for member, proxy in recorded.proxies.items() if member in ballots}
        yield from (self._proxy(member, proxy) for member, proxy in proxies.items())
        yield Give(self._chair, OpenPoll(poll=ref))
        yield CastBallots(poll.ref, ballots, proxies)
        yield Give(self._chair, ClosePoll(poll=ref))
        yield Give(self._chair, DeclareResult(poll=ref))
        is_whole = len(ballots) == len(recorded.ballots)
        firsts = {member: choice[:1] for member, choice in ballots.items()} if poll.method == "ranked" else ballots
        tally = _tally(firsts, self._file.participants)
        yield Compare(poll.ref, Expected(len(ballots), tally, recorded.published if is_whole else {}))


def _tally(ballots: Mapping[str, Choice], participants: Collection[ParticipantPart]) -> dict[str, int]:
    """The votes by option, counted here anew and not by the rules."""
    weights = {part.ref: 1 if part.votes is None else part.votes for part in participants}
    tally: dict[str, int] = {}
    for member, choice in ballots.items():
        for option in (choice,) if isinstance(choice, str) else choice:
            tally[option] = tally.get(option, 0) + weights[member]
    return tally
