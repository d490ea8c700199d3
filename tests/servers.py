"""Servers of the tests' own, in temporary folders, on free ports of this machine, ended by their process ids."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TypedDict

import pytest

from meetings.rehearsal.server import free_port
from meetings.storage.postgres import way_to

START_S = 60
POSTGRES_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "16MB",
    "max_connections": "60",
    "autovacuum": "off",
}


class Account(TypedDict, total=False):
    """As whom a program runs."""

    user: int
    group: int


def postgres_programs() -> Path | None:
    """The folder of the newest server's programs, which Debian keeps away from the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("postgres")
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path else None


def _account() -> Account:
    """PostgreSQL refuses to run as root; there it runs as the account of its package, or as nobody."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid}


class Postgres:
    """One server, with as many databases as tests ask for."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._data = folder / "data"
        self._account = _account()
        self._port = free_port()
        self._server: subprocess.Popen[bytes] | None = None
        self._names = count(1)
        if self._account:
            os.chown(folder, self._account.get("user", -1), self._account.get("group", -1))
        self._run("initdb", "-D", self._data, "-U", "meetings", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")

    def _run(self, program: str, *arguments: str | Path) -> None:
        command: Sequence[str | Path] = [self._programs / program, *arguments]
        with (self._folder / "said").open("a+") as said:
            done = subprocess.run(
                command,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                check=False,
                **self._account,
            )
            said.seek(0)
            assert done.returncode == 0, said.read()

    def start(self) -> None:
        """Start, and wait until it takes connections."""
        settings = {**POSTGRES_SETTINGS, "port": str(self._port)}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        quiet, said = subprocess.DEVNULL, (self._folder / "said").open("a")
        with said:
            self._server = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, *options],
                cwd=self._folder,
                stdin=quiet,
                stdout=said,
                stderr=said,
                **self._account,
            )
        _wait_for([self._programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self._port)])

    def kill(self) -> None:
        """End it and all its processes at once, as a power cut does: `kill -9`."""
        server = self._running()
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        for pid in (server.pid, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        server.wait()

    def stop(self) -> None:
        """End it without ado; its files are thrown away."""
        if self._server is not None:
            self._server.send_signal(signal.SIGQUIT)
            self._server.wait()

    def _running(self) -> subprocess.Popen[bytes]:
        assert self._server is not None
        return self._server

    async def fresh_database(self) -> str:
        """The URL of an empty database: a schema of its own, which is made and thrown away faster."""
        name = f"meetings{next(self._names)}"
        url = f"postgresql://meetings@127.0.0.1:{self._port}/postgres"
        connection = await way_to(url)()
        await connection.execute(f"CREATE SCHEMA {name}")
        connection.terminate()
        return f"{url}?search_path={name}"


class Redis:
    """One server that keeps nothing on the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"redis://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = ["--port", str(self._port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(
            ["redis-server", *options], cwd=self._folder, stdin=quiet, stdout=quiet, stderr=quiet
        )
        _wait_for(["redis-cli", "-e", "-p", str(self._port), "ping"])

    def freeze(self) -> None:
        """It stands still: connections stay, nothing is answered."""
        self._running().send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on."""
        self._running().send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """End it at once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None
        return self._process


def _wait_for(question: Sequence[str | Path]) -> None:
    """Ask until the program that asks ends well."""
    end = time.monotonic() + START_S
    while subprocess.run(question, capture_output=True, check=False).returncode != 0:
        assert time.monotonic() < end, f"{question[0]} was told nothing"


@contextmanager
def a_postgres() -> Generator[Postgres]:
    """A running PostgreSQL. Skips the test where there is none to run."""
    programs = postgres_programs()
    if programs is None:
        pytest.skip("missing tool: postgres (Debian package postgresql)")
    # Not below pytest's folder, which the account of the server may not enter.
    folder = Path(tempfile.mkdtemp(prefix="meetings-postgres-"))
    server = Postgres(programs, folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def a_redis() -> Generator[Redis]:
    """A running Redis. Skips the test where there is none to run."""
    if shutil.which("redis-server") is None:
        pytest.skip("missing tool: redis-server (Debian package redis-server)")
    folder = Path(tempfile.mkdtemp(prefix="meetings-redis-"))
    server = Redis(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
