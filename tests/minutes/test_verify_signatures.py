"""Signatures hold for the officers named, for the whole file, and against an officer who changes it afterwards."""

# pyHanko declares its types only in part.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

import io
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.stamp.noop import NoOpStampStyle

from meetings.minutes.certificates import Officer
from meetings.minutes.keyring import SigningKey, open_authority, set_pin, unlock
from meetings.minutes.report import Report
from meetings.minutes.sign import Signing, sign
from meetings.minutes.verify_signatures import signatures
from tests.minutes.samples import BODY, NOW, PIN, keys, sign_both

Keys = tuple[SigningKey, SigningKey]
Change = Callable[[IncrementalPdfFileWriter], object]


def failures(pdf: bytes) -> dict[str, str]:
    return {check.name: check.detail for check in signatures(pdf, ()) if not check.passed}


@pytest.fixture(scope="module")
def certified(unsigned: bytes, both_keys: Keys) -> bytes:
    return sign(unsigned, both_keys[0], Signing("Chair", "Approved", NOW))


def revised(pdf: bytes, change: Change) -> bytes:
    """The file with an unsigned revision behind it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def other_page(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Contents")] = writer.add_object(StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)


def other_catalog(writer: IncrementalPdfFileWriter) -> None:
    writer.root[NameObject("/OpenAction")] = DictionaryObject({NameObject("/S"): NameObject("/Named")})
    writer.update_root()


def other_field(writer: IncrementalPdfFileWriter) -> None:
    field = writer.root["/AcroForm"]["/Fields"][1]
    field[NameObject("/Rect")] = ArrayObject(NumberObject(value) for value in (0, 0, 500, 500))
    writer.update_container(field)


def other_form(writer: IncrementalPdfFileWriter) -> None:
    form = writer.root["/AcroForm"]
    form[NameObject("/Q")] = NumberObject(1)
    writer.update_container(form)


CHANGES: dict[Change, str] = {
    other_page: "(Page) was changed: /Contents",
    other_catalog: "(Catalog) was changed: /OpenAction",
    other_field: "(Annot) was changed: /Rect",
    other_form: "was changed: /AcroForm/Q",
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_unsigned_revision_is_told(signed: bytes, change: Change) -> None:
    found = failures(revised(signed, change))
    assert set(found) == {"signature Chair", "signature Secretary", "coverage"}
    assert CHANGES[change] in found["signature Chair"]
    assert "were added after the last signature" in found["coverage"]


@pytest.mark.parametrize("change", CHANGES)
def test_the_secretary_cannot_change_what_the_chair_certified(
    certified: bytes, both_keys: Keys, change: Change
) -> None:
    countersigned = sign(revised(certified, change), both_keys[1], Signing("Secretary", "Countersigned", NOW))
    found = failures(countersigned)
    assert set(found) == {"signature Chair"}
    assert CHANGES[change] in found["signature Chair"]


def other_information(writer: IncrementalPdfFileWriter) -> None:
    information = writer.trailer_view["/Info"]
    information[NameObject("/Subject")] = TextStringObject("another head")
    writer.update_container(information)


def other_content(writer: IncrementalPdfFileWriter) -> None:
    reference = writer.root["/Pages"]["/Kids"][0].raw_get("/Contents")
    writer.objects[(0, reference.idnum)] = StreamObject(stream_data=b"BT ET")


LESS_VISIBLE: dict[Change, str] = {
    other_information: "was changed: /Subject",
    other_content: "its content",
}


@pytest.mark.parametrize("change", LESS_VISIBLE)
def test_a_revision_of_what_is_less_visible_is_told(signed: bytes, change: Change) -> None:
    assert LESS_VISIBLE[change] in failures(revised(signed, change))["signature Chair"]


def appended(pdf: bytes, number: int, thing: bytes, root: int) -> bytes:
    """The file with one object written anew by hand (`thing` empty: given up), and a trailer that names the catalog."""
    reader = PdfFileReader(io.BytesIO(pdf))
    written = b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    entry = b"%010d 00000 n" % len(pdf) if thing else b"0000000000 00001 f"
    size = max(number + 1, cast("int", reader.trailer["/Size"]))
    trailer = b"<</Root %d 0 R /Size %d /Prev %d>>" % (root, size, reader.last_startxref)
    table = b"xref\n%d 1\n%s \ntrailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (
        number,
        entry,
        trailer,
        len(pdf) + len(written),
    )
    return pdf + written + table


def number_of(pdf: bytes, key: str) -> int:
    """The number of the object that the catalog refers to; of the catalog itself without a key."""
    reader = PdfFileReader(io.BytesIO(pdf))
    return cast("IndirectObject", reader.root.raw_get(key)).idnum if key else reader.root_ref.idnum


def test_another_catalog_is_told(signed: bytes) -> None:
    """The trailer of an appended revision may point anywhere."""
    root = PdfFileReader(io.BytesIO(signed)).root
    fields = b" ".join(b"%d 0 R" % field.idnum for field in root["/AcroForm"].raw_get("/Fields"))
    catalog = b"<</Type /Catalog /Pages 1 0 R /AcroForm <</Fields [%s]>>>>" % fields
    found = failures(appended(signed, 999, catalog, 999))
    assert "another catalog took the place" in found["signature Chair"]


def test_a_catalog_without_fields_hides_no_signature(signed: bytes) -> None:
    found = failures(appended(signed, 999, b"<</Type /Catalog /Pages 1 0 R>>", 999))
    assert set(found) == {"signature Chair", "signature Secretary"}


@pytest.mark.parametrize("thing", [b"null", b"<</Type /Metadata /Length 7>>\nstream\n<a></a>\nendstream"])
def test_another_description_is_told(signed: bytes, thing: bytes) -> None:
    found = failures(appended(signed, number_of(signed, "/Metadata"), thing, number_of(signed, "")))
    assert found["signature Chair"]
    assert found["coverage"]


def test_an_object_that_is_given_up_is_told(signed: bytes) -> None:
    pages = number_of(signed, "/Pages")
    assert (
        f"object {pages} was removed"
        in failures(appended(signed, pages, b"", number_of(signed, "")))["signature Chair"]
    )


def signed_by_hand(pdf: bytes, key: SigningKey, field: str) -> bytes:
    """A signature in any field and without certifying, as other programs make them."""
    signer = SimpleSigner.load_pkcs12_data(key.pkcs12, other_certs=(), passphrase=key.passphrase)
    terms = PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    return PdfSigner(terms, signer, stamp_style=NoOpStampStyle()).sign_pdf(writer).getvalue()


def test_a_chair_who_does_not_certify_is_told(unsigned: bytes, both_keys: Keys) -> None:
    found = failures(signed_by_hand(unsigned, both_keys[0], "Chair"))
    assert "the chair was expected to certify" in found["signature Chair"]


def test_a_signature_of_somebody_else_is_told(unsigned: bytes, both_keys: Keys) -> None:
    found = failures(signed_by_hand(unsigned, both_keys[0], "Teller"))
    assert found["coverage"] == "signatures of chair and secretary were expected, others came: Teller"


def test_keys_of_two_authorities_do_not_go_together(unsigned: bytes, both_keys: Keys, tmp_path: Path) -> None:
    found = failures(sign_both(unsigned, (both_keys[0], keys(tmp_path)[1])))
    assert found == {"authority": "one authority behind all signatures was expected, 2 came"}


def test_the_secretarys_key_does_not_sign_for_the_chair(unsigned: bytes, both_keys: Keys) -> None:
    found = failures(sign_both(unsigned, (both_keys[1], both_keys[1])))
    assert found == {"signature Chair": "a key of the Chair was expected, one of the Secretary came"}


def test_a_certificate_beyond_its_time_is_told(unsigned: bytes, both_keys: Keys) -> None:
    late = NOW.replace(year=NOW.year + 20)
    certified = sign(unsigned, both_keys[0], Signing("Chair", "Approved", late))
    assert "its certificate cannot be relied on" in failures(certified)["signature Chair"]


def test_a_signer_whom_nobody_vouches_for_is_unknown(unsigned: bytes, key_folder: Path, tmp_path: Path) -> None:
    authority = open_authority(tmp_path, BODY, NOW)
    set_pin(tmp_path, authority, Officer("chair", "Nobody", "Chair", BODY), PIN, NOW)
    key = without_chain(unlock(tmp_path, "chair", PIN))
    found = failures(sign(unsigned, key, Signing("Chair", "Approved", NOW)))
    assert "unknown authority" in found["signature Chair"]
    assert found["authority"] == "one authority behind all signatures was expected, 0 came"


def without_chain(key: SigningKey) -> SigningKey:
    private, certificate, _ = pkcs12.load_key_and_certificates(key.pkcs12, key.passphrase)
    assert isinstance(private, EllipticCurvePrivateKey)
    lock = BestAvailableEncryption(key.passphrase)
    return SigningKey(pkcs12.serialize_key_and_certificates(b"x", private, certificate, None, lock), key.passphrase)


def test_a_container_is_held_to_the_byte(signed: bytes) -> None:
    """A signature does not cover its own container: capital digits, zeros behind it, the root's own signature."""
    start = signed.rindex(b"/Contents <") + len(b"/Contents <")
    end = signed.index(b">", start)
    for place in [*range(start, end, 97), end - 1]:
        changed = bytearray(signed)
        changed[place] = ord("1") if changed[place] == ord("0") else ord("0")
        report = Report(tuple(signatures(bytes(changed), ())))
        assert not report.passed, f"byte {place}"


def test_a_container_in_small_digits_is_not_the_one_that_was_written(signed: bytes) -> None:
    start = signed.rindex(b"/Contents <") + len(b"/Contents <")
    end = signed.index(b">", start)
    found = failures(signed[:start] + signed[start:end].lower() + signed[end:])
    assert "it leaves out more of the file than its own container" in found["signature Secretary"]
