"""The way of an item through the meeting: how it came on the agenda, when it was in hand, and how it was left."""

from collections.abc import Iterator

from meetings.minutes.contents import Dealt
from meetings.minutes.plan import Plan
from meetings.rules.agenda import ItemState


def course(plan: Plan, item: Dealt) -> str:
    """The way of an item in sentences."""
    return " ".join([*_order(plan, item), *_consent(plan, item), *_in_hand(plan, item), *_end(plan, item)])


def _order(plan: Plan, item: Dealt) -> Iterator[str]:
    """How the agenda was changed during the meeting."""
    _, words = plan.words.gettext, plan.words
    if item.added_at is not None:
        yield _("Put on the agenda at %(time)s.") % {"time": words.time(item.added_at)}
    if item.moved_at:
        yield _("Moved to this place at %(times)s.") % {"times": ", ".join(map(words.time, item.moved_at))}


def _consent(plan: Plan, item: Dealt) -> Iterator[str]:
    _, words = plan.words.gettext, plan.words
    if item.taken_out_by is not None:
        yield _("Taken out of the consent agenda at the request of %(name)s.") % {"name": words.name(item.taken_out_by)}
    if item.consented is None:
        return
    terms = {"time": words.time(item.consented.at), "numbers": ", ".join(map(str, item.consented.others))}
    alone = _("Adopted at %(time)s without a vote, by the consent agenda.")
    together = _("Adopted at %(time)s without a vote, by the consent agenda, together with items: %(numbers)s.")
    yield (together if item.consented.others else alone) % terms


def _in_hand(plan: Plan, item: Dealt) -> Iterator[str]:
    if item.taken_up:
        _, words = plan.words.gettext, plan.words
        yield _("Taken up at %(times)s.") % {"times": ", ".join(map(words.time, item.taken_up))}


def _end(plan: Plan, item: Dealt) -> Iterator[str]:
    _ = plan.words.gettext
    ends = {
        ItemState.PLANNED: _("Not taken up."),
        ItemState.DEFERRED: _("Deferred."),
        ItemState.WITHDRAWN: _("Withdrawn from the agenda."),
        ItemState.OPEN: _("In hand."),
    }
    if item.state in ends:
        yield ends[item.state]
