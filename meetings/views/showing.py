"""From the state of a topic to its fragments, for audiences that may see them."""

from collections.abc import Iterator

from meetings.rules import standing_orders
from meetings.rules.state import Meeting
from meetings.views.fragments import (
    ItemShown,
    MeetingShown,
    NoticeShown,
    NowShown,
    RollShown,
    Shown,
    UrgentShown,
)
from meetings.views.showing_votes import poll_in_hand


def sitting(meeting: Meeting) -> Iterator[Shown]:
    """The meeting, what is in hand, the roll and the last announcement."""
    yield "meeting", _meeting(meeting)
    poll = poll_in_hand(meeting)
    yield (
        "now",
        NowShown(
            item=meeting.agenda.current,
            poll=None if poll is None else poll.ref,
            speaker=meeting.floor.speaker,
            together=meeting.agenda.together,
        ),
    )
    roll = meeting.attendance.roll
    yield "roll", RollShown(open=roll.is_open, method=roll.method)
    if meeting.sitting.notice is not None:
        yield "notice", NoticeShown(text=meeting.sitting.notice.text, at=meeting.sitting.notice.at)


def _meeting(meeting: Meeting) -> MeetingShown:
    state, profile = meeting.sitting, meeting.sitting.profile
    return MeetingShown(
        title=profile.title,
        body=profile.body,
        place=profile.place,
        state=state.state,
        language=profile.language,
        chair=state.presiding,
        starts_at=profile.starts_at,
        offset=profile.offset,
        rules=standing_orders.spelled_out(state.rules),
        until=state.until,
        called_at=state.called_at,
        adjourned_at=state.adjourned_at,
        rehearsal=profile.rehearsal,
    )


def items(meeting: Meeting) -> Iterator[Shown]:
    """The agenda with the papers of each item."""
    of_item: dict[str, list[str]] = {ref: [] for ref in meeting.agenda.order}
    for paper in sorted(meeting.papers.papers.values(), key=lambda paper: paper.order):
        if not paper.is_withdrawn:
            of_item[paper.item].append(paper.ref)
    for order, ref in enumerate(meeting.agenda.order, start=1):
        item = meeting.agenda.items[ref]
        yield (
            f"item/{ref}",
            ItemShown(
                title=item.title,
                kind=item.kind,
                state=item.state,
                order=order,
                papers=of_item[ref],
                outcome=item.outcome,
                minutes=item.minutes,
                consent=item.consent,
                taken_out_by=item.taken_out_by,
                until=item.until,
            ),
        )


def urgent(meeting: Meeting) -> Iterator[Shown]:
    """What is moved to be put on the agenda, as long as it is not on it."""
    for each in meeting.agenda.urgent:
        if each.item not in meeting.agenda.items:
            item = meeting.polls.polls[each.poll].item
            shown = UrgentShown(
                title=each.title, kind=each.kind, poll=each.poll, item=item, mover=each.mover, reason=each.reason
            )
            yield f"urgent/{each.item}", shown
