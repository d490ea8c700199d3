"""Who sees what: one view for each audience, complete in itself, and the part of each seat.

Which entries of the log are public is in `public_record`.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from msgspec import Struct

from meetings.rules import authority, electorate
from meetings.rules.identity import Actor, MemberId, PollId, Role
from meetings.rules.offers import Offers, may_vote, offered, votes_for, withheld
from meetings.rules.poll_terms import Secrecy
from meetings.rules.state import Meeting
from meetings.views import showing, showing_conduct, showing_debate, showing_papers, showing_people, showing_votes
from meetings.views.fragments import (
    CanShown,
    Connected,
    Fragment,
    MeShown,
    PageShown,
    RollCodeShown,
    TakenShown,
)
from meetings.views.fragments_of_votes import WaitingShown
from meetings.views.own_votes import own_votes
from meetings.views.showing_people import Listed
from meetings.views.view import View

Shown = tuple[str, Fragment | Mapping[str, bool]]


class Audience(StrEnum):
    """Everybody who sees the same."""

    HALL = "hall"
    GALLERY = "gallery"
    FLOOR = "floor"
    DAIS = "dais"
    DOOR = "door"


class Moment(Struct, frozen=True):
    """What is true now but not recorded: tablets connected, a seat taken over, the page shown, the hall's roll code."""

    connected: frozenset[MemberId] = frozenset()
    taken: TakenShown | None = None
    shown: PageShown | None = None
    roll_code: RollCodeShown | None = None


ROLES: Mapping[Audience, frozenset[Role]] = {
    Audience.HALL: frozenset({Role.DISPLAY}),
    Audience.GALLERY: frozenset({Role.OBSERVER}),
    Audience.FLOOR: frozenset({Role.DELEGATE, Role.VICE_CHAIR}),
    Audience.DAIS: frozenset({Role.CHAIR, Role.SECRETARY}),
    Audience.DOOR: frozenset({Role.STEWARD}),
}
OF_THE_MOMENT = "waiting/"
"""Keys of a view that can change without an entry in the log; after a resume they are sent again."""


def audience_of(meeting: Meeting, member: MemberId) -> Audience | None:
    """The audience to which a participant belongs in the office held now; None for a stranger."""
    role = authority.office(meeting, Actor(member))
    return next((audience for audience, roles in ROLES.items() if role in roles), None)


def listed(meeting: Meeting, audience: Audience, before: Listed | None = None) -> Listed:
    """What an audience sees of the list of participants; `before` itself if the list is the same."""
    return showing_people.listed(meeting.attendance, in_full=audience is Audience.DAIS, before=before)


def view(meeting: Meeting, audience: Audience, moment: Moment) -> View:
    """All that an audience sees of the meeting."""
    participants = listed(meeting, audience)
    return {**participants.shown, **beside(meeting, audience, moment, participants)}


def beside(meeting: Meeting, audience: Audience, moment: Moment, participants: Listed) -> View:
    """What an audience sees besides the list of participants, which is long and seldom changes."""
    if audience is Audience.DOOR:
        return dict(_at_the_door(meeting))
    is_dais = audience is Audience.DAIS
    shown: dict[str, Fragment] = {}
    shown.update(showing.sitting(meeting))
    shown.update(showing.items(meeting))
    shown.update(showing.urgent(meeting))
    shown.update(showing_votes.polls(meeting, participants.everybody, sees_interim=_sees_interim(meeting, audience)))
    shown.update(showing_votes.agreements(meeting))
    shown.update(showing_conduct.interests(meeting))
    shown.update(showing_conduct.explanations(meeting))
    shown.update(showing_votes.recused(meeting, with_reasons=is_dais))
    shown.update(showing_votes.ballots(meeting))
    shown.update(showing_votes.names_called(meeting))
    shown.update(showing_debate.debate(meeting))
    shown.update(showing_papers.papers(meeting))
    shown.update(showing_papers.minutes(meeting, with_notes=is_dais))
    if is_dais:
        shown.update(showing_votes.counts(meeting, shown))
        shown.update(showing_conduct.incidents(meeting))
        shown.update(_waiting(meeting, moment))
    shown["can"] = CanShown(commands=offered(meeting, ROLES[audience]))
    return shown


