"""The command line as people use it on a data folder: what it does, and one line for what it refuses."""

import getpass
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from meetings.__main__ import main
from tests.desk import URL, Desk, meetings, refused, with_, without
from tests.typesetting.making import assert_sound
from tests.web.town import DELEGATES, a_meeting, a_pdf


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# Import


def test_a_meeting_is_imported_and_its_links_come_as_json(desk: Desk) -> None:
    done = meetings("import", desk.file, "--json", "--url", URL, "--data", desk.data)
    assert (done.returncode, done.stderr) == (0, "")
    made = json.loads(done.stdout)
    assert [link["ref"] for link in made["links"]] == ["chair", "clerk", *DELEGATES, "guest", "hall"]
    ann = made["links"][2]
    assert set(ann) == {"ref", "name", "role", "token", "code", "url"}
    assert (ann["name"], ann["role"]) == ("Ann", "delegate")
    assert ann["url"] == f"{URL}/j/{made['meeting']}#t={ann['token']}"


def test_people_read_one_link_a_line(desk: Desk) -> None:
    done = desk.run("import", desk.file, "--url", URL)
    first, *links = done.stdout.splitlines()
    assert first.startswith("Council of Elmford (meeting ")
    assert len(links) == 8
    assert links[0].split()[:2] == ["chair", "chair"]


def test_what_stands_in_a_file_does_not_steer_the_terminal(desk: Desk) -> None:
    desk.write({**a_meeting(), "\x1b[2J": 1})
    assert "$.�[2J: no such key is known" in refused(desk.run("import", desk.file))
    desk.write(with_("participants", 4, name="Ann\u202e"))
    assert "Ann�" in desk.run("import", desk.file).stdout


BAD_FILES: list[tuple[object, str]] = [
    ([], "$: an object was expected"),
    ({**a_meeting(), "format": "meetings/2"}, '$.format: "meetings/1" was expected'),
    ({**a_meeting(), "colour": 1}, "$.colour: no such key is known"),
    (without("title"), "$.meeting: "),
    (with_("participants", 4, ref="chair"), "$.participants[4].ref: chair is there twice"),
    (with_("participants", 4, votes=-1), "$.participants[4]: votes: "),
    (with_("participants", 4, votes=0), "$.participants[4]: votes: "),
    (with_("polls", 0, agenda="none"), "$.polls[0].agenda: a ref from $.agenda was expected"),
    (with_("agenda", 0, title="x" * 2_000_000), "$.agenda[0]: "),
    (
        with_("agenda", 0, papers=[{"title": "A", "file": "none.pdf"}]),
        "$.agenda[0].papers[0].file: a file was expected",
    ),
    (with_("agenda", 0, papers=[{"title": "A", "file": "../a.pdf"}]), "$.agenda[0].papers[0].file: a path inside"),
    (with_("agenda", 0, papers=[{"title": "A", "file": "/etc/passwd"}]), "$.agenda[0].papers[0].file: a path inside"),
    (with_("agenda", 0, papers=[{"title": "A", "file": "council.json"}]), "$.agenda[0].papers[0].file: council.json: "),
]


@pytest.mark.parametrize(("tree", "said"), BAD_FILES, ids=[said for _, said in BAD_FILES])
def test_a_bad_file_is_refused_in_one_line_and_nothing_is_stored(desk: Desk, tree: object, said: str) -> None:
    desk.imported()
    before = desk.stored()
    desk.write(tree)
    assert refused(desk.run("import", desk.file)).startswith(f"{desk.file}: {said}")
    assert desk.stored() == before


def test_a_file_that_leads_out_of_its_folder_by_a_link_is_refused(desk: Desk, tmp_path: Path) -> None:
    secret = tmp_path.parent / "secret.pdf"
    secret.write_bytes(a_pdf())
    (tmp_path / "budget.pdf").unlink()
    (tmp_path / "budget.pdf").symlink_to(secret)
    assert "a path inside the folder was expected, budget.pdf leads out of it" in refused(desk.run("import", desk.file))


def test_a_paper_that_is_too_large_is_not_even_read(desk: Desk, tmp_path: Path) -> None:
    with (tmp_path / "budget.pdf").open("wb") as paper:
        paper.truncate(51 * 2**20)
    assert "a file of at most 50 MB was expected, budget.pdf is larger" in refused(desk.run("import", desk.file))


@pytest.mark.parametrize("content", [b"", b"not JSON", b"\xff\xfe", b"[" * 100_000])
def test_what_is_not_json_is_refused(desk: Desk, content: bytes) -> None:
    desk.file.write_bytes(content)
    assert refused(desk.run("import", desk.file)).startswith(f"{desk.file}: $: JSON in UTF-8 was expected")
    assert not desk.data.exists(), "no folder is made for a file that is refused"


