"""Starting the server: the demonstration with its links, the listening socket, one line for each entry of the log."""

import logging
import re
import signal
import subprocess
from pathlib import Path

import pytest

from meetings.operating import Unworkable
from meetings.rehearsal.server import PROGRAM
from meetings.serving import OneLine, kept_links, listener
from meetings.settings import Settings

LINK = re.compile(r"(http://127\.0\.0\.1:\d+)/j/(\w+)#t=(\S+)    \(or seat (\S+), code (\w{4}-\w{4})\)")


def demonstrated(folder: Path) -> tuple[str, list[tuple[str, ...]]]:
    """What `meetings demo` prints up to the moment when it serves, and the links in it."""
    command = [*PROGRAM, "demo", "--host", "127.0.0.1", "--port", "0", "--data", str(folder)]
    lines: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if line.startswith("The server is at"):
                break
        process.send_signal(signal.SIGTERM)
    assert process.returncode == 0
    printed = "".join(lines)
    return printed, LINK.findall(printed)


def test_the_demonstration_is_imported_once_and_its_links_printed_each_time(tmp_path: Path) -> None:
    printed, links = demonstrated(tmp_path / "data")
    assert [seat for _, _, _, seat, _ in links][:3] == ["president", "secretary", "hall"]
    assert len(links) == 6
    assert printed.count("▀▀▀▀▀") >= 6, "each with its QR code"
    assert "more participants" in printed
    again, same = demonstrated(tmp_path / "data")
    assert [link[1:] for link in same] == [link[1:] for link in links]
    (address,) = {link[0] for link in same}
    assert f"The server is at {address} (stop it with Ctrl-C)" in again


def test_links_of_the_demonstration_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    file = tmp_path / "demonstration.json"
    assert kept_links(file) is None
    file.write_text("no links", encoding="utf-8")
    with pytest.raises(Unworkable, match=f"{file}: the links of the demonstration were expected"):
        kept_links(file)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_a_socket_listens_as_soon_as_it_is_taken(host: str) -> None:
    with listener(Settings(host=host, port=0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Unworkable, match=f"{host} port {port}: another program uses it"):
            listener(Settings(host=host, port=port))


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("as usual", "WARNING here: as usual"),
        ("one\nERROR there: forged", r"WARNING here: one\nERROR there: forged"),
        ("\x1b[2J\r\u202e", r"WARNING here: \x1b[2J\r\u202e"),
        ("Nguyễn Ольга", "WARNING here: Nguyễn Ольга"),
    ],
)
def test_what_strangers_send_begins_no_line_of_the_log(said: str, line: str) -> None:
    record = logging.LogRecord("here", logging.WARNING, "", 0, "%s", (said,), None)
    assert OneLine("%(levelname)s %(name)s: %(message)s").format(record) == line
