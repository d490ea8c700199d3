"""Reads the polls out of the entries that the evidence shows: the question, the electorate, the votes, the result.

Written apart from the rules, from PROTOCOL ("Votes") alone, so that a fault there does not hide itself here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from meetings.minutes import verify_attendance, verify_openings
from meetings.minutes.verify_attendance import Hall
from meetings.minutes.verify_chain import Broken, Said, body_of
from meetings.minutes.verify_shapes import (
    Added,
    Cast,
    Closed,
    Corrected,
    Counts,
    Opened,
    Prepared,
    Received,
    Turned,
    Uncast,
)


class Poll(Struct):
    """A poll while the entries are read, and as it stood when it was closed; `earlier` before each correction."""

    terms: Prepared
    takes_votes: bool = False
    closes_at: int | None = None
    entitled: dict[str, int] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    recused: dict[str, int] = field(default_factory=dict)
    recused_in_base: bool = False
    counts: Counts | None = None
    proxies: dict[str, str] = field(default_factory=dict)
    in_person: set[str] = field(default_factory=set)
    votes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    closed: Closed | None = None
    present: frozenset[str] = frozenset()
    presiding: str | None = None
    faults: list[str] = field(default_factory=list)
    earlier: list["Poll"] = field(default_factory=list)

    @property
    def options(self) -> tuple[str, ...]:
        """What could be chosen, in the order of the ballot paper."""
        return tuple(option.ref for option in self.terms.options)

    @property
    def is_ranked(self) -> bool:
        """Whether ballots put the options in order, for an instant run-off."""
        return self.terms.method == "ranked"


class Reading(Struct):
    """What has been read so far."""

    polls: dict[str, Poll] = field(default_factory=dict)
    hall: Hall = field(default_factory=Hall)


def polls(entries: Iterable[Said]) -> Mapping[str, Poll]:
    """The polls, by ref. Raises Broken where an entry has not the shape of its kind."""
    reading = Reading()
    for said in entries:
        step = STEPS.get(said.kind)
        if step is not None:
            step(reading, said)
        verify_attendance.follow(reading.hall, said)
    return reading.polls


def _poll(reading: Reading, said: Said, ref: str) -> Poll:
    if ref not in reading.polls:
        raise Broken(f"position {said.position}, {said.kind}: the poll {ref} has not been prepared")
    return reading.polls[ref]


def _prepared(reading: Reading, said: Said) -> None:
    terms = body_of(said, Prepared)
    if terms.poll in reading.polls:
        raise Broken(f"position {said.position}: the poll {terms.poll} is prepared twice")
    poll = reading.polls[terms.poll] = Poll(terms)
    earlier = reading.polls.get(terms.repeats or "")
    if earlier is not None and terms.round > earlier.terms.round:
        poll.faults += _wrong_round(earlier, poll)


def _wrong_round(earlier: Poll, poll: Poll) -> Iterator[str]:
    """Whether those stand in a further round who are left of the one before, for the seats that are left."""
    winners = () if earlier.closed is None else earlier.closed.outcome.winners or ()
    for ref in poll.options:
        if ref not in earlier.options or ref in winners:
            yield f"{ref} stands in round {poll.terms.round}, but was not left of the round before"
    if poll.terms.seats != (left := earlier.terms.seats - len(winners)):
        yield f"round {poll.terms.round} is for {poll.terms.seats} seats, {left} were left"


def _opened(reading: Reading, said: Said) -> None:
    opened = body_of(said, Opened)
    poll = _poll(reading, said, opened.poll)
    poll.takes_votes, poll.closes_at, poll.entitled = True, opened.closes_at, {**opened.entitled}
    poll.groups, poll.recused, poll.recused_in_base = {**opened.groups}, {**opened.recused}, opened.recused_in_base
    poll.proxies = {**opened.proxies}
    poll.faults += verify_openings.faults(reading.hall, poll.terms, opened)


def _uncast(reading: Reading, said: Said) -> None:
    uncast = body_of(said, Uncast)
    poll = _poll(reading, said, uncast.poll)
    if not poll.takes_votes or poll.terms.by != "voice":
        poll.faults.append(f"the answer at position {said.position} was taken down while no names were called")
    poll.votes.pop(uncast.member, None)


def _vote(reading: Reading, said: Said, body: Cast | Received, choice: tuple[str, ...]) -> None:
    poll = _poll(reading, said, body.poll)
    if not poll.takes_votes or (poll.closes_at is not None and said.at >= poll.closes_at):
        poll.faults.append(f"the vote at position {said.position} came while no vote was taken")
    if body.member not in poll.entitled:
        poll.faults.append(f"the vote at position {said.position} is of {body.member}, who is not entitled")
    if body.proxy is None:
        poll.in_person.add(body.member)
    else:
        poll.faults += _wrong_proxy(reading.hall, poll, body, said.position)
    poll.votes[body.member] = choice


def _wrong_proxy(hall: Hall, poll: Poll, body: Cast | Received, position: int) -> Iterator[str]:
    why = verify_attendance.voted_by_proxy(hall, poll.proxies, body.member, body.proxy or "")
    if why is not None:
        yield f"the vote at position {position} {why}"
    if body.member in poll.in_person:
        yield f"the vote at position {position} by proxy came after {body.member} had voted in person"


def _cast(reading: Reading, said: Said) -> None:
    cast = body_of(said, Cast)
    poll = _poll(reading, said, cast.poll)
    _marked(poll, said, cast.choice)
    _vote(reading, said, cast, cast.choice)


def _marked(poll: Poll, said: Said, choice: tuple[str, ...]) -> None:
    marked = set(choice)
    fits = len(marked) == len(choice) and poll.terms.minimum <= len(marked) <= poll.terms.maximum
    if not (fits or choice == ("blank",)) or not marked <= set(poll.options):
        poll.faults.append(f"the vote at position {said.position} marks what cannot be chosen")


def _received(reading: Reading, said: Said) -> None:
    received = body_of(said, Received)
    poll = _poll(reading, said, received.poll)
    if received.member in poll.votes:
        poll.faults.append(f"the ballot at position {said.position} is a second one of {received.member}")
    _vote(reading, said, received, ())


def _entered(reading: Reading, said: Said) -> None:
    counts = body_of(said, Counts)
    poll = _poll(reading, said, counts.poll)
    if poll.terms.secrecy != "analog" or poll.closed is not None or not poll.entitled:
        poll.faults.append(f"the counts at position {said.position} were entered while none were expected")
    poll.counts = counts


def _paused(reading: Reading, said: Said) -> None:
    _poll(reading, said, body_of(said, Turned).poll).takes_votes = False


def _resumed(reading: Reading, said: Said) -> None:
    resumed = body_of(said, Turned)
    poll = _poll(reading, said, resumed.poll)
    poll.takes_votes, poll.closes_at = True, resumed.closes_at


def _added(reading: Reading, said: Said) -> None:
    added = body_of(said, Added)
    poll = _poll(reading, said, added.poll)
    if poll.closes_at is not None:
        poll.closes_at += added.seconds * 1000


def _closed(reading: Reading, said: Said) -> None:
    closed = body_of(said, Closed)
    poll = _poll(reading, said, closed.poll)
    if poll.closed is not None:
        raise Broken(f"position {said.position}: the poll {closed.poll} is closed twice")
    poll.takes_votes, poll.closed = False, closed
    poll.present, poll.presiding = reading.hall.present(poll.proxies), reading.hall.presiding


def _corrected(reading: Reading, said: Said) -> None:
    """From here on the right votes count; what stood before is kept, to be counted for itself."""
    corrected = body_of(said, Corrected)
    poll = _poll(reading, said, corrected.poll)
    if poll.closed is None or poll.terms.secrecy == "confidential":
        raise Broken(f"position {said.position}: the poll {corrected.poll} has no result that can be corrected")
    seeds = {one.closed.seed for one in (*poll.earlier, poll) if one.closed is not None} - {None}
    poll.earlier.append(replace(poll, votes={**poll.votes}, earlier=[]))
    poll.faults, poll.closed = [], Closed(corrected.poll, corrected.outcome, seed=corrected.seed)
    poll.counts = corrected.counts
    if corrected.seed is not None and seeds and corrected.seed not in seeds:
        poll.faults.append("another lot was drawn than the one on record")
    for member, choice in corrected.votes.items():
        _changed(poll, said, member, choice)


def _changed(poll: Poll, said: Said, member: str, choice: tuple[str, ...]) -> None:
    if member not in poll.entitled:
        poll.faults.append(f"the correction at position {said.position} is of {member}, who is not entitled")
    poll.votes.pop(member, None)
    if choice:
        _marked(poll, said, choice)
        poll.votes[member] = choice


STEPS: Mapping[str, Callable[[Reading, Said], None]] = {
    "poll_prepared": _prepared,
    "poll_opened": _opened,
    "counts_entered": _entered,
    "poll_held": _paused,
    "poll_resumed": _resumed,
    "time_added": _added,
    "poll_cancelled": _paused,
    "poll_closed": _closed,
    "result_corrected": _corrected,
    "vote_cast": _cast,
    "no_answer": _uncast,
    "answer_taken_back": _uncast,
    "ballot_received": _received,
}