def test_a_missing_file_is_refused_as_a_process(desk: Desk, tmp_path: Path) -> None:
    done = meetings("import", tmp_path / "none.json", "--data", desk.data)
    assert refused(done) == f"{tmp_path}/none.json: a meeting file was expected: No such file or directory."


# Links


def test_new_links_end_the_old_ones(desk: Desk) -> None:
    made = desk.imported()
    again = json.loads(desk.run("links", made["meeting"], "--json").stdout)
    one = json.loads(desk.run("links", made["meeting"], "--ref", "ann", "--json", "--url", URL).stdout)
    assert len(again["links"]) == len(made["links"])
    assert {link["token"] for link in again["links"]} & {link["token"] for link in made["links"]} == set()
    assert [link["ref"] for link in one["links"]] == ["ann"]


def test_badges_are_a_pdf(desk: Desk, tmp_path: Path) -> None:
    made = desk.imported()
    done = desk.run("links", made["meeting"], "--pdf", tmp_path / "badges.pdf")
    assert done.stdout == f"8 badges are in {tmp_path}/badges.pdf.\n"
    assert (tmp_path / "badges.pdf").read_bytes().startswith(b"%PDF-")


def test_a_place_where_no_badges_can_be_written_is_refused_before_links_end(desk: Desk, tmp_path: Path) -> None:
    made = desk.imported()
    before = (desk.data / "meetings.db").read_bytes()
    assert "there is no such folder" in refused(desk.run("links", made["meeting"], "--pdf", tmp_path / "no" / "b.pdf"))
    assert (desk.data / "meetings.db").read_bytes() == before


def test_links_come_as_json_or_as_badges(desk: Desk) -> None:
    assert (
        refused(desk.run("links", "0", "--json", "--pdf", "b.pdf")) == "Either --json or --pdf was expected, both came."
    )


@pytest.mark.parametrize(
    "arguments", [["links", "0"], ["minutes", "0", "--out", "m.pdf"], ["export", "0", "--out", "l"]]
)
def test_a_meeting_that_does_not_exist_is_refused(desk: Desk, arguments: list[str]) -> None:
    desk.imported()
    assert refused(desk.run(*arguments)) == "There is no meeting with this id in the data folder."


def test_a_participant_who_does_not_exist_is_refused(desk: Desk) -> None:
    made = desk.imported()
    said = "--ref: the ref of a participant was expected, nobody is not on the list"
    assert refused(desk.run("links", made["meeting"], "--ref", "nobody")) == said


@pytest.mark.parametrize(
    "arguments", [["links", "0"], ["minutes", "0", "--out", "m.pdf"], ["export", "0", "--out", "l"], ["backup", "b"]]
)
def test_without_a_data_folder_nothing_is_done_and_none_is_made(desk: Desk, arguments: list[str]) -> None:
    assert refused(desk.run(*arguments)) == f"{desk.data}: a data folder was expected, there is none."
    assert not desk.data.exists()


# Minutes, log, backup


def test_minutes_are_written_as_a_draft_and_do_not_verify(desk: Desk, tmp_path: Path) -> None:
    made, out = desk.imported(), tmp_path / "minutes.pdf"
    done = meetings("minutes", made["meeting"], "--out", out, "--data", desk.data)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{out}: {out.stat().st_size:,} bytes\n"
    assert_sound(out.read_bytes())
    verified = meetings("verify", out)
    assert (verified.returncode, verified.stderr) == (1, "")
    assert verified.stdout.splitlines()[0].startswith("PASS  file")
    assert verified.stdout.splitlines()[-1].startswith("FAIL  ")


def test_the_whole_log_is_exported(desk: Desk, tmp_path: Path) -> None:
    made, out = desk.imported(), tmp_path / "log.jsonl"
    assert desk.run("export", made["meeting"], "--out", out).exit_code == 0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["position"] for line in lines] == list(range(1, len(lines) + 1))
    assert all(set(line) == {"position", "text", "salt", "hash"} for line in lines)


@pytest.mark.parametrize("command", ["minutes", "export"])
def test_a_place_where_nothing_can_be_written_is_named(desk: Desk, tmp_path: Path, command: str) -> None:
    made = desk.imported()
    out = tmp_path / "none" / "out"
    assert refused(desk.run(command, made["meeting"], "--out", out)) == f"{out}: No such file or directory"


