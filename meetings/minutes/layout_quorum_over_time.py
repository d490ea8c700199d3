"""The quorum over time: a table with a row for each change of the numbers, those of the same minute put together."""

from collections.abc import Iterator, Sequence

from meetings.minutes.check_lines_of_business import quorum_line
from meetings.minutes.contents_of_attendance import Change, QuorumChanged
from meetings.minutes.plan import FIGURES, Plan
from meetings.minutes.quorum_rows import put_together
from meetings.minutes.words import listed
from meetings.typesetting import Align, Block, Column, Paragraph, Span, Table

MOST_NAMES = 3
"""More of the same at once are counted, not named."""


def over_time(plan: Plan) -> Iterator[Block]:
    """How many were present from when to when; nothing where that never changed."""
    changes = plan.minutes.quorum_changes
    if len(changes) < 2:
        return
    _ = plan.words.gettext
    minutes, rows = put_together(changes)
    yield Paragraph([Span(_("Quorum over time"), bold=True)], plan.lead)
    if minutes > 1:
        yield Paragraph(_("Changes within %(count)d minutes are put together.") % {"count": minutes}, plan.small_lead)
    yield _table(plan, rows)
    yield Paragraph(quorum_line(row[-1] for row in rows), FIGURES)


def _table(plan: Plan, rows: Sequence[Sequence[QuorumChanged]]) -> Table:
    _, by_votes = plan.words.gettext, plan.minutes.quorum_rule.of == "votes"
    present = _("Votes present") if by_votes else _("Present")
    header = [_("Time"), _("What changed"), present, _("Needed"), _("Quorum")]
    columns = [Column(0.11), Column(0.47), *[Column(0.14, Align.END)] * 2, Column(0.14, Align.CENTER)]
    return Table(columns, [_row(plan, row) for row in rows], header, plan.cells, padding=2)


def _row(plan: Plan, changes: Sequence[QuorumChanged]) -> Sequence[str]:
    _, last = plan.words.gettext, changes[-1]
    quorum = last.quorum
    return [
        plan.words.time(last.at),
        "; ".join(_told(plan, changes)),
        f"{quorum.present} / {quorum.total}",
        str(quorum.required),
        _("yes") if quorum.is_met else _("no"),
    ]


def _told(plan: Plan, changes: Sequence[QuorumChanged]) -> Iterator[str]:
    """What happened, kind by kind."""
    _, ngettext = plan.words.gettext, plan.words.ngettext
    for kind in dict.fromkeys(change.change for change in changes):
        names = [plan.words.name(each.person) for each in changes if each.change is kind and each.person is not None]
        count = len(names)
        terms = {"names": listed(names), "count": count}
        many = {
            Change.ARRIVED: ngettext("%(count)d arrived", "%(count)d arrived", count),
            Change.LEFT: ngettext("%(count)d left", "%(count)d left", count),
            Change.ADMITTED: ngettext("%(count)d admitted to the list", "%(count)d admitted to the list", count),
            Change.PROXY_GIVEN: ngettext("%(count)d proxy given", "%(count)d proxies given", count),
            Change.PROXY_ENDED: ngettext("%(count)d proxy ended", "%(count)d proxies ended", count),
        }
        few = {
            Change.CALLED: _("Called to order"),
            Change.ARRIVED: _("Arrived: %(names)s"),
            Change.LEFT: _("Left: %(names)s"),
            Change.ADMITTED: _("Admitted to the list: %(names)s"),
            Change.PROXY_GIVEN: _("Proxy given by %(names)s"),
            Change.PROXY_ENDED: _("Proxy ended: %(names)s"),
        }
        yield (many if count > MOST_NAMES else few)[kind] % terms
