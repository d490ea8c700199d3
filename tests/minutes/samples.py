"""Small minutes to sign and verify, made without the typesetter: a page of text, an attachment, two empty fields."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.pdfgen.canvas import Canvas

from meetings.minutes.certificates import Officer
from meetings.minutes.keyring import SigningKey, open_authority, set_pin, unlock
from meetings.minutes.sign import FIELDS, Signing, sign

NOW = datetime.now(UTC).replace(microsecond=0)  # poppler judges certificates by the clock of the machine
BODY = "Regional Council"
CHAIR = Officer(ref="chair", name="Nguyễn Thị Hường", office="Chair", body=BODY)
SECRETARY = Officer(ref="secretary", name="Анна Петрова", office="Secretary", body=BODY)
PIN = "2468"


def page(text: str, size: tuple[float, float] = (420, 595)) -> bytes:
    """A PDF of one page with some lines."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=True)
    for number, line in enumerate(text.splitlines()):
        canvas.drawString(20, size[1] - 30 - 14 * number, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def with_fields(pdf: bytes) -> bytes:
    """The PDF with empty signature fields for chair and secretary."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
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
        out = io.BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


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
