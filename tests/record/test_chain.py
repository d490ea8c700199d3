"""The hash chain: what a leaf and a link are, bit by bit."""

from hashlib import sha256

from meetings.record.chain import SALT_BYTES, leaf, link

SALT = bytes(SALT_BYTES)


def test_a_leaf_takes_in_its_prefix_the_salt_and_the_exact_text() -> None:
    assert leaf(SALT, "é") == sha256(b"\x00" + SALT + b"\xc3\xa9").digest()


def test_a_link_takes_in_its_prefix_what_was_before_and_the_leaf() -> None:
    assert link(b"p" * 32, b"l" * 32) == sha256(b"\x01" + b"p" * 32 + b"l" * 32).digest()


def test_known_values_never_change() -> None:
    assert leaf(SALT, "").hex() == "0a88111852095cae045340ea1f0b279944b2a756a213d9b50107d7489771e159"
    assert link(bytes(32), bytes(32)).hex() == "ae0798d0ecaed2b778eddebf18f071a561c53658c05e76cedecc27cafbdbc577"


def test_another_salt_hides_the_same_text() -> None:
    assert leaf(b"\x01" * 16, "x") != leaf(SALT, "x")


def test_a_leaf_is_no_link() -> None:
    # Without the prefixes, 32 bytes of previous hash and leaf could be passed off as salt and text.
    assert leaf(bytes(16), "\x00" * 48) != link(bytes(32), bytes(32))
