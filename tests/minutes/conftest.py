"""Keys and signed minutes that the tests of signing and verifying share; making keys takes a while."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from meetings.minutes.keyring import SigningKey, open_authority
from tests.minutes.council import Council, full_council
from tests.minutes.samples import BODY, NOW, keys, minutes, sign_both


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="session")
def both_keys(key_folder: Path) -> tuple[SigningKey, SigningKey]:
    return keys(key_folder)


@pytest.fixture(scope="session")
def authority_der(key_folder: Path, both_keys: tuple[SigningKey, SigningKey]) -> bytes:
    return open_authority(key_folder, BODY, NOW).certificate.public_bytes(Encoding.DER)


@pytest.fixture(scope="session")
def council() -> Council:
    return full_council()


@pytest.fixture(scope="session")
def unsigned(council: Council) -> bytes:
    return minutes(council)


@pytest.fixture(scope="session")
def signed(unsigned: bytes, both_keys: tuple[SigningKey, SigningKey]) -> bytes:
    return sign_both(unsigned, both_keys)
