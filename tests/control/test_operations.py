"""What the command line asks is done on the stores, all of it or nothing, and open rooms learn of it."""

import json
from typing import Any

import pytest

from meetings.control.requests import Backup, Content, Export, Failed, Import, Links, LinksMade, Minutes
from meetings.live.outbox import Outbox
from meetings.live.sockets import Place
from meetings.ports import Seat, StorageFault, WorkFailed
from meetings.rules.identity import MemberId
from meetings.wire.connection import Connection
from tests.fakes.line import NoLine
from tests.web.conftest import elmford
from tests.web.town import Town, a_meeting, a_pdf

__all__ = ["elmford"]


def request(tree: dict[str, Any], **papers: bytes) -> Import:
    return Import(file=json.dumps(tree).encode(), papers={f"{name}.pdf": content for name, content in papers.items()})


async def stored(town: Town) -> tuple[int, int]:
    """How many meetings and how many papers there are."""
    papers = [path for path in town.installed.folder.papers.rglob("*") if path.is_file()]
    return len(await town.installed.stores.log.meetings()), len(papers)


async def test_a_refused_import_stores_neither_papers_nor_a_meeting(elmford: Town) -> None:
    before = await stored(elmford)
    tree = a_meeting()
    tree["agenda"].append({"ref": "more", "title": "More", "papers": [{"title": "A", "file": "more.pdf"}]})
    for reply in (
        await elmford.installed.operations.answer(request(tree, budget=a_pdf(7))),
        await elmford.installed.operations.answer(request(tree, budget=a_pdf(7), more=b"text")),
    ):
        assert isinstance(reply, Failed)
        assert reply.sentence.startswith("$.agenda[2].papers[0].file: ")
    tree["participants"].append({"ref": "second", "name": "Another", "role": "chair"})
    late = await elmford.installed.operations.answer(request(tree, budget=a_pdf(7), more=a_pdf(8)))
    assert isinstance(late, Failed)
    assert await stored(elmford) == before


async def test_a_paper_that_is_named_twice_is_taken_in_once(elmford: Town) -> None:
    tree = a_meeting()
    tree["agenda"][1]["papers"] = [{"title": "The budget again", "file": "budget.pdf"}]
    meetings, papers = await stored(elmford)
    assert isinstance(await elmford.installed.operations.answer(request(tree, budget=a_pdf(7))), LinksMade)
    assert await stored(elmford) == (meetings + 1, papers + 2), "the paper and what is known of it"


async def test_a_rehearsal_is_marked_and_has_a_display_of_its_own(elmford: Town) -> None:
    tree = a_meeting()
    tree["participants"] = [part for part in tree["participants"] if part["role"] != "display"]
    made = await elmford.installed.operations.answer(
        Import(file=json.dumps(tree).encode(), papers={"budget.pdf": a_pdf()}, rehearsal=True)
    )
    assert isinstance(made, LinksMade)
    assert [link.role for link in made.links][-1] == "display"


async def test_new_links_close_the_sockets_of_the_seat(elmford: Town) -> None:
    seat = Seat(elmford.meeting, MemberId("ann"))
    outbox = Outbox(seat.member, NoLine())
    elmford.installed.sockets.add(Place(seat, b"", outbox, Connection(0)))
    await elmford.installed.operations.answer(Links(meeting=elmford.meeting, ref="ann"))
    ending = outbox.ended.result()
    assert ending.close is not None
    assert ending.close.code == 4401


async def test_minutes_are_as_signed_so_far(elmford: Town) -> None:
    chair, _ = await elmford.in_session()
    ask = elmford.installed.operations.answer
    draft = await ask(Minutes(meeting=elmford.meeting))
    assert isinstance(draft, Content)
    assert draft.content.startswith(b"%PDF-")
    await elmford.give(chair, "adjourn")
    await chair.post(f"{elmford.at}/pin", json={"pin": "4711"})
    assert (await chair.post(f"{elmford.at}/minutes/sign", json={"pin": "4711"})).status_code == 200
    signed = await ask(Minutes(meeting=elmford.meeting))
    assert signed == Content(content=(await chair.get(f"{elmford.at}/minutes.pdf")).content)


@pytest.mark.parametrize("missing", [Links(meeting="0", ref=None), Minutes(meeting="0"), Export(meeting="../..")])
async def test_a_meeting_that_does_not_exist_is_said_not_to(elmford: Town, missing: Links | Minutes | Export) -> None:
    reply = await elmford.installed.operations.answer(missing)
    assert reply == Failed(sentence="There is no meeting with this id in the data folder.")


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (StorageFault("The disk is full."), "The disk is full."),
        (WorkFailed("render was stopped"), "render was stopped"),
        (OSError(28, "No space left on device", "/data/x"), "/data/x: No space left on device"),
        (OSError(28, "No space left on device"), "The data folder: No space left on device"),
    ],
)
async def test_trouble_is_told_in_a_sentence(
    elmford: Town, monkeypatch: pytest.MonkeyPatch, fault: Exception, sentence: str
) -> None:
    async def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(elmford.installed.stores.log, "id_of", fail)
    assert await elmford.installed.operations.answer(Export(meeting=elmford.meeting)) == Failed(sentence=sentence)


async def test_no_backup_is_made_while_a_ballot_box_is_open(elmford: Town, tmp_path_factory: Any) -> None:
    out = tmp_path_factory.mktemp("backups") / "backup.zip"
    chair, _ = await elmford.in_session()
    await elmford.give(chair, "open_poll", poll="box")
    await elmford.give(await elmford.browser("ann"), "cast_vote", poll="box", choice="yes")
    reply = await elmford.installed.operations.answer(Backup(to=str(out)))
    assert isinstance(reply, Failed)
    assert reply.sentence.startswith("No backup is made while a confidential poll is open")
    assert not out.exists()
