"""A verification says PASS to minutes as they were signed, and FAIL with the place to everything else."""

import io
import json
import random
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from meetings.minutes import attachment
from meetings.minutes.certificates import new_authority
from meetings.minutes.check_lines import record_line
from meetings.minutes.evidence import ATTACHMENT
from meetings.minutes.keyring import SigningKey
from meetings.minutes.report import Report
from meetings.minutes.sign import Signing, sign
from meetings.minutes.verify import verify
from tests.minutes.council import Council, event, forged
from tests.minutes.samples import BODY, NOW, assembled, page

Keys = tuple[SigningKey, SigningKey]


def failures(report: Report) -> dict[str, str]:
    return {check.name: check.detail for check in report.checks if not check.passed}


def test_minutes_as_they_were_signed_pass(signed: bytes) -> None:
    report = verify(signed)
    assert report.passed, report.lines()
    names = [check.name for check in report.checks]
    assert names[:5] == ["file", "evidence", "chain", "metadata", "entries"]
    assert names[-5:] == ["printed", "signature Chair", "signature Secretary", "coverage", "authority"]


def test_the_report_says_whose_keys_signed(signed: bytes) -> None:
    told = verify(signed).lines()
    assert "signed by keys kept by this installation: Minutes of Regional Council, SHA-256 " in told
    assert "PASS  signature Chair      Nguyễn Thị Hường, Regional Council, " in told
    assert told.endswith("PASS  all 17 checks hold")


def test_the_report_can_be_read_by_programs(signed: bytes) -> None:
    told = json.loads(verify(signed).json())
    assert told["passed"] is True
    assert told["checks"][0]["name"] == "file"


def test_unsigned_minutes_are_a_draft(unsigned: bytes) -> None:
    assert failures(verify(unsigned)) == {
        "signature Chair": "not signed (DRAFT)",
        "signature Secretary": "not signed (DRAFT)",
    }


def test_minutes_that_the_chair_alone_signed_wait_for_the_secretary(unsigned: bytes, both_keys: Keys) -> None:
    certified = sign(unsigned, both_keys[0], Signing("Chair", "Approved", NOW))
    assert failures(verify(certified)) == {"signature Secretary": "not signed yet"}


def test_a_known_authority_passes(signed: bytes, key_folder: object, authority_der: bytes) -> None:
    report = verify(signed, [authority_der])
    assert report.passed, report.lines()
    assert "compare this" not in report.lines()


def test_another_authority_is_unknown(signed: bytes) -> None:
    other = new_authority(BODY, NOW).certificate.public_bytes(Encoding.DER)
    found = failures(verify(signed, [other]))
    assert set(found) == {"signature Chair", "signature Secretary", "authority"}
    assert all("unknown authority" in detail for detail in found.values())


def test_one_flipped_byte_anywhere_fails(signed: bytes) -> None:
    chance = random.Random(7)
    places = [round(len(signed) * part / 30) for part in range(30)]
    for place in [*places[1:], len(signed) - 1]:
        changed = bytearray(signed)
        changed[place] ^= 1 << chance.randrange(8)
        assert not verify(bytes(changed)).passed, f"byte {place}"


def test_the_report_says_which_signature_a_change_breaks(signed: bytes) -> None:
    changed = signed.replace(b"(Countersigned)", b"(CounterSigned)")
    found = failures(verify(changed))
    assert set(found) == {"signature Secretary"}
    assert "bytes 0 to " in found["signature Secretary"]


def test_a_byte_that_both_signed_breaks_both(signed: bytes, unsigned: bytes) -> None:
    place = len(unsigned) // 2
    changed = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
    found = failures(verify(changed))
    assert {"signature Chair", "signature Secretary"} <= set(found)


def test_bytes_behind_the_last_signature_are_not_signed(signed: bytes) -> None:
    found = failures(verify(signed + b"\n"))
    assert f"bytes {len(signed):,} to {len(signed) + 1:,} were added" in found["coverage"]


HOSTILE: Sequence[tuple[bytes, str]] = [
    (b"", "a PDF was expected"),
    (b"GIF89a", "a PDF was expected"),
    (b"%PDF-1.7\n" + b"[" * 100_000, "a whole PDF was expected"),
    (b"%PDF-1.7\n" + b"\0" * 1000, "a whole PDF was expected"),
]


@pytest.mark.parametrize(("pdf", "expected"), HOSTILE)
def test_what_is_no_pdf_is_told(pdf: bytes, expected: str) -> None:
    report = verify(pdf)
    assert [check.name for check in report.checks] == ["file"]
    assert expected in report.checks[0].detail


@pytest.mark.parametrize("part", [0.2, 0.5, 0.95])
def test_a_file_that_is_cut_off_is_told(signed: bytes, part: float) -> None:
    assert "a whole PDF was expected" in failures(verify(signed[: int(len(signed) * part)]))["file"]


