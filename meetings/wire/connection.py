"""What a socket may do when: the state of one connection. Time comes in as seconds of any clock that only goes on.

The first frame is a hello, and comes soon; silence and floods end the connection; a beat is due again and again; with
too many commands unanswered nothing more is read.
"""

from msgspec import Struct

from meetings.wire import decoding
from meetings.wire.decoding import Hello, Received
from meetings.wire.frames import CloseCode, Violation


class Limits(Struct, frozen=True, kw_only=True):
    """How long and how many (PROTOCOL, "Wire"). A beat is due a little before the 5 seconds that are promised."""

    hello_s: float = 10
    silence_s: float = 25
    beat_s: float = 4
    frames_in_second: int = 500
    unanswered: int = 64


LIMITS = Limits()


class Connection:
    """One connection, from the upgrade to its end."""

    def __init__(self, now: float, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._is_greeted = False
        self._heard_at = now
        self._beat_due_at = now + limits.beat_s
        self._second_began_at = now
        self._frames = 0
        self._unanswered = 0

    def receive(self, text: str | None, now: float) -> Received:
        """What a frame says at this point; `text` is None for a binary frame."""
        self._heard_at = now
        if self._is_flood(now):
            return Violation.plain(CloseCode.FLOODING)
        return self._in_order(decoding.binary() if text is None else decoding.decode(text))

    def take(self, received: Received, now: float) -> Received:
        """The same for a frame that was decoded before."""
        self._heard_at = now
        return Violation.plain(CloseCode.FLOODING) if self._is_flood(now) else self._in_order(received)

    def _in_order(self, received: Received) -> Received:
        if isinstance(received, Violation):
            return received
        if isinstance(received, Hello) is self._is_greeted:
            expected = "once, it came again" if self._is_greeted else "first, something else came"
            return Violation(CloseCode.NOT_OUR_PROTOCOL, f"A hello was expected {expected}.")
        self._is_greeted = True
        return received

    def _is_flood(self, now: float) -> bool:
        if now - self._second_began_at >= 1:
            self._second_began_at, self._frames = now, 0
        self._frames += 1
        return self._frames > self._limits.frames_in_second

    @property
    def heard_at(self) -> float:
        """When something came last."""
        return self._heard_at

    @property
    def may_read(self) -> bool:
        """Whether more may be read: not with too many commands unanswered."""
        return self._unanswered < self._limits.unanswered

    def asked(self) -> None:
        """A command is on its way to the room."""
        self._unanswered += 1

    def answered(self, now: float) -> None:
        """A command is answered."""
        if not self.may_read:
            # Nothing was read in the meantime, so nothing could be heard.
            self._heard_at = now
        self._unanswered -= 1

    def due_at(self) -> float:
        """When to look next, with `expired` and `beats`."""
        return min(self._expires_at(), self._beat_due_at) if self._is_greeted else self._expires_at()

    def _expires_at(self) -> float:
        if not self.may_read:
            return self._beat_due_at
        return self._heard_at + (self._limits.silence_s if self._is_greeted else self._limits.hello_s)

    def expired(self, now: float) -> Violation | None:
        """Why the connection ends now, if nothing was heard for too long."""
        if not self.may_read or now < self._expires_at():
            return None
        if self._is_greeted:
            return Violation(CloseCode.TOO_SLOW, f"Nothing came for {self._limits.silence_s:g} s: come back.")
        reason = f"A hello was expected within {self._limits.hello_s:g} s, none came."
        return Violation(CloseCode.NOT_OUR_PROTOCOL, reason)

    def beats(self, now: float) -> bool:
        """Whether a beat is to be sent now; it then counts as sent."""
        if not self._is_greeted or now < self._beat_due_at:
            return False
        self._beat_due_at = now + self._limits.beat_s
        return True
