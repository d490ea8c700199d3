"""The control socket: one request, one reply, for the owner of the folder alone; trouble is told in a sentence."""

import asyncio
import os
import stat
from pathlib import Path

import msgspec
import pytest

from meetings.control.requests import Content, Export, Failed, Reply, Request
from meetings.control.socket import LONGEST_PATH, NoAnswer, NoSocket, ask, listening, within_reach


async def echo(request: Request) -> Reply:
    return Content(content=msgspec.msgpack.encode(request))


async def fail(_: Request) -> Reply:
    raise ZeroDivisionError("inside")


async def raw(path: Path, content: bytes) -> Reply:
    """The reply to bytes that are no request of ours."""
    reader, writer = await asyncio.open_unix_connection(path)
    writer.write(content)
    writer.write_eof()
    reply = await reader.read()
    writer.close()
    return msgspec.msgpack.decode(reply, type=Reply)


async def test_a_request_is_answered(tmp_path: Path) -> None:
    path = tmp_path / "control.sock"
    async with listening(path, echo):
        for meeting in ("one", "two"):
            reply = await ask(path, Export(meeting=meeting))
            assert isinstance(reply, Content)
            assert msgspec.msgpack.decode(reply.content, type=Request) == Export(meeting=meeting)


async def test_large_replies_arrive_whole(tmp_path: Path) -> None:
    async def much(_: Request) -> Reply:
        return Content(content=bytes(5 * 2**20))

    path = tmp_path / "control.sock"
    async with listening(path, much):
        assert await ask(path, Export(meeting="")) == Content(content=bytes(5 * 2**20))


async def test_only_the_owner_of_the_folder_reaches_the_socket(tmp_path: Path) -> None:
    path = tmp_path / "control.sock"
    async with listening(path, echo):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not path.exists()


async def test_a_socket_that_a_killed_server_left_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "control.sock"
    path.touch()
    async with listening(path, echo):
        assert isinstance(await ask(path, Export(meeting="one")), Content)


async def test_where_nobody_listens_a_sentence_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoAnswer, match=f"The server that holds {tmp_path} does not answer at .*: No such file"):
        await ask(tmp_path / "control.sock", Export(meeting="one"))


@pytest.mark.parametrize(
    "content", [b"", b"\xc1", b"GET / HTTP/1.1\r\n\r\n", msgspec.msgpack.encode({"type": "Later"})]
)
async def test_a_request_of_another_version_is_not_understood(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "control.sock"
    async with listening(path, echo):
        reply = await raw(path, content)
        assert isinstance(reply, Failed)
        assert "of another version and does not understand" in reply.sentence


async def test_a_fault_is_told_without_its_details(tmp_path: Path) -> None:
    path = tmp_path / "control.sock"
    async with listening(path, fail):
        reply = await ask(path, Export(meeting="one"))
        assert reply == Failed(sentence="The server made a mistake; its log says which.")


async def test_a_server_that_ends_before_it_answers_leaves_it_open_what_was_done(tmp_path: Path) -> None:
    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    path = tmp_path / "control.sock"
    async with await asyncio.start_unix_server(hang_up, path):
        with pytest.raises(NoAnswer, match="it is not known whether it was done"):
            await ask(path, Export(meeting="one"))


async def test_a_long_path_is_reached_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / ("x" * LONGEST_PATH)
    folder.mkdir()
    monkeypatch.chdir(folder)
    path = folder / "control.sock"
    assert within_reach(path) == "control.sock"
    async with listening(path, echo):
        assert path.is_socket()
        assert isinstance(await ask(path, Export(meeting="one")), Content)


async def test_a_path_that_is_too_long_from_everywhere_is_said_to_be(tmp_path: Path) -> None:
    folder = tmp_path / ("x" * LONGEST_PATH)
    folder.mkdir()
    path = folder / "control.sock"
    sentence = f"was expected to have {LONGEST_PATH} bytes or less, it has {len(os.fsencode(path))}"
    with pytest.raises(NoSocket, match=sentence):
        async with listening(path, echo):
            pass
    with pytest.raises(NoAnswer, match=sentence):
        await ask(path, Export(meeting="one"))


async def test_where_no_socket_can_be_made_a_sentence_says_why(tmp_path: Path) -> None:
    with pytest.raises(NoSocket, match="cannot be made: No such file or directory"):
        async with listening(tmp_path / "none" / "control.sock", echo):
            pass
