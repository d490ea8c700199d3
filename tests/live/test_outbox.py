"""The outbox: bounded, in order, and nobody waits to put something in."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

import pytest

from meetings.live.line import AsgiLine
from meetings.live.outbox import Bounds, Ending, Outbox
from meetings.rules.identity import MemberId
from meetings.wire.frames import CloseCode, Violation
from meetings.wire.framing import Frame

AN = MemberId("an")


class Hose:
    """A line that a test turns on and off."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.closed: tuple[int, str] | None = None
        self.is_stuck = False
        self.unsent = 0
        self._open = asyncio.Event()
        self._open.set()

    @property
    def straight(self) -> None:
        return None

    def tell(self, changed: Callable[[], None]) -> None: ...

    def turn_off(self) -> None:
        self._open.clear()

    def turn_on(self) -> None:
        self._open.set()

    def try_write(self, frame: Frame, /) -> bool:
        if self._open.is_set():
            self.sent.append(frame.text)
        return self._open.is_set()

    async def ready(self) -> None:
        if self.is_stuck:
            raise TimeoutError
        await self._open.wait()

    async def deliver(self, frame: Frame) -> None:
        await asyncio.sleep(0)
        self.sent.append(frame.text)

    async def close(self, code: int, reason: str) -> None:
        self.closed = code, reason


def frames(*texts: str) -> list[Frame]:
    return [Frame(text.encode()) for text in texts]


@asynccontextmanager
async def pumped(outbox: Outbox) -> AsyncGenerator[None]:
    """While the outbox is pumped; at the end all is sent that can be."""
    pump = asyncio.create_task(outbox.pump())
    try:
        yield
        await settled()
    finally:
        pump.cancel()


async def settled() -> None:
    for _ in range(1000):
        await asyncio.sleep(0)


async def test_what_can_be_sent_is_sent_at_once() -> None:
    hose = Hose()
    outbox = Outbox(AN, hose)
    outbox.welcome(frames("welcome", "passing"))
    for frame in frames("delta", "beat"):
        outbox.put(frame)
    assert hose.sent == ["welcome", "passing", "delta", "beat"]


async def test_what_must_wait_is_sent_later_and_in_order() -> None:
    hose = Hose()
    hose.turn_off()
    outbox = Outbox(AN, hose)
    async with pumped(outbox):
        for number, frame in enumerate(frames("1", "2", "3", "4")):
            (outbox.put if number % 2 else outbox.send)(frame)
        await settled()
        assert hose.sent == []
        hose.turn_on()
    assert hose.sent == ["1", "2", "3", "4"]


async def test_what_comes_while_something_is_being_sent_does_not_overtake_it() -> None:
    hose = Hose()
    hose.turn_off()
    outbox = Outbox(AN, hose)
    async with pumped(outbox):
        outbox.put(Frame(b"1"))
        await settled()
        hose.turn_on()
        await asyncio.sleep(0)
        outbox.put(Frame(b"2"))
        await asyncio.sleep(0)
        outbox.put(Frame(b"3"))
    assert hose.sent == ["1", "2", "3"]


@pytest.mark.parametrize("bounds", [Bounds(deltas=3), Bounds(delta_bytes=3)])
async def test_beyond_the_bound_a_tablet_lags_and_gets_one_fresh_view_when_it_has_drained(bounds: Bounds) -> None:
    hose = Hose()
    hose.turn_off()
    outbox = Outbox(AN, hose, bounds)
    outbox.on_drained = lambda: outbox.welcome(frames("fresh"))
    async with pumped(outbox):
        for frame in frames("1", "2", "3"):
            outbox.put(frame)
        outbox.send(Frame(b"answer"))
        assert not outbox.is_lagging
        outbox.put(Frame(b"4"))
        assert outbox.is_lagging
        outbox.put(Frame(b"5"))
        hose.turn_on()
        await settled()
        assert not outbox.is_lagging
        outbox.put(Frame(b"6"))
    assert [text for text in hose.sent if text != "1"] == ["answer", "fresh", "6"]


async def test_a_tablet_may_lag_before_anything_was_sent_at_all() -> None:
    sent: list[str] = []

    async def send(event: dict[str, str]) -> None:
        sent.append(event["text"])

    outbox = Outbox(AN, AsgiLine(send, 1), Bounds(deltas=2))
    outbox.on_drained = lambda: outbox.welcome(frames("fresh"))
    async with pumped(outbox):
        for frame in frames("1", "2", "3"):
            outbox.put(frame)
    assert sent == ["fresh"]


async def test_the_bound_does_not_count_the_welcome() -> None:
    hose = Hose()
    hose.turn_off()
    outbox = Outbox(AN, hose, Bounds(deltas=2, delta_bytes=2))
    async with pumped(outbox):
        outbox.welcome(frames("a long welcome", "and", "more"))
        outbox.put(Frame(b"1"))
        outbox.put(Frame(b"2"))
        assert not outbox.is_lagging
        hose.turn_on()
    assert hose.sent == ["a long welcome", "and", "more", "1", "2"]


async def test_a_welcome_takes_the_place_of_what_waits() -> None:
    hose = Hose()
    hose.turn_off()
    outbox = Outbox(AN, hose)
    async with pumped(outbox):
        outbox.put(Frame(b"stale"))
        outbox.send(Frame(b"answer"))
        outbox.welcome(frames("welcome"))
        outbox.put(Frame(b"1"))
        hose.turn_on()
    assert hose.sent == ["answer", "welcome", "1"]


async def test_the_room_may_be_gone_when_a_tablet_has_drained() -> None:
    hose = Hose()
    hose.turn_off()
    outbox = Outbox(AN, hose, Bounds(deltas=1))
    async with pumped(outbox):
        outbox.put(Frame(b"1"))
        outbox.put(Frame(b"2"))
        hose.turn_on()
        await settled()
    assert not outbox.is_lagging


async def test_a_tablet_that_takes_no_answers_is_too_slow() -> None:
    hose = Hose()
    hose.turn_off()
    outbox = Outbox(AN, hose, Bounds(answers=3))
    for frame in frames("1", "2", "3"):
        outbox.send(frame)
    assert not outbox.ended.done()
    outbox.send(Frame(b"4"))
    assert await outbox.ended == Ending(Violation.plain(CloseCode.TOO_SLOW))


async def test_a_line_on_which_nothing_moves_is_too_slow() -> None:
    hose = Hose()
    hose.turn_off()
    hose.is_stuck = True
    outbox = Outbox(AN, hose)
    async with pumped(outbox):
        outbox.put(Frame(b"1"))
        assert await outbox.ended == Ending(Violation.plain(CloseCode.TOO_SLOW))


async def test_a_room_that_is_gone_sends_its_tablets_away_to_come_back() -> None:
    outbox = Outbox(AN, Hose())
    outbox.close()
    assert await outbox.ended == Ending(Violation.plain(CloseCode.RESTARTING))


async def test_the_first_reason_to_end_counts() -> None:
    outbox = Outbox(AN, Hose())
    outbox.end(Violation.plain(CloseCode.SEAT_TAKEN), bye_ms=7)
    outbox.close()
    assert await outbox.ended == Ending(Violation.plain(CloseCode.SEAT_TAKEN), 7)


async def test_a_farewell_is_said_only_to_who_can_hear_it_now() -> None:
    hose = Hose()
    outbox = Outbox(AN, hose)
    outbox.farewell(250)
    hose.turn_off()
    outbox.farewell(500)
    assert hose.sent == ['{"t":"bye","after_ms":250}']
