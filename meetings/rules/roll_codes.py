"""The codes of a roll call: what the hall display shows, for how long it is accepted, and what it is exchanged for."""

import hmac

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that are not mistaken for each other when read aloud or from afar."""
CODE_LENGTH = 8
CODE_CHANGES_MS = 10_000
CODE_LASTS_MS = 60_000
TICKET_LASTS_MS = 180_000


def code_at(secret: bytes, at: int) -> str:
    """The roll's code in the ten seconds around `at` (milliseconds since 1970 UTC)."""
    number = int.from_bytes(hmac.digest(secret, b"code %d" % (at // CODE_CHANGES_MS), "sha256"))
    letters: list[str] = []
    for _ in range(CODE_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def code_changes_at(at: int) -> int:
    """When the code that is shown at `at` gives way to the next one."""
    return (at // CODE_CHANGES_MS + 1) * CODE_CHANGES_MS


def ticket(secret: bytes, code: str, at: int) -> str | None:
    """What a fresh code is exchanged for, so that signing in first is not too late; None if it is not accepted."""
    return f"{at}.{_seal(secret, at)}" if _is_fresh(secret, code, at) else None


def _seal(secret: bytes, at: int) -> str:
    return hmac.digest(secret, b"ticket %d" % at, "sha256").hex()[:32]


def _is_fresh(secret: bytes, code: str, at: int) -> bool:
    typed = code.upper().replace("-", "").replace(" ", "")
    if not typed.isascii():
        return False
    moments = range(at, at - CODE_LASTS_MS, -CODE_CHANGES_MS)
    return any(hmac.compare_digest(typed.encode(), code_at(secret, moment).encode()) for moment in moments)


def _is_ticket(secret: bytes, code: str, at: int) -> bool:
    issued, _, seal = code.partition(".")
    if not (code.isascii() and issued.isdigit() and len(issued) < 16) or not 0 <= at - int(issued) <= TICKET_LASTS_MS:
        return False
    return hmac.compare_digest(seal.encode(), _seal(secret, int(issued)).encode())


def is_accepted(secret: bytes, code: str, at: int) -> bool:
    """Whether `code`, as typed, scanned or exchanged for a ticket, answers the roll at this moment."""
    return _is_fresh(secret, code, at) or _is_ticket(secret, code, at)