def _at_the_door(meeting: Meeting) -> Iterator[tuple[str, Fragment]]:
    """What stewards need to let people in, besides who is on the list and who is here: nothing of the business."""
    yield from showing.sitting(meeting)
    yield "can", CanShown(commands=offered(meeting, ROLES[Audience.DOOR]))


def _sees_interim(meeting: Meeting, audience: Audience) -> bool:
    """Whether the votes for each option are shown before the close of a vote by name."""
    match meeting.sitting.rules.interim:
        case "nobody":
            return False
        case "chair":
            return audience is Audience.DAIS
        case "all":
            return True


def _waiting(meeting: Meeting, moment: Moment) -> Iterator[tuple[str, Fragment]]:
    poll = meeting.polls.polls[meeting.polls.open] if meeting.polls.open is not None else None
    if poll is not None and poll.secrecy is not Secrecy.ANALOG and poll.by != "voice":
        members = meeting.attendance.members
        still = sorted(poll.entitled.keys() - poll.votes.keys(), key=lambda member: members[member].order)
        # Who is represented is reached at the tablet of the proxy.
        reached = {ref: poll.proxies[ref] for ref in still if electorate.is_represented(meeting, poll, ref)}
        unconnected = [ref for ref in still if reached.get(ref, ref) not in moment.connected]
        yield f"waiting/{poll.ref}", WaitingShown(members=still, unconnected=unconnected)


class Earlier(Struct, frozen=True):
    """The part of a seat at an earlier state, and the polls in which the member has voted since."""

    part: View
    voted: frozenset[PollId]


def seat(meeting: Meeting, member: MemberId, offers: Offers | None = None, earlier: Earlier | None = None) -> View:
    """What a participant sees besides the audience's view: one's own. What is given need not be reckoned again."""
    me: View = {"me": _me(meeting, member, offers or Offers(meeting))}
    if earlier is None:
        return {**me, **own_votes(meeting, member, meeting.polls.polls)}
    return {**earlier.part, **me, **own_votes(meeting, member, earlier.voted)}


def _me(meeting: Meeting, member: MemberId, offers: Offers) -> MeShown:
    registered = meeting.attendance.members[member]
    role = authority.office(meeting, Actor(member)) or registered.role
    audience = audience_of(meeting, member)
    offered = [] if audience is None else offers.to(ROLES[audience])
    others = votes_for(meeting, member)
    return MeShown(
        ref=member,
        name=registered.name,
        role=role,
        votes=registered.votes,
        cannot=withheld(meeting, member, role, offered, offers),
        votes_for=others,
        others_only=bool(others) and not may_vote(meeting, member),
    )


def passing(meeting: Meeting, audience: Audience, moment: Moment) -> Mapping[str, Fragment | Mapping[str, bool]]:
    """What an audience sees of the moment."""
    return dict(_passing(meeting, audience, moment))


def _passing(meeting: Meeting, audience: Audience, moment: Moment) -> Iterator[Shown]:
    if audience is Audience.DAIS:
        yield "presence", dict.fromkeys(sorted(moment.connected), True)
        if moment.taken is not None:
            yield "taken", moment.taken
    else:
        yield "presence", Connected(connected=len(moment.connected))
    if moment.shown is not None:
        yield "shown", moment.shown
    if audience is Audience.HALL and moment.roll_code is not None and meeting.attendance.roll.is_open:
        yield "roll_code", moment.roll_code


def can_see_paper(meeting: Meeting, member: MemberId, sha256: str) -> bool:
    """Whether this participant may have this file: it is a version of a paper of the meeting that is not withdrawn."""
    if audience_of(meeting, member) in (None, Audience.DOOR):
        return False
    standing = (paper for paper in meeting.papers.papers.values() if not paper.is_withdrawn)
    return any(version.sha256 == sha256 for paper in standing for version in paper.versions)
