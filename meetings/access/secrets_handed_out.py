"""Tokens of links, sign-in codes and cookies: made from chance, kept as digests.

A token has 128 or more random bits, so its SHA-256 tells nothing. A code has 39, so its digest is bound to its seat and
what protects it is that five wrong ones end it.
"""

import secrets
from hashlib import sha256

from meetings.ports import Seat
from meetings.rules.roll_codes import ALPHABET, CODE_LENGTH

LINK_TOKEN_BYTES = 16
COOKIE_TOKEN_BYTES = 32


def fresh_link_token() -> str:
    return secrets.token_urlsafe(LINK_TOKEN_BYTES)


def fresh_cookie_token() -> str:
    return secrets.token_urlsafe(COOKIE_TOKEN_BYTES)


def fresh_code() -> str:
    """A sign-in code as it is printed: two groups of four."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def digest_of_token(token: str) -> bytes:
    return sha256(token.encode("utf-8", "surrogatepass")).digest()


def digest_of_code(seat: Seat, typed: str) -> bytes:
    """The same for a code in small letters, with spaces or dashes."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return sha256("\n".join((seat.meeting, seat.member, letters)).encode("utf-8", "surrogatepass")).digest()
