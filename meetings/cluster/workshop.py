"""The worker process: rendering, signing, verifying, and opening what strangers uploaded, away from the event loop.

What hostile files can do there is bounded: in time, in memory, and by a new process every so often.
"""

import asyncio
import logging
import multiprocessing
import os
import pickle
import resource
import signal
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from meetings.ports import WorkFailed

Result = TypeVar("Result")
Work = tuple[Callable[..., Any], tuple[object, ...]]
Outcome = tuple[Any, Exception | None]

log = logging.getLogger(__name__)

LONGEST_S = 120.0
MOST_JOBS = 50
"""After so many jobs the worker is replaced: libraries that open hostile files may leak."""
MOST_MEMORY = 3 * 2**30
"""Address space of the worker, in bytes. A bomb in a file ends in a MemoryError instead of taking the machine."""


class ProcessWorkshop:
    """One worker process, started with the first job; who comes while it works waits for a turn."""

    def __init__(self, longest_s: float = LONGEST_S) -> None:
        self._longest_s = longest_s
        self._turn = asyncio.Lock()
        self._worker: Worker | None = None

    async def run(self, work: Callable[..., Result], *materials: object) -> Result:
        """Do `work` in the worker. Raises what it raises, or WorkFailed; then the next job finds a new worker."""
        async with self._turn:
            result, fault = await self._done((work, materials))
        if fault is not None:
            raise fault
        return result

    async def _done(self, work: Work) -> Outcome:
        name = getattr(work[0], "__name__", work[0])
        if self._worker is None:
            self._worker = Worker()
        worker = self._worker
        try:
            async with asyncio.timeout(self._longest_s):
                outcome = await asyncio.to_thread(worker.do, work)
        except TimeoutError:
            raise self._failed(f"{name} was stopped after {self._longest_s:g} s, the longest that is allowed") from None
        except (EOFError, OSError) as fault:
            raise self._failed(f"the worker process died during {name}") from fault
        except BaseException:
            # Whoever waited has gone: the answer must not reach the next who asks.
            self.close()
            raise
        if worker.jobs >= MOST_JOBS:
            self.close()
        return outcome

    def _failed(self, why: str) -> WorkFailed:
        log.error("%s", why)
        self.close()
        return WorkFailed(why)

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.end()
            self._worker = None


class Worker:
    """The process, and the pipe to it."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.jobs = 0
        self._pipe, its_end = context.Pipe()
        self._process = context.Process(target=_serve, args=(its_end,), name="meetings-worker", daemon=True)
        self._process.start()
        its_end.close()

    def do(self, work: Work) -> Outcome:
        """What came of one job. Blocks. Raises EOFError or OSError if the process ends."""
        self.jobs += 1
        self._pipe.send(work)
        return pickle.loads(self._pipe.recv_bytes())  # noqa: S301 - written by our own process

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()


def _serve(pipe: Connection) -> None:
    _prepare()
    while True:
        try:
            work, materials = pipe.recv()
        except EOFError:
            return
        pipe.send_bytes(_outcome(work, materials))


def _prepare() -> None:
    # The server decides when to stop; an interrupt from the keyboard reaches the whole group of processes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    # A server that is killed cannot end its worker, and one that a signal ends does not wait for it.
    threading.Thread(target=_end_with_the_server, daemon=True).start()


def _end_with_the_server() -> None:
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(0)


def _outcome(work: Callable[..., Any], materials: tuple[object, ...]) -> bytes:
    try:
        return pickle.dumps((work(*materials), None))
    except Exception as fault:  # noqa: BLE001 - it is raised on the other side
        return _packed(fault)


def _packed(fault: Exception) -> bytes:
    """The fault, with where it came from, in a form that surely reaches the other side."""
    fault.add_note("".join(traceback.format_exception(fault)))
    try:
        packed = pickle.dumps((None, fault))
        pickle.loads(packed)  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - some exceptions cannot be packed, others not unpacked
        return pickle.dumps((None, RuntimeError("".join(traceback.format_exception(fault)))))
    return packed
