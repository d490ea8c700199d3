"""The rounds of an instant run-off on paper: a table with every number, and who left after each round and why."""

from collections.abc import Iterator, Sequence

from meetings.minutes.arithmetic import option_name
from meetings.minutes.plan import Plan
from meetings.minutes.words import listed
from meetings.rules.polls import Poll
from meetings.rules.tally import Outcome, Round
from meetings.typesetting import Align, Block, Column, Paragraph, Table

MOST_COLUMNS = 7
"""As many rounds stand side by side; further ones in a table below."""


def rounds(plan: Plan, poll: Poll, outcome: Outcome) -> Iterator[Block]:
    """All rounds of a poll; nothing for a poll without any."""
    all_rounds = outcome.rounds or ()
    for first in range(0, len(all_rounds), MOST_COLUMNS):
        yield _table(plan, poll, all_rounds[first : first + MOST_COLUMNS], first + 1)
    for number, each in enumerate(all_rounds, start=1):
        if told := " ".join(_left(plan, poll, number, each)):
            yield Paragraph(told, plan.list_entry)


def _table(plan: Plan, poll: Poll, side_by_side: Sequence[Round], first: int) -> Table:
    _ = plan.words.gettext
    header = [_("Round"), *(str(first + place) for place in range(len(side_by_side)))]
    rows = [
        [option_name(plan.words, option), *(_votes(each, option.ref) for each in side_by_side)]
        for option in poll.options
        if option.ref in side_by_side[0].tally
    ]
    rows.append([_("Exhausted ballots"), *(str(each.exhausted) for each in side_by_side)])
    rows.append([_("Base"), *(str(each.base) for each in side_by_side)])
    rows.append([_("Needed"), *(_known(each.needed) for each in side_by_side)])
    share = 0.6 / max(4, len(side_by_side))
    columns = [Column(1 - share * len(side_by_side)), *[Column(share, Align.END)] * len(side_by_side)]
    return Table(columns, rows, header, plan.cells, padding=2)


def _votes(each: Round, ref: str) -> str:
    return _known(each.tally.get(ref))


def _known(number: int | None) -> str:
    return "–" if number is None else str(number)


def _left(plan: Plan, poll: Poll, number: int, each: Round) -> Iterator[str]:
    """Who left after a round; who were level, and what told them apart."""
    _ = plan.words.gettext
    terms = {"round": number, "left": _names(plan, poll, each.dropped), "level": _names(plan, poll, each.level)}
    if each.dropped:
        yield _("Left after round %(round)d: %(left)s.") % terms
    elif each.level:
        yield _("After round %(round)d %(level)s were last with equal votes: nobody left.") % terms
    if each.by == "earlier":
        yield _("Last with equal votes were %(level)s; the rounds before decided.") % terms
    if each.by == "lot":
        yield _("Last with equal votes were %(level)s; the lot decided.") % terms


def _names(plan: Plan, poll: Poll, refs: Sequence[str]) -> str:
    return listed([option_name(plan.words, option) for option in poll.options if option.ref in refs])
