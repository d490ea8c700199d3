"""The end of minutes: corrections, the close, the signatures, and what proves that nothing was changed."""

from collections.abc import Iterator, Sequence

from meetings.minutes.check_lines import record_line
from meetings.minutes.contents_of_attendance import Person
from meetings.minutes.evidence import ATTACHMENT
from meetings.minutes.plan import FIGURES, Plan
from meetings.minutes.profiles.tradition import Section
from meetings.minutes.signing import CHAIR
from meetings.minutes.words import Words
from meetings.typesetting import (
    Align,
    Block,
    Columns,
    KeepTogether,
    Paragraph,
    QrCode,
    Rule,
    SignatureField,
    Spacer,
    Span,
)

SIGNATURE = (222.0, 76.0)
"""Width and height of a signature on the page, in points."""
CODE = 62.0


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


def restored(plan: Plan) -> Iterator[Block]:
    """That the record came back from a backup, and what may be missing of it: a contested vote can depend on it."""
    _, words = plan.words.gettext, plan.words
    if plan.minutes.restored:
        yield plan.section(Section.RESTORED)
    for each in plan.minutes.restored:
        terms = {
            "at": words.in_full(each.at),
            "taken": words.in_full(each.taken_at),
            "by": words.text(each.by),
            "kept": each.kept,
        }
        told = _("The record was restored at %(at)s from a backup taken at %(taken)s, by %(by)s.")
        lost = _("It goes up to entry %(kept)d; what was recorded between the two times, if anything, is missing.")
        yield Paragraph(" ".join([told % terms, lost % terms]), plan.body)


def end(plan: Plan) -> Iterator[Block]:
    """When the meeting was adjourned."""
    _, adjourned = plan.words.gettext, plan.minutes.adjourned_at
    if adjourned is None:
        yield Paragraph(_("The meeting has not been adjourned."), plan.end)
    else:
        told = _("The meeting was adjourned at %(moment)s") % {"moment": plan.words.in_full(adjourned)}
        yield Paragraph(told + plan.tradition.end_mark, plan.end)


def closing(plan: Plan) -> Iterator[Block]:
    """Signatures and proof, on the last page together."""
    yield KeepTogether([*_signatures(plan), *_recipients(plan), *_proof(plan)])


def _signatures(plan: Plan) -> Iterator[Block]:
    """Those who sign, side by side."""
    yield Spacer(10)
    yield Columns([list(_signature(plan, field)) for field in plan.tradition.signatures], gap=24)


def _signature(plan: Plan, field: str) -> Iterator[Block]:
    person = plan.minutes.chair if field == CHAIR else plan.minutes.secretary
    office = office_name(plan.words, field)
    yield Paragraph(office.upper() if plan.tradition.capital_offices else office, plan.signed)
    if plan.is_final:
        yield SignatureField(field, _tooltip(plan, office, person), *SIGNATURE, align=Align.CENTER, border=False)
    else:
        yield Spacer(SIGNATURE[1] * 0.6)
    yield Rule(thickness=0.4, space_before=0, space_after=2)
    yield Paragraph("" if person is None else plan.words.named(person), plan.signed_name)


def office_name(words: Words, field: str) -> str:
    """The office of who signs in a field."""
    _ = words.gettext
    return _("Chair") if field == CHAIR else _("Secretary")


def _tooltip(plan: Plan, office: str, person: Person | None) -> str:
    _ = plan.words.gettext
    name = "" if person is None else person.name
    return _("Signature: %(office)s %(name)s") % {"office": office, "name": name}


def _recipients(plan: Plan) -> Iterator[Block]:
    """Who gets the minutes, where the tradition says it."""
    if plan.tradition.recipients:
        _ = plan.words.gettext
        yield Paragraph([Span(_("Recipients:"), bold=True, italic=True)], plan.recipients)
        yield from (Paragraph(each, plan.recipients) for each in plan.tradition.recipients)


def _proof(plan: Plan) -> Iterator[Block]:
    """What the document carries with it, and how to check it."""
    _, line = plan.words.gettext, record_line(plan.header)
    told = [
        _("These minutes were made from the record of the meeting, whose public part is attached as %(file)s.")
        % {"file": ATTACHMENT},
        _("Its entries are chained by SHA-256; entries that are not public are counted, but not shown."),
        _("The keys of the signatures are kept by this installation, each opened by the PIN of its owner."),
        _("Whoever has this file can check it with: %(command)s") % {"command": "meetings verify FILE"},
    ]
    if plan.minutes.profile.source:
        told.append(_("Source: %(source)s") % {"source": plan.words.text(plan.minutes.profile.source)})
    words: Sequence[Block] = [
        Paragraph([Span(_("About this document"), bold=True)], plan.small_lead),
        Paragraph(" ".join(told), plan.small),
    ]
    code = QrCode(line, CODE, _("QR code of the line of the record"), Align.END)
    yield Spacer(10)
    yield Rule(thickness=0.4)
    yield Columns([words, [code]], weights=[0.86, 0.14])
    yield Paragraph(line, FIGURES)
