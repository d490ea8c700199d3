"""The certificates say what verifiers of documents ask for."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from meetings.minutes.certificates import (
    DOCUMENT_SIGNING,
    KEPT_HERE,
    Officer,
    der_of,
    fingerprint,
    new_authority,
    new_officer,
    pem,
)
from tests.minutes.samples import BODY, CHAIR, NOW


def value_of(name: x509.Name, kind: x509.ObjectIdentifier) -> str | bytes:
    return name.get_attributes_for_oid(kind)[0].value


def test_an_authority_signs_itself_and_says_that_its_keys_are_kept_here() -> None:
    root = new_authority(BODY, NOW).certificate
    root.verify_directly_issued_by(root)
    assert value_of(root.subject, NameOID.ORGANIZATIONAL_UNIT_NAME) == KEPT_HERE
    assert root.not_valid_after_utc > NOW + timedelta(days=3650)
    assert root.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_an_officer_is_certified_by_name_and_office() -> None:
    authority = new_authority(BODY, NOW)
    certificate = new_officer(authority, CHAIR, NOW).certificate
    certificate.verify_directly_issued_by(authority.certificate)
    assert value_of(certificate.subject, NameOID.COMMON_NAME) == "Nguyễn Thị Hường"
    assert value_of(certificate.subject, NameOID.ORGANIZATION_NAME) == BODY
    assert value_of(certificate.subject, NameOID.TITLE) == "Chair"


def test_an_officers_key_is_for_signing_documents_and_nothing_else() -> None:
    certificate = new_officer(new_authority(BODY, NOW), CHAIR, NOW).certificate
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    assert list(purposes) == [ExtendedKeyUsageOID.EMAIL_PROTECTION, DOCUMENT_SIGNING]


def test_a_name_that_does_not_fit_into_a_certificate_is_cut() -> None:
    officer = Officer(ref="chair", name="Nguyễn " * 20, office="Chair", body=BODY)
    certificate = new_officer(new_authority(BODY * 20, NOW), officer, NOW).certificate
    name = str(value_of(certificate.subject, NameOID.COMMON_NAME))
    assert name.endswith("…")
    assert len(name.encode()) <= 64


def test_a_certificate_is_read_as_text_or_not() -> None:
    certificate = new_authority(BODY, NOW).certificate
    der = certificate.public_bytes(Encoding.DER)
    assert der_of(pem(certificate)) == der_of(der) == der
    with pytest.raises(ValueError, match="a certificate was expected"):
        der_of(b"-----BEGIN nothing")


def test_a_fingerprint_is_the_sha_256_that_everybody_computes() -> None:
    certificate = new_authority(BODY, NOW).certificate
    assert len(fingerprint(certificate)) == 64
