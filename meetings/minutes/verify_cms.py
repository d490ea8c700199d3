"""Holds a signature's container (CMS, RFC 5652) to the one form in which it is written.

A signature does not cover its own container: a certificate's copy, an algorithm's name or the zeros behind it could be
altered and the signature would still hold. Here each byte has to be the one that signing writes.
"""
# asn1crypto declares its types only in part.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

import re
from collections.abc import Sequence

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from pyhanko.pdf_utils.generic import ArrayObject
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from meetings.minutes.guarding import Unfit

HEXADECIMAL = re.compile(rb"<([0-9A-F]+)>")


class Inexact(Unfit):
    """The container is not in the form in which it is written; the phrase says in what."""


def exact(pdf: bytes, signature: EmbeddedPdfSignature, trusted: Sequence[bytes]) -> None:
    """Raises Inexact if a byte of the container is not what signing writes."""
    start, first, second, last = span(signature)
    hole = HEXADECIMAL.fullmatch(pdf[first:second])
    if start != 0 or hole is None or len(hole[1]) % 2 or second + last > len(pdf):
        raise Inexact("it leaves out more of the file than its own container")
    content = bytes.fromhex(hole[1].decode())
    expected = _rebuilt(signature)
    if content[: len(expected)] != expected or content[len(expected) :].strip(b"\0"):
        raise Inexact("its container was altered")
    carried = [choice.chosen.dump() for choice in signature.signed_data["certificates"]]
    _certificates_hold(carried, [*carried, *trusted])


def span(signature: EmbeddedPdfSignature) -> tuple[int, int, int, int]:
    """What the signature covers: offset and length before its container, offset and length behind it."""
    numbers = signature.byte_range
    if not isinstance(numbers, ArrayObject) or len(numbers) != 4 or not all(isinstance(n, int) for n in numbers):
        raise Inexact("what it covers was expected as four numbers")
    start, first, second, last = (int(number) for number in numbers)
    return start, first, second, last


def _rebuilt(signature: EmbeddedPdfSignature) -> bytes:
    """The container, made anew from what it says."""
    signer = signature.signer_info
    mechanism = signer["signature_algorithm"]["algorithm"]  # pyright: ignore[reportIndexIssue] - a sequence of ASN.1
    certificate = signature.signer_cert
    sid = cms.IssuerAndSerialNumber({"issuer": certificate.issuer, "serial_number": certificate.serial_number})
    info = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": sid}),
            "digest_algorithm": {"algorithm": "sha256"},
            "signed_attrs": signer["signed_attrs"],
            "signature_algorithm": {"algorithm": mechanism.native},
            "signature": signer["signature"].native,
        }
    )
    data = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": "sha256"}],
        "encap_content_info": {"content_type": "data"},
        "certificates": signature.signed_data["certificates"],
        "signer_infos": [info],
    }
    return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(data)}).dump()


def _certificates_hold(carried: Sequence[bytes], known: Sequence[bytes]) -> None:
    """Each certificate that travels along is signed by a known one, the root by itself."""
    issuers = [x509.load_der_x509_certificate(der) for der in known]
    for certificate in map(x509.load_der_x509_certificate, carried):
        if not any(_issued(certificate, issuer) for issuer in issuers):
            name = certificate.subject.rfc4514_string()
            raise Inexact(f"unknown authority: nobody signed the certificate of {name} whose own the file carries")


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
