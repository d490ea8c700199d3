"""The window of a minute, and that it cannot be made to grow."""

from meetings.access.guesses import MOST_IN_WINDOW, MOST_MEETINGS, Guesses
from meetings.rules.identity import MeetingId


def test_the_wait_shrinks_as_the_oldest_guess_leaves_the_window():
    guesses = Guesses()
    for second in range(MOST_IN_WINDOW):
        assert guesses.count(MeetingId("council"), second * 500) is None

    assert guesses.count(MeetingId("council"), 30_000) == 30_000
    assert guesses.count(MeetingId("council"), 30_100) == 30_400


def test_meetings_that_are_made_up_do_not_fill_the_memory():
    guesses = Guesses()
    for number in range(MOST_MEETINGS * 2):
        guesses.count(MeetingId(f"made-up-{number}"), number)

    assert len(vars(guesses)["_wrong"]) == MOST_MEETINGS
