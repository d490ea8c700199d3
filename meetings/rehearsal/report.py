"""What a rehearsal found: for people as lines, for programs as JSON."""

from collections.abc import Iterator, Sequence
from math import ceil

import msgspec
from msgspec import Struct


class Spread(Struct, frozen=True):
    """How long something took, in milliseconds: half of the cases at most `p50`, 99 of 100 at most `p99`."""

    p50: float
    p99: float
    longest: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Spread | None":
        """The spread of so many durations, or None if there are none."""
        if not seconds:
            return None
        ordered = sorted(seconds)
        p50, p99 = (ordered[ceil(len(ordered) * share / 100) - 1] for share in (50, 99))
        return cls(p50=_ms(p50), p99=_ms(p99), longest=_ms(ordered[-1]))


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 1)


class SignedMinutes(Struct, frozen=True):
    """The minutes as they came out: how long rendering and signing took, and what the verification said."""

    seconds: float
    size: int
    verified: bool
    lines: str


class Report(Struct, frozen=True, kw_only=True):
    """What came of a rehearsal.

    `durable` are the commands that were answered as recorded; `lost` the differences that reached some tablets of an
    audience but not another, `differing` the tablets whose view in the end is not that of the others of their audience.
    """

    meeting: str
    title: str
    tablets: int = 0
    commands: int = 0
    durable: int = 0
    ballots: int = 0
    recorded: Spread | None = None
    turnout: Spread | None = None
    deltas: int = 0
    lost: int = 0
    differing: int = 0
    returns: int = 0
    polls: int = 0
    equal: int = 0
    differences: Sequence[str] = ()
    seconds: float = 0.0
    minutes: SignedMinutes | None = None

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost, everything is as expected, and the minutes verify."""
        is_whole = self.durable == self.commands and not self.lost and not self.differing
        has_minutes = self.minutes is not None and self.minutes.verified
        return is_whole and has_minutes and not self.differences and self.equal == self.polls

    def json(self) -> bytes:
        """The report for programs."""
        return msgspec.json.encode({"good": self.is_good, **msgspec.structs.asdict(self)})

    def lines(self) -> str:
        """The report for people."""
        rows = list(_rows(self))
        width = max(len(name) for name, _ in rows)
        table = [f"{name:<{width}}  {value}" for name, value in rows]
        verdict = "GOOD: nothing lost, nothing different" if self.is_good else "NOT GOOD: see above"
        return "\n".join([self.title, "", *table, "", *self.differences, *_unverified(self.minutes), verdict])


def _rows(report: Report) -> Iterator[tuple[str, str]]:
    yield "tablets", f"{report.tablets:,}"
    yield "commands", f"{report.commands:,}, of which {report.ballots:,} ballots"
    yield "durable answers", f"{report.durable:,}"
    yield "vote sent to recorded", _spread(report.recorded)
    yield "vote sent to turnout seen on the hall display", _spread(report.turnout)
    yield "differences delivered", f"{report.deltas:,}"
    yield "lost", f"{report.lost:,}"
    yield "tablets whose view differs in the end", f"{report.differing:,}"
    yield "connections that were lost and came back", f"{report.returns:,}"
    yield "polls as expected and published", f"{report.equal:,} of {report.polls:,}"
    yield "time", f"{report.seconds:.1f} s"
    yield "minutes", _minutes(report.minutes)


def _spread(spread: Spread | None) -> str:
    if spread is None:
        return "no votes were cast"
    return f"p50 {spread.p50:.1f} ms, p99 {spread.p99:.1f} ms, longest {spread.longest:.1f} ms"


def _minutes(minutes: SignedMinutes | None) -> str:
    if minutes is None:
        return "none"
    verdict = "verified" if minutes.verified else "NOT verified"
    return f"rendered and signed by both in {minutes.seconds:.1f} s, {minutes.size:,} bytes, {verdict}"


def _unverified(minutes: SignedMinutes | None) -> list[str]:
    return [] if minutes is None or minutes.verified else [minutes.lines]
