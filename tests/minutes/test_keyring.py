"""The folder of keys: made once, sealed with PINs, unreadable to others."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from meetings.minutes.certificates import new_authority, new_officer
from meetings.minutes.keyring import (
    KeyUnusable,
    NoKey,
    PinRefused,
    PinUnfit,
    SigningKey,
    adopt,
    forget,
    has_key,
    open_authority,
    set_pin,
    unlock,
)
from tests.minutes.samples import BODY, CHAIR, NOW, PIN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def own_pkcs12(passphrase: bytes) -> bytes:
    root = new_authority("Elsewhere", NOW)
    holder = new_officer(root, CHAIR, NOW)
    lock = BestAvailableEncryption(passphrase)
    return pkcs12.serialize_key_and_certificates(b"own", holder.key, holder.certificate, [root.certificate], lock)


def test_the_authority_is_made_on_the_first_start_and_found_on_the_next(folder: Path) -> None:
    first = open_authority(folder, BODY, NOW)
    assert open_authority(folder, "another name", NOW).certificate == first.certificate


def test_who_opens_the_authority_first_makes_it_for_all(folder: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        opening = [threads.submit(open_authority, folder, BODY, NOW) for _ in range(8)]
        opened = [one.result().certificate for one in opening]
    assert len(set(opened)) == 1
    assert [path.name for path in folder.iterdir()] == ["authority.pem"]


def test_keys_are_readable_by_their_owner_alone(folder: Path) -> None:
    set_pin(folder, open_authority(folder, BODY, NOW), CHAIR, PIN, NOW)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}
    assert modes == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_damaged_authority_is_named(folder: Path) -> None:
    folder.mkdir()
    (folder / "authority.pem").write_text("nothing")
    with pytest.raises(KeyUnusable, match=r"authority\.pem was expected to hold"):
        open_authority(folder, BODY, NOW)


def test_an_authority_with_the_key_of_another_is_refused(folder: Path, tmp_path: Path) -> None:
    open_authority(folder, BODY, NOW)
    open_authority(tmp_path / "other", BODY, NOW)
    key = (folder / "authority.pem").read_text().partition("-----BEGIN CERTIFICATE")[0]
    certificate = (tmp_path / "other" / "authority.pem").read_text().partition("-----BEGIN CERTIFICATE")
    (folder / "authority.pem").write_text(key + certificate[1] + certificate[2])
    with pytest.raises(KeyUnusable, match="do not belong together"):
        open_authority(folder, BODY, NOW)


def test_the_right_pin_unlocks_and_a_wrong_one_is_refused(folder: Path) -> None:
    set_pin(folder, open_authority(folder, BODY, NOW), CHAIR, PIN, NOW)
    assert isinstance(unlock(folder, "chair", PIN), SigningKey)
    with pytest.raises(PinRefused, match="not the PIN"):
        unlock(folder, "chair", "2469")


@pytest.mark.parametrize("pin", ["123", "1234567890123", "12a4", "", "１２３４", "1234\n"])
def test_a_pin_is_four_to_twelve_digits(folder: Path, pin: str) -> None:
    with pytest.raises(PinUnfit, match="4 to 12 digits"):
        set_pin(folder, open_authority(folder, BODY, NOW), CHAIR, pin, NOW)


def test_before_a_pin_is_set_there_is_no_key(folder: Path) -> None:
    assert not has_key(folder, "chair")
    with pytest.raises(NoKey, match="no PIN"):
        unlock(folder, "chair", PIN)


def test_a_forgotten_key_is_gone(folder: Path) -> None:
    set_pin(folder, open_authority(folder, BODY, NOW), CHAIR, PIN, NOW)
    forget(folder, "chair")
    assert not has_key(folder, "chair")


def test_a_new_pin_takes_the_place_of_the_old_one(folder: Path) -> None:
    authority = open_authority(folder, BODY, NOW)
    set_pin(folder, authority, CHAIR, PIN, NOW)
    set_pin(folder, authority, CHAIR, "0000", NOW)
    assert unlock(folder, "chair", "0000")
    with pytest.raises(PinRefused):
        unlock(folder, "chair", PIN)


def test_an_officers_own_file_is_taken_and_sealed_with_the_pin(folder: Path) -> None:
    adopt(folder, "chair", SigningKey(own_pkcs12(b"secret"), b"secret"), PIN)
    key = unlock(folder, "chair", PIN)
    private, certificate, chain = pkcs12.load_key_and_certificates(key.pkcs12, key.passphrase)
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    assert certificate is not None
    assert len(chain) == 1


def test_an_own_file_with_another_passphrase_is_refused(folder: Path) -> None:
    with pytest.raises(KeyUnusable, match="does not open"):
        adopt(folder, "chair", SigningKey(own_pkcs12(b"secret"), b"other"), PIN)


def test_an_own_certificate_that_cannot_sign_is_refused(folder: Path) -> None:
    root = new_authority("Elsewhere", NOW)
    lock = BestAvailableEncryption(b"secret")
    packed = pkcs12.serialize_key_and_certificates(b"own", root.key, root.certificate, None, lock)
    with pytest.raises(KeyUnusable, match="non-repudiation"):
        adopt(folder, "chair", SigningKey(packed, b"secret"), PIN)


def test_a_damaged_key_is_named(folder: Path) -> None:
    (folder / "officers").mkdir(parents=True)
    (folder / "officers" / "chair.json").write_text("{}")
    with pytest.raises(KeyUnusable, match="was expected to hold an officer's key"):
        unlock(folder, "chair", PIN)


def test_a_ref_that_leaves_the_folder_is_refused(folder: Path) -> None:
    with pytest.raises(ValueError, match="ref of an officer"):
        unlock(folder, "../authority", PIN)


def test_a_key_does_not_show_in_a_log() -> None:
    assert "secret" not in repr(SigningKey(b"secret", b"secret"))


def unusual(key: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey) -> SigningKey:
    """A certificate that says nothing of what its key is for."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Own")])
    draft = x509.CertificateBuilder(name, name, key.public_key(), 1, NOW, NOW + timedelta(days=1))
    algorithm = None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    lock = BestAvailableEncryption(b"secret")
    packed = pkcs12.serialize_key_and_certificates(b"own", key, draft.sign(key, algorithm), None, lock)
    return SigningKey(packed, b"secret")


def test_an_own_key_of_an_unusual_kind_is_refused(folder: Path) -> None:
    with pytest.raises(KeyUnusable, match="RSA or elliptic-curve key was expected"):
        adopt(folder, "chair", unusual(ed25519.Ed25519PrivateKey.generate()), PIN)


def test_an_own_certificate_that_says_nothing_of_its_use_is_refused(folder: Path) -> None:
    with pytest.raises(KeyUnusable, match="does not say what its key may be used for"):
        adopt(folder, "chair", unusual(ec.generate_private_key(ec.SECP256R1())), PIN)


def test_a_folder_of_keys_that_is_not_there_yet_is_made_for_its_owner_alone(folder: Path) -> None:
    adopt(folder, "chair", SigningKey(own_pkcs12(b"secret"), b"secret"), PIN)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
