"""A poll: the events of voting, and the state that they make. What they mean is decided in `voting`."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from meetings.rules.closing import Closing
from meetings.rules.decision import Event
from meetings.rules.identity import ItemId, MemberId, MotionId, PollId, Stamp
from meetings.rules.refusals import Code, Refused
from meetings.rules.tally import Base, Fraction, Majority, Outcome, Rule, Second, Tie, Unmarked


class PollState(StrEnum):
    """Where a poll stands."""

    PREPARED = "prepared"
    OPEN = "open"
    HELD = "held"
    CLOSED = "closed"
    DECLARED = "declared"
    CANCELLED = "cancelled"
    AGREED = "agreed"
    """Not held, because what it asks was agreed without a vote."""


class Secrecy(StrEnum):
    """Who gets to know how somebody voted: everybody at once, everybody after the close, or nobody from the record."""

    OPEN = "open"
    NAMED = "named"
    CONFIDENTIAL = "confidential"
    ANALOG = "analog"
    """Not on tablets: hands or papers are counted in the room, and the counts entered."""


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that can be chosen."""

    ref: str
    text: str = ""


class ByGroup(Struct, frozen=True, forbid_unknown_fields=True):
    """The electorate that is a group of members."""

    group: str


Method = Literal["yes_no", "yes_no_abstain", "choose", "approval", "ranked"]
By = Literal["tablet", "hands", "paper", "voice"]
"""How votes are given; those by hands or on paper are counted in the room, those by voice recorded name by name."""
Silence = Literal["absent", "pass"]
"""Why a member who was called by name gave no vote."""


class PollPrepared(Event, frozen=True, kw_only=True):
    """A question is in writing; perhaps about a motion, or a part of one, counted from 1."""

    poll: PollId
    item: ItemId
    question: str
    method: Method
    secrecy: Secrecy
    majority: Majority
    base: Base
    options: tuple[Option, ...]
    minimum: int = 1
    maximum: int = 1
    seats: int = 1
    electorate: str | tuple[MemberId, ...] | None = None
    tie: Tie | None = None
    turnout: Fraction | None = None
    second: Second | None = None
    blank: Unmarked = "left_out"
    invalid: Unmarked = "left_out"
    by: By = "tablet"
    motion: MotionId | None = None
    part: int = 0
    repeats: PollId | None = None
    round: int = 1


class PollOpened(Event, frozen=True, kw_only=True):
    """Voting has begun. `entitled` gives everybody who may vote, with their votes, for as long as the poll lasts.

    `groups` says to which group they belong, where a second majority is needed in each; `recused` who would be
    entitled but takes no part, and whether the votes of these stay in the base; `proxies` who may vote for whom;
    `first` whose name is called first in a roll call, `seed` with what that name was drawn by lot (hexadecimal).
    """

    poll: PollId
    entitled: Mapping[MemberId, int]
    closes_at: int | None = None
    groups: Mapping[MemberId, str] = {}
    recused: Mapping[MemberId, int] = {}
    recused_in_base: bool = False
    proxies: Mapping[MemberId, MemberId] = {}
    first: MemberId | None = None
    seed: str | None = None


class VoteCast(Event, frozen=True, kw_only=True):
    """A member voted by name, perhaps by proxy; a later vote of the same member takes its place."""

    poll: PollId
    member: MemberId
    choice: tuple[str, ...]
    proxy: MemberId | None = None


class BallotReceived(Event, frozen=True, kw_only=True):
    """A member's confidential ballot is in the box; a proxy may have put it there."""

    poll: PollId
    member: MemberId
    proxy: MemberId | None = None


class PollHeld(Event, frozen=True, kw_only=True):
    """Voting is interrupted, with so many milliseconds left of a time limit; perhaps by a restart of the server."""

    poll: PollId
    left_ms: int | None = None
    by_restart: bool = False


class PollResumed(Event, frozen=True, kw_only=True):
    """Voting goes on."""

    poll: PollId
    closes_at: int | None = None


class TimeAdded(Event, frozen=True, kw_only=True):
    """A timed poll closes so many seconds later."""

    poll: PollId
    seconds: int


class PollClosed(Event, frozen=True, kw_only=True):
    """Voting has ended, with this outcome; for a confidential poll also the digest of the sorted ballots (SHA-256)."""

    poll: PollId
    outcome: Outcome
    digest: str | None = None
    seed: str | None = None


class ResultDeclared(Event, frozen=True, kw_only=True):
    """The chair has announced the result."""

    poll: PollId


class PollCancelled(Event, frozen=True, kw_only=True):
    """The poll is void."""

    poll: PollId
    reason: str


PollProgress = (
    PollOpened
    | VoteCast
    | BallotReceived
    | PollHeld
    | PollResumed
    | TimeAdded
    | PollClosed
    | ResultDeclared
    | PollCancelled
)
"""What happens to a poll that is prepared."""
PollEvent = PollPrepared | PollProgress


class Cast(Struct, frozen=True):
    """A vote as recorded: the options (none if confidential), when, where in the log, and by which proxy if any."""

    choice: tuple[str, ...]
    at: int
    position: int
    proxy: MemberId | None = None


class Entered(Struct, frozen=True):
    """What was counted in the room: the votes for each option, those on all ballots, and those on invalid ones."""

    tally: Mapping[str, int]
    ballots: int
    invalid: int


