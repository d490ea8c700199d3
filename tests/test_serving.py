"""Starting the server: the demonstration with its links, the listening socket, one line for each entry of the log."""

import asyncio
import json
import logging
import os
import re
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from meetings import serving
from meetings.operating import Unworkable, make_links
from meetings.serving import OneLine, demonstrate, kept_links, listener, serve
from meetings.settings import Settings, settled
from tests.web.town import a_meeting, a_pdf

LINK = re.compile(r"(http://127\.0\.0\.1:\d+)/j/(\w+)#t=(\S+)    \(or seat (\S+), code (\w{4}-\w{4})\)")


@pytest.fixture
def _stopped_at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server that says where it is gets the signal to stop."""
    signals = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    say = serving.click.echo

    def say_and_stop(text: str, **how: Any) -> None:
        say(text, **how)
        if text.startswith("The server is at"):
            os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(serving.click, "echo", say_and_stop)
    yield
    for number, handler in signals.items():
        signal.signal(number, handler)


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """A server keeps its log for the whole process."""
    handlers, level = list(logging.root.handlers), logging.root.level
    yield
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


def here(folder: Path) -> Settings:
    return settled(Settings(host="127.0.0.1", port=0, folder=folder))


@pytest.mark.usefixtures("_stopped_at_once")
def test_the_demonstration_is_imported_once_and_its_links_printed_each_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    demonstrate(here(tmp_path / "data"))
    printed = capsys.readouterr().out
    links = LINK.findall(printed)
    assert [seat for _, _, _, seat, _ in links][:3] == ["president", "secretary", "hall"]
    assert len(links) == 6
    assert "more participants" in printed
    demonstrate(here(tmp_path / "data"))
    again = capsys.readouterr().out
    same = LINK.findall(again)
    assert [link[1:] for link in same] == [link[1:] for link in links]
    (address,) = {link[0] for link in same}
    assert f"The server is at {address} (stop it with Ctrl-C)" in again


@pytest.mark.usefixtures("_stopped_at_once")
def test_a_damaged_record_is_said_at_the_start(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    demonstrate(here(tmp_path / "data"))
    assert "is damaged" not in capfd.readouterr().err
    with closing(sqlite3.connect(tmp_path / "data" / "meetings.db")) as database, database:
        database.execute("UPDATE entry SET text = 'other' WHERE position = 3")
    serve(here(tmp_path / "data"))
    said = capfd.readouterr()
    assert "The server is at" in said.out
    assert re.search(r"ERROR meetings.app: The record of meeting \w+ is damaged: entry 3 does not match", said.err)


@pytest.mark.usefixtures("_stopped_at_once")
def test_a_link_of_the_demonstration_that_was_replaced_is_printed_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    demonstrate(here(tmp_path / "data"))
    first = {seat: token for _, _, token, seat, _ in LINK.findall(capsys.readouterr().out)}
    made = kept_links(tmp_path / "data" / "demonstration.json")
    assert made is not None
    replaced = asyncio.run(make_links(made.meeting, "president", None, here(tmp_path / "data"))).links[0]
    demonstrate(here(tmp_path / "data"))
    again = {seat: token for _, _, token, seat, _ in LINK.findall(capsys.readouterr().out)}
    assert again["secretary"] == first["secretary"]
    assert again["president"] not in (first["president"], replaced.token)


@pytest.mark.usefixtures("_stopped_at_once")
def test_each_link_has_its_qr_code_where_the_terminal_can_show_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    demonstrate(here(tmp_path / "data"))
    assert capfd.readouterr().out.count("▄▄▄▄▄") >= 6


@pytest.mark.usefixtures("_stopped_at_once")
def test_a_server_clears_up_behind_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    serve(here(tmp_path / "data"))
    assert capsys.readouterr().out.startswith("The server is at http://127.0.0.1:")
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["keys", "lock", "meetings.db", "papers"]


@pytest.mark.usefixtures("_stopped_at_once")
def test_without_uvloop_a_server_runs_on_the_loop_of_the_standard_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "uvloop", None)
    serve(here(tmp_path / "data"))
    assert capsys.readouterr().out.startswith("The server is at http://127.0.0.1:")


def test_a_demonstration_that_cannot_be_imported_is_said_to_be_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = {**a_meeting(), "participants": [{"ref": "ann", "name": "Ann", "role": "delegate", "votes": 0}]}
    (tmp_path / "council.json").write_text(json.dumps(tree), encoding="utf-8")
    (tmp_path / "budget.pdf").write_bytes(a_pdf())
    monkeypatch.setattr(serving, "FILE", tmp_path / "council.json")
    with pytest.raises(Unworkable, match=r"could not be imported: \$\.participants\[0\]: votes"):
        demonstrate(here(tmp_path / "data"))


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
