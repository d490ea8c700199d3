"""Minutes that the typesetter made can be signed and verified, and stay an archive file for everybody."""

import pytest

from meetings.minutes.check_lines import record_line
from meetings.minutes.evidence import ATTACHMENT, MEDIA_TYPE
from meetings.minutes.keyring import SigningKey
from meetings.minutes.sign import FIELDS, Signing, sign
from meetings.minutes.verify import verify
from meetings.typesetting import Attachment, Heading, Paragraph, Relationship, SignatureField, appearance
from tests.minutes.council import Council
from tests.minutes.samples import NOW
from tests.typesetting.making import FONTS, assert_sound, made

SIZE = (200, 70)


@pytest.fixture(scope="module")
def typeset(council: Council) -> bytes:
    lines = [Paragraph(line) for line in council.check_lines()]
    fields = [SignatureField(name, f"Signature of the {name.lower()}", *SIZE) for name in FIELDS]
    evidence = Attachment(ATTACHMENT, MEDIA_TYPE, council.evidence(), "The public record", Relationship.SOURCE)
    blocks = [Heading(1, "Minutes"), *lines, *fields]
    return made(blocks, subject=record_line(council.header()), attachments=[evidence])


def test_typeset_minutes_pass_when_both_have_signed(typeset: bytes, both_keys: tuple[SigningKey, SigningKey]) -> None:
    signed = typeset
    for field, key in zip(FIELDS, both_keys, strict=True):
        look = appearance([Paragraph("Nguyễn Thị Hường"), Paragraph(field)], SIZE, fonts=FONTS)
        signed = sign(signed, key, Signing(field, "Approved", NOW, look))
        assert_sound(signed)
    report = verify(signed)
    assert report.passed, report.lines()
