"""The command line in processes of its own and in this one, and a server that it works beside."""

import json
import re
import signal
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from meetings.__main__ import main
from meetings.rehearsal.server import PROGRAM
from tests.web.town import a_meeting, a_pdf

URL = "https://council.example"


class Desk:
    """Where somebody works on the command line: a data folder, and a meeting file with its paper."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.file = folder / "council.json"
        (folder / "budget.pdf").write_bytes(a_pdf())
        self.write(a_meeting())

    def write(self, tree: object) -> None:
        self.file.write_text(json.dumps(tree), encoding="utf-8")

    def run(self, command: str, *arguments: object) -> Result:
        """Run a command in this process."""
        return CliRunner().invoke(main, [command, *map(str, arguments), "--data", str(self.data)])

    def imported(self) -> dict[str, Any]:
        done = self.run("import", self.file, "--json", "--url", URL)
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    def stored(self) -> list[str]:
        """What there is in the data folder, papers and logs."""
        return sorted(path.name for path in self.data.rglob("*") if path.is_file()) if self.data.exists() else []


def meetings(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command as a process."""
    command = [*PROGRAM, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def refused(done: Result | subprocess.CompletedProcess[str]) -> str:
    """What a command that was refused said, which is one line."""
    code = done.exit_code if isinstance(done, Result) else done.returncode
    assert (code, done.stdout) == (2, ""), done
    (line,) = done.stderr.splitlines()
    return line.removeprefix("Error: ")


def without(key: str) -> dict[str, Any]:
    tree = a_meeting()
    del tree["meeting"][key]
    return tree


def with_(part: str, place: int, **changed: object) -> dict[str, Any]:
    tree = a_meeting()
    tree[part][place].update(changed)
    return tree


class Running:
    """A server in a process of its own, at a port that the system chose."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        command = [*PROGRAM, "serve", "--host", "127.0.0.1", "--port", "0", "--data", str(desk.data)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        found = re.fullmatch(
            r"The server is at (http://127\.0\.0\.1:(\d+)) \(stop it with Ctrl-C\)\n", self.process.stdout.readline()
        )
        assert found is not None
        self.url, self.port = found[1], int(found[2])

    def get(self, path: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path)
        answer = connection.getresponse()
        content = answer.read().decode()
        connection.close()
        return answer.status, content

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """The exit code and what the server wrote to standard error."""
        self.process.send_signal(number)
        return self.ended()

    def ended(self) -> tuple[int, str]:
        """Waits for the end; the exit code, and what the server wrote to standard error."""
        _, said = self.process.communicate(timeout=20)
        return self.process.returncode, said


@contextmanager
def running(desk: Desk) -> Generator[Running]:
    """A server on this data folder; it does not outlive the block."""
    server = Running(desk)
    with server.process:
        try:
            yield server
        finally:
            server.process.kill()
