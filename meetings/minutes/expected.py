"""Who is expected at a meeting: what an attendance sheet is made of. Loads nothing that typesets."""

from msgspec import Struct


class Expected(Struct, frozen=True):
    """Somebody who is expected; the seat is that in the hall, or the ref on the badge."""

    name: str
    role: str
    seat: str
    group: str = ""


class Occasion(Struct, frozen=True):
    """The meeting that is signed for, and the language of its sheet. Times in milliseconds, the offset in minutes."""

    body: str
    title: str
    place: str
    starts_at: int
    offset: int
    language: str = "en"
