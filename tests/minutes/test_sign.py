"""Signing appends, in the fields that are there, and other verifiers agree."""

import pickle
import shutil
import subprocess
from pathlib import Path

import pytest

from meetings.minutes.certificates import pem
from meetings.minutes.keyring import SigningKey, open_authority
from meetings.minutes.sign import NotSigned, Signing, sign
from tests.minutes.samples import BODY, NOW, page

Keys = tuple[SigningKey, SigningKey]


def test_the_earlier_bytes_stay_as_they_are(unsigned: bytes, both_keys: Keys) -> None:
    certified = sign(unsigned, both_keys[0], Signing("Chair", "Approved", NOW))
    countersigned = sign(certified, both_keys[1], Signing("Secretary", "Countersigned", NOW))
    assert certified.startswith(unsigned)
    assert countersigned.startswith(certified)


def test_a_field_is_signed_once(signed: bytes, both_keys: Keys) -> None:
    with pytest.raises(NotSigned, match="Chair could not be signed"):
        sign(signed, both_keys[0], Signing("Chair", "Approved", NOW))


def test_a_field_that_is_not_there_cannot_be_signed(unsigned: bytes, both_keys: Keys) -> None:
    with pytest.raises(NotSigned, match="No empty signature field"):
        sign(unsigned, both_keys[0], Signing("Teller", "Counted", NOW))


def test_what_is_no_pdf_cannot_be_signed(both_keys: Keys) -> None:
    with pytest.raises(NotSigned, match="a PDF with an empty signature field Chair was expected"):
        sign(b"no PDF", both_keys[0], Signing("Chair", "Approved", NOW))


def test_a_signing_can_be_sent_to_a_worker(both_keys: Keys) -> None:
    signing = Signing("Chair", "Approved", NOW, page("signed", (110, 40)))
    assert pickle.loads(pickle.dumps((sign, both_keys[0], signing))) == (sign, both_keys[0], signing)


def test_poppler_calls_both_signatures_valid_and_trusted(signed: bytes, key_folder: Path, tmp_path: Path) -> None:
    for tool in ("pdfsig", "certutil"):
        if shutil.which(tool) is None:
            pytest.skip(f"missing tool: {tool}")
    (tmp_path / "signed.pdf").write_bytes(signed)
    store = f"sql:{tmp_path / 'nss'}"
    (tmp_path / "nss").mkdir()
    subprocess.run(["certutil", "-N", "-d", store, "--empty-password"], check=True)
    (tmp_path / "root.pem").write_bytes(pem(open_authority(key_folder, BODY, NOW).certificate))
    root = ["-i", str(tmp_path / "root.pem"), "-a"]
    subprocess.run(["certutil", "-A", "-d", store, "-n", "root", "-t", "CT,CT,CT", *root], check=True)
    command = ["pdfsig", "-nssdir", store, str(tmp_path / "signed.pdf")]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert told.count("Signature is Valid") == 2
    assert told.count("Certificate is Trusted") == 2
    assert told.count("ETSI.CAdES.detached") == 2
