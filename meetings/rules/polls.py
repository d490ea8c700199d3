"""A poll, and the state that its events make. What they mean is decided in `voting`."""

from collections.abc import Mapping
from enum import StrEnum

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from meetings.rules.closing import Closing
from meetings.rules.identity import ItemId, MemberId, MotionId, PollId, Stamp
from meetings.rules.phrases import POLL_STATES
from meetings.rules.poll_events import PollOpened, PollPrepared
from meetings.rules.poll_terms import By, Method, Option, Secrecy, Silence
from meetings.rules.refusals import Code, Refused
from meetings.rules.tally import Outcome, Rule


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
    """Who takes no part in the votes of an item, or in one poll, and why; recorded `by` oneself or somebody else."""

    member: MemberId
    item: ItemId | None
    poll: PollId | None
    reason: str | None = None
    by: MemberId | None = None


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
        raise Refused(Code.NO_SUCH_POLL, "There is no poll {ref}.", ref=ref)
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


def voted_on(polls: Polls) -> ItemId | None:
    """The item of the poll in progress, if there is one."""
    return None if polls.open is None else polls.polls[polls.open].item


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
        raise Refused(Code.ALREADY, "The poll is already {state}.", state=POLL_STATES[reached])
    if poll.state is not expected:
        code = _STATE_AS_CODE.get(poll.state, Code.WRONG_STATE)
        raise Refused(
            code,
            "The poll is {state}: a poll that is {expected} was expected.",
            state=POLL_STATES[poll.state],
            expected=POLL_STATES[expected],
        )
    return poll
