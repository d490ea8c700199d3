"""Reads from the entries who was here, who voted for whom, and what the body decided about both.

Written apart from the rules, from PROTOCOL ("Votes", "Attendance") alone, so that a fault there does not hide here.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from meetings.minutes.verify_chain import Said, body_of

Natural = Annotated[int, Meta(ge=1)]
Count = Annotated[int, Meta(ge=0)]


class QuorumRule(Struct, frozen=True):
    """How many must be here."""

    kind: str = "none"
    count: Count = 0
    num: Natural = 1
    den: Natural = 2
    strict: bool = False
    of: str = "members"


class Rules(Struct, frozen=True):
    """What the body decided about attendance, proxies, interests, speaking time and the calling of names."""

    absentees_vote: bool = False
    without_quorum: str = "no_votes"
    proxies: Count = 0
    proxies_present: bool = False
    proxies_in_group: bool = False
    members_give_proxies: bool = False
    substitutes: bool = False
    interests: str = "recused"
    member_limit_s: Count = 0
    group_limit_s: Count = 0
    roll_call_start: str = "first"


class Profile(Struct, frozen=True):
    """Where whether absentees vote stood before there were rules."""

    absentees_vote: bool = False


class Convened(Struct, frozen=True):
    """The first entry."""

    profile: Profile
    quorum: QuorumRule
    rules: Rules = Rules()


class Admitted(Struct, frozen=True):
    """Somebody is on the list, with so many votes."""

    member: str
    votes: int
    group: str | None = None


class Attended(Struct, frozen=True):
    """Somebody's attendance."""

    member: str
    status: str


class Given(Struct, frozen=True):
    """Somebody votes for a member."""

    member: str
    proxy: str


class Named(Struct, frozen=True):
    """Somebody has the chair, or nobody votes for that member any more."""

    member: str


class Recused(Struct, frozen=True):
    """Somebody takes no part in the votes of an item, or in one poll."""

    member: str
    item: str | None = None
    poll: str | None = None


class Hall(Struct):
    """Who is here at a moment, and who votes for whom."""

    votes: dict[str, int] = field(default_factory=dict)
    groups: dict[str, str | None] = field(default_factory=dict)
    here: set[str] = field(default_factory=set)
    proxies: dict[str, str] = field(default_factory=dict)
    recusals: set[Recused] = field(default_factory=set)
    presiding: str | None = None
    quorum: QuorumRule = QuorumRule()
    rules: Rules = Rules()

    def is_represented(self, member: str) -> bool:
        """Whether the member is away and its proxy is here."""
        return member not in self.here and self.proxies.get(member) in self.here

    def present(self, in_poll: Mapping[str, str]) -> frozenset[str]:
        """Who counts as present in a poll, in which these vote for others."""
        counted = (member for member in in_poll if self.proxies.get(member) == in_poll[member])
        represented = (
            {member for member in counted if self.is_represented(member)} if self.rules.proxies_present else ()
        )
        return frozenset(self.here.union(represented))


def follow(hall: Hall, said: Said) -> None:
    """Take in one entry, if it is about who is here or who votes for whom. Raises Broken."""
    match said.kind:
        case "meeting_convened":
            _convened(hall, body_of(said, Convened))
        case "member_admitted":
            admitted = body_of(said, Admitted)
            hall.votes[admitted.member], hall.groups[admitted.member] = admitted.votes, admitted.group
        case "attendance_recorded":
            _attended(hall, body_of(said, Attended))
        case "chair_taken":
            hall.presiding = body_of(said, Named).member
        case "proxy_given":
            given = body_of(said, Given)
            hall.proxies[given.member] = given.proxy
        case "proxy_ended":
            hall.proxies.pop(body_of(said, Named).member, None)
        case "member_recused":
            hall.recusals.add(body_of(said, Recused))
        case "recusal_withdrawn":
            hall.recusals.discard(body_of(said, Recused))
        case _:
            pass  # the rest is not about attendance


def _convened(hall: Hall, said: Convened) -> None:
    hall.quorum, hall.rules = said.quorum, said.rules
    if said.profile.absentees_vote:
        hall.rules = replace(said.rules, absentees_vote=True)


def _attended(hall: Hall, said: Attended) -> None:
    if said.status == "present":
        hall.here.add(said.member)
    else:
        hall.here.discard(said.member)


def without_quorum(hall: Hall) -> Iterator[str]:
    """Whether a poll could be opened with those who are here."""
    present, _, total = present_and_all(hall)
    required = needed(hall.quorum, total)
    if present < required and hall.rules.without_quorum != "all":
        yield f"it was opened without a quorum: {present} present, {required} needed"


def present_and_all(hall: Hall) -> tuple[int, int, int]:
    """How many count as present, how many of these by proxy, and how many there are; votes where the rule says so."""
    voting = {member: votes if hall.quorum.of == "votes" else 1 for member, votes in hall.votes.items() if votes > 0}
    counted = [member for member in voting if hall.rules.proxies_present and hall.is_represented(member)]
    represented = sum(voting[member] for member in counted)
    return represented + sum(voting[member] for member in hall.here & voting.keys()), represented, sum(voting.values())


def needed(rule: QuorumRule, total: int) -> int:
    """How many must be present."""
    match rule.kind:
        case "count":
            return rule.count
        case "fraction":
            whole, rest = divmod(total * rule.num, rule.den)
            return whole + 1 if rule.strict or rest else whole
        case _:
            return 0


def proxies_opened(hall: Hall, in_poll: Mapping[str, str], taking_part: Mapping[str, int]) -> Iterator[str]:
    """Whether those who vote for others in a poll may, by what had been recorded when it was opened."""
    for member, proxy in in_poll.items():
        if hall.proxies.get(member) != proxy or member not in taking_part:
            yield f"{proxy} votes for {member}, whose proxy it was not"
        if proxy in hall.proxies:
            yield f"{proxy} votes for {member} and has given a proxy to {hall.proxies[proxy]}"
    for proxy in sorted(set(in_poll.values())):
        held = list(in_poll.values()).count(proxy)
        if held > hall.rules.proxies:
            yield f"{proxy} votes for {held}, at most {hall.rules.proxies} are allowed"


def voted_by_proxy(hall: Hall, in_poll: Mapping[str, str], member: str, proxy: str) -> str | None:
    """Why this one could not vote for that member at this moment, if so."""
    if in_poll.get(member) != proxy or hall.proxies.get(member) != proxy:
        return f"was cast by {proxy}, who did not vote for {member}"
    if member in hall.here:
        return f"was cast by {proxy}, though {member} was present"
    if proxy not in hall.here and not hall.rules.absentees_vote:
        return f"was cast by {proxy}, who was not present"
    return None
