"""The lot, drawn again from the seed on record.

Written apart from the rules, from PROTOCOL ("Votes") alone, so that a fault there does not hide itself here.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from meetings.minutes.verify_chain import Broken

if TYPE_CHECKING:
    from meetings.minutes.verify_polls import Poll


def lots(poll: "Poll", options: Sequence[str]) -> Sequence[str]:
    """The lot at the close of a poll. Raises Broken where its seed is not on record."""
    if poll.closed is None or poll.closed.seed is None:
        raise Broken("a lot was drawn, its seed was not recorded")
    return drawn(poll.closed.seed, options)


def drawn(seed: str, refs: Sequence[str]) -> Sequence[str]:
    """The lot as anybody can draw it again: by SHA-256 of the recorded seed (hexadecimal) with the ref."""
    return sorted(refs, key=lambda ref: sha256(bytes.fromhex(seed) + ref.encode()).digest())
