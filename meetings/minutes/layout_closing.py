"""The end of minutes: corrections, the close, the signatures, and what proves that nothing was changed."""

from collections.abc import Iterator

from meetings.minutes.check_lines import record_line
from meetings.minutes.contents import Person
from meetings.minutes.evidence import ATTACHMENT
from meetings.minutes.plan import FIGURES, Plan
from meetings.minutes.profiles.tradition import Section
from meetings.minutes.sign import CHAIR
from meetings.typesetting import Block, Columns, KeepTogether, Paragraph, Rule, SignatureField, Spacer, Span

SIGNATURE = (222.0, 76.0)
"""Width and height of a signature on the page, in points."""


def corrections(plan: Plan) -> Iterator[Block]:
    """What was corrected after it had been recorded."""
    _, words = plan.words.gettext, plan.words
    if plan.minutes.corrections:
        yield plan.section(Section.CORRECTIONS)
    for each in plan.minutes.corrections:
        terms = {"entry": each.position, "time": words.time(each.at)}
        if each.said_at is None:
            label = _("To entry %(entry)d, %(time)s") % terms
        else:
            label = _("To entry %(entry)d of %(said)s, %(time)s") % {**terms, "said": words.time(each.said_at)}
        yield plan.says(label, words.text(each.text))


def end(plan: Plan) -> Iterator[Block]:
    """When the meeting was adjourned."""
    _, adjourned = plan.words.gettext, plan.minutes.adjourned_at
    if adjourned is None:
        yield Paragraph(_("The meeting has not been adjourned."), plan.end)
    else:
        told = _("The meeting was adjourned at %(moment)s.") % {"moment": plan.words.in_full(adjourned)}
        yield Paragraph(told, plan.end)


def signatures(plan: Plan) -> Iterator[Block]:
    """Those who sign, side by side."""
    blocks = [list(_signature(plan, field)) for field in plan.tradition.signatures]
    yield KeepTogether([Spacer(10), Columns(blocks, gap=24)])


def _signature(plan: Plan, field: str) -> Iterator[Block]:
    person = plan.minutes.chair if field == CHAIR else plan.minutes.secretary
    office = office_name(plan, field)
    yield Paragraph(office, plan.signed)
    if plan.is_final:
        yield SignatureField(field, _tooltip(plan, office, person), *SIGNATURE, border=False)
    else:
        yield Spacer(SIGNATURE[1] * 0.6)
    yield Rule(thickness=0.4, space_before=0, space_after=2)
    yield Paragraph("" if person is None else plan.words.named(person), plan.signed_name)


def office_name(plan: Plan, field: str) -> str:
    """The office of who signs in a field."""
    _ = plan.words.gettext
    return _("Chair") if field == CHAIR else _("Secretary")


def _tooltip(plan: Plan, office: str, person: Person | None) -> str:
    _ = plan.words.gettext
    name = "" if person is None else person.name
    return _("Signature: %(office)s %(name)s") % {"office": office, "name": name}


def proof(plan: Plan) -> Iterator[Block]:
    """What the document carries with it, and how to check it."""
    _ = plan.words.gettext
    told = [
        _("These minutes were made from the record of the meeting, whose public part is attached as %(file)s.")
        % {"file": ATTACHMENT},
        _("Its entries are chained by SHA-256; entries that are not public are counted, but not shown."),
        _("The keys of the signatures are kept by this installation, each opened by the PIN of its owner."),
        _("Whoever has this file can check it with: %(command)s") % {"command": "meetings verify FILE"},
    ]
    yield KeepTogether(
        [
            Spacer(12),
            Rule(thickness=0.4),
            Paragraph([Span(plan.label(Section.PROOF), bold=True)], plan.small_lead),
            Paragraph(" ".join(told), plan.small),
            Paragraph(record_line(plan.header), FIGURES),
        ]
    )
