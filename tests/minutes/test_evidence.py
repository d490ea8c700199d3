"""The evidence is written in one way only and read strictly; its chain catches every change."""

from collections.abc import Callable

import pytest

from meetings.minutes import evidence as evidence_module
from meetings.minutes.evidence import EvidenceUnfit, Hidden, Shown, read
from meetings.minutes.verify_chain import Broken, chain, entries
from tests.minutes.council import LOG, Council, forged

Lines = list[bytes]


@pytest.fixture
def lines(council: Council) -> Lines:
    return council.evidence().splitlines(keepends=True)


def test_what_is_written_is_read_again(council: Council) -> None:
    evidence = read(council.evidence())
    assert evidence.header == council.header()
    assert [line.position for line in evidence.lines] == list(range(1, len(council.entries) + 1))


def test_the_public_part_is_shown_and_the_rest_can_be_counted(council: Council) -> None:
    evidence = read(council.evidence())
    assert sum(isinstance(line, Hidden) for line in evidence.lines) == 2
    assert b"canary" not in council.evidence()


def test_a_whole_chain_holds(council: Council) -> None:
    check = chain(read(council.evidence()))
    assert check.passed
    assert "63 entries (61 shown, 2 as hashes only)" in check.detail


def test_the_shown_entries_say_what_was_recorded(council: Council) -> None:
    said = entries(read(council.evidence()))
    assert said[0].kind == "meeting_convened"
    assert {one.log for one in said} == {LOG}


DAMAGE: dict[str, tuple[Callable[[Lines], object], str]] = {
    "deleted": (lambda lines: lines.pop(5), "position 5 was expected, 6 came"),
    "doubled": (lambda lines: lines.insert(5, lines[5]), "position 6 was expected, 5 came"),
    "swapped": (lambda lines: lines.insert(5, lines.pop(6)), "position 5 was expected, 6 came"),
    "cut off": (lambda lines: lines.pop(), "63 entries were announced, 62 came"),
    "altered": (lambda lines: lines.append(lines.pop().replace(b"outcome", b"outcame")), "position 63: its hash"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_the_chain_names_the_place_of(damage: str, lines: Lines) -> None:
    change, expected = DAMAGE[damage]
    change(lines)
    check = chain(read(b"".join(lines)))
    assert not check.passed
    assert expected in check.detail


def test_a_hidden_entry_that_was_altered_breaks_the_chain(lines: Lines) -> None:
    number = next(number for number, line in enumerate(lines) if line.startswith(b'{"leaf"'))
    lines[number] = lines[number].replace(lines[number][9:11], b"00" if lines[number][9:11] != b"00" else b"11")
    assert f"position {number + 1}: its hash" in chain(read(b"".join(lines))).detail


def test_a_last_hash_that_is_not_the_head_is_named(council: Council) -> None:
    content = council.evidence().replace(council.header().head.encode(), b"0" * 64, 1)
    assert "the last hash should be 0000000000000000…" in chain(read(content)).detail


UNFIT: dict[str, tuple[Callable[[Lines], object], str]] = {
    "nothing": (lambda lines: lines.clear(), "line 1"),
    "no line feed at the end": (lambda lines: lines.append(lines.pop().rstrip()), "is cut off"),
    "no JSON": (lambda lines: lines.insert(3, b"{\n"), "line 4"),
    "an unknown field": (
        lambda lines: lines.insert(3, b'{"leaf":"' + b"0" * 64 + b'","position":3,"x":1}\n'),
        "line 4",
    ),
    "text without salt": (lambda lines: lines.insert(3, b'{"position":3,"text":"x"}\n'), "either text, salt and hash"),
    "capital digits": (lambda lines: lines.insert(3, b'{"leaf":"' + b"A" * 64 + b'","position":3}\n'), "line 4"),
    "a space too much": (lambda lines: lines.append(lines.pop().replace(b":", b": ", 1)), "canonical JSON"),
    "another format": (lambda lines: lines.insert(0, lines.pop(0).replace(b"evidence/1", b"evidence/2")), "line 1"),
    "deep nesting": (lambda lines: lines.insert(3, b"[" * 100_000 + b"\n"), "line 4"),
    "a number too large": (lambda lines: lines.insert(3, b'{"position":9007199254740992}\n'), "line 4"),
    "a long line": (lambda lines: lines.insert(3, b" " * 1_100_000 + b"\n"), "line 4: at most 1,048,576 bytes"),
    "no UTF-8": (lambda lines: lines.insert(3, b'{"position":3,"text":"\xff"}\n'), "line 4"),
}


@pytest.mark.parametrize("damage", UNFIT)
def test_what_has_not_the_form_of_evidence_is_refused(damage: str, lines: Lines) -> None:
    change, expected = UNFIT[damage]
    change(lines)
    with pytest.raises(EvidenceUnfit, match=expected):
        read(b"".join(lines))


def test_more_evidence_than_the_bound_is_not_read(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_module, "MOST_BYTES", 100)
    with pytest.raises(EvidenceUnfit, match="at most 100 bytes of evidence were expected"):
        read(council.evidence())


def test_an_entry_of_another_log_is_named(council: Council) -> None:
    evidence = read(forged(council, lambda texts: texts[4].update(log="00" * 32)))
    assert chain(evidence).passed
    with pytest.raises(Broken, match="position 5: its text belongs to position 5 of the log 0000"):
        entries(evidence)


def test_an_entry_without_its_fields_is_named(council: Council) -> None:
    evidence = read(forged(council, lambda texts: texts[4].pop("kind")))
    with pytest.raises(Broken, match=r"position 5: .*kind"):
        entries(evidence)


def test_a_text_that_is_not_canonical_is_named(council: Council) -> None:
    evidence = read(council.evidence())
    first = evidence.lines[0]
    assert isinstance(first, Shown)
    spaced = Shown(first.position, first.text.replace(",", ", ", 1), first.salt, first.hash)
    with pytest.raises(Broken, match="position 1: canonical JSON"):
        entries(type(evidence)(evidence.header, (spaced, *evidence.lines[1:])))
