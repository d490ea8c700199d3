"""Checks the signatures of the minutes: that they are there, intact, cover the file, and whose keys made them.

Offline: a certificate is judged by the authority's certificate that the file carries, at the time of signing.
"""
# pyHanko and asn1crypto declare their types only in part.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

import asyncio
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import cast

from asn1crypto.x509 import Certificate
from msgspec import Struct
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from meetings.minutes.certificates import KEPT_HERE
from meetings.minutes.guarding import guarded
from meetings.minutes.report import Check, failed, passed
from meetings.minutes.sign import CHAIR, FIELDS
from meetings.minutes.verify_cms import Inexact, exact, span
from meetings.minutes.verify_revisions import changes_after


def signatures(pdf: bytes, trusted: Sequence[bytes]) -> list[Check]:
    """A check for each signature, for what they cover together, and for the authority behind them.

    `trusted` are certificates (DER) of authorities that the reader already knows; without them the one in the file is
    taken, and its fingerprint told.
    """
    reader = PdfFileReader(io.BytesIO(pdf), strict=True)
    names = [str(name) for name, _, _ in enumerate_sig_fields(reader, filled_status=True)]
    checks: list[Check] = []
    for name in FIELDS:
        checks += guarded(f"signature {name}", lambda name=name: [_of_field(name, names, _Judge(pdf, reader, trusted))])
    if names:
        checks += guarded("coverage", lambda: [_coverage(pdf, reader)])
        checks += guarded("authority", lambda: [_authority(reader, trusted)])
    return checks


class _Judge(Struct):
    """What a signature is judged by: the file, as bytes and as read, and the authorities known before."""

    pdf: bytes
    reader: PdfFileReader
    trusted: Sequence[bytes]


def _of_field(name: str, names: Sequence[str], judge: _Judge) -> Check:
    title = f"signature {name}"
    if names.count(name) != 1:
        missing = "not signed yet" if names else "not signed (DRAFT)"
        return failed(title, f"one signature was expected, {names.count(name)} came" if name in names else missing)
    ((_, _, field),) = enumerate_sig_fields(judge.reader, filled_status=True, with_name=name)
    signature = EmbeddedPdfSignature(judge.reader, cast("DictionaryObject", field.get_object()), name)
    faults = list(_faults(signature, judge))
    return failed(title, "; ".join(faults)) if faults else passed(title, _description(signature))


def _faults(signature: EmbeddedPdfSignature, judge: _Judge) -> Iterator[str]:
    """What is wrong with a signature, one phrase each."""
    status = asyncio.run(_judged(signature, judge.trusted))
    _, first, second, last = span(signature)
    if not status.intact:
        yield f"bytes 0 to {first:,} or {second:,} to {second + last:,} of the file were changed after signing"
    if not status.valid:
        yield "its value does not belong to the signer's key"
    if status.intact and status.valid and not status.trusted:
        yield _distrust(status)
    try:
        exact(judge.pdf, signature, judge.trusted)
    except Inexact as inexact:
        yield f"{inexact} (bytes {first:,} to {second:,})"
    yield from changes_after(signature.reader, signature.signed_revision)
    yield from _wrong_terms(signature)


async def _judged(signature: EmbeddedPdfSignature, trusted: Sequence[bytes]) -> PdfSignatureStatus:
    """What pyHanko says. Its analysis of later revisions is left to `verify_revisions`."""
    roots = [Certificate.load(der) for der in trusted] or _roots(signature)
    at = signature.self_reported_timestamp or datetime.now(UTC)
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=at)
    return await async_validate_pdf_signature(signature, context, skip_diff=True)


def _roots(signature: EmbeddedPdfSignature) -> list[Certificate]:
    return [certificate for certificate in signature.other_embedded_certs if certificate.self_issued]


def _distrust(status: PdfSignatureStatus) -> str:
    certificate, reason = status.signing_cert, str(status.trust_problem_indic).rpartition(".")[2]
    signer, issuer = certificate.subject.human_friendly, certificate.issuer.human_friendly
    known = "unknown authority" if status.validation_path is None else "its certificate cannot be relied on"
    return f"{known}: {signer}, issued by {issuer} ({reason})"


def _wrong_terms(signature: EmbeddedPdfSignature) -> Iterator[str]:
    """The chair certifies: only signatures may follow. A key made here signs for the office in its certificate."""
    if signature.field_name == CHAIR and signature.docmdp_level is not MDPPerm.FILL_FORMS:
        yield "the chair was expected to certify that only signatures may follow (DocMDP 2)"
    certificate = signature.signer_cert
    office = certificate.subject.native.get("title")
    if _kept_here(certificate.issuer.native) and office != signature.field_name:
        yield f"a key of the {signature.field_name} was expected, one of the {office} came"


def _coverage(pdf: bytes, reader: PdfFileReader) -> Check:
    """Together the signatures have to reach the end of the file."""
    found = reader.embedded_signatures
    end = max(second + last for _, _, second, last in map(span, found))
    strangers = [str(signature.field_name) for signature in found if signature.field_name not in FIELDS]
    if strangers:
        return failed(
            "coverage", f"signatures of chair and secretary were expected, others came: {', '.join(strangers)}"
        )
    if end != len(pdf):
        return failed("coverage", f"bytes {end:,} to {len(pdf):,} were added after the last signature")
    return passed(
        "coverage", f"all {len(pdf):,} bytes are signed; after the first signature only signatures were added"
    )


def _authority(reader: PdfFileReader, trusted: Sequence[bytes]) -> Check:
    """Who vouches for the signers: one authority for all, and whether the reader knew it before."""
    found = reader.embedded_signatures
    issuers = {certificate.dump(): certificate for signature in found for certificate in _roots(signature)}
    if len(issuers) != 1:
        return failed("authority", f"one authority behind all signatures was expected, {len(issuers)} came")
    der, root = issuers.popitem()
    told = f"{_who(root)}, SHA-256 {root.sha256.hex()}"
    if trusted and der not in trusted:
        return failed("authority", f"unknown authority: {told}")
    return passed("authority", told if trusted else f"{told}; compare this with what the installation gives out")


def _who(root: Certificate) -> str:
    name = root.subject.native
    common = name.get("common_name", root.subject.human_friendly)
    return f"signed by keys kept by this installation: {common}" if _kept_here(name) else f"signed by keys of {common}"


def _kept_here(name: Mapping[str, object]) -> bool:
    return name.get("organizational_unit_name") == KEPT_HERE


def _description(signature: EmbeddedPdfSignature) -> str:
    subject = signature.signer_cert.subject.native
    at = signature.self_reported_timestamp
    when = f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC" if at else "at an unknown time"
    return f"{subject.get('common_name')}, {subject.get('organization_name')}, {when}; intact"
