"""Small minutes to sign and verify, made without the typesetter: a page of text, an attachment, two empty fields."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.pdfgen.canvas import Canvas

from meetings.minutes.certificates import Officer
from meetings.minutes.check_lines import record_line
from meetings.minutes.evidence import ATTACHMENT, MEDIA_TYPE
from meetings.minutes.keyring import SigningKey, open_authority, set_pin, unlock
from meetings.minutes.sign import FIELDS, Signing, sign
from tests.minutes.council import Council

NOW = datetime.now(UTC).replace(microsecond=0)  # poppler judges certificates by the clock of the machine
BODY = "Regional Council"
CHAIR = Officer(ref="chair", name="Nguyễn Thị Hường", office="Chair", body=BODY)
SECRETARY = Officer(ref="secretary", name="Анна Петрова", office="Secretary", body=BODY)
PIN = "2468"


def page(text: str, size: tuple[float, float] = (595, 420)) -> bytes:
    """A PDF of one page with some lines."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=True, initialFontSize=8)
    for number, line in enumerate(text.splitlines()):
        canvas.drawString(10, size[1] - 30 - 14 * number, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def minutes(council: Council) -> bytes:
    """Unsigned minutes of the council: its check lines, its evidence, its metadata, empty fields."""
    return assembled(page("\n".join(council.check_lines())), council.evidence(), record_line(council.header()))


def assembled(pdf: bytes, evidence: bytes, subject: str) -> bytes:
    """A PDF with everything of minutes that `verify` looks for, right or wrong."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.attachments[ATTACHMENT] = pikepdf.AttachedFileSpec(document, evidence, mime_type=MEDIA_TYPE)
        document.docinfo["/Subject"] = subject
        _add_fields(document)
        out = io.BytesIO()
        generate = pikepdf.ObjectStreamMode.generate
        document.save(out, deterministic_id=True, object_stream_mode=generate, compress_streams=True)
        return out.getvalue()


def _add_fields(document: pikepdf.Pdf) -> None:
    first = document.pages[0]
    fields = Array(
        document.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=name,
                F=132,
                Rect=Array([20 + 120 * number, 20, 130 + 120 * number, 60]),
                P=first.obj,
            )
        )
        for number, name in enumerate(FIELDS)
    )
    first.obj.Annots = fields
    document.Root.AcroForm = Dictionary(Fields=fields)


def keys(folder: Path, organisation: str = BODY) -> tuple[SigningKey, SigningKey]:
    """The keys of chair and secretary, of an authority made in the folder."""
    authority = open_authority(folder, organisation, NOW)
    for officer in (CHAIR, SECRETARY):
        set_pin(folder, authority, officer, PIN, NOW)
    return unlock(folder, "chair", PIN), unlock(folder, "secretary", PIN)


def sign_both(pdf: bytes, both: tuple[SigningKey, SigningKey]) -> bytes:
    """The PDF certified by the chair and countersigned by the secretary."""
    look = page("signed", (110, 40))
    certified = sign(pdf, both[0], Signing("Chair", "Approved", NOW, look))
    return sign(certified, both[1], Signing("Secretary", "Countersigned", NOW, look))
