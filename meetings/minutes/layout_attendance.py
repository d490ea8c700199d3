"""Who was there: members with arrivals and departures, guests, and the quorum."""

from collections.abc import Iterator, Sequence

from meetings.minutes.contents import Attended, Occasion, Person, QuorumCheck
from meetings.minutes.plan import Plan
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
        elif _is_late(plan, stay.since):
            yield _("arrived %(time)s") % {"time": time(stay.since)}
        if stay.until is not None:
            yield _("left %(time)s") % {"time": time(stay.until)}


def _is_late(plan: Plan, since: int) -> bool:
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


def quorum(plan: Plan) -> Iterator[Block]:
    """The rule in words, and how the quorum stood at the call to order and when it was reached or lost."""
    if plan.minutes.quorum_rule.kind == "none":
        return
    yield plan.section(Section.QUORUM)
    yield Paragraph(" ".join([_rule(plan), *_without(plan)]), plan.body)
    for check in plan.minutes.quorum_checks:
        if _is_told(plan, check):
            yield Paragraph(_told(plan, check), plan.list_entry)


def _is_told(plan: Plan, check: QuorumCheck) -> bool:
    """Polls tell of their quorum themselves, and until the roll has been called its numbers say nothing yet."""
    if check.occasion in (Occasion.LOST, Occasion.REACHED):
        return _is_late(plan, check.at)
    return check.occasion is Occasion.ROLL or (check.occasion is Occasion.CALL_TO_ORDER and check.quorum.present > 0)


def _rule(plan: Plan) -> str:
    _, rule = plan.words.gettext, plan.minutes.quorum_rule
    if rule.kind == "count":
        counted = plan.words.votes(rule.count) if rule.of == "votes" else plan.words.members(rule.count)
        return _("At least %(count)s must be present.") % {"count": counted}
    terms = {"part": plan.words.part(rule.num, rule.den)}
    sentences = {
        ("members", True): _("More than %(part)s of the members must be present."),
        ("members", False): _("At least %(part)s of the members must be present."),
        ("votes", True): _("More than %(part)s of the votes must be present."),
        ("votes", False): _("At least %(part)s of the votes must be present."),
    }
    return sentences[rule.of, rule.strict] % terms


def _without(plan: Plan) -> Iterator[str]:
    """What is in order without the quorum, where it is not what everybody expects: anything but votes."""
    _ = plan.words.gettext
    if plan.minutes.without_quorum == "procedural":
        yield _("Without it nothing but procedure is in order.")
    if plan.minutes.without_quorum == "all":
        yield _("The body may decide without it.")


def _told(plan: Plan, check: QuorumCheck) -> str:
    _ = plan.words.gettext
    sentences = {
        Occasion.CALL_TO_ORDER: _("At the call to order"),
        Occasion.ROLL: _("After the roll call"),
        Occasion.REACHED: _("Quorum reached"),
        Occasion.LOST: _("Quorum lost"),
    }
    terms = {
        "occasion": sentences[check.occasion],
        "time": plan.words.time(check.at),
        "present": check.quorum.present,
        "total": check.quorum.total,
        "required": check.quorum.required,
    }
    told = _("%(occasion)s, %(time)s: %(present)d of %(total)d present, %(required)d required.") % terms
    by_proxy = check.quorum.represented
    return f"{told} {_('Of these by proxy: %(count)d.') % {'count': by_proxy}}" if by_proxy else told
