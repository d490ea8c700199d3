"""Who is in the hall from when to when, as far as ballots tell. Pure.

Where a poll is reckoned from those present, this matters: then members come before their first ballot, and leave after
their last if more polls of theirs follow. Elsewhere everybody who ever votes is there all the time, since to cast no
vote is no absence.
"""

from collections.abc import Mapping, Sequence

from meetings.convening.meeting_file import MeetingFile, PollPart, RecordedPart
from meetings.rules.poll_terms import ByGroup
from meetings.rules.tally import Base


def recorded_in_order(file: MeetingFile) -> Sequence[RecordedPart]:
    """The recorded polls in the order of the polls."""
    places = {poll.ref: place for place, poll in enumerate(file.polls)}
    return sorted(file.recorded, key=lambda recorded: places[recorded.poll])


def stays(file: MeetingFile) -> Mapping[str, range]:
    """For everybody who ever votes: the recorded polls, counted from 0, during which they are in the hall.

    Who stays to the end has a range that ends behind the last poll.
    """
    recorded = recorded_in_order(file)
    end = len(recorded) + 1
    voted: dict[str, list[int]] = {}
    for place, part in enumerate(recorded):
        for ref in part.ballots.keys() - part.proxies.keys():
            voted.setdefault(ref, []).append(place)
    if all(poll.base is not Base.PRESENT for poll in file.polls):
        return {ref: range(end) for ref in voted}
    polls = {poll.ref: poll for poll in file.polls}
    found: dict[str, range] = {}
    for ref, places in voted.items():
        theirs = [place for place, part in enumerate(recorded) if _may_vote(file, polls[part.poll], ref)]
        comes = places[0] if theirs and theirs[0] < places[0] else 0
        leaves = places[-1] + 1 if theirs and places[-1] < theirs[-1] else end
        found[ref] = range(comes, leaves)
    return found


def _may_vote(file: MeetingFile, poll: PollPart, ref: str) -> bool:
    match poll.electorate:
        case None:
            return True
        case ByGroup(group=group):
            return any(part.group == group for part in file.participants if part.ref == ref)
        case refs:
            return ref in refs
