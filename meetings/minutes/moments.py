"""When something was so, or was said, in the minutes. Times are milliseconds since 1970 UTC."""

from msgspec import Struct


class Stay(Struct, frozen=True):
    """A time during which a member was present; `until` is None for one who stayed to the end.

    `is_late`: it was noted at the arrival that the roll had been called before.
    """

    since: int
    until: int | None
    is_late: bool = False


class Recess(Struct, frozen=True):
    """A time during which the sitting was suspended, and for when its return was announced, each time that it was."""

    since: int
    until: int | None
    announced: tuple[int, ...] = ()


class Announcement(Struct, frozen=True):
    """What everybody was told."""

    text: str
    at: int


class Happened(Struct, frozen=True):
    """An incident that everybody may read of, and when it happened."""

    text: str
    at: int
