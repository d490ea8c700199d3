"""The worker process: rendering, signing, verifying, and opening what strangers uploaded, away from the event loop."""

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

Result = TypeVar("Result")

log = logging.getLogger(__name__)

MOST_JOBS = 50
"""After so many jobs a worker is replaced: libraries that open hostile files may leak."""


class ProcessWorkshop:
    """One worker process, started with the first job."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    async def run(self, work: Callable[..., Result], *materials: object) -> Result:
        """Do `work` in the worker. If it dies of this, a new one is started for the next, and the fault comes back."""
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_prepare, max_tasks_per_child=MOST_JOBS)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work, *materials)
        except BrokenProcessPool:
            log.error("the worker process died during %s", getattr(work, "__name__", work))
            self.close()
            raise

    def close(self) -> None:
        """End the worker."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def _prepare() -> None:
    # The server decides when to stop; an interrupt from the keyboard reaches the whole group of processes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A server that is killed cannot end its worker, and one that a signal ends does not wait for it.
    threading.Thread(target=_end_with_the_server, daemon=True).start()


def _end_with_the_server() -> None:
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(0)
