"""What is shown now: who may say so, and whether there is such a page."""

from meetings.rules import authority
from meetings.rules.identity import Actor, MemberId, Role
from meetings.rules.state import Meeting
from meetings.views.fragments import PageShown, PaperShown
from meetings.views.view import View
from meetings.wire.decoding import Signal


def may_show(meeting: Meeting, member: MemberId) -> bool:
    """Chair, secretary and whoever has the floor turn the pages for everybody."""
    office = authority.office(meeting, Actor(member))
    return office in (Role.CHAIR, Role.SECRETARY) or member == meeting.floor.speaker


def page_of(signal: Signal, view: View) -> PageShown | None:
    """The page that a signal names, if the view holds it. A pointer is taken and not passed on."""
    paper = view.get(f"paper/{signal.paper}") if signal.kind == "page" else None
    if not isinstance(paper, PaperShown):
        return None
    if not any(each.version == signal.version and 1 <= signal.page <= each.pages for each in paper.versions):
        return None
    return PageShown(paper=signal.paper, version=signal.version, page=signal.page)


def is_end(signal: Signal) -> bool:
    """Whether nothing is shown any more: a page that names no paper."""
    return signal.kind == "page" and not signal.paper
