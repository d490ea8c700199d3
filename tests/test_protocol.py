"""PROTOCOL.md says what the code does: commands, refusals, close codes, keys, addresses, permissions, kinds of entries.

`python -m tests.test_protocol` prints the parts of the page that are made from the code.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import click
import msgspec
import pytest

from meetings.__main__ import main
from meetings.record.codec import KINDS
from meetings.rules.authority import WHO_MAY
from meetings.rules.meeting import PublicCommand
from meetings.rules.offers import name_of
from meetings.rules.proceedings import MeetingState
from meetings.rules.refusals import Code
from meetings.rules.standing_orders import Rules
from meetings.views.public_record import RECORD
from meetings.web.routes import routes
from meetings.wire.frames import CloseCode

PAGE = (Path(__file__).parent.parent / "PROTOCOL.md").read_text()
COMMANDS = sorted(get_args(PublicCommand), key=name_of)


def permission_table() -> str:
    """Who may give which command in which states of the meeting, as a table."""
    rows = ["| command | roles | while the meeting is |", "|---|---|---|"]
    for command in COMMANDS:
        may = WHO_MAY[command]
        states = (
            "any" if may.states == frozenset(MeetingState) else ", ".join(s for s in MeetingState if s in may.states)
        )
        rows.append(f"| `{name_of(command)}` | {', '.join(sorted(may.roles))} | {states} |")
    return "\n".join(rows)


def kinds_of_entries() -> str:
    """Every kind with the fields of its body; a dagger marks what the public never sees."""
    return " · ".join(_kind(kind, event) for kind, event in sorted(KINDS.items()))


def _kind(kind: str, event: type[msgspec.Struct]) -> str:
    fields = " ".join(field.encode_name for field in msgspec.structs.fields(event))
    return f"`{kind}`{'' if kind in RECORD else ' †'} {fields}".strip()


def words(texts: Iterable[str]) -> set[str]:
    """All words and identifiers in code spans and blocks of the page."""
    return {word for text in texts for word in re.findall(r"[A-Za-z_][A-Za-z0-9_]*", text)}


def test_the_table_of_permissions_is_that_of_the_code() -> None:
    assert permission_table() in PAGE


def test_the_kinds_of_entries_are_those_of_the_code() -> None:
    assert kinds_of_entries() in PAGE


@pytest.mark.parametrize("command", COMMANDS, ids=name_of)
def test_every_command_is_listed_with_its_fields(command: type[msgspec.Struct]) -> None:
    fields = {field.encode_name for field in msgspec.structs.fields(command)} - {"id"}
    listed = words(re.findall(r"`[^`]*`", PAGE))
    assert f"`{name_of(command)}" in PAGE  # pyright: ignore[reportArgumentType] - every member of the union is a command
    assert fields <= listed


@pytest.mark.parametrize("rule", Rules.__struct_fields__)
def test_every_rule_of_the_body_is_listed_once(rule: str) -> None:
    assert len(re.findall(rf"^\| `{rule}` \|", PAGE, re.MULTILINE)) == 1


@pytest.mark.parametrize("code", list(Code))
def test_every_refusal_is_listed(code: Code) -> None:
    _, _, refusals = PAGE.partition("**Refusals.**")
    assert re.search(rf"\b{code}\b|no_such_item\|\S*{code.removeprefix('no_such_')}\b", refusals)


@pytest.mark.parametrize("code", list(CloseCode))
def test_every_close_code_is_explained(code: CloseCode) -> None:
    assert f"{int(code)}" in PAGE


@pytest.mark.parametrize("path", sorted({getattr(route, "path", "") for route in routes()}))
def test_every_address_is_listed(path: str) -> None:
    assert re.sub(r"\{(\w+)(:path)?\}", "", path).rstrip("/").split("/")[-1] in PAGE


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_of_the_command_line_is_listed_with_its_options(name: str) -> None:
    assert f"meetings {name}" in PAGE
    options = [option for option in main.commands[name].params if isinstance(option, click.Option)]
    assert all(option.opts[0] in PAGE for option in options)


if __name__ == "__main__":
    print(permission_table(), kinds_of_entries(), sep="\n\n")  # noqa: T201 - what it is for
