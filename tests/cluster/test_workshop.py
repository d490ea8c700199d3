"""The worker process: results and faults come back; what dies, hangs or takes too much memory is replaced."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator

import pytest

from meetings.cluster import workshop
from meetings.cluster.workshop import ProcessWorkshop
from meetings.ports import WorkFailed


class Stubborn(Exception):
    """An exception that cannot be packed: it wants two arguments."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def double(number: int) -> int:
    return 2 * number


def process() -> int:
    return os.getpid()


def refuse(sentence: str) -> None:
    raise ValueError(sentence)


def refuse_stubbornly() -> None:
    raise Stubborn("in", "side")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hang() -> None:
    time.sleep(60)


def devour(size: int) -> int:
    return len(bytearray(size))


@pytest.fixture(scope="module")
def shop() -> Iterator[ProcessWorkshop]:
    opened = ProcessWorkshop()
    yield opened
    opened.close()


async def test_work_is_done_in_another_process_which_stays(shop: ProcessWorkshop) -> None:
    assert await shop.run(double, 21) == 42
    first, second = await shop.run(process), await shop.run(process)
    assert first == second != os.getpid()


async def test_a_fault_comes_back_with_where_it_came_from(shop: ProcessWorkshop) -> None:
    with pytest.raises(ValueError, match="no, thank you") as raised:
        await shop.run(refuse, "no, thank you")
    assert "in refuse" in raised.value.__notes__[0]


async def test_a_fault_that_cannot_travel_is_told_in_words(shop: ProcessWorkshop) -> None:
    with pytest.raises(RuntimeError, match="Stubborn: inside"):
        await shop.run(refuse_stubbornly)


async def test_a_job_that_takes_too_much_memory_fails_alone(shop: ProcessWorkshop) -> None:
    with pytest.raises(MemoryError):
        await shop.run(devour, workshop.MOST_MEMORY)
    assert await shop.run(double, 2) == 4


async def test_after_a_death_the_next_job_finds_a_new_worker(shop: ProcessWorkshop) -> None:
    with pytest.raises(WorkFailed, match="died during die"):
        await shop.run(die)
    assert await shop.run(double, 3) == 6


async def test_a_job_that_takes_too_long_is_stopped() -> None:
    hurried = ProcessWorkshop(longest_s=0.05)
    with pytest.raises(WorkFailed, match=r"hang was stopped after 0\.05 s"):
        await hurried.run(hang)
    hurried.close()


async def test_the_answer_to_one_who_has_gone_reaches_nobody_else(shop: ProcessWorkshop) -> None:
    going = asyncio.create_task(shop.run(hang))
    await asyncio.sleep(0)
    going.cancel()
    with pytest.raises(asyncio.CancelledError):
        await going
    assert await shop.run(double, 4) == 8


async def test_jobs_that_come_together_take_turns(shop: ProcessWorkshop) -> None:
    assert await asyncio.gather(*(shop.run(double, number) for number in range(5))) == [0, 2, 4, 6, 8]


async def test_a_worker_is_replaced_after_so_many_jobs(shop: ProcessWorkshop, monkeypatch: pytest.MonkeyPatch) -> None:
    before = await shop.run(process)
    monkeypatch.setattr(workshop, "MOST_JOBS", 1)
    await shop.run(process)
    assert await shop.run(process) != before
