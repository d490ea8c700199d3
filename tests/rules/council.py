"""A small council to try the rules on: five delegates, those who run the meeting, a guest and a display."""

from collections.abc import Mapping
from typing import Any

from meetings.rules.admission import Admit
from meetings.rules.agenda import AddItem, ItemKind
from meetings.rules.attendance import Status
from meetings.rules.identity import ItemId, MemberId, PollId, Role
from meetings.rules.items_in_hand import StartItem
from meetings.rules.poll_commands import CastVote, OpenPoll, PreparePoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.proceedings import CallToOrder, ConveneMeeting, Profile, TakeChair
from meetings.rules.quorum import QuorumRule
from meetings.rules.roll_call import RecordAttendance
from meetings.rules.standing_orders import NO_RULES, Rules
from tests.rules.scenario import SERVER, Scenario

CHAIR, VICE, SECRETARY = "chair", "vice", "secretary"
DELEGATES = ("ana", "ben", "chi", "dan", "eve")
GUEST, HALL = "guest", "hall"
VOTERS = (CHAIR, VICE, *DELEGATES)
"""Everybody with a vote: one each, unless a test says otherwise."""
PEOPLE = (*VOTERS, SECRETARY, GUEST)
ITEMS = (BUDGET, ROADS, ELECTION) = (ItemId("budget"), ItemId("roads"), ItemId("election"))
PROFILE = Profile(title="47th meeting", body="Council", place="Hall", starts_at=0, offset=120, language="en")
POLL = PollId("p")
NO_QUORUM = QuorumRule()


ROLES = {
    CHAIR: Role.CHAIR,
    VICE: Role.VICE_CHAIR,
    SECRETARY: Role.SECRETARY,
    GUEST: Role.OBSERVER,
    HALL: Role.DISPLAY,
}
GROUPS = {"ana": "left", "ben": "left", "chi": "right", "dan": "right"}


def admission(ref: str, **rest: Any) -> Admit:
    usual: dict[str, Any] = {"ref": MemberId(ref), "name": ref.title(), "role": ROLES.get(ref, Role.DELEGATE)}
    usual |= {"votes": 1 if ref in VOTERS else 0, "group": GROUPS.get(ref)}
    return Admit(**(usual | rest))


def council(
    quorum: QuorumRule = NO_QUORUM,
    profile: Profile = PROFILE,
    weights: Mapping[str, int] | None = None,
    rules: Rules = NO_RULES,
) -> Scenario:
    """Convened, with everybody on the list and three items; not yet called to order, nobody present."""
    members = [admission(ref) for ref in (*PEOPLE, HALL)]
    if weights is not None:
        members = [admission(ref, votes=weights.get(ref, 0)) for ref in (CHAIR, VICE, SECRETARY, GUEST, HALL)]
        members += [admission(ref, votes=votes) for ref, votes in weights.items() if ref in DELEGATES]
    items = [AddItem(ref=ref, title=f"The {ref}", kind=ItemKind.DECISION) for ref in ITEMS]
    convening = ConveneMeeting(profile=profile, quorum=quorum, rules=rules)
    convened = Scenario().given(SERVER, convening, *members, *items)
    return convened.given(SERVER, TakeChair(member=MemberId(CHAIR)))


def present(*members: str) -> list[RecordAttendance]:
    return [RecordAttendance(member=MemberId(ref), status=Status.PRESENT) for ref in members]


def sitting(**rest: Any) -> Scenario:
    """Called to order, everybody present, the budget in hand."""
    scenario = council(**rest)
    here = [ref for ref in PEOPLE if ref in scenario.meeting.attendance.members]
    return scenario.given(CHAIR, CallToOrder(), *present(*here), StartItem(item=BUDGET))


def question(**terms: Any) -> PreparePoll:
    """A question on the budget; by default yes, no or abstain, by name, more than half of yes and no."""
    usual: dict[str, Any] = {"ref": POLL, "item": BUDGET, "question": "Shall it be adopted?"}
    usual |= {"method": "yes_no_abstain", "secrecy": Secrecy.NAMED}
    return PreparePoll(**(usual | terms))


def polling(weights: Mapping[str, int] | None = None, rules: Rules = NO_RULES, **terms: Any) -> Scenario:
    """The sitting with the poll `p` open."""
    return sitting(weights=weights, rules=rules).given(CHAIR, question(**terms), OpenPoll(poll=POLL))


def vote(choice: str | tuple[str, ...], **rest: Any) -> CastVote:
    return CastVote(poll=POLL, choice=choice, **rest)
