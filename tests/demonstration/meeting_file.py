"""A second reading of the meeting file and of PROTOCOL's "Votes", kept apart from the product's own on purpose.

It imports nothing of `meetings`, so that a fault in the rules cannot hide in the expected totals.
"""

from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

import msgspec

Ref = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
Title = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Choice = str | list[str]


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every key must be one that PROTOCOL names."""


class Quorum(Strict, frozen=True):
    kind: Literal["none", "count", "fraction"]
    count: int | None = None
    num: int | None = None
    den: int | None = None
    strict: bool = False
    of: Literal["members", "votes"] = "members"


class Heading(Strict, frozen=True):
    title: Title
    body: Title
    place: Title
    starts_at: str
    language: str
    profile: str | None = None
    quorum: Quorum | None = None
    rules: dict[str, int] = {}


class Participant(Strict, frozen=True):
    ref: Ref
    name: Title
    role: Literal["chair", "vice_chair", "secretary", "delegate", "observer", "display"]
    seat: str | None = None
    group: str | None = None
    title: str | None = None
    votes: int | None = None

    @property
    def weight(self) -> int:
        default = 1 if self.role == "delegate" else 0
        return default if self.votes is None else self.votes


class Paper(Strict, frozen=True):
    title: Title
    file: str


class Item(Strict, frozen=True):
    ref: Ref
    title: Title
    kind: Literal["information", "decision", "election"] = "decision"
    minutes: int | None = None
    papers: list[Paper] = []


class Option(Strict, frozen=True):
    ref: Ref
    text: Title


class Ratio(Strict, frozen=True):
    num: int
    den: int
    strict: bool


class Group(Strict, frozen=True):
    group: str


class Poll(Strict, frozen=True):
    ref: Ref
    agenda: Ref
    question: str
    method: Literal["yes_no", "yes_no_abstain", "choose", "ranked"]
    secrecy: Literal["open", "named", "confidential"]
    majority: Literal["simple", "absolute", "relative"] | Ratio
    base: Literal["yes_no", "cast", "present", "members", "continuing"]
    options: list[Option] = []
    min: int = 1
    max: int = 1
    seats: int = 1
    electorate: Group | list[Ref] | None = None
    tie: Literal["chair", "lot"] | None = None

    @property
    def choices(self) -> list[str]:
        made = {"yes_no": ["yes", "no"], "yes_no_abstain": ["yes", "no", "abstain"], "choose": [], "ranked": []}
        return made[self.method] or [option.ref for option in self.options]


class Record(Strict, frozen=True):
    poll: Ref
    ballots: dict[Ref, Choice]
    date: str | None = None
    published: dict[str, int | bool | list[str]] = {}
    proxies: dict[Ref, Ref] = {}

    def chosen(self, member: str) -> list[str]:
        choice = self.ballots[member]
        return choice if isinstance(choice, list) else [choice]

    @property
    def totals(self) -> dict[str, int]:
        told = {"adopted", "needed", "winners"}
        return {ref: int(votes) for ref, votes in self.published.items() if ref not in told and isinstance(votes, int)}


class MeetingFile(Strict, frozen=True):
    format: Literal["meetings/1"]
    meeting: Heading
    participants: list[Participant]
    agenda: list[Item]
    polls: list[Poll]
    source: str = ""
    recorded: list[Record] = []

    @property
    def weights(self) -> dict[str, int]:
        return {person.ref: person.weight for person in self.participants if person.weight}

    def poll(self, ref: str) -> Poll:
        return next(poll for poll in self.polls if poll.ref == ref)

    def entitled(self, poll: Poll) -> set[str]:
        if poll.electorate is None:
            return set(self.weights)
        if isinstance(poll.electorate, list):
            return set(poll.electorate)
        group = poll.electorate.group
        return {person.ref for person in self.participants if person.group == group and person.weight}


def read(path: Path) -> MeetingFile:
    return msgspec.json.decode(path.read_bytes(), type=MeetingFile)


def tally(file: MeetingFile, record: Record) -> dict[str, int]:
    """Votes for every choice of the poll, in voting weight; of a ranked one, for every first choice."""
    poll = file.poll(record.poll)
    votes = Counter(dict.fromkeys(poll.choices, 0))
    for member in record.ballots:
        for choice in record.chosen(member)[: 1 if poll.method == "ranked" else None]:
            votes[choice] += file.weights[member]
    return dict(votes)


def run_off(file: MeetingFile, record: Record) -> list[dict[str, int]]:
    """The votes for whoever stands, round by round, where nobody is level with the last."""
    stand, rounds = file.poll(record.poll).choices, list[dict[str, int]]()
    while True:
        votes = dict.fromkeys(stand, 0)
        for member, weight in file.weights.items():
            marked = record.chosen(member) if member in record.ballots else []
            first = [option for option in marked if option in stand]
            if first:
                votes[first[0]] += weight
        rounds.append(votes)
        if 2 * max(votes.values()) > sum(votes.values()) or len(stand) == 1:
            return rounds
        stand = [option for option in stand if votes[option] > min(votes.values())]


def reckoned_from(file: MeetingFile, record: Record) -> int:
    """The base, when those present are exactly those who cast a ballot."""
    poll, votes = file.poll(record.poll), tally(file, record)
    cast = sum(file.weights[member] for member in record.ballots)
    members = sum(file.weights.values())
    if poll.majority == "absolute":
        return members
    bases = {"yes_no": votes.get("yes", 0) + votes.get("no", 0), "cast": cast, "present": cast, "members": members}
    return bases[poll.base]


def reached(votes: int, base: int, majority: str | Ratio) -> bool:
    """Whether so many votes carry, by exact fractions rather than by the product's whole numbers."""
    if isinstance(majority, Ratio):
        share = Fraction(majority.num, majority.den) * base
        return votes > share if majority.strict else votes >= share
    return votes > Fraction(base, 2)


def needed(file: MeetingFile, record: Record) -> int:
    """The least number of votes that carries, found by trying."""
    base, majority = reckoned_from(file, record), file.poll(record.poll).majority
    return next(votes for votes in range(base + 2) if reached(votes, base, majority))
