"""Reckons from the entries who had the floor, for how long, and how much of their time members have used.

Written apart from the rules, from PROTOCOL ("Floor") alone, so that a fault there does not hide itself here.
"""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field

from meetings.minutes.report import Check, failed, passed
from meetings.minutes.verify_chain import Said, body_of

UNCOUNTED = frozenset({"point_of_order", "answer"})
"""What uses up nobody's speaking time."""


class Given(Struct, frozen=True):
    """Somebody has the floor."""

    member: str
    request: str = "speak"


class Ended(Struct, frozen=True):
    """A speech is over."""

    member: str


class Item(Struct, frozen=True):
    """An item."""

    item: str


class Items(Struct, frozen=True):
    """Several items."""

    items: tuple[str, ...]


class Speech(Struct):
    """Who spoke and for what, from when to when, and the item with the debate as it began."""

    member: str
    kind: str
    since: int
    item: str | None
    until: int | None = None


class Debate(Struct):
    """What has been read so far: the speeches, the time used of each item, and what cannot be.

    `counted_to`: up to when the speech in hand is counted.
    """

    in_hand: tuple[str, ...] = ()
    speeches: list[Speech] = field(default_factory=list)
    used: dict[str | None, dict[str, int]] = field(default_factory=dict)
    counted_to: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def speech(self) -> Speech | None:
        """The speech in hand."""
        return self.speeches[-1] if self.speeches and self.speeches[-1].until is None else None


def debate(entries: Sequence[Said]) -> Debate:
    """All speeches. Raises Broken."""
    of = Debate()
    for said in entries:
        step = STEPS.get(said.kind)
        if step is not None:
            step(of, said)
    return of


def check(of: Debate) -> list[Check]:
    """What was found of speeches, if there were any or something cannot be."""
    if of.faults:
        return [failed("speeches", "; ".join(of.faults))]
    seconds = sum(speech.until - speech.since for speech in of.speeches if speech.until is not None) // 1000
    count = len(of.speeches)
    return [passed("speeches", f"{count:,} given the floor one after the other, for {seconds:,} s together")][:count]


def _given(of: Debate, said: Said) -> None:
    given = body_of(said, Given)
    if of.speech is not None:
        of.faults.append(
            f"position {said.position}: {given.member} was given the floor while {of.speech.member} had it"
        )
        _close(of, said)
    of.speeches.append(Speech(given.member, given.request, said.at, of.in_hand[0] if of.in_hand else None))
    of.counted_to = said.at


def _ended(of: Debate, said: Said) -> None:
    member = body_of(said, Ended).member
    if of.speech is None or of.speech.member != member:
        holder = "nobody" if of.speech is None else of.speech.member
        of.faults.append(f"position {said.position}: the speech of {member} ended, {holder} had the floor")
        return
    _close(of, said)


def _close(of: Debate, said: Said) -> None:
    _count(of, said)
    of.speeches[-1].until = said.at


def _count(of: Debate, said: Said) -> None:
    """Whoever speaks while several items are in hand speaks on each of them."""
    if of.speech is not None and of.speech.kind not in UNCOUNTED:
        for item in of.in_hand or (None,):
            used = of.used.setdefault(item, {})
            used[of.speech.member] = used.get(of.speech.member, 0) + said.at - of.counted_to
    of.counted_to = said.at


def _started(of: Debate, said: Said) -> None:
    _turn(of, said, (body_of(said, Item).item, *of.in_hand[1:]))


def _joined(of: Debate, said: Said) -> None:
    _turn(of, said, (*of.in_hand, *body_of(said, Items).items))


def _parted(of: Debate, said: Said) -> None:
    _turn(of, said, of.in_hand[:1])


def _put_down(of: Debate, said: Said) -> None:
    gone = body_of(said, Item).item
    _turn(of, said, tuple(item for item in of.in_hand if item != gone))


def _turn(of: Debate, said: Said, in_hand: tuple[str, ...]) -> None:
    _count(of, said)
    of.in_hand = in_hand


STEPS: Mapping[str, Callable[[Debate, Said], None]] = {
    "floor_given": _given,
    "speech_ended": _ended,
    "item_started": _started,
    "items_joined": _joined,
    "items_parted": _parted,
    "item_concluded": _put_down,
    "item_deferred": _put_down,
}
