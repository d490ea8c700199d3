"""The lot, drawn again from the seed on record.

Written apart from the rules, from PROTOCOL ("Votes") alone, so that a fault there does not hide itself here.
"""

from collections.abc import Sequence
from hashlib import sha256

from meetings.minutes.verify_chain import Broken
from meetings.minutes.verify_polls import Poll


def lots(poll: Poll, options: Sequence[str]) -> Sequence[str]:
    """The lot as anybody can draw it again: by SHA-256 of the recorded seed with the option."""
    if poll.closed is None or poll.closed.seed is None:
        raise Broken("a lot was drawn, its seed was not recorded")
    seed = bytes.fromhex(poll.closed.seed)
    return sorted(options, key=lambda option: sha256(seed + option.encode()).digest())