def test_a_backup_is_restored_into_an_empty_folder(desk: Desk, tmp_path: Path) -> None:
    made, backup = desk.imported(), tmp_path / "backup.zip"
    assert desk.run("backup", backup).stdout == f"Everything is in {backup}.\n"
    assert "already holds something" in refused(desk.run("restore", backup))
    before = desk.run("export", made["meeting"], "--out", tmp_path / "before")
    desk.data = tmp_path / "other"
    done = desk.run("restore", backup, "--by", "Ms Lind")
    assert done.stdout.startswith(f"{desk.data} holds 1 meeting again, with ")
    assert done.stdout.endswith(" is missing; every record now says so.\n")
    after = desk.run("export", made["meeting"], "--out", tmp_path / "after")
    assert (before.exit_code, after.exit_code) == (0, 0)
    *kept, said = (tmp_path / "after").read_bytes().splitlines(keepends=True)
    assert (tmp_path / "before").read_bytes() == b"".join(kept)
    entry = json.loads(json.loads(said)["text"])
    assert (entry["kind"], entry["body"]["by"]) == ("record_restored", "Ms Lind")


def test_who_restores_is_the_account_of_the_system_unless_it_is_said(desk: Desk, tmp_path: Path) -> None:
    made, backup = desk.imported(), tmp_path / "backup.zip"
    desk.run("backup", backup)
    desk.data = tmp_path / "other"
    assert desk.run("restore", backup).exit_code == 0
    desk.run("export", made["meeting"], "--out", tmp_path / "log")
    last = (tmp_path / "log").read_text().splitlines()[-1]
    assert json.loads(json.loads(last)["text"])["body"]["by"] == getpass.getuser()


@pytest.mark.parametrize("content", [None, b"", b"no zip"])
def test_what_is_no_backup_is_refused_and_leaves_nothing(desk: Desk, tmp_path: Path, content: bytes | None) -> None:
    backup = tmp_path / "backup.zip"
    if content is not None:
        backup.write_bytes(content)
    assert str(backup) in refused(desk.run("restore", backup))
    assert desk.stored() in ([], ["lock"])


# Verify


@pytest.mark.parametrize("content", [b"", b"no PDF", a_pdf()])
def test_what_are_no_minutes_fails(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "minutes.pdf"
    file.write_bytes(content)
    done = CliRunner().invoke(main, ["verify", str(file), "--json"])
    assert done.exit_code == 1
    assert json.loads(done.stdout)["passed"] is False


def test_a_missing_file_and_a_certificate_that_is_none_are_refused(tmp_path: Path) -> None:
    assert "a PDF of minutes was expected" in refused(CliRunner().invoke(main, ["verify", str(tmp_path / "none")]))
    (tmp_path / "minutes.pdf").write_bytes(a_pdf())
    (tmp_path / "root.pem").write_text("no certificate", encoding="utf-8")
    arguments = ["verify", str(tmp_path / "minutes.pdf"), "--root", str(tmp_path / "root.pem")]
    assert "a certificate was expected" in refused(CliRunner().invoke(main, arguments))


# What keeps a server from starting


@pytest.mark.parametrize("command", ["serve", "demo", "import"])
def test_a_data_folder_that_cannot_be_made_is_refused(desk: Desk, tmp_path: Path, command: str) -> None:
    (tmp_path / "file").touch()
    place = tmp_path / "file" / "data"
    arguments = [desk.file] if command == "import" else ["--host", "127.0.0.1", "--port", 0]
    done = meetings(command, *arguments, "--data", place)
    said = f"The data folder {place} must be a folder that this program may write into: Not a directory."
    assert refused(done) == said


def test_a_folder_with_a_path_that_is_too_long_is_refused(tmp_path: Path) -> None:
    done = meetings("serve", "--host", "127.0.0.1", "--port", 0, "--data", tmp_path / ("x" * 100))
    assert "The path of the data folder is too long" in refused(done)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--url", "council.example"], "The base address: http://NAME[:PORT] or https://NAME[:PORT] was expected"),
        (["--host", "256.0.0.1", "--port", "0"], "The server cannot listen at 256.0.0.1 port 0: "),
    ],
)
def test_a_setting_that_cannot_be_is_refused(desk: Desk, arguments: list[str], said: str) -> None:
    assert refused(desk.run("serve", *arguments)).startswith(said)


@pytest.mark.parametrize(
    "arguments", [[], ["serve", "--port", "65536"], ["serve", "more"], ["links"], ["nothing"], ["minutes", "0"]]
)
def test_bad_usage_ends_with_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, arguments).exit_code == 2
