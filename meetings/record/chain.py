"""The hash chain over a log's entries (DESIGN section 6): salted leaves, each hash taking in the one before.

The salt keeps the text of a hidden entry from being guessed from its leaf; prefixes 0x00 and 0x01 keep leaves and nodes
apart (as in RFC 9162 section 2.1.1).
"""

from hashlib import sha256

SALT_BYTES = 16


def leaf(salt: bytes, text: str) -> bytes:
    """What stands for an entry in the chain: 32 bytes."""
    return sha256(b"\x00" + salt + text.encode()).digest()


def link(previous: bytes, leaf_hash: bytes) -> bytes:
    """The hash of an entry from the hash before it and its own leaf: 32 bytes."""
    return sha256(b"\x01" + previous + leaf_hash).digest()
