"""Who was there: members with arrivals and departures, and guests."""

from collections.abc import Iterator, Sequence

from meetings.minutes.check_lines_of_business import attendance_line
from meetings.minutes.contents_of_attendance import Attended, Person
from meetings.minutes.plan import FIGURES, Plan
from meetings.minutes.profiles.tradition import Section
from meetings.rules.attendance import Status
from meetings.typesetting import Align, Block, Column, Paragraph, Table


def attendance(plan: Plan) -> Iterator[Block]:
    """The members, in a table or, if there are many, as names in a row."""
    members = plan.minutes.attendance
    if not members:
        return
    yield plan.section(Section.ATTENDANCE)
    if len(members) <= plan.tradition.longest_table:
        yield _table(plan, members)
    else:
        yield from _rows_of_names(plan, members)
    yield from _substitutes(plan)
    yield from _proxies(plan)
    here = sum(member.status is Status.PRESENT for member in members)
    yield Paragraph(attendance_line(len(members), sum(bool(member.stays) for member in members), here), FIGURES)


def _proxies(plan: Plan) -> Iterator[Block]:
    """Who voted for whom, on what authority, from when to when; and whether those represented counted as present."""
    _, words, given = plan.words.gettext, plan.words, plan.minutes.represented
    if not given:
        return
    told: list[str] = []
    for each in given:
        terms = {"proxy": words.name(each.proxy), "member": words.name(each.person)}
        terms |= {"times": words.times(each.stay.since, each.stay.until), "authority": words.text(each.authority)}
        by_word = _("%(proxy)s for %(member)s, at the word of the member, %(times)s") % terms
        told.append(_("%(proxy)s for %(member)s, %(authority)s, %(times)s") % terms if each.authority else by_word)
    yield plan.says(_("Proxies"), "; ".join(told))
    counted = _("Members who were away counted as present while their proxies were.")
    yield Paragraph(
        counted if plan.minutes.proxies_present else _("Members who were away did not count as present."), plan.body
    )


def _substitutes(plan: Plan) -> Iterator[Block]:
    """Who sat for whom, and when."""
    _, words, seated = plan.words.gettext, plan.words, plan.minutes.substitutes
    if seated:
        told = (
            _("%(substitute)s for %(member)s, %(times)s")
            % {
                "substitute": words.text(each.substitute),
                "member": words.name(each.person),
                "times": words.times(each.stay.since, each.stay.until),
            }
            for each in seated
        )
        yield plan.says(_("Substitutes"), "; ".join(told))


def guests(plan: Plan) -> Iterator[Block]:
    """Observers who came."""
    came = [guest for guest in plan.minutes.guests if guest.stays]
    if came:
        yield plan.section(Section.GUESTS)
        for guest in came:
            yield Paragraph(f"{plan.words.named(guest.person)}: {presence(plan, guest)}", plan.list_entry)


def presence(plan: Plan, attended: Attended) -> str:
    """When somebody was there, in words."""
    _ = plan.words.gettext
    if not attended.stays:
        return _("excused") if attended.status is Status.EXCUSED else _("absent")
    return ", ".join(_comings(plan, attended)) or _("present")


def _comings(plan: Plan, attended: Attended) -> Iterator[str]:
    """Arrivals after business had begun, departures before its end."""
    _, time = plan.words.gettext, plan.words.time
    for number, stay in enumerate(attended.stays):
        if number:
            yield _("returned %(time)s") % {"time": time(stay.since)}
        elif stay.is_late:
            yield _("arrived late %(time)s") % {"time": time(stay.since)}
        elif is_late(plan, stay.since):
            yield _("arrived %(time)s") % {"time": time(stay.since)}
        if stay.until is not None:
            yield _("left %(time)s") % {"time": time(stay.until)}


def is_late(plan: Plan, since: int) -> bool:
    """Whether somebody who came then came after the roll had been called or business had begun."""
    settled = plan.minutes.settled_at
    return settled is not None and since > settled


def _table(plan: Plan, members: Sequence[Attended]) -> Table:
    _, is_weighted = plan.words.gettext, has_weights([member.person for member in members])
    columns = [Column(0.31), Column(0.38), *([Column(0.09, Align.CENTER)] if is_weighted else []), Column(0.22)]
    header = [_("Name"), _("Office"), *([_("Votes")] if is_weighted else []), _("Attended")]
    rows = [
        [
            plan.words.name(member.person),
            _office(plan, member.person),
            *([str(member.person.votes)] if is_weighted else []),
            presence(plan, member),
        ]
        for member in members
    ]
    return Table(columns, rows, header, plan.cells, padding=2)


def has_weights(people: Sequence[Person]) -> bool:
    """Whether members have different numbers of votes, so that they must be told."""
    return any(person.votes != 1 for person in people)


def _office(plan: Plan, person: Person) -> str:
    known = [plan.words.text(each) for each in (person.title, person.group) if each]
    return " · ".join(known)


def _rows_of_names(plan: Plan, members: Sequence[Attended]) -> Iterator[Block]:
    _ = plan.words.gettext
    throughout = [member for member in members if member.stays and not any(_comings(plan, member))]
    at_times = [member for member in members if member.stays and any(_comings(plan, member))]
    excused = [member for member in members if not member.stays and member.status is Status.EXCUSED]
    absent = [member for member in members if not member.stays and member.status is not Status.EXCUSED]
    yield from _row(plan, _("Present (%(count)d)"), throughout)
    if at_times:
        told = "; ".join(f"{plan.words.name(member.person)} ({presence(plan, member)})" for member in at_times)
        yield plan.says(_("Present for a part (%(count)d)") % {"count": len(at_times)}, told)
    yield from _row(plan, _("Excused (%(count)d)"), excused)
    yield from _row(plan, _("Absent (%(count)d)"), absent)


def _row(plan: Plan, label: str, members: Sequence[Attended]) -> Iterator[Block]:
    if members:
        names = plan.words.names(member.person for member in members)
        yield plan.says(label % {"count": len(members)}, names)
