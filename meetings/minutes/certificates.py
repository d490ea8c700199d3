"""The certificates of an installation: its own authority, and the officers who sign minutes.

Makes keys and certificates and hands them back; keeps nothing (that is `keyring`). A certificate says what NSS, and so
poppler's `pdfsig`, and Acrobat ask of a signer of documents.
"""

from datetime import datetime, timedelta
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from msgspec import Struct

KEPT_HERE = "Keys kept by this installation"
"""The organisational unit in the authority's name; the verifier says so to whoever reads the minutes."""

DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
AUTHORITY_LIFE = timedelta(days=30 * 365)
OFFICER_LIFE = timedelta(days=10 * 365)
CLOCK_TOLERANCE = timedelta(days=1)
LONGEST_NAME = 64  # bytes in UTF-8: ub-common-name and its kind, RFC 5280 appendix A


class Officer(Struct, frozen=True):
    """Who signs: the name that stands in the certificate, the field of the minutes to sign, the body."""

    ref: str
    name: str
    office: Literal["Chair", "Secretary"]
    body: str


class Holder(Struct, frozen=True):
    """A certificate and the private key that belongs to it."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def new_authority(organisation: str, now: datetime) -> Holder:
    """A new authority of an installation: a self-signed root on P-256, good for thirty years."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"Minutes of {organisation}", organisation, (NameOID.ORGANIZATIONAL_UNIT_NAME, KEPT_HERE))
    certificate = (
        _draft(name, name, key.public_key(), now, AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(of_authority=True), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Holder(certificate, key)


def new_officer(authority: Holder, officer: Officer, now: datetime) -> Holder:
    """A new key for an officer, certified by the authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = authority.certificate.subject
    # NSS takes a signer's certificate for good only with emailProtection among its purposes (measured).
    purposes = [ExtendedKeyUsageOID.EMAIL_PROTECTION, DOCUMENT_SIGNING]
    certificate = (
        _draft(
            _name(officer.name, officer.body, (NameOID.TITLE, officer.office)),
            issuer,
            key.public_key(),
            now,
            OFFICER_LIFE,
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(of_authority=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False)
        .sign(authority.key, hashes.SHA256())
    )
    return Holder(certificate, key)


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate in hexadecimal: what people compare."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def pem(certificate: x509.Certificate) -> bytes:
    """The certificate as text, for whoever wants to trust it."""
    return certificate.public_bytes(Encoding.PEM)


def der_of(content: bytes) -> bytes:
    """The certificate of an authority in a file, whether as text (PEM) or not (DER). Raises ValueError."""
    read = x509.load_pem_x509_certificate if b"-----BEGIN" in content else x509.load_der_x509_certificate
    try:
        return read(content).public_bytes(Encoding.DER)
    except ValueError:
        raise ValueError("a certificate was expected, as PEM or DER; something else came") from None


def _draft(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, life: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCK_TOLERANCE)
        .not_valid_after(now + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, of_authority: bool) -> x509.KeyUsage:
    """What the key is for: an authority signs certificates, an officer signs documents and cannot deny it."""
    return x509.KeyUsage(
        digital_signature=not of_authority,
        content_commitment=not of_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=of_authority,
        crl_sign=of_authority,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common: str, organisation: str, further: tuple[x509.ObjectIdentifier, str]) -> x509.Name:
    kind, value = further
    parts = [(NameOID.ORGANIZATION_NAME, organisation), (kind, value), (NameOID.COMMON_NAME, common)]
    return x509.Name([x509.NameAttribute(part, _fitting(text)) for part, text in parts if text.strip()])


def _fitting(text: str) -> str:
    """`text`, cut where a certificate has no room for more."""
    text = " ".join(text.split())
    if len(text.encode()) <= LONGEST_NAME:
        return text
    return text.encode()[: LONGEST_NAME - 3].decode(errors="ignore").rstrip() + "…"
