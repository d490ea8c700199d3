"""Given, when, then for the rules: a meeting made by commands, one command put to it, and what comes of it."""

from typing import Self

from meetings.rules.decision import Decision, Event, Given, Upload
from meetings.rules.identity import Actor, MemberId, Stamp
from meetings.rules.meeting import NO_MEETING, AnyCommand, AnyEvent, decide, events_of, evolve
from meetings.rules.poll_commands import ClosePoll
from meetings.rules.refusals import Code, Refused
from tests.locale.spoken import assert_told_in_full

NOON = 1_790_000_000_000
SEED = bytes(range(32))
SERVER = None
"""Instead of a member's ref: the server itself gives the command."""


class Scenario:
    """A meeting as the commands so far have made it; each `given` and `later` goes on from the one before."""

    def __init__(self) -> None:
        self.meeting = NO_MEETING
        self.history: list[tuple[AnyEvent, Stamp]] = []
        self.at = NOON
        self.seed = SEED
        self.upload: Upload | None = None
        self.boxes: dict[str, list[tuple[str, ...]]] = {}

    @property
    def fresh(self) -> str:
        """The ref that the next new thing gets if its maker does not choose one."""
        return f"fresh-{len(self.history) + 1}"

    def given(self, actor: str | None, *commands: AnyCommand) -> Self:
        """Commands that the rules accept."""
        for command in commands:
            self.record(actor, self.decided(actor, command))
        return self

    def later(self, seconds: float) -> Self:
        """Time passes."""
        self.at += round(seconds * 1000)
        return self

    def drawing(self, seed: bytes) -> Self:
        """The chance that the next commands are given."""
        self.seed = seed
        return self

    def uploading(self, upload: Upload) -> Self:
        """The file of which the next commands may speak."""
        self.upload = upload
        return self

    def when(self, actor: str | None, command: AnyCommand) -> "Trial":
        """The command in question."""
        try:
            return Trial(self, actor, self.decided(actor, command))
        except Refused as refused:
            assert_told_in_full(refused)
            return Trial(self, actor, refused)

    def decided(self, actor: str | None, command: AnyCommand) -> Decision:
        box = self.boxes.get(command.poll, []) if isinstance(command, ClosePoll) else []
        given = Given(at=self.at, fresh_ref=self.fresh, seed=self.seed, box=sorted(box), upload=self.upload)
        return decide(self.meeting, actor_of(actor), command, given)

    def record(self, actor: str | None, decision: Decision) -> None:
        for event in events_of(decision):
            stamp = Stamp(position=len(self.history) + 1, at=self.at, by=actor_of(actor).member)
            self.history.append((event, stamp))
            self.meeting = evolve(self.meeting, event, stamp)
        for ballot in decision.ballots:
            self.boxes.setdefault(ballot.poll, []).append(ballot.choice)


class Trial:
    """A command that was put to a meeting: decided or refused."""

    def __init__(self, scenario: Scenario, actor: str | None, result: Decision | Refused) -> None:
        self.scenario = scenario
        self.actor = actor
        self.result = result

    @property
    def decision(self) -> Decision:
        """What was decided; fails the test where the command was refused."""
        assert isinstance(self.result, Decision), f"a decision was expected, a refusal came: {self.result}"
        return self.result

    def then(self, *events: Event) -> Scenario:
        """It leads to exactly these events, which are recorded."""
        assert self.decision.events == events
        return self.accepted()

    def accepted(self) -> Scenario:
        """It is in order, whatever it leads to."""
        self.scenario.record(self.actor, self.decision)
        return self.scenario

    def refused(self, code: Code) -> Scenario:
        """It is refused with this code."""
        assert isinstance(self.result, Refused), f"the refusal {code} was expected, a decision came: {self.result}"
        assert self.result.code is code, f"{code} was expected, {self.result.code} came: {self.result.message}"
        return self.scenario


def actor_of(ref: str | None) -> Actor:
    return Actor(member=None if ref is None else MemberId(ref))
