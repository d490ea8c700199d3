"""The load on a hub: a C program that plays all tablets, and the processes that are measured, each on its own core.

The program polls its core, so the server does not pay for waking it up. `hub_programs/wsload.c` says what it can do.
"""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from msgspec import Struct

PROGRAMS = Path(__file__).with_name("hub_programs")
SERVER_CORE, TABLETS_CORE = "0", "1"
START_S = 30
KEY = "dGhlIHNhbXBsZSBub25jZQ=="

Answer = Mapping[str, Any]


class Subscribing(Struct, frozen=True):
    """How tablets come in: their requests in turn, what they say then, and what they wait for."""

    requests: tuple[bytes, ...]
    hello: bytes = b""
    ready: bytes = b""


class Publishing(Struct, frozen=True):
    """How one who publishes comes in, and what it sends: the ten digits after each @@ count."""

    request: bytes
    hello: bytes
    ready: bytes
    frames: tuple[bytes, ...]


def upgrade(path: str, port: int, also: str = "") -> bytes:
    """A request for a websocket."""
    lines = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {KEY}\r\nSec-WebSocket-Version: 13\r\n"
    )
    return f"{lines}{also}\r\n".encode()


def frame(text: bytes) -> bytes:
    """A text frame of a tablet, masked with zeros."""
    size = len(text)
    header = bytes((0x81, 0x80 | size)) if size < 126 else bytes((0x81, 0xFE)) + size.to_bytes(2, "big")
    return header + bytes(4) + text


class Tablets:
    """The program that plays the tablets of one server."""

    def __init__(self, programs: Path, port: int) -> None:
        self._process = subprocess.Popen(
            [*pinned(TABLETS_CORE), str(programs / "wsload")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._set("port", port)
        self._set("spin", 1)
        self._set("beat", b'"t":"beat"')
        self._set("beat_back", frame(b'{"do":"beat"}'))

    def close(self) -> None:
        """All tablets are gone."""
        self._process.kill()
        self._process.wait()

    def subscribe_by(self, subscribing: Subscribing) -> None:
        """From now on tablets come in like this."""
        self._say("set noreqs 1")
        for request in subscribing.requests:
            self._say(f"addreq {request.hex()}")
        self._set("sub_post", subscribing.hello)
        self._set("ready", subscribing.ready)

    def publish_by(self, publishing: Publishing) -> None:
        """Open the socket of one who publishes."""
        self._set("pub_req", publishing.request)
        self._set("pub_post", publishing.hello)
        self._set("pub_ready", publishing.ready)
        self._say("set nomsgs 1")
        for each in publishing.frames:
            self._say(f"addmsg {each.hex()}")
        if not self.ask("pubopen 1")["ok"]:
            raise RuntimeError("who publishes was not let in")

    def vote_by(self, ballot: bytes, ack: bytes) -> None:
        """From now on tablets vote like this."""
        self._set("vote_msg", ballot)
        self._set("vote_off", ballot.index(b"@@") + 2)
        self._set("ack", ack)

    def receive_into(self, size: int) -> None:
        """Sockets opened from now on hold at most so much that was not read; 0 is as the system likes."""
        self._set("rcvbuf", size)

    def connect(self, count: int, at_once: int) -> Answer:
        """So many more; `at_once` 0 is all in the same moment."""
        answer = self.ask(f"connect {count} {at_once}")
        if answer["ok"] != count:
            raise RuntimeError(f"{count} tablets were expected, {answer['ok']} came in")
        return answer

    def ask(self, line: str) -> Answer:
        """The answer to a command."""
        self._say(line)
        self._pipe(self._process.stdin).flush()
        answer = self._pipe(self._process.stdout).readline()
        if not answer:
            raise RuntimeError(f"the tablets are gone, asked for: {line}")
        return json.loads(answer)

    def _set(self, key: str, value: int | bytes) -> None:
        self._say(f"set {key} {value.hex() if isinstance(value, bytes) else value}")

    def _say(self, line: str) -> None:
        self._pipe(self._process.stdin).write(f"{line}\n")

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        return cast("IO[str]", pipe)


@contextmanager
def playing(programs: Path, port: int, subscribing: Subscribing) -> Generator[Tablets]:
    """Tablets of one server that are to come in like this."""
    tablets = Tablets(programs, port)
    try:
        tablets.subscribe_by(subscribing)
        yield tablets
    finally:
        tablets.close()


@contextmanager
def running(command: Sequence[str], port: int, environment: Mapping[str, str] | None = None) -> Generator[int]:
    """A server on its core, from when it listens to the end of the block; its process id."""
    said = tempfile.TemporaryFile()  # noqa: SIM115 - the child goes on writing to it until it ends
    process = subprocess.Popen(
        [*pinned(SERVER_CORE), *command], stdout=said, stderr=said, env={**os.environ, **(environment or {})}
    )
    try:
        _wait_for(port, process)
        yield process.pid
    except Exception as fault:
        said.seek(0)
        fault.add_note(said.read().decode("utf-8", "replace")[-2000:])
        raise
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        said.close()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 0.5).close()
        except OSError:
            if process.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            time.sleep(0.3)
            return


def pinned(core: str) -> list[str]:
    """What runs a program on one core, before others if it may.

    Not in real time: the system's own work for the disk may be bound to that core, and would wait for ever for one who
    polls.
    """
    first = ["chrt", "--other", "0", "nice", "-n", "-15"] if os.geteuid() == 0 else []
    return [*first, "taskset", "-c", core]


@contextmanager
def compiled() -> Generator[Path]:
    """A folder with the C programs."""
    with tempfile.TemporaryDirectory(prefix="meetings-hub-") as name:
        folder = Path(name)
        for program in ("wsload", "raw_server"):
            source = PROGRAMS / f"{program}.c"
            compiler = shutil.which("cc") or "gcc"
            subprocess.run([compiler, "-O2", "-w", "-o", str(folder / program), str(source)], check=True)
        yield folder


def cpu_seconds(pid: int) -> float:
    """What a process, its threads and children have used of a core; sending over loopback is charged to the sender."""
    return sum(_ran(task) for process in _family(pid) for task in Path(f"/proc/{process}/task").iterdir()) / 1e9


def held_by_system(port: int) -> int:
    """Bytes that were sent from a port and that the other end has not taken yet."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    return sum(int(row[4].partition(":")[0], 16) for row in rows if int(row[1].partition(":")[2], 16) == port)


def _ran(task: Path) -> int:
    try:
        return int((task / "schedstat").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text(encoding="ascii").split():
            yield from _family(int(child))
