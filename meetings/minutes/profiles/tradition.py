"""What a tradition of minutes decides. Values only; how they are laid out is said in the modules `layout_*`."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from meetings.typesetting import Margins


def N_(english: str) -> str:  # noqa: N802 - the name by which the tools find a text to be translated later
    return english


class Section(StrEnum):
    """A part of the minutes."""

    LETTERHEAD = "letterhead"
    NATIONAL_LETTERHEAD = "national letterhead"
    FACTS = "facts"
    ATTENDANCE = "attendance"
    GUESTS = "guests"
    QUORUM = "quorum"
    OUTSIDE = "outside"
    ITEMS = "items"
    CORRECTIONS = "corrections"
    RESTORED = "restored"
    END = "end"
    CLOSING = "closing"


class Fact(StrEnum):
    """A line of the opening."""

    CALLED = "called"
    RECESSES = "recesses"
    ADJOURNED = "adjourned"
    PLACE = "place"
    CHAIR = "chair"
    SECRETARY = "secretary"
    PRESENT = "present"
    CLOCK = "clock"


class Deed(StrEnum):
    """What can happen under an item."""

    PAPERS = "papers"
    ANNOUNCEMENTS = "announcements"
    INTERESTS = "interests"
    MOTIONS = "motions"
    POINTS = "points"
    INCIDENTS = "incidents"
    SPEECHES = "speeches"
    SPEAKERS = "speakers"
    POLLS = "polls"
    DECISIONS = "decisions"
    TASKS = "tasks"
    OUTCOME = "outcome"


LABELS: Mapping[str, str] = {
    Section.ATTENDANCE: N_("Attendance"),
    Section.GUESTS: N_("Guests"),
    Section.QUORUM: N_("Quorum"),
    Section.OUTSIDE: N_("Outside the agenda"),
    Section.ITEMS: N_("Proceedings"),
    Section.CORRECTIONS: N_("Corrections"),
    Section.RESTORED: N_("Restoration of the record"),
    Fact.CALLED: N_("Called to order"),
    Fact.RECESSES: N_("Suspended"),
    Fact.ADJOURNED: N_("Adjourned"),
    Fact.PLACE: N_("Place"),
    Fact.CHAIR: N_("In the chair"),
    Fact.SECRETARY: N_("Secretary"),
    Fact.PRESENT: N_("Present"),
    Fact.CLOCK: N_("Times"),
    Deed.PAPERS: N_("Papers"),
    Deed.SPEECHES: N_("Speeches"),
    Deed.SPEAKERS: N_("Speakers"),
    Deed.DECISIONS: N_("Decision"),
    Deed.TASKS: N_("Task"),
    Deed.OUTCOME: N_("Outcome"),
}
"""The English of the labels, where a tradition has no other."""


class Tradition(Struct, frozen=True, kw_only=True):
    """How a tradition writes minutes. Titles and labels are English, to be translated.

    `language` is that of the words where the tradition has only one. A list of members that is longer than
    `longest_table` is printed as names in a row.
    """

    title: str
    sections: Sequence[Section]
    facts: Sequence[Fact]
    deeds: Sequence[Deed]
    signatures: Sequence[str]
    labels: Mapping[str, str] = {}
    language: str | None = None
    size: float = 9.5
    first_indent: float = 0.0
    margins: Margins = Margins()
    is_justified: bool = False
    facts_in_table: bool = True
    numbers_sections: bool = False
    numbers_pages_above: bool = False
    capital_offices: bool = False
    end_mark: str = "."
    recipients: Sequence[str] = ()
    names_seconders: bool = True
    keeps_withdrawn_motions: bool = True
    longest_table: int = 60
