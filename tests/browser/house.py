"""A server in a child process, and the meetings convened in it by `meetings import`."""

import asyncio
import subprocess
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from meetings.control.requests import LinkMade as Link
from meetings.demonstration import FILE
from meetings.rehearsal.server import PROGRAM, Server


class Convened(Struct, frozen=True):
    """What `meetings import --json` prints."""

    meeting: str
    links: list[Link]


class House:
    """The server's address and folder, and what the command line does with them."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server = server
        self.folder = folder

    @property
    def url(self) -> str:
        return self.server.url

    async def meetings(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run one command of the command line."""
        command = [*PROGRAM, *map(str, arguments)]
        return await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=False)

    async def convene(self, **rules: object) -> Convened:
        """The demonstration meeting once more, with links of its own; with other rules it comes without papers."""
        return await self.imports(self._ruled(rules) if rules else FILE)

    async def imports(self, file: Path) -> Convened:
        """The meeting of a file."""
        done = await self.meetings("import", file, "--json", "--url", self.url, "--data", self.folder)
        assert done.returncode == 0, done.stderr
        return msgspec.json.decode(done.stdout, type=Convened)

    def _ruled(self, rules: Mapping[str, object]) -> Path:
        meeting = msgspec.json.decode(FILE.read_bytes())
        meeting["meeting"]["rules"] = rules
        for item in meeting["agenda"]:
            item.pop("papers", None)
        file = self.folder.parent / "ruled.json"
        file.write_bytes(msgspec.json.encode(meeting))
        return file
