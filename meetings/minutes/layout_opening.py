"""The opening of minutes: letterhead, and the facts of the sitting: when, where, who presided, who was there."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from meetings.minutes.contents_of_attendance import Person
from meetings.minutes.moments import Recess
from meetings.minutes.plan import MUTED, Plan
from meetings.minutes.profiles.tradition import Fact
from meetings.typesetting import (
    Align,
    Block,
    Column,
    Columns,
    Heading,
    Paragraph,
    Rule,
    Rules,
    Spacer,
    Span,
    Style,
    Table,
)

CENTRED = Style(align=Align.CENTER)


def letterhead(plan: Plan) -> Iterator[Block]:
    """Body, kind of document, title, day and place, in the middle."""
    profile, words = plan.minutes.profile, plan.words
    yield Paragraph(words.text(profile.body), replace(CENTRED, size=12, bold=True, space_after=2))
    kind = replace(CENTRED, size=10, colour=MUTED, space_after=8)
    yield Paragraph(" · ".join([words.gettext(plan.tradition.title), *_rehearsed(plan)]), kind)
    style = Style(size=17, leading=22, bold=True, align=Align.CENTER, space_before=6, space_after=6)
    yield Heading(1, words.text(profile.title), style)
    day = words.full_date(plan.day)
    yield Paragraph(f"{day} · {words.text(profile.place)}", replace(CENTRED, size=10.5, space_after=4))
    yield Rule(width=1.0, thickness=0.6, space_before=4, space_after=8)


def _rehearsed(plan: Plan) -> Iterator[str]:
    """A word that keeps the minutes of a rehearsal from being taken for others."""
    _ = plan.words.gettext
    if plan.minutes.profile.rehearsal:
        yield _("Rehearsal")


def national_letterhead(plan: Plan) -> Iterator[Block]:
    """The body on the left, the name and motto of the state on the right, and the kind and title beneath."""
    profile, words = plan.minutes.profile, plan.words
    head = replace(CENTRED, size=12, leading=16, space_after=0)
    bold = replace(head, bold=True)
    line = Rule(width=0.4, thickness=0.6, space_before=3, space_after=6)
    left = [Paragraph(words.text(profile.body).upper(), bold), line, Paragraph("Số: ……/BB", head)]
    right = [
        Paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold),
        Paragraph("Độc lập - Tự do - Hạnh phúc", replace(bold, size=13)),
        replace(line, width=0.7),
    ]
    yield Columns([left, right], weights=[0.8, 1.2], gap=8)
    yield Spacer(14)
    yield Heading(1, "BIÊN BẢN", Style(size=14, leading=20, bold=True, align=Align.CENTER, space_after=2))
    yield Paragraph(words.text(profile.title), replace(bold, size=13, leading=18))
    yield from (Paragraph(f"({each})", head) for each in _rehearsed(plan))
    yield Rule(width=0.25, thickness=0.6, space_before=4, space_after=14)


def facts(plan: Plan) -> Iterator[Block]:
    """When, where and who, line by line."""
    told = [(plan.label(fact), line) for fact in plan.tradition.facts for line in TELLS[fact](plan)]
    if plan.tradition.facts_in_table:
        rows = [([Span(label, bold=True)], line) for label, line in _once(told)]
        style = replace(plan.body, align=Align.START)
        yield Table([Column(0.2), Column(0.8)], rows, style=style, rules=Rules.NONE, padding=1.5)
    else:
        yield from (plan.says(label, line) for label, line in told)


def _once(told: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """A label is not said again for the lines under it."""
    before = ""
    for label, line in told:
        yield ("" if label == before else label), line
        before = label


def _called(plan: Plan) -> Iterator[str]:
    called, _ = plan.minutes.called_at, plan.words.gettext
    if called is None:
        yield _("The meeting has not been called to order.")
    elif plan.tradition.facts_in_table:
        yield plan.words.time(called)
    else:
        yield plan.words.in_full(called)


def _adjourned(plan: Plan) -> Iterator[str]:
    if plan.minutes.adjourned_at is not None:
        yield plan.words.time(plan.minutes.adjourned_at)


def _recesses(plan: Plan) -> Iterator[str]:
    recesses = plan.minutes.recesses
    if recesses:
        yield ", ".join(_recess(plan, recess) for recess in recesses)


def _recess(plan: Plan, recess: Recess) -> str:
    """When it was, and when the meeting was to go on."""
    words = plan.words
    told = words.times(recess.since, recess.until)
    if not recess.announced:
        return told
    times = ", ".join(map(words.time, recess.announced))
    return " ".join([told, words.gettext("(announced until %(times)s)") % {"times": times}])


def _place(plan: Plan) -> Iterator[str]:
    yield plan.words.text(plan.minutes.profile.place)


def _chair(plan: Plan) -> Iterator[str]:
    """Who presided; from when, if the chair changed."""
    words, chairs = plan.words, _in_the_chair(plan)
    if len(chairs) < 2:
        yield from (words.named(person) for _, person in chairs)
        return
    _ = words.gettext
    for since, person in chairs:
        yield _("%(name)s, from %(time)s") % {"name": words.named(person), "time": words.time(since)}


def _in_the_chair(plan: Plan) -> list[tuple[int, Person]]:
    """The last who took the chair before the call to order, and those after; from the call to order on."""
    called = plan.minutes.called_at
    if called is None:
        return list(plan.minutes.chairs[-1:])
    before = [(called, person) for since, person in plan.minutes.chairs if since <= called]
    return [*before[-1:], *((since, person) for since, person in plan.minutes.chairs if since > called)]


def _secretary(plan: Plan) -> Iterator[str]:
    yield from (plan.words.named(person) for person in plan.minutes.secretaries)


def _present(plan: Plan) -> Iterator[str]:
    """How many were there at some time."""
    _ = plan.words.gettext
    members = plan.minutes.attendance
    came = sum(1 for member in members if member.stays)
    yield _("%(present)d of %(total)d members") % {"present": came, "total": len(members)}


def _clock(plan: Plan) -> Iterator[str]:
    yield plan.words.zone()


TELLS: Mapping[Fact, Callable[[Plan], Iterator[str]]] = {
    Fact.CALLED: _called,
    Fact.RECESSES: _recesses,
    Fact.ADJOURNED: _adjourned,
    Fact.PLACE: _place,
    Fact.CHAIR: _chair,
    Fact.SECRETARY: _secretary,
    Fact.PRESENT: _present,
    Fact.CLOCK: _clock,
}
