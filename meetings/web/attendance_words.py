"""The attendance as a table for people: the rows of the file for programs, with every word in the reader's language."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone

from meetings.rules.attendance import Member
from meetings.rules.phrases import ROLES, STATUSES, Phrase
from meetings.rules.stays import Means, Stay

Say = Callable[[Phrase], str]
"""What says a phrase in the reader's language."""
COLUMNS = (
    Phrase("column", "Seat"),
    Phrase("column", "Name"),
    Phrase("column", "Office"),
    Phrase("column", "Group"),
    Phrase("column", "Number of votes"),
    Phrase("column", "Attendance"),
    Phrase("column", "Times of being here"),
)
BESIDE = (
    Phrase("column", "Substitute"),
    Phrase("column", "Proxy"),
    Phrase("column", "Authority of the proxy"),
    Phrase("column", "Reason of the absence"),
)
"""What is told of everybody after these."""
LATE = Phrase("arrival", "late")
MEANS: Mapping[Means, Phrase] = {
    "roll": Phrase("arrival", "code of the roll call"),
    "secretary": Phrase("arrival", "secretary"),
    "member": Phrase("arrival", "member"),
    "steward": Phrase("arrival", "steward"),
    "badge": Phrase("arrival", "badge"),
}


def rows(people: Sequence[Member], offset: int, say: Say) -> Iterator[Sequence[str]]:
    """The names of the columns, then everybody in the order given; `offset` is that of the meeting's clock."""
    yield [say(column) for column in COLUMNS]
    clock = timezone(timedelta(minutes=offset))
    for member in people:
        stays = "; ".join(_stayed(stay, clock, say) for stay in member.stays)
        texts = [member.seat or member.ref, member.name, say(ROLES[member.role]), member.group or ""]
        yield [*texts, str(member.votes), say(STATUSES[member.status]), stays]


def _stayed(stay: Stay, clock: timezone, say: Say) -> str:
    """A time of being here and how it was established, as `2026-12-10 14:05:00 (secretary) – `; open while it lasts."""
    late = f", {say(LATE)}" if stay.is_late else ""
    came = f"{_moment(stay.since, clock)} ({say(MEANS[stay.came])}{late}) – "
    if stay.until is None or stay.went is None:
        return came
    return f"{came}{_moment(stay.until, clock)} ({say(MEANS[stay.went])})"


def _moment(at: int, clock: timezone) -> str:
    """To the second and in figures, as the minutes have it."""
    return f"{datetime.fromtimestamp(at // 1000, clock):%Y-%m-%d %H:%M:%S}"
