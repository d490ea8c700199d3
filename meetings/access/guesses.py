"""How many wrong sign-in codes a meeting has seen in the last minute, so that guessing can be slowed.

Per meeting and never per address: a hall full of tablets is one network address.
"""

from collections import OrderedDict, deque

from meetings.rules.identity import MeetingId

WINDOW_MS = 60_000
MOST_IN_WINDOW = 60
MOST_MEETINGS = 1_000
"""Meetings are remembered by the name that was typed; the one not guessed at for longest is forgotten first."""


class Guesses:
    """Wrong codes of the last minute."""

    def __init__(self) -> None:
        self._wrong: OrderedDict[MeetingId, deque[int]] = OrderedDict()

    def count(self, meeting: MeetingId, at: int) -> int | None:
        """One more wrong code; after how many milliseconds the next may come, or None where there were few."""
        times = self._times(meeting)
        while times and times[0] <= at - WINDOW_MS:
            times.popleft()
        wait = times[0] + WINDOW_MS - at if len(times) == MOST_IN_WINDOW else None
        times.append(at)
        return wait

    def _times(self, meeting: MeetingId) -> deque[int]:
        times = self._wrong.setdefault(meeting, deque(maxlen=MOST_IN_WINDOW))
        self._wrong.move_to_end(meeting)
        if len(self._wrong) > MOST_MEETINGS:
            self._wrong.popitem(last=False)
        return times
