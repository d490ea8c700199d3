"""What was done under each item of the agenda."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from meetings.minutes.check_lines_of_business import agenda_line
from meetings.minutes.contents import Dealt, PaperLaid, Resolved
from meetings.minutes.layout_agreements import agreements
from meetings.minutes.layout_course import course, urged
from meetings.minutes.layout_floor import points, speakers, speeches, spoken
from meetings.minutes.layout_motions import motions
from meetings.minutes.layout_polls import polls
from meetings.minutes.moments import Announcement, Happened
from meetings.minutes.plan import FIGURES, Plan
from meetings.minutes.profiles.tradition import Deed, Section
from meetings.typesetting import Block, Paragraph, Span


def outside(plan: Plan) -> Iterator[Block]:
    """What happened while no item was in hand."""
    told = plan.minutes
    if told.announcements or told.speeches or told.rulings or told.incidents:
        yield plan.section(Section.OUTSIDE)
        yield from _announced(plan, told.announcements)
        yield from speeches(plan, told.speeches)
        yield from points(plan, told.rulings)
        yield from _happened(plan, told.incidents)


def items(plan: Plan) -> Iterator[Block]:
    """All items, in the order in which they were taken up."""
    if plan.minutes.items:
        yield plan.section(Section.ITEMS)
    for item in plan.minutes.items:
        yield from _item(plan, item)
    in_order = sorted(plan.minutes.items, key=lambda item: item.number)
    yield Paragraph(agenda_line((item.ref, item.state) for item in in_order), FIGURES)


def _item(plan: Plan, item: Dealt) -> Iterator[Block]:
    yield plan.heading(3, f"{item.number}. {plan.words.text(item.title)}")
    deeds = [block for deed in plan.tradition.deeds for block in TELLS[deed](plan, item)]
    if told := course(plan, item):
        # Items without deeds would else hold on to each other, and all of them to the signatures.
        yield Paragraph(told, plan.small_lead if deeds else plan.small)
    yield from deeds


def _papers(plan: Plan, item: Dealt) -> Iterator[Block]:
    if item.papers:
        yield Paragraph([Span(plan.label(Deed.PAPERS), bold=True)], plan.lead)
    for paper in item.papers:
        yield Paragraph([Span(plan.words.text(paper.title), italic=True), Span(_edition(plan, paper))], plan.list_lead)
        yield Paragraph(f"SHA-256 {paper.sha256}", plan.digest)


def _edition(plan: Plan, paper: PaperLaid) -> str:
    _, ngettext = plan.words.gettext, plan.words.ngettext
    told = [_("version %(version)d") % {"version": paper.version}]
    told.append(ngettext("%(count)d page", "%(count)d pages", paper.pages) % {"count": paper.pages})
    if paper.replaced_at:
        told.append(_("replaced at %(times)s") % {"times": ", ".join(map(plan.words.time, paper.replaced_at))})
    if paper.is_withdrawn:
        told.append(_("withdrawn"))
    return f" ({', '.join(told)})"


def _announcements(plan: Plan, item: Dealt) -> Iterator[Block]:
    return _announced(plan, item.announcements)


def _announced(plan: Plan, announcements: Sequence[Announcement]) -> Iterator[Block]:
    _ = plan.words.gettext
    for announcement in announcements:
        label = _("Announced at %(time)s") % {"time": plan.words.time(announcement.at)}
        yield plan.says(label, plan.words.text(announcement.text))


def _points(plan: Plan, item: Dealt) -> Iterator[Block]:
    return points(plan, item.rulings)


def _incidents(plan: Plan, item: Dealt) -> Iterator[Block]:
    return _happened(plan, item.incidents)


def _happened(plan: Plan, incidents: Sequence[Happened]) -> Iterator[Block]:
    _ = plan.words.gettext
    for incident in incidents:
        label = _("Incident at %(time)s") % {"time": plan.words.time(incident.at)}
        yield plan.says(label, plan.words.text(incident.text))


def _polls(plan: Plan, item: Dealt) -> Iterator[Block]:
    yield from urged(plan, item)
    yield from _recused(plan, item)
    yield from agreements(plan, item.agreed)
    yield from polls(plan, item.polls, kind=item.kind)


def _recused(plan: Plan, item: Dealt) -> Iterator[Block]:
    if item.recused:
        _ = plan.words.gettext
        yield plan.says(_("Took no part, being recused"), plan.words.names(item.recused))
    for person, since in item.recused_later:
        told = plan.words.gettext("Took no part from %(time)s on, being recused")
        yield plan.says(told % {"time": plan.words.time(since)}, plan.words.name(person))


def _interests(plan: Plan, item: Dealt) -> Iterator[Block]:
    _, words = plan.words.gettext, plan.words
    for declared in item.interests:
        yield plan.says(
            _("Declaration of interest, %(name)s") % {"name": words.name(declared.member)}, words.text(declared.text)
        )


def _decisions(plan: Plan, item: Dealt) -> Iterator[Block]:
    for decision in item.decisions:
        yield plan.says(plan.label(Deed.DECISIONS), plan.words.text(decision.text))


def _tasks(plan: Plan, item: Dealt) -> Iterator[Block]:
    for task in item.tasks:
        yield plan.says(plan.label(Deed.TASKS), " ".join([plan.words.text(task.text), *_charge(plan, task)]))


def _charge(plan: Plan, task: Resolved) -> Iterable[str]:
    """Who has the task, until when."""
    _, words = plan.words.gettext, plan.words
    told: list[str] = []
    if task.to is not None:
        told.append(_("for: %(name)s") % {"name": words.name(task.to)})
    if task.due is not None:
        told.append(_("due: %(day)s") % {"day": words.day(task.due)})
    return [f"({'; '.join(told)})"] if told else []


def _outcome(plan: Plan, item: Dealt) -> Iterator[Block]:
    if item.outcome is not None:
        yield plan.says(plan.label(Deed.OUTCOME), plan.words.text(item.outcome))


TELLS: Mapping[Deed, Callable[[Plan, Dealt], Iterable[Block]]] = {
    Deed.PAPERS: _papers,
    Deed.ANNOUNCEMENTS: _announcements,
    Deed.INTERESTS: _interests,
    Deed.MOTIONS: motions,
    Deed.POINTS: _points,
    Deed.INCIDENTS: _incidents,
    Deed.SPEECHES: spoken,
    Deed.SPEAKERS: speakers,
    Deed.POLLS: _polls,
    Deed.DECISIONS: _decisions,
    Deed.TASKS: _tasks,
    Deed.OUTCOME: _outcome,
}
