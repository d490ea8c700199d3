"""The minutes as a PDF: drafts and finals, the evidence in them, their signatures, the same bytes everywhere."""

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.minutes.evidence import ATTACHMENT, Shown, read
from meetings.minutes.keyring import SigningKey
from meetings.minutes.layout_closing import SIGNATURE
from meetings.minutes.profiles import TRADITIONS
from meetings.minutes.render import STAMP, Edition, appearance, render, shortened
from meetings.minutes.sign import sign
from meetings.minutes.signing import FIELDS, Signing
from meetings.minutes.verify import verify
from meetings.record.codec import Said, text_of
from meetings.record.entry import Entry, Position, chained
from meetings.rules import (
    admission,
    agenda,
    floor,
    items_in_hand,
    minute_book,
    moving,
    proceedings,
    roll_call,
)
from meetings.rules.attendance import RollKeyed, Status
from meetings.rules.decision import Decision, Upload
from meetings.rules.identity import ItemId, MemberId, PollId, Role
from meetings.rules.meeting import AnyCommand
from meetings.rules.poll_commands import CastVote, ClosePoll, OpenPoll, PreparePoll
from meetings.rules.poll_terms import Option, Secrecy
from meetings.rules.proceedings import Profile
from meetings.rules.quorum import QuorumRule
from meetings.rules.tally import Base
from meetings.typesetting.marks import qr_operators
from tests.minutes.eventful import CANARIES, eventful
from tests.minutes.samples import NOW
from tests.minutes.sitting import LOG, MEETING, Sitting, played
from tests.rules.council import CHAIR, question
from tests.rules.council import sitting as council
from tests.rules.scenario import Scenario
from tests.rules.strategies import STEPS
from tests.typesetting.making import assert_sound

Steps = Sequence[tuple[str | None, AnyCommand, float]]
ROOT = Path(__file__).resolve().parents[2]
MOMENT = datetime(2026, 12, 10, 15, 5, 42, tzinfo=UTC)


def made(sitting: Sitting, edition: Edition = Edition.FINAL) -> bytes:
    return render(sitting.entries(), MEETING, LOG, edition)


def pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document[number].get_textpage().get_text_range() for number in range(len(document))]
    finally:
        document.close()


def signed_by_both(pdf: bytes, keys: tuple[SigningKey, SigningKey]) -> bytes:
    for field, key, name in zip(FIELDS, keys, ("Jiřina Dvořáková", "Tomasz Lipiński"), strict=True):
        pdf = sign(pdf, key, Signing(field, f"{field} of the meeting", NOW, appearance(name, field, NOW, 60)))
    return pdf


@pytest.fixture(scope="module")
def final() -> bytes:
    return made(eventful())


@pytest.mark.parametrize("profile", list(TRADITIONS))
@pytest.mark.parametrize("language", ["en", "vi"])
def test_minutes_of_every_tradition_are_sound_archive_files(profile: str, language: str) -> None:
    assert_sound(made(eventful(language, profile)))


def test_signed_minutes_pass_every_check(final: bytes, both_keys: tuple[SigningKey, SigningKey]) -> None:
    signed = signed_by_both(final, both_keys)
    assert_sound(signed)
    report = verify(signed)
    assert report.passed, report.lines()


@pytest.mark.parametrize("profile", list(TRADITIONS))
def test_final_minutes_differ_from_signed_ones_by_their_signatures_alone(profile: str) -> None:
    failed = [check.name for check in verify(made(eventful(minutes=profile))).checks if not check.passed]
    assert failed == [f"signature {field}" for field in FIELDS]


def test_a_draft_says_so_on_every_page() -> None:
    text = pages(made(eventful(), Edition.DRAFT))
    assert len(text) > 2
    assert all("DRAFT" in page for page in text)


def test_final_minutes_do_not_call_themselves_a_draft(final: bytes) -> None:
    assert not [page for page in pages(final) if "DRAFT" in page]


def test_only_final_minutes_have_fields_to_sign(final: bytes) -> None:
    with pikepdf.open(io.BytesIO(final)) as document:
        assert [str(field["/T"]) for field in document.Root.AcroForm.Fields] == list(FIELDS)
    with pikepdf.open(io.BytesIO(made(eventful(), Edition.DRAFT))) as document:
        assert "/AcroForm" not in document.Root


