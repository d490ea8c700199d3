"""Sign-ins of the last moment that ended a session: who repeats one, by the cookie that is over, gets the same again.

A link that is opened twice at once, or again because the first answer was lost, shows the former cookie both times.
Only the same seat counts, which its link or code opens: by the former cookie alone nobody comes to anything.
"""

from collections import OrderedDict

from meetings.ports import Seat

KEPT_MS = 30_000


class Renewals:
    """Which token took the place of a session (digest) when it signed in at a seat."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[bytes, Seat], tuple[int, str]] = OrderedDict()

    def note(self, former: bytes, seat: Seat, token: str, at: int) -> None:
        """A session was followed by that of this token."""
        self._forget(at)
        self._kept[former, seat] = at, token

    def token(self, former: bytes, seat: Seat, at: int) -> str | None:
        """The token that a repeated sign-in gets."""
        self._forget(at)
        _, token = self._kept.get((former, seat), (0, None))
        return token

    def _forget(self, at: int) -> None:
        while self._kept and next(iter(self._kept.values()))[0] < at - KEPT_MS:
            self._kept.popitem(last=False)
