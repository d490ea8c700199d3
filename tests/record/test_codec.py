"""From an event to the text of an entry and back, for every event there can be; and what is not read."""

from collections.abc import Iterator, Mapping
from typing import Any, cast, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect
from msgspec.structs import replace

from meetings.record import codec
from meetings.record.codec import KINDS, Said, UnreadableEntry, said_by, text_of
from meetings.record.entry import Entry
from meetings.rules.identity import LogId, MemberId, Stamp
from meetings.rules.meeting import AnyEvent
from meetings.rules.poll_events import PollOpened
from meetings.rules.proceedings import Announced
from tests.rules.anything import WHOLE, WRITTEN, recordable

LOG = LogId("ab" * 32)
STAMP = Stamp(position=7, at=1_790_000_000_000, by=MemberId("ana"))
SAID = Said(LOG, Announced(text="Coffee"), STAMP, "command-1")
EVENTS: st.SearchStrategy[AnyEvent] = st.one_of([recordable(kind) for kind in KINDS.values()])
STAMPS = st.builds(Stamp, position=WHOLE, at=WHOLE, by=st.none() | WRITTEN)


def entry(text: str, position: int = 7) -> Entry:
    return Entry(position=position, text=text, salt=bytes(16), hash=bytes(32))


def written(**changes: Any) -> str:
    """The text of SAID with some of its parts changed."""
    return msgspec.json.encode(msgspec.json.decode(text_of(SAID)) | changes).decode()


@settings(max_examples=300)
@given(EVENTS, STAMPS, WRITTEN)
def test_every_event_reads_as_it_was_written(event: AnyEvent, stamp: Stamp, id_: str) -> None:
    said = Said(LOG, event, stamp, id_)
    assert said_by(entry(text_of(said), stamp.position)) == said


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_reads_as_it_was_written(kind: str) -> None:
    @settings(max_examples=5)
    @given(recordable(KINDS[kind]))
    def reads(event: AnyEvent) -> None:
        assert said_by(entry(text_of(replace(SAID, event=event)))).event == event

    reads()


def test_the_text_of_an_entry_is_canonical_and_complete() -> None:
    assert text_of(SAID) == (
        '{"actor":"ana","at":1790000000000,"body":{"text":"Coffee"},"id":"command-1","kind":"announced",'
        f'"log":"{LOG}","position":7,"version":1}}'
    )


def test_the_order_of_a_mapping_does_not_show() -> None:
    def opened(*members: str) -> str:
        return text_of(replace(SAID, event=PollOpened(poll="p", entitled=dict.fromkeys(members, 1))))  # pyright: ignore[reportArgumentType] - refs

    assert opened("ana", "ben", "10", "9") == opened("9", "ben", "10", "ana")


def test_every_event_has_a_kind() -> None:
    assert set(KINDS.values()) == set(get_args(AnyEvent))
    assert KINDS["vote_cast"].__name__ == "VoteCast"


def test_what_cannot_be_recorded_has_no_text() -> None:
    with pytest.raises(ValueError):
        text_of(replace(SAID, event=Announced(text=chr(0xD800))))
    with pytest.raises(ValueError):
        text_of(replace(SAID, stamp=replace(STAMP, at=2**53)))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "entry 7: "),
        ("[]", "entry 7: "),
        (written(kind="vote_conjured"), "entry 7: the kind 'vote_conjured' is not known to this version"),
        (written(version=2), "entry 7, announced: version 1 to 1 was expected, version 2 came"),
        (written(version=0), "entry 7, announced: version 1 to 1 was expected, version 0 came"),
        (written(position=8), "entry 7: its text says that it is entry 8"),
        (written(body={}), "entry 7, announced: .*text"),
        (written(body={"text": 5}), "entry 7, announced: .*text"),
        (written(body={"text": "x", "loud": True}), "entry 7, announced: .*loud"),
        (written(body=[]), "entry 7: .*body"),
        (written(colour="blue"), "entry 7: .*colour"),
        (written(at=1.5), "entry 7: .*at"),
    ],
)
def test_what_is_no_entry_is_not_read(text: str, why: str) -> None:
    with pytest.raises(UnreadableEntry, match=why):
        said_by(entry(text))


def test_a_part_of_a_body_that_is_not_known_is_not_read() -> None:
    body = msgspec.json.decode(text_of(replace(SAID, event=closed())))["body"]
    body["outcome"]["spoiled"] = 3
    with pytest.raises(UnreadableEntry, match="spoiled"):
        said_by(entry(written(kind="poll_closed", body=body)))


def closed() -> AnyEvent:
    body = {"kind": "poll_closed", "poll": "p", "outcome": {"tally": {"yes": 0, "no": 0}, "cast": 0, "base": 0}}
    return msgspec.convert(body, KINDS["poll_closed"])


# Shapes of former versions


def shouted(body: dict[str, Any]) -> dict[str, Any]:
    return {"text": body["text"].upper()}


def signed(body: dict[str, Any]) -> dict[str, Any]:
    return {"text": f"{body['text']}!"}


def table(mapping: Mapping[Any, Any]) -> dict[Any, Any]:
    return cast("dict[Any, Any]", mapping)


def test_a_former_shape_is_brought_up_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(table(codec.VERSIONS), "announced", 3)
    monkeypatch.setitem(table(codec.UPCASTERS), ("announced", 1), shouted)
    monkeypatch.setitem(table(codec.UPCASTERS), ("announced", 2), signed)
    assert [said_by(entry(written(version=number))).event for number in (1, 2, 3)] == [
        Announced(text="COFFEE!"),
        Announced(text="Coffee!"),
        Announced(text="Coffee"),
    ]
    assert '"version":3' in text_of(SAID)


def test_every_former_version_has_its_upcaster() -> None:
    former = {(kind, number) for kind, newest in codec.VERSIONS.items() for number in range(1, newest)}
    assert former == set(codec.UPCASTERS)


def test_no_event_holds_what_the_quick_writer_of_texts_would_write_otherwise() -> None:
    held = {type(each) for kind in KINDS.values() for each in every_type(inspect.type_info(kind))}
    assert held <= {
        inspect.BoolType,
        inspect.DictType,
        inspect.EnumType,
        inspect.IntType,
        inspect.ListType,
        inspect.LiteralType,
        inspect.NoneType,
        inspect.SetType,
        inspect.FrozenSetType,
        inspect.StrType,
        inspect.StructType,
        inspect.TupleType,
        inspect.UnionType,
        inspect.VarTupleType,
    }


def every_type(kind: inspect.Type) -> Iterator[inspect.Type]:
    """A type and all that stand in it."""
    yield kind
    parts: list[inspect.Type] = []
    match kind:
        case inspect.StructType():
            parts += [field.type for field in kind.fields]
        case inspect.UnionType():
            parts += kind.types
        case inspect.DictType():
            assert isinstance(kind.key_type, inspect.StrType | inspect.EnumType)
            parts.append(kind.value_type)
        case inspect.VarTupleType() | inspect.ListType() | inspect.SetType() | inspect.FrozenSetType():
            parts.append(kind.item_type)
        case inspect.TupleType():
            parts += kind.item_types
        case _:
            pass
    for part in parts:
        yield from every_type(part)
