"""Sheets of badges to print and cut: for each participant the name and how to join, by QR code or by typing."""

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec import Struct

from meetings.minutes.render import fonts, shortened
from meetings.minutes.roles import role_name
from meetings.minutes.words import Words
from meetings.typesetting import Block, Columns, Paragraph, QrCode, Span, Style, sheet

GRID = (2, 4)
MUTED = (0.35, 0.35, 0.35)
TITLE = Style(size=8, leading=10.5, colour=MUTED, space_after=10)
NAME = Style(size=19, leading=23, bold=True, space_after=4)
OFFICE = Style(size=11, leading=14, colour=MUTED, space_after=10)
LABEL = Style(size=8, leading=10.5, colour=MUTED, space_after=1)
CODE = Style(size=15, leading=19, mono=True, space_after=5)
ADDRESS = Style(size=7, leading=9, colour=MUTED)
QR = 104.0


class Badge(Struct, frozen=True):
    """A participant with a join link: the seat is the ref to type, the code goes with it."""

    name: str
    role: str
    seat: str
    code: str
    url: str


def badges(title: str, people: Sequence[Badge], language: str = "en") -> bytes:
    """A PDF with a badge for each."""
    words = Words(language, 0, 0)
    boxes = [_badge(title, badge, words) for badge in people]
    about = words.gettext("Badges: %(title)s") % {"title": title}, words.language, datetime(2000, 1, 1, tzinfo=UTC)
    return sheet(boxes, GRID, fonts=fonts(), about=about)


def _badge(title: str, badge: Badge, words: Words) -> Sequence[Block]:
    _ = words.gettext
    address = badge.url.split("#", maxsplit=1)[0]
    left: list[Block] = [
        Paragraph(words.text(badge.name), NAME),
        Paragraph(role_name(words, badge.role), OFFICE),
        Paragraph(_("Seat and sign-in code"), LABEL),
        Paragraph([Span(badge.seat)], CODE),
        Paragraph([Span(badge.code, bold=True)], CODE),
    ]
    right: list[Block] = [QrCode(badge.url, QR, _("QR code of the join link"))]
    return [
        Paragraph(words.text(shortened(title)), TITLE),
        Columns([left, right], weights=[1.4, 1.0], gap=8),
        Paragraph(address, ADDRESS),
    ]