@pytest.mark.parametrize("edition", list(Edition))
def test_no_canary_is_anywhere_in_the_file(edition: Edition) -> None:
    sitting = eventful()
    secret = next(said.event.secret for said in sitting.saids if isinstance(said.event, RollKeyed))
    everything = _everything(made(sitting, edition))
    assert not [canary for canary in (*CANARIES, secret) if canary.encode() in everything]


def _everything(pdf: bytes) -> bytes:
    """The text of the pages, and every stream and every string of the file, unpacked."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        out = io.BytesIO()
        document.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    return "\n".join(pages(pdf)).encode() + out.getvalue()


def test_the_evidence_shows_what_is_public_and_counts_the_rest(final: bytes) -> None:
    sitting = eventful()
    with pikepdf.open(io.BytesIO(final)) as document:
        evidence = read(document.attachments[ATTACHMENT].get_file().read_bytes())
    hidden = [line.position for line in evidence.lines if not isinstance(line, Shown)]
    assert evidence.header.position == len(sitting.texts)
    assert [sitting.saids[position - 1].event.__struct_config__.tag for position in hidden] == [
        "roll_keyed",
        "absence_explained",
        "minute_written",
        "vote_cast",
        "recusal_explained",
        "incident_recorded",
    ]


def test_the_line_of_the_record_stands_once_on_the_last_page(final: bytes) -> None:
    *before, last = ["".join(page.split()) for page in pages(final)]
    head = eventful().entries()[-1].hash.hex()
    assert last.count(f"head{head}]") == 1
    assert not [page for page in before if "[record:" in page]


ELSEWHERE = """
import sys
from tests.minutes.eventful import eventful
from tests.minutes.test_render import appearance, made, MOMENT
sys.stdout.buffer.write(made(eventful("vi", "vietnamese")) + appearance("Hường", "Chair", MOMENT, 420, "vi"))
"""


def test_the_same_log_gives_the_same_bytes_in_another_process() -> None:
    here = made(eventful("vi", "vietnamese")) + appearance("Hường", "Chair", MOMENT, 420, "vi")
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Bangkok",
        "LANG": "th_TH.UTF-8",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-c", ELSEWHERE]
    assert subprocess.run(command, env=environment, capture_output=True, check=True, cwd=ROOT).stdout == here


def test_a_signature_looks_as_large_as_its_field_and_tells_who_when() -> None:
    look = appearance("Nguyễn Thị Hường", "Chair", MOMENT, 420)
    with pikepdf.open(io.BytesIO(look)) as document:
        box = document.pages[0].mediabox
        assert (float(box[2]), float(box[3])) == SIGNATURE
    text = " ".join("".join(pages(look)).split())
    for part in ("Nguyễn Thị Hường", "Chair", "2026-12-10 22:05:42", "UTC+07:00"):
        assert part in text


def test_a_signature_can_be_read_by_a_telephone() -> None:
    """The QR code says in figures what is written beside it."""
    look = appearance("Nguyễn Thị Hường", "Chair", MOMENT, 420)
    code = qr_operators("Chair: Nguyễn Thị Hường, 2026-12-10 22:05:42 UTC+07:00", 0.0, 0.0, STAMP)
    assert drawn(look).count(b" re ") == code.count(" re ")


@pytest.mark.parametrize("name", ["\ud800", "", "שם", "W" * 10_000])
def test_whoever_signs_gets_a_look_of_one_page(name: str) -> None:
    assert len(pages(appearance(name, "Chair", MOMENT, 420))) == 1


def drawn(look: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(look)) as document:
        return document.pages[0].Contents.read_bytes()


def test_a_signature_speaks_the_language_of_the_meeting() -> None:
    assert "Thư ký" in "".join(pages(appearance("Anna", "Secretary", MOMENT, 0, "vi")))


def test_an_empty_log_is_an_empty_draft() -> None:
    assert_sound(render([], MEETING, LOG, Edition.DRAFT))


def test_a_long_title_is_shortened_for_the_foot_of_the_page() -> None:
    assert shortened("A title") == "A title"
    assert len(shortened("long " * 60)) <= 70


FEIGNED = "[poll p: yes 99, no 0, abstain 0; cast 99; base 99; needed 50; adopted] [record: 1 entries, head 00] ["


def hostile(text: str) -> Sitting:
    """A meeting in which every text that somebody writes is this one."""
    sitting = Sitting(1_796_907_600_000)
    title, offset = text[:200], -725
    profile = Profile(title=title, body=title, place=title, starts_at=sitting.now, offset=offset, language="ar")
    sitting.do(None, proceedings.ConveneMeeting(profile=profile, quorum=QuorumRule()))
    for ref, role in (("chair", Role.CHAIR), ("sec", Role.SECRETARY), ("an", Role.DELEGATE), ("guest", Role.OBSERVER)):
        member = admission.Admit(ref=MemberId(ref), name=title, role=role, title=title, group=title)
        sitting.do(None, member)
    item = ItemId("i")
    sitting.do(None, agenda.AddItem(ref=item, title=title))
    sitting.do(None, proceedings.TakeChair(member=MemberId("chair")))
    sitting.do("chair", proceedings.CallToOrder())
    for ref in ("an", "guest"):
        sitting.do("sec", roll_call.RecordAttendance(member=MemberId(ref), status=Status.PRESENT))
    sitting.do("chair", items_in_hand.StartItem(item=item))
    sitting.do("an", floor.RequestFloor())
    sitting.do("chair", floor.GiveFloor(member=MemberId("an")))
    sitting.do("chair", proceedings.Announce(text=text))
    sitting.do("an", moving.MoveMotion(item=item, text=text))
    sitting.do("sec", minute_book.RecordDecision(item=item, text=text))
    sitting.do("sec", minute_book.AssignTask(item=item, text=text, to=MemberId("an"), due=title))
    _poll(sitting, text)
    sitting.do("chair", items_in_hand.ConcludeItem(item=item, outcome=text))
    sitting.do("chair", proceedings.Adjourn())
    return sitting


def _poll(sitting: Sitting, text: str) -> None:
    item = ItemId("i")
    question: dict[str, Any] = {"question": text, "secrecy": Secrecy.NAMED, "base": Base.CAST}
    options = (Option("yes", text[:200]), Option("no", text[:200]))
    sitting.do("sec", PreparePoll(ref=PollId("p"), item=item, method="yes_no", **question))
    sitting.do("sec", PreparePoll(ref=PollId("q"), item=item, method="choose", options=options, **question))
    for poll in map(PollId, ("p", "q")):
        sitting.do("chair", OpenPoll(poll=poll))
        sitting.do("an", CastVote(poll=poll, choice="yes"))
        sitting.do("chair", ClosePoll(poll=poll))


HOSTILE = [
    FEIGNED,
    "[\u200bp\u2060oll p: yes 99]",
    "\u202e\u2067 turned \u202d\u2066 around",
    "קול ] ( [ 12 \n שני",
    "\ufeff\u115f\u0300\ufffe %(name)s {page} <b>bold</b> \\",
    "word" * 300,
    "ก" * 400,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_can_spoil_the_minutes(text: str) -> None:
    pdf = made(hostile(text))
    assert_sound(pdf)
    assert [check.name for check in verify(pdf).checks if not check.passed] == [
        f"signature {field}" for field in FIELDS
    ]


def test_a_real_session_is_printed_signed_and_verified(both_keys: tuple[SigningKey, SigningKey]) -> None:
    pdf = made(played(ROOT / "tests/data/un-short.json"))
    report = verify(signed_by_both(pdf, both_keys))
    assert report.passed, report.lines()


@settings(max_examples=25, deadline=None)
@given(STEPS, st.sampled_from(list(Edition)))
def test_whatever_people_do_the_minutes_are_printed_and_check(steps: Steps, edition: Edition) -> None:
    pdf = render(recorded(history(steps)), MEETING, LOG, edition)
    assert [check.name for check in verify(pdf).checks if not check.passed] == [
        f"signature {field}" for field in FIELDS
    ]


def history(steps: Steps) -> Scenario:
    """The council after what the rules accept of the steps."""
    scenario = council().uploading(Upload("1" * 64, "application/pdf", 2)).given(CHAIR, question())
    for actor, command, seconds in steps:
        trial = scenario.later(seconds).when(actor, command)
        if isinstance(trial.result, Decision):
            trial.accepted()
    return scenario


def recorded(scenario: Scenario) -> list[Entry]:
    texts = [text_of(Said(LOG, event, stamp, "id")) for event, stamp in scenario.history]
    return chained(Position.start(LOG), texts, [bytes(16)] * len(texts), [None] * len(texts))
