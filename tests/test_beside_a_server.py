"""The command line beside a running server, which holds the data folder; and how such a server ends."""

import json
import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk, Running, meetings, refused, running, with_
from tests.web.town import a_meeting


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server that holds its data folder."""
    with running(Desk(tmp_path_factory.mktemp("served"))) as server:
        yield server


def test_all_commands_work_beside_a_running_server(served: Running, tmp_path: Path) -> None:
    desk = served.desk
    made = json.loads(desk.run("import", desk.file, "--json").stdout)
    assert made["links"][0]["url"].startswith(f"{served.url}/j/"), "links lead to the address of the server"
    one = json.loads(desk.run("links", made["meeting"], "--ref", "ann", "--json").stdout)
    assert one["links"][0]["url"].startswith(served.url)
    for command in ("minutes", "export"):
        assert desk.run(command, made["meeting"], "--out", tmp_path / command).exit_code == 0
    assert (tmp_path / "minutes").read_bytes().startswith(b"%PDF-")
    assert desk.run("backup", tmp_path / "backup").exit_code == 0
    desk_elsewhere = Desk(tmp_path)
    assert desk_elsewhere.run("restore", tmp_path / "backup").exit_code == 0


def test_a_bad_file_is_refused_beside_a_running_server(served: Running, tmp_path: Path) -> None:
    desk = served.desk
    bad = Desk(tmp_path)
    bad.data = desk.data
    bad.write(with_("participants", 4, votes=0))
    assert refused(bad.run("import", bad.file)).startswith(f"{bad.file}: $.participants[4]: votes: ")
    assert refused(bad.run("links", "0")) == "There is no meeting with this id in the data folder."


def test_a_second_server_is_refused_the_folder_and_a_taken_port(served: Running, tmp_path: Path) -> None:
    desk, port = served.desk, served.port
    locked = meetings("serve", "--host", "127.0.0.1", "--port", 0, "--data", desk.data)
    said = f"The data folder {desk.data} is in use by another server (process {served.process.pid}). "
    assert refused(locked) == f"{said}Stop it, or choose another folder."
    taken = meetings("serve", "--host", "127.0.0.1", "--port", port, "--data", tmp_path / "data")
    assert refused(taken) == f"The server cannot listen at 127.0.0.1 port {port}: another program uses it."
    assert not (tmp_path / "data").exists()


def test_a_restore_into_the_folder_of_a_running_server_is_refused(served: Running, tmp_path: Path) -> None:
    desk = served.desk
    assert desk.run("backup", tmp_path / "backup").exit_code == 0
    assert "is in use by another server" in refused(desk.run("restore", tmp_path / "backup"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_told_to_stop_clears_up_and_ends_well(desk: Desk, number: int) -> None:
    with running(desk) as server:
        assert server.get("/readyz") == (200, "ready\n")
        assert (desk.data / "control.sock").is_socket()
        code, said = server.stop(number)
    assert code == 0
    assert [line for line in said.splitlines() if "WAL-reset" not in line] == [], "a quiet start and a quiet end"
    assert desk.stored() == ["lock", "meetings.db"]


def test_what_a_stranger_asks_for_is_not_logged(desk: Desk) -> None:
    with running(desk) as server:
        server.get("/j/0000?t=canary")
        server.get("/m/canary%0aERROR%20forged")
        assert "canary" not in server.stop()[1]


def test_a_server_whose_disk_fails_ends_at_once_with_a_clear_line(desk: Desk) -> None:
    tree = a_meeting()
    del tree["agenda"][0]["papers"]
    desk.write(tree)
    with running(desk) as server:
        # From now on the system refuses every write into a file.
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (0, 0))
        said = refused(desk.run("import", desk.file))
        assert "The disk reported an error" in said or "The server ended before it answered" in said
        code, log = server.ended()
    assert code == 1
    assert "CRITICAL meetings.serving: The server ends: The disk reported an error" in log.splitlines()[-1]
