"""What is said of a signature before it is made, and that it could not be made; `sign` makes it."""

from datetime import datetime

from msgspec import Struct

CHAIR = "Chair"
SECRETARY = "Secretary"
FIELDS = (CHAIR, SECRETARY)
"""The signature fields of the minutes, in the order of signing."""


class NotSigned(Exception):
    """The file could not be signed; nothing was changed. The sentence says what was expected and what came."""


class Signing(Struct, frozen=True):
    """What is signed where: the field, why, when, and its look (a PDF of one page, as large as the field)."""

    field: str
    reason: str
    at: datetime
    appearance: bytes | None = None
