"""Urgent items: whether one comes on the agenda during the meeting is put to the vote, by the majority of the body."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meetings.rules import agenda, attendance, repeats, wording
from meetings.rules.agenda import Agenda, Item, ItemAdded, ItemKind, ItemState, ItemWithdrawn, Urgent
from meetings.rules.ballot_paper import question_of
from meetings.rules.decision import LONGEST_TEXT, LONGEST_TITLE, Command, Event, Given, ref_for, within
from meetings.rules.identity import Actor, ItemId, MemberId, PollId, Role, Stamp
from meetings.rules.poll_commands import PreparePoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.polls import Poll
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class MoveUrgent(Command, frozen=True, kw_only=True):
    """Move that an item be put on the agenda as urgent; the poll about it has the ref of the item."""

    ref: ItemId | None = None
    title: str
    kind: ItemKind = ItemKind.DECISION
    reason: str | None = None


class UrgencyMoved(Event, frozen=True, kw_only=True):
    """Somebody has moved that an item is urgent; the poll of the same ref is about it."""

    item: ItemId
    title: str
    item_kind: ItemKind
    poll: PollId
    mover: MemberId | None = None
    reason: str | None = None


def decide(meeting: "Meeting", actor: Actor, role: Role | None, command: MoveUrgent, given: Given) -> Sequence[Event]:
    """The motion of urgency and the question about it; `role` is the actor's office now. Raises Refused."""
    if role in (Role.DELEGATE, Role.VICE_CHAIR):
        attendance.must_be_present(meeting, actor)
    in_hand = meeting.agenda.current
    if in_hand is None:
        raise Refused(Code.WRONG_STATE, "No item is in hand: urgency is voted on under the item in hand.")
    ref = ItemId(ref_for(command.ref, given))
    agenda.must_be_new(meeting.agenda, ref)
    moved = UrgencyMoved(
        item=ref,
        title=within(command.title, LONGEST_TITLE, "title"),
        item_kind=command.kind,
        poll=PollId(ref),
        mover=actor.member,
        reason=None if command.reason is None else within(command.reason, LONGEST_TEXT, "reason"),
    )
    return [moved, question_of(meeting, _question(meeting, moved, in_hand), given)]


def _question(meeting: "Meeting", moved: UrgencyMoved, in_hand: ItemId) -> PreparePoll:
    words = wording.worded(wording.ON_URGENCY, meeting.sitting.profile.language)
    return PreparePoll(
        ref=moved.poll,
        item=in_hand,
        question=words % {"title": moved.title},
        method="yes_no_abstain",
        secrecy=Secrecy.NAMED,
        majority=meeting.sitting.rules.urgency,
        base=meeting.sitting.rules.urgency_base,
    )


def consequences(meeting: "Meeting", poll: PollId | None) -> Sequence[Event]:
    """What the result of a poll, declared or agreed on, does to the agenda: what is found urgent comes next on it."""
    voted = None if poll is None else meeting.polls.polls[poll]
    if voted is None or (voted.outcome is not None and not voted.outcome.adopted):
        return []
    urgent = asked_about(meeting, voted)
    return [] if urgent is None or urgent.item in meeting.agenda.items else [_added(meeting, urgent)]


def corrected(meeting: "Meeting", poll: Poll, *, is_adopted: bool) -> Sequence[Event]:
    """What a corrected result does to the agenda: the item comes, or goes again if nothing happened on it yet."""
    urgent = asked_about(meeting, poll)
    if urgent is None or any(each.repeats == poll.ref and each.outcome for each in meeting.polls.polls.values()):
        return []
    item = meeting.agenda.items.get(urgent.item)
    if is_adopted:
        return [_added(meeting, urgent)] if item is None or item.state is ItemState.WITHDRAWN else []
    return [ItemWithdrawn(item=urgent.item)] if item is not None and _is_untouched(meeting, item) else []


def _added(meeting: "Meeting", urgent: Urgent) -> Event:
    after = meeting.agenda.current
    return ItemAdded(item=urgent.item, title=urgent.title, item_kind=urgent.kind, after=after)


def _is_untouched(meeting: "Meeting", item: Item) -> bool:
    """Whether an item is as it came on the agenda: not taken up, and nothing brought on it."""
    brought = (
        *meeting.polls.polls.values(),
        *meeting.motions.motions.values(),
        *meeting.papers.papers.values(),
        *meeting.minutes.minutes,
        *meeting.conduct.interests,
        *meeting.conduct.incidents,
    )
    return item.state is ItemState.PLANNED and all(each.item != item.ref for each in brought)


def asked_about(meeting: "Meeting", poll: Poll) -> Urgent | None:
    """What was moved as urgent, if the poll is about that."""
    asked = repeats.first_asked(meeting.polls, poll).ref
    return next((each for each in meeting.agenda.urgent if each.poll == asked), None)


def evolve(of: Agenda, event: UrgencyMoved, stamp: Stamp) -> Agenda:
    """The agenda with what is moved to be put on it."""
    urgent = Urgent(event.item, event.title, event.item_kind, event.poll, event.mover, event.reason, stamp.at)
    return replace(of, urgent=(*of.urgent, urgent))
