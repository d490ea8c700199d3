"""A server of one's own in a child process, on a free port of this machine: for rehearsals, bench, acceptance tests."""

import asyncio
import signal
import socket
import sys
import tempfile
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import TracebackType

START_S = 30
STOP_S = 10
PROGRAM = (sys.executable, "-m", "meetings")


class NotStarted(Exception):
    """The server did not come up. The message gives its last words."""


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """`meetings serve` on a data folder. Used as `async with`, which starts it and in the end stops it."""

    def __init__(self, folder: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._folder = folder
        self._port = port
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - the child goes on writing to it until it ends
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> "Server":
        try:
            await self.start()
        except BaseException:
            self._said.close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()
        self._said.close()

    @property
    def pid(self) -> int:
        """The process id of the running server."""
        return self._running().pid

    async def start(self) -> None:
        """Start, and wait until it is ready. Raises NotStarted."""
        arguments = ("serve", "--host", "127.0.0.1", "--port", str(self._port), "--url", self.url)
        self._process = await asyncio.create_subprocess_exec(
            *PROGRAM, *arguments, "--data", str(self._folder), stdout=self._said, stderr=self._said
        )
        try:
            async with asyncio.timeout(START_S):
                while not await asyncio.to_thread(_is_ready, self._port):
                    if self._process.returncode is not None:
                        raise NotStarted(f"the server ended with {self._process.returncode}: {self.last_words()}")
                    await asyncio.sleep(0.02)
        except TimeoutError as fault:
            await self.kill()
            raise NotStarted(f"the server was not ready within {START_S} s: {self.last_words()}") from fault

    def _running(self) -> asyncio.subprocess.Process:
        if self._process is None:
            raise RuntimeError("the server was not started")
        return self._process

    async def stop(self) -> None:
        """Ask it to end, as a service manager does."""
        process = self._running()
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(process.wait(), STOP_S)
            except TimeoutError:
                await self.kill()

    async def kill(self) -> None:
        """End it without a word, as a power cut does: `kill -9`."""
        process = self._running()
        if process.returncode is None:
            process.kill()
            await process.wait()

    def said(self) -> str:
        """All that the server wrote."""
        self._said.seek(0)
        return self._said.read().decode("utf-8", "replace")

    def last_words(self) -> str:
        """The last lines of it."""
        return "\n".join(self.said().splitlines()[-12:])


def _is_ready(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=START_S)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
