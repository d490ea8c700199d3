"""Follows through the entries who held whose vote, and who sat in whose seat, by the rules of the body.

Written apart from the rules, from PROTOCOL ("Votes", "Attendance") alone, so that a fault there does not hide here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from meetings.minutes.moments import Stay
from meetings.minutes.report import Check, failed, passed
from meetings.minutes.verify_attendance import Hall, follow
from meetings.minutes.verify_chain import Said, body_of


class Given(Struct, frozen=True):
    """Somebody votes for a member, on what authority."""

    member: str
    proxy: str
    means: str
    authority: str = ""


class Named(Struct, frozen=True):
    """The member about whom something is said."""

    member: str


class Seated(Struct, frozen=True):
    """Somebody sits in the seat of a member."""

    member: str
    name: str


class Acting(Struct):
    """Who acted for a member and when: a proxy by ref, with the authority, or a substitute by name."""

    member: str
    by: str
    stay: Stay
    authority: str = ""


class Mandates(Struct):
    """What has been read so far of proxies and of substitutes, and what the rules of the body do not know."""

    hall: Hall = field(default_factory=Hall)
    proxies: list[Acting] = field(default_factory=list)
    substitutes: list[Acting] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def mandates(entries: Sequence[Said]) -> Mandates:
    """All who acted for others. Raises Broken."""
    of = Mandates()
    for said in entries:
        step = STEPS.get(said.kind)
        if step is not None:
            of.faults += (f"position {said.position}: {fault}" for fault in step(of, said))
        follow(of.hall, said)
    return of


def check(of: Mandates) -> list[Check]:
    """What was found of proxies and substitutes, if there were any or something is against the rules."""
    if of.faults:
        return [failed("mandates", "; ".join(of.faults))]
    told = f"{len(of.proxies)} proxies given, {len(of.substitutes)} substitutes seated, as the rules of the body allow"
    return [passed("mandates", told)] if of.proxies or of.substitutes else []


def _given(of: Mandates, said: Said) -> Iterator[str]:
    given, hall = body_of(said, Given), of.hall
    held = list(hall.proxies.values()).count(given.proxy)
    yield from _without_vote(hall, given.member, given.proxy)
    if given.member == given.proxy:
        yield f"{given.member} was given the own vote as a proxy"
    if given.member in hall.proxies:
        yield f"{given.proxy} was to vote for {given.member}, for whom {hall.proxies[given.member]} votes already"
    if given.member in hall.proxies.values() or given.proxy in hall.proxies:
        yield f"the proxy of {given.member} for {given.proxy} was passed on"
    if held >= hall.rules.proxies:
        yield f"{given.proxy} got the vote of {given.member} besides {held}, at most {hall.rules.proxies} are allowed"
    if hall.rules.proxies_in_group and hall.groups.get(given.member) != hall.groups.get(given.proxy):
        yield f"{given.proxy} is not in the group of {given.member}, as the rules ask"
    if given.means == "member" and not (hall.rules.members_give_proxies and said.actor == given.member):
        yield f"{given.member} gave a proxy without a paper, which is not for {said.actor or 'the server'} to record"
    of.proxies.append(Acting(given.member, given.proxy, Stay(said.at, None), given.authority))


def _ended(of: Mandates, said: Said) -> Iterator[str]:
    member = body_of(said, Named).member
    if member not in of.hall.proxies:
        yield f"the proxy of {member} ended, there was none"
    _close(of.proxies, member, said)


def _seated(of: Mandates, said: Said) -> Iterator[str]:
    seated = body_of(said, Seated)
    yield from _without_vote(of.hall, seated.member)
    if not of.hall.rules.substitutes:
        yield f"{seated.name} sat for {seated.member}, the rules know no substitutes"
    _close(of.substitutes, seated.member, said)
    of.substitutes.append(Acting(seated.member, seated.name, Stay(said.at, None)))


def _unseated(of: Mandates, said: Said) -> Iterator[str]:
    member = body_of(said, Named).member
    if not _close(of.substitutes, member, said):
        yield f"the seat of {member} was given back, nobody else sat there"


def _without_vote(hall: Hall, *members: str) -> Iterator[str]:
    for member in members:
        if not hall.votes.get(member):
            yield f"{member} has no vote in which anybody could act for another"


def _close(acting: list[Acting], member: str, said: Said) -> bool:
    """End what is in force for a member; nothing else is in force for the same one."""
    last = next((each for each in reversed(acting) if each.member == member), None)
    if last is None or last.stay.until is not None:
        return False
    last.stay = Stay(last.stay.since, said.at)
    return True


STEPS: Mapping[str, Callable[[Mandates, Said], Iterator[str]]] = {
    "proxy_given": _given,
    "proxy_ended": _ended,
    "substitute_seated": _seated,
    "substitution_ended": _unseated,
}
