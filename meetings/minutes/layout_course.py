"""The way of an item through the meeting: how it came on the agenda, when it was in hand, and how it was left."""

from collections.abc import Iterator

from meetings.minutes.contents import Dealt
from meetings.minutes.plan import Plan
from meetings.rules.agenda import ItemState
from meetings.typesetting import Block


def course(plan: Plan, item: Dealt) -> str:
    """The way of an item in sentences."""
    return " ".join([*_order(plan, item), *_consent(plan, item), *_in_hand(plan, item), *_end(plan, item)])


def _order(plan: Plan, item: Dealt) -> Iterator[str]:
    """How the agenda was changed during the meeting."""
    _, words = plan.words.gettext, plan.words
    if item.added_at is not None and item.urgent_vote is not None:
        terms = {"time": words.time(item.added_at), "number": item.urgent_vote}
        yield _("Put on the agenda as urgent at %(time)s (vote %(number)d).") % terms
    elif item.added_at is not None:
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
    for question in item.consented.spared:
        yield _("The vote prepared on “%(question)s” fell away.") % {"question": words.text(question)}


def _in_hand(plan: Plan, item: Dealt) -> Iterator[str]:
    if item.taken_up:
        _, words = plan.words.gettext, plan.words
        yield _("Taken up at %(times)s.") % {"times": ", ".join(map(words.time, item.taken_up))}
    yield from _together(plan, item)


def _together(plan: Plan, item: Dealt) -> Iterator[str]:
    """The joint debate, which stands under the first of its items."""
    if not item.together:
        return
    _, words, (first, *others) = plan.words.gettext, plan.words, item.together
    if item.number == first:
        yield _("Debated together with items: %(numbers)s.") % {"numbers": ", ".join(map(str, others))}
    else:
        yield _("Debated together with item %(number)d, where the speeches stand.") % {"number": first}
    if item.went_on is not None:
        yield _("The debate went on under item %(number)d.") % {"number": item.went_on}
    if item.parted_at:
        yield _("The joint debate ended at %(times)s.") % {"times": ", ".join(map(words.time, item.parted_at))}


def urged(plan: Plan, item: Dealt) -> Iterator[Block]:
    """What was moved as urgent under this item, and why."""
    _, words = plan.words.gettext, plan.words
    for each in item.urged:
        label = _("Moved as urgent at %(time)s (vote %(number)d)") % {"time": words.time(each.at), "number": each.vote}
        by = [] if each.mover is None else [_("By %(name)s.") % {"name": words.name(each.mover)}]
        why = [] if each.reason is None else [words.text(each.reason)]
        yield plan.says(label, ". ".join([words.text(each.title), " ".join([*by, *why])]))


def _end(plan: Plan, item: Dealt) -> Iterator[str]:
    _ = plan.words.gettext
    if item.until is not None:
        yield _("Deferred to %(day)s.") % {"day": plan.words.day(item.until)}
        return
    ends = {
        ItemState.PLANNED: _("Not taken up."),
        ItemState.DEFERRED: _("Deferred."),
        ItemState.WITHDRAWN: _("Withdrawn from the agenda."),
        ItemState.OPEN: _("In hand."),
    }
    if item.state in ends:
        yield ends[item.state]
