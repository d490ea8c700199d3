"""`meetings rehearse` as people start it: a real server, real sockets, the real ballots, signed minutes."""

import json
import subprocess
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from meetings.demonstration import FILE
from meetings.rehearsal.server import PROGRAM, Server, free_port
from tests.acceptance.hall import council

UN_SHORT = Path(__file__).parents[1] / "data" / "un-short.json"


def meetings(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=False)


def rehearsed(*arguments: object) -> dict[str, Any]:
    done = meetings("rehearse", *arguments, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


@asynccontextmanager
async def server(folder: Path) -> AsyncGenerator[Server]:
    async with Server(folder, free_port()) as started:
        yield started


def test_a_real_session_of_the_united_nations_comes_out_as_published() -> None:
    report = rehearsed(UN_SHORT)
    assert (report["tablets"], report["ballots"], report["equal"], report["lost"]) == (196, 2059, 12, 0)
    assert report["durable"] == report["commands"]
    assert report["minutes"]["verified"]


def test_the_demonstration_comes_out_as_published_to_the_votes_needed() -> None:
    report = rehearsed(FILE)
    assert (report["ballots"], report["equal"], report["polls"], report["differences"]) == (245, 12, 12, [])


def test_a_difference_ends_with_one_and_is_told(tmp_path: Path) -> None:
    tree = json.loads(UN_SHORT.read_text(encoding="utf-8"))
    tree["recorded"] = tree["recorded"][:1]
    tree["recorded"][0]["published"]["yes"] += 1
    file = tmp_path / "wrong.json"
    file.write_text(json.dumps(tree), encoding="utf-8")
    done = meetings("rehearse", file)
    assert done.returncode == 1
    assert "yes was published as 189, 188 came" in done.stdout


async def test_with_a_few_tablets_the_others_are_recorded_by_hand(tmp_path: Path) -> None:
    async with server(tmp_path / "data"):
        report = rehearsed(UN_SHORT, "--data", tmp_path / "data", "--tablets", "5")
    assert (report["tablets"], report["equal"]) == (8, 12)


async def test_a_copy_on_a_running_server_is_played_by_its_links(tmp_path: Path) -> None:
    links = tmp_path / "links.json"
    async with server(tmp_path / "data") as running:
        imported = meetings("import", "--rehearsal", "--json", "--data", tmp_path / "data", FILE)
        links.write_text(imported.stdout, encoding="utf-8")
        rehearsed(FILE, "--url", running.url, "--links", links)
        again = meetings("rehearse", FILE, "--url", running.url, "--links", links)
    assert again.returncode == 2
    assert "has not begun" in again.stderr


async def test_a_meeting_that_is_no_rehearsal_is_not_played(tmp_path: Path) -> None:
    links = tmp_path / "links.json"
    async with server(tmp_path / "data") as running:
        links.write_text(meetings("import", "--json", "--data", tmp_path / "data", FILE).stdout, encoding="utf-8")
        done = meetings("rehearse", FILE, "--url", running.url, "--links", links)
    assert done.returncode == 2
    assert "rehearsal" in done.stderr
    assert len(done.stderr.splitlines()) <= 2


@pytest.mark.parametrize(
    ("content", "told"),
    [("no JSON", "$: JSON in UTF-8 was expected"), ("{}", "$.format"), ('{"format": "meetings/1"}', "$.meeting")],
)
def test_a_bad_file_is_told_in_one_line(tmp_path: Path, content: str, told: str) -> None:
    file = tmp_path / "bad.json"
    file.write_text(content, encoding="utf-8")
    done = meetings("rehearse", file)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert told in done.stderr


def test_a_file_without_ballots_is_told_in_one_line(tmp_path: Path) -> None:
    done = meetings("rehearse", council(tmp_path))
    assert (done.returncode, done.stderr) == (
        2,
        "Error: $.recorded: the ballots to be played were expected, there are none\n",
    )


@pytest.mark.parametrize("options", [("--url", "http://127.0.0.1:1"), ("--links", "links.json")])
def test_an_address_and_links_go_together(options: tuple[str, ...]) -> None:
    done = meetings("rehearse", FILE, *options)
    assert done.returncode == 2
    assert "--url and --links were expected together" in done.stderr


def test_links_that_are_none_are_told(tmp_path: Path) -> None:
    links = tmp_path / "links.json"
    links.write_text("[]", encoding="utf-8")
    done = meetings("rehearse", FILE, "--url", "http://127.0.0.1:1", "--links", links)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "meetings import --rehearsal --json" in done.stderr


async def test_links_that_have_ended_are_told(tmp_path: Path) -> None:
    links = tmp_path / "links.json"
    async with server(tmp_path / "data") as running:
        imported = meetings("import", "--rehearsal", "--json", "--data", tmp_path / "data", council(tmp_path))
        links.write_text(imported.stdout, encoding="utf-8")
        meetings("links", json.loads(imported.stdout)["meeting"], "--data", tmp_path / "data")
        tree = json.loads(council(tmp_path).read_text(encoding="utf-8"))
        file = tmp_path / "with-ballots.json"
        recorded = [{"poll": "named", "ballots": {"d01": "yes"}}]
        file.write_text(json.dumps(tree | {"recorded": recorded}), encoding="utf-8")
        done = meetings("rehearse", file, "--url", running.url, "--links", links)
    assert done.returncode == 2
    assert "POST /join: status 200 was expected, 403 came" in done.stderr
