"""The folder of keys: the installation's authority, and each officer's key sealed with the officer's PIN.

The authority's key lies there open to the server's account alone. A PIN is short: it keeps one officer from signing in
another's name, not a thief of the disk from trying every PIN. Whoever asks for PINs counts the wrong ones and locks.

KeyTrouble
├── NoKey          no PIN has been set for this officer
├── PinRefused     the PIN is wrong
├── PinUnfit       a new PIN is not 4 to 12 digits
└── KeyUnusable    a file of keys cannot be read, or its certificate cannot sign minutes
"""

import os
import re
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from msgspec import Meta, Struct

from meetings.minutes.certificates import Holder, Officer, new_authority, new_officer
from meetings.rules.identity import is_ref

PIN = re.compile(r"[0-9]{4,12}")
AUTHORITY_FILE = "authority.pem"
OFFICERS = "officers"
SALT_BYTES = 16


class KeyTrouble(Exception):
    """A key cannot be had; the sentence says why."""


class NoKey(KeyTrouble):
    """No PIN has been set for this officer."""


class PinRefused(KeyTrouble):
    """The PIN is wrong. The caller counts these."""


class PinUnfit(KeyTrouble):
    """A new PIN has not the form of one."""


class KeyUnusable(KeyTrouble):
    """A file of keys cannot be read, or its certificate cannot sign minutes."""


class SigningKey(Struct, frozen=True):
    """A PKCS#12 file and what opens it, small enough to be sent to a worker process."""

    pkcs12: bytes
    passphrase: bytes

    def __repr__(self) -> str:
        return "SigningKey(...)"  # never into a log


class Stretching(Struct, frozen=True):
    """How the PIN becomes a passphrase: the cost of one trial (RFC 7914)."""

    n: Annotated[int, Meta(ge=2**14, le=2**20)] = 2**15
    r: Annotated[int, Meta(ge=1, le=32)] = 8
    p: Annotated[int, Meta(ge=1, le=16)] = 1


class SealedKey(Struct, frozen=True, forbid_unknown_fields=True):
    """An officer's key as it lies in the folder."""

    salt: bytes
    stretching: Stretching
    pkcs12: bytes
    format: Literal["meetings-officer-key/1"] = "meetings-officer-key/1"


def open_authority(folder: Path, organisation: str, now: datetime) -> Holder:
    """The authority of this installation; made on the first start."""
    path = folder / AUTHORITY_FILE
    if not path.exists():
        _write_first(path, _authority_pem(new_authority(organisation, now)))
    return _read_authority(path)


def set_pin(folder: Path, authority: Holder, officer: Officer, pin: str, now: datetime) -> None:
    """Make a new key for the officer, sealed with the PIN. An older key of the same officer is given up."""
    holder = new_officer(authority, officer, now)
    _seal(folder, officer.ref, pin, _Bundle(holder.key, holder.certificate, (authority.certificate,)))


def adopt(folder: Path, ref: str, own: SigningKey, pin: str) -> None:
    """Take an officer's own PKCS#12 file instead of making a key, and seal it with the PIN."""
    bundle = _opened(own, KeyUnusable("the passphrase does not open this PKCS#12 file, or it is none"))
    _refuse_unfit(bundle.certificate)
    _seal(folder, ref, pin, bundle)


def unlock(folder: Path, ref: str, pin: str) -> SigningKey:
    """The officer's key, if the PIN is right. Raises PinRefused if it is not, NoKey if there is none."""
    sealed = _read_sealed(_officer_path(folder, ref))
    key = SigningKey(sealed.pkcs12, _stretched(pin, sealed.salt, sealed.stretching))
    _opened(key, PinRefused("this is not the PIN that was set for signing"))
    return key


def has_key(folder: Path, ref: str) -> bool:
    """Whether the officer has set a PIN."""
    return _officer_path(folder, ref).exists()


def forget(folder: Path, ref: str) -> None:
    """Destroy the officer's key: after too many wrong PINs, or at the end of the office."""
    _officer_path(folder, ref).unlink(missing_ok=True)


class _Bundle(Struct, frozen=True):
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]


def _seal(folder: Path, ref: str, pin: str, bundle: _Bundle) -> None:
    if PIN.fullmatch(pin) is None:
        raise PinUnfit("a PIN of 4 to 12 digits was expected")
    salt, stretching = os.urandom(SALT_BYTES), Stretching()
    lock = BestAvailableEncryption(_stretched(pin, salt, stretching))
    packed = pkcs12.serialize_key_and_certificates(ref.encode(), bundle.key, bundle.certificate, bundle.chain, lock)
    sealed = SealedKey(salt=salt, stretching=stretching, pkcs12=packed)
    _write(_officer_path(folder, ref), msgspec.json.encode(sealed))


def _stretched(pin: str, salt: bytes, cost: Stretching) -> bytes:
    derived = Scrypt(salt=salt, length=32, n=cost.n, r=cost.r, p=cost.p).derive(pin.encode())
    return derived.hex().encode()  # PKCS#12 passphrases are text


def _opened(key: SigningKey, otherwise: KeyTrouble) -> _Bundle:
    try:
        private, certificate, chain = pkcs12.load_key_and_certificates(key.pkcs12, key.passphrase)
    except ValueError:
        raise otherwise from None
    if certificate is None or not isinstance(private, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise KeyUnusable("a PKCS#12 file with a certificate and its RSA or elliptic-curve key was expected")
    return _Bundle(private, certificate, tuple(chain))


def _refuse_unfit(certificate: x509.Certificate) -> None:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        raise KeyUnusable("the certificate does not say what its key may be used for") from None
    if not usage.content_commitment:
        raise KeyUnusable("the certificate is not for signing: its key usage lacks non-repudiation")


def _authority_pem(holder: Holder) -> bytes:
    key = holder.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return key + holder.certificate.public_bytes(Encoding.PEM)


def _read_authority(path: Path) -> Holder:
    pem = path.read_bytes()
    try:
        key, certificate = load_pem_private_key(pem, password=None), x509.load_pem_x509_certificate(pem)
    except ValueError:
        raise KeyUnusable(f"{path} was expected to hold the authority's key and certificate") from None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        raise KeyUnusable(f"the key and the certificate in {path} do not belong together")
    return Holder(certificate, key)


def _officer_path(folder: Path, ref: str) -> Path:
    if not is_ref(ref):
        raise ValueError(f"the ref of an officer was expected, {ref!r} came")
    return folder / OFFICERS / f"{ref}.json"


def _read_sealed(path: Path) -> SealedKey:
    try:
        return msgspec.json.decode(path.read_bytes(), type=SealedKey)
    except FileNotFoundError:
        raise NoKey("no PIN for signing has been set yet") from None
    except msgspec.DecodeError as error:
        raise KeyUnusable(f"{path} was expected to hold an officer's key: {error}") from None


def _write(path: Path, content: bytes) -> None:
    """Write a secret whole or not at all, in place of an older one."""
    _written_beside(path, content).replace(path)


def _write_first(path: Path, content: bytes) -> None:
    """Write a secret whole, unless somebody else was first: two authorities would not go together."""
    new = _written_beside(path, content)
    try:
        path.hardlink_to(new)
    except FileExistsError:
        pass
    finally:
        new.unlink()


def _written_beside(path: Path, content: bytes) -> Path:
    """The content in a file of its own, on the disk, readable by its owner alone."""
    _make_private(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _make_private(folder: Path) -> None:
    """Path.mkdir would give missing parents the usual mode."""
    if not folder.exists():
        _make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
