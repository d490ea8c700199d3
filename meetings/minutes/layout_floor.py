"""Who had the floor, for what and for how long, and how much of their time members have used."""

from collections.abc import Iterator, Sequence

from meetings.minutes.check_lines_of_business import APPEALS, ruling_line
from meetings.minutes.contents import Dealt
from meetings.minutes.contents_of_debate import Ruled, Speech, TimeUsed
from meetings.minutes.plan import FIGURES, Plan
from meetings.minutes.profiles.tradition import Deed
from meetings.rules.floor import RequestKind
from meetings.rules.points_of_order import Verdict
from meetings.typesetting import Align, Block, Column, Paragraph, Rules, Span, Table


def spoken(plan: Plan, item: Dealt) -> Iterator[Block]:
    """The speeches on an item."""
    yield from speeches(plan, item.speeches)
    if item.time_used:
        told = "; ".join(_used(plan, used) for used in item.time_used)
        yield plan.says(plan.words.gettext("Speaking time used"), f"{told}.", plan.list_entry)


def _used(plan: Plan, used: TimeUsed) -> str:
    _, words = plan.words.gettext, plan.words
    terms = {"name": words.text(used.name), "used": words.length(used.ms), "limit": words.length(used.limit_s * 1000)}
    return _("%(name)s %(used)s of %(limit)s") % terms


def points(plan: Plan, rulings: Sequence[Ruled]) -> Iterator[Block]:
    """The rulings on points of order with their reasons (RONR 48:4), and the appeals against them."""
    _, words = plan.words.gettext, plan.words
    verdicts = {Verdict.SUSTAINED: _("sustained"), Verdict.NOT_SUSTAINED: _("not sustained")}
    for ruling in rulings:
        terms = {"name": words.name(ruling.member), "time": words.time(ruling.at)}
        told = _("%(verdict)s. %(reason)s")
        ruled = told % {"verdict": verdicts[ruling.verdict], "reason": words.text(ruling.reason)}
        yield plan.says(_("Point of order of %(name)s, %(time)s") % terms, ruled)
        yield from _appeal(plan, ruling)
        appeal = None if ruling.appellant is None else APPEALS[ruling.stands]
        yield Paragraph(ruling_line(ruling.ref, ruling.verdict, appeal), FIGURES)


def _appeal(plan: Plan, ruling: Ruled) -> Iterator[Block]:
    _, words = plan.words.gettext, plan.words
    if ruling.appellant is None:
        return
    ends = {
        None: _("The appeal was not decided."),
        True: _("The ruling stands (vote %(number)d)."),
        False: _("The ruling was overruled (vote %(number)d)."),
    }
    appealed = _("%(name)s appealed against the ruling.") % {"name": words.name(ruling.appellant)}
    if ruling.recorded_by is not None:
        appealed = _("%(name)s appealed against the ruling (recorded by %(recorder)s).") % {
            "name": words.name(ruling.appellant),
            "recorder": words.name(ruling.recorded_by),
        }
    end = ends[ruling.stands]
    yield Paragraph(
        f"{appealed} {end % {'number': ruling.vote} if ruling.stands is not None else end}", plan.list_entry
    )


def speeches(plan: Plan, made: Sequence[Speech]) -> Iterator[Block]:
    """A table of speeches."""
    if made:
        yield Paragraph([Span(plan.label(Deed.SPEECHES), bold=True)], plan.lead)
        columns = [Column(0.5), Column(0.2), Column(0.18), Column(0.12, Align.END)]
        rows = [_speech(plan, speech) for speech in made]
        yield Table(columns, rows, style=plan.cells, rules=Rules.ROWS, padding=1.5)


def _speech(plan: Plan, speech: Speech) -> Sequence[str]:
    words = plan.words
    lasted = "" if speech.until is None else words.duration(speech.since, speech.until)
    return [words.name(speech.speaker), _kind(plan, speech), words.times(speech.since, speech.until), lasted]


def _kind(plan: Plan, speech: Speech) -> str:
    _ = plan.words.gettext
    kinds = {
        RequestKind.SPEAK: "",
        RequestKind.POINT_OF_ORDER: _("point of order"),
        RequestKind.REPLY: _("reply"),
        RequestKind.QUESTION: _("question"),
        RequestKind.ANSWER: _("answer"),
        RequestKind.FOLLOW_UP: _("follow-up"),
    }
    return kinds[speech.kind]


def speakers(plan: Plan, item: Dealt) -> Iterator[Block]:
    """Who spoke on an item, by name alone."""
    if item.speeches:
        people = {speech.speaker.ref: speech.speaker for speech in item.speeches}
        yield plan.says(plan.label(Deed.SPEAKERS), plan.words.names(people.values()))
