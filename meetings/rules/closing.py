"""What is known of the close of a poll, so that it can be counted again: who was here, and what was put right."""

from collections.abc import Mapping

from msgspec import Struct

from meetings.rules.identity import MemberId
from meetings.rules.tally import Outcome


class PutRight(Struct, frozen=True):
    """A result that was corrected: what it was, by whom and why, and which votes were changed from what to what.

    A vote of no options is none at all. `position` is that of the entry, `at` milliseconds since 1970 UTC.
    """

    position: int
    at: int
    by: MemberId | None
    reason: str
    before: Outcome
    votes: Mapping[MemberId, tuple[tuple[str, ...], tuple[str, ...]]]


class Closing(Struct, frozen=True):
    """Who was present and who presided at the close; the seed of a lot, if one was drawn; what was put right.

    `before_told`: how many of the corrections had been made before the result was declared.
    """

    present: frozenset[MemberId]
    presiding: MemberId | None
    seed: str | None = None
    put_right: tuple[PutRight, ...] = ()
    before_told: int = 0

    @property
    def righted_since(self) -> tuple[PutRight, ...]:
        """The corrections of what the chair had announced; nobody had gone on from what stood before that."""
        return self.put_right[self.before_told :]