class Poll(Struct, frozen=True, kw_only=True):
    """A poll. Times are milliseconds since 1970 UTC; `entitled` maps members to their votes; `order` counts from 1.

    `proxies` says who may vote for a member, `representing` the same by proxy: for which members each may.
    """

    ref: PollId
    order: int
    item: ItemId
    question: str
    method: Method
    secrecy: Secrecy
    options: tuple[Option, ...]
    rule: Rule
    minimum: int
    maximum: int
    electorate: str | tuple[MemberId, ...] | None
    state: PollState = PollState.PREPARED
    entitled: Mapping[MemberId, int] = Map()
    votes: Map[MemberId, Cast] = Map()
    opened_at: int | None = None
    closes_at: int | None = None
    closed_at: int | None = None
    left_ms: int | None = None
    outcome: Outcome | None = None
    reason: str | None = None
    by: By = "tablet"
    groups: Mapping[MemberId, str] = Map()
    entered: Entered | None = None
    repeats: PollId | None = None
    round: int = 1
    recused: Mapping[MemberId, int] = Map()
    recused_in_base: bool = False
    proxies: Mapping[MemberId, MemberId] = Map()
    representing: Mapping[MemberId, tuple[MemberId, ...]] = Map()
    motion: MotionId | None = None
    part: int = 0
    closing: Closing | None = None
    first: MemberId | None = None
    first_seed: str | None = None
    silent: Map[MemberId, Silence] = Map()

    @classmethod
    def prepared(cls, event: PollPrepared, order: int) -> "Poll":
        """The poll as it was put in writing, the `order`th of the meeting."""
        return cls(
            ref=event.poll,
            order=order,
            item=event.item,
            question=event.question,
            method=event.method,
            secrecy=event.secrecy,
            options=event.options,
            rule=_rule_of(event),
            minimum=event.minimum,
            maximum=event.maximum,
            electorate=event.electorate,
            motion=event.motion,
            part=event.part,
            by=event.by,
            repeats=event.repeats,
            round=event.round,
        )

    @property
    def option_refs(self) -> tuple[str, ...]:
        """The refs of what can be chosen, in the order of the ballot paper."""
        return tuple(option.ref for option in self.options)

    @property
    def is_choice(self) -> bool:
        """Whether options stand on the paper, not a question to answer by yes or no."""
        return self.method not in ("yes_no", "yes_no_abstain")

    @property
    def is_ranked(self) -> bool:
        """Whether each ballot puts options in order, for an instant run-off."""
        return self.method == "ranked"


def _rule_of(event: PollPrepared) -> Rule:
    return Rule(
        majority=event.majority,
        base=event.base,
        seats=event.seats,
        tie=event.tie,
        blank=event.blank,
        invalid=event.invalid,
        turnout=event.turnout,
        second=event.second,
    )


class Recusal(Struct, frozen=True):
    """Who takes no part in the votes of an item, or in one poll, and why."""

    member: MemberId
    item: ItemId | None
    poll: PollId | None
    reason: str | None = None


class Agreement(Struct, frozen=True):
    """What was agreed without a vote, when, and at which position of the log."""

    position: int
    at: int
    item: ItemId
    text: str
    objections: tuple[MemberId, ...]
    poll: PollId | None


class Polls(Struct, frozen=True):
    """All polls; the one that is open or held, if any; the one opened last; and what was agreed without a vote."""

    polls: Map[PollId, Poll] = Map()
    open: PollId | None = None
    latest: PollId | None = None
    agreements: tuple[Agreement, ...] = ()
    recusals: tuple[Recusal, ...] = ()


def find(polls: Polls, ref: PollId) -> Poll:
    """The poll with that ref. Raises Refused."""
    poll = polls.polls.get(ref)
    if poll is None:
        raise Refused(Code.NO_SUCH_POLL, f"There is no poll {ref}.")
    return poll


def opened(poll: Poll, event: PollOpened, stamp: Stamp) -> Poll:
    """The poll with those who may vote in it, and for whom."""
    representing: dict[MemberId, tuple[MemberId, ...]] = {}
    for member, proxy in event.proxies.items():
        representing[proxy] = (*representing.get(proxy, ()), member)
    return replace(
        poll,
        state=PollState.OPEN,
        entitled=event.entitled,
        opened_at=stamp.at,
        closes_at=event.closes_at,
        groups=event.groups,
        recused=event.recused,
        recused_in_base=event.recused_in_base,
        proxies=event.proxies,
        representing=representing,
        first=event.first,
        first_seed=event.seed,
    )


def takes_votes(poll: Poll) -> None:
    """Whether votes can be given as the poll stands. Raises Refused."""
    match poll.state:
        case PollState.OPEN:
            pass
        case PollState.PREPARED:
            raise Refused(Code.NOT_OPEN, "Voting has not begun.")
        case PollState.HELD:
            raise Refused(Code.WRONG_STATE, "Voting is held: please wait until the chair resumes it.")
        case PollState.CLOSED | PollState.DECLARED | PollState.CANCELLED | PollState.AGREED:
            raise Refused(Code.CLOSED, "Voting is closed: your vote was not recorded.")


_STATE_AS_CODE: Mapping[PollState, Code] = {
    PollState.PREPARED: Code.NOT_OPEN,
    PollState.CLOSED: Code.CLOSED,
    PollState.DECLARED: Code.CLOSED,
    PollState.CANCELLED: Code.CLOSED,
    PollState.AGREED: Code.CLOSED,
}
"""What a poll's state says to whoever expected another one: never opened, or no longer open."""


def in_state(poll: Poll, expected: PollState, reached: PollState) -> Poll:
    """`poll`, if it is in the state expected; `already` if it is where the command would lead. Raises Refused."""
    if poll.state is reached:
        raise Refused(Code.ALREADY, f"The poll is already {reached}.")
    if poll.state is not expected:
        code = _STATE_AS_CODE.get(poll.state, Code.WRONG_STATE)
        raise Refused(code, f"The poll is {poll.state}: a poll that is {expected} was expected.")
    return poll