def altered(pdf: bytes, change: Callable[[pikepdf.Pdf], object], **how: Any) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        out = io.BytesIO()
        document.save(out, **how)
        return out.getvalue()


def test_an_encrypted_file_is_told(unsigned: bytes) -> None:
    locked = altered(unsigned, lambda document: None, encryption=pikepdf.Encryption(owner="x", user=""))
    assert "not encrypted" in failures(verify(locked))["file"]


def test_missing_evidence_is_told(unsigned: bytes) -> None:
    bare = altered(unsigned, lambda document: document.attachments.__delitem__(ATTACHMENT))
    assert failures(verify(bare))["evidence"] == "one attachment evidence.jsonl was expected, 0 came"


def stream_of(document: pikepdf.Pdf) -> pikepdf.Stream:
    stream = document.attachments[ATTACHMENT].obj.EF.F
    assert isinstance(stream, pikepdf.Stream)
    return stream


BAD_STREAMS: Sequence[tuple[bytes, str | None, str]] = [
    (b"no zlib", "/FlateDecode", "cannot be inflated"),
    (zlib.compress(b"x" * 100)[:-5], "/FlateDecode", "cut off"),
    (zlib.compress(b"x") + b"more", "/FlateDecode", "something behind"),
    (b"x", "/LZWDecode", "plain or deflated"),
    (b"{}", None, "line feed"),
]


@pytest.mark.parametrize(("raw", "filtered", "expected"), BAD_STREAMS)
def test_evidence_that_cannot_be_read_is_told(unsigned: bytes, raw: bytes, filtered: str | None, expected: str) -> None:
    def spoil(document: pikepdf.Pdf) -> None:
        stream_of(document).write(raw, filter=pikepdf.Name(filtered) if filtered else None)

    spoilt = altered(unsigned, spoil, compress_streams=False)
    assert expected in failures(verify(spoilt))["evidence"]


def test_evidence_that_inflates_beyond_the_bound_is_not_read(unsigned: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachment, "MOST_BYTES", 1000)
    assert "at most 1,000 bytes" in failures(verify(unsigned))["evidence"]


def test_metadata_of_another_head_is_told(council: Council) -> None:
    spoilt = assembled(page("\n".join(council.check_lines())), council.evidence(), "x")
    assert (
        "the subject of the document was expected to be [record: 63 entries, head "
        in failures(verify(spoilt))["metadata"]
    )


def test_a_result_that_is_printed_otherwise_is_told(council: Council) -> None:
    lines = "\n".join(council.check_lines()).replace("[poll open: yes 5", "[poll open: yes 6")
    spoilt = assembled(page(lines), council.evidence(), record_line(council.header()))
    assert failures(verify(spoilt))["printed"] == "poll open: its line in the text differs"


def test_a_result_that_is_not_printed_is_told(council: Council) -> None:
    lines = "\n".join(line for line in council.check_lines() if "poll lot" not in line)
    spoilt = assembled(page(lines), council.evidence(), record_line(council.header()))
    assert failures(verify(spoilt))["printed"] == "poll lot: its line is not printed"


def test_a_second_result_for_the_same_poll_is_told(council: Council) -> None:
    lines = "\n".join([*council.check_lines(), "[poll open: yes 99]"])
    spoilt = assembled(page(lines), council.evidence(), record_line(council.header()))
    assert failures(verify(spoilt))["printed"] == "poll open: the text gives it two lines that differ"


def test_a_line_of_the_record_that_differs_is_told(council: Council) -> None:
    lines = "\n".join(council.check_lines()).replace("63 entries", "64 entries")
    spoilt = assembled(page(lines), council.evidence(), record_line(council.header()))
    assert failures(verify(spoilt))["printed"] == "the line of the record is missing or differs"


def test_a_forged_result_is_told_by_the_poll(council: Council) -> None:
    evidence = forged(council, lambda texts: event(texts, "poll_closed", "open")["outcome"].update(adopted=False))
    spoilt = assembled(page("\n".join(council.check_lines())), evidence, record_line(council.header()))
    assert "the votes say adopted, recorded is rejected" in failures(verify(spoilt))["poll open"]


def test_entries_that_cannot_be_read_are_told(council: Council) -> None:
    evidence = forged(council, lambda texts: texts[3].update(body=[]))
    spoilt = assembled(page("\n".join(council.check_lines())), evidence, record_line(council.header()))
    assert "position 4" in failures(verify(spoilt))["entries"]


def test_an_object_that_cannot_be_read_is_told_with_its_place(signed: bytes, unsigned: bytes) -> None:
    place = unsigned.index(b" obj", unsigned.index(b"endobj"))
    found = failures(verify(signed[:place] + b" obx" + signed[place + 4 :]))
    assert f"offset {place - 4}): expected n n obj" in found["damage"]
