"""The minutes as a PDF, from the entries of a log; and the look of a signature under them.

Runs in a worker process. The same entries give the same bytes: time and identity come from the head of the log.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from meetings.minutes.check_lines import record_line
from meetings.minutes.compile import compile_minutes
from meetings.minutes.contents import Proof
from meetings.minutes.evidence import ATTACHMENT, MEDIA_TYPE, Header, write
from meetings.minutes.layout import layout, planned
from meetings.minutes.layout_closing import SIGNATURE, office_name
from meetings.minutes.plan import Plan
from meetings.minutes.words import Words, utc, zone
from meetings.record.codec import Said, said_by
from meetings.record.entry import Entry
from meetings.resources import static_folder
from meetings.rules.identity import LogId, MeetingId
from meetings.rules.meeting import fold
from meetings.typesetting import (
    Align,
    Attachment,
    Block,
    Columns,
    Document,
    FontFolder,
    Paragraph,
    QrCode,
    Relationship,
    Running,
    Spacer,
    Style,
    clean,
)
from meetings.typesetting import appearance as drawn
from meetings.views.public_record import is_public

LONGEST_RUNNING = 70
# The side of the QR code in the look of a signature.
STAMP = 60.0


class Edition(StrEnum):
    """A draft says so on every page; a final one has fields to be signed."""

    DRAFT = "draft"
    FINAL = "final"


@lru_cache(maxsize=1)
def fonts() -> FontFolder:
    """The fonts of this installation, opened once in a process."""
    return FontFolder(static_folder() / "fonts")


def render(entries: Sequence[Entry], meeting: MeetingId, log: LogId, edition: Edition) -> bytes:
    """The minutes as the log stands."""
    record = [said_by(entry) for entry in entries]
    head = entries[-1].hash.hex() if entries else log
    minutes = compile_minutes(meeting, record, Proof(log, len(entries), head))
    plan = planned(minutes, is_final=edition is Edition.FINAL)
    document = _document(plan, record[-1].stamp.at if record else 0, _evidence(entries, record, plan.header))
    return document.render(layout(plan))


def _evidence(entries: Sequence[Entry], record: Sequence[Said], header: Header) -> Attachment:
    final = fold((said.event, said.stamp) for said in record)
    shown = {said.stamp.position for said in record if is_public(final, said.event)}
    content = write(header, entries, lambda entry: entry.position in shown)
    return Attachment(ATTACHMENT, MEDIA_TYPE, content, "The public part of the record", Relationship.SOURCE)


def _document(plan: Plan, at: int, evidence: Attachment) -> Document:
    _, profile = plan.words.gettext, plan.minutes.profile
    title = f"{_(plan.tradition.title)}: {profile.title}"
    return Document(
        fonts=fonts(),
        title=title,
        language=plan.words.language,
        author=profile.body,
        created=utc(at),
        identity=bytes.fromhex(plan.minutes.proof.head),
        subject=record_line(plan.header),
        software="Meetings",
        attachments=[evidence],
        margins=plan.tradition.margins,
        header=_header(plan),
        footer=_footer(plan),
        watermark=None if plan.is_final else _("DRAFT"),
    )


def _header(plan: Plan) -> Running:
    """From the second page on: the number of the page, or which body met and when."""
    if plan.tradition.numbers_pages_above:
        return Running(center=lambda page, _: "" if page == 1 else str(page), style=Style(size=12))
    body, day = plan.words.text(shortened(plan.minutes.profile.body)), plan.words.full_date(plan.day)
    return Running(start=_later(body), end=_later(day))


def _later(words: str) -> Callable[[int, int], str]:
    return lambda page, _: "" if page == 1 else words


def _footer(plan: Plan) -> Running | None:
    if plan.tradition.numbers_pages_above:
        return None
    _, profile = plan.words.gettext, plan.minutes.profile
    return Running(start=plan.words.text(shortened(profile.title)), end=_("page {page} of {pages}"))


def shortened(title: str) -> str:
    """A title that fits into a line beside something else."""
    return title if len(title) <= LONGEST_RUNNING else f"{title[: LONGEST_RUNNING - 1].rstrip()}…"


def appearance(name: str, field: str, at: datetime, offset: int, language: str = "en") -> bytes:
    """The look of a signature, exactly as large as its field: who, in which office, when; the same as a QR code.

    Neither is the signature: both are there for whoever holds the printed page beside the file.
    """
    moment = round(at.timestamp() * 1000)
    words = Words(language, offset, moment)
    _ = words.gettext
    signed = _("Signed electronically, %(time)s (%(zone)s)") % {"time": words.stamp(moment), "zone": zone(offset)}
    told: list[Block] = [
        Spacer(6),
        Paragraph(words.text(name), Style(size=12, leading=15, bold=True, align=Align.CENTER, space_after=1)),
        Paragraph(office_name(words, field), Style(size=10, align=Align.CENTER, space_after=4)),
        Paragraph(signed, Style(size=8, align=Align.CENTER)),
    ]
    read = f"{field}: {shortened(clean(name))}, {words.stamp(moment)} {zone(offset)}"
    code = QrCode(read, STAMP, signed, Align.END)
    blocks = [Columns([told, [code]], weights=[SIGNATURE[0] - STAMP, STAMP], gap=4)]
    return drawn(blocks, SIGNATURE, fonts=fonts(), language=words.language)
