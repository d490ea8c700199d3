"""A sheet to sign at the door: who is expected, on which seat, and a line for each signature.

It is paper beside the roll call, not the record: what counts for the quorum is what is recorded of the meeting.
"""

import hashlib
from collections.abc import Sequence

from meetings.minutes.expected import Expected, Occasion
from meetings.minutes.render import fonts, shortened
from meetings.minutes.roles import role_name
from meetings.minutes.words import Words, utc
from meetings.rules.identity import Role
from meetings.typesetting import Column, Document, Heading, Paragraph, Running, Style, Table

CELL = Style(size=9.5, leading=12.5)
# High enough to sign by hand.
PADDING = 7.0
BODY = Style(size=11, space_after=2)
FACTS = Style(size=10, space_after=10)


def attendance_sheet(occasion: Occasion, people: Sequence[Expected]) -> bytes:
    """A PDF with a row for each, in the order given."""
    words = Words(occasion.language, occasion.offset, occasion.starts_at)
    _ = words.gettext
    title = _("Attendance sheet: %(title)s") % {"title": occasion.title}
    document = Document(
        fonts=fonts(),
        title=title,
        language=words.language,
        author=occasion.body,
        created=utc(occasion.starts_at),
        identity=hashlib.sha256(repr((occasion, list(people))).encode("utf-8", "backslashreplace")).digest(),
        software="Meetings",
        footer=Running(start=words.text(shortened(occasion.title)), end=_("page {page} of {pages}")),
    )
    facts = [words.full_date(occasion.starts_at), words.time(occasion.starts_at), words.text(occasion.place)]
    return document.render(
        [
            Paragraph(words.text(occasion.body), BODY),
            Heading(1, _("Attendance sheet: %(title)s") % {"title": words.text(occasion.title)}),
            Paragraph(", ".join(fact for fact in facts if fact), FACTS),
            _table(words, people),
        ]
    )


def _table(words: Words, people: Sequence[Expected]) -> Table:
    _ = words.gettext
    columns = [Column(0.13), Column(0.3, names_rows=True), Column(0.2), Column(0.12), Column(0.25)]
    header = [_("Number"), _("Name"), _("Office"), _("Seat"), _("Signature")]
    rows = [
        [str(number), words.text(each.name), _office(words, each), each.seat, ""]
        for number, each in enumerate(people, 1)
    ]
    return Table(columns, rows, header, CELL, padding=PADDING)


def _office(words: Words, each: Expected) -> str:
    """A delegate's group tells more than that one is a delegate."""
    role, group = role_name(words, each.role), words.text(each.group)
    if not group:
        return role
    return group if each.role == Role.DELEGATE else f"{role}, {group}"
