"""What every part of the layout needs: the contents, the tradition, the words, and how text looks on the page."""

from dataclasses import dataclass, replace
from functools import cached_property

from meetings.minutes.contents import Minutes
from meetings.minutes.evidence import Header
from meetings.minutes.profiles.tradition import LABELS, Tradition
from meetings.minutes.words import Words
from meetings.typesetting import Align, Direction, Heading, Paragraph, Span, Style

SECTION_LEVEL = 2
MUTED = (0.32, 0.32, 0.32)
FIGURES = Style(size=6.5, leading=9, mono=True, colour=MUTED, space_after=5, direction=Direction.LEFT_TO_RIGHT)
"""Digests and the lines that a program reads again."""


@dataclass(frozen=True)
class Plan:
    """The minutes to be laid out; only final ones have fields for the signatures."""

    minutes: Minutes
    tradition: Tradition
    words: Words
    is_final: bool

    @property
    def day(self) -> int:
        """When the meeting was called to order or, as long as it was not, when it is to begin."""
        called = self.minutes.called_at
        return self.minutes.profile.starts_at if called is None else called

    @cached_property
    def header(self) -> Header:
        """Which record this is, as the evidence says it."""
        minutes, proof = self.minutes, self.minutes.proof
        title, meeting = minutes.profile.title, minutes.meeting
        return Header("meetings-evidence/1", proof.log, meeting, title, proof.position, proof.head)

    def label(self, key: str) -> str:
        """The word for a part of the minutes, as the tradition has it."""
        return self.words.gettext(self.tradition.labels.get(key, LABELS[key]))

    @cached_property
    def body(self) -> Style:
        """Running text."""
        size, align = self.tradition.size, Align.JUSTIFY if self.tradition.is_justified else Align.START
        indent = self.tradition.first_indent
        return Style(size=size, leading=size * 1.42, space_after=size * 0.45, align=align, first_indent=indent)

    @cached_property
    def list_entry(self) -> Style:
        """One of several paragraphs that belong together."""
        return replace(self.body, start_indent=12, first_indent=0, space_after=2.5, align=Align.START)

    @cached_property
    def list_lead(self) -> Style:
        """An entry that goes on in a paragraph of its own."""
        return replace(self.list_entry, space_after=0.5, keep_with_next=True)

    @cached_property
    def lead(self) -> Style:
        """A word or two over a list or a table."""
        return replace(self.body, first_indent=0, space_after=2, keep_with_next=True)

    @cached_property
    def digest(self) -> Style:
        """A digest under what it belongs to."""
        return replace(FIGURES, start_indent=12)

    @cached_property
    def question(self) -> Style:
        """What was put to the vote."""
        return replace(self.body, italic=True, keep_with_next=True)

    @cached_property
    def roll(self) -> Style:
        """Names in a row."""
        return replace(self.cells, start_indent=12, space_before=0, space_after=3)

    @cached_property
    def end(self) -> Style:
        """The last sentence."""
        return replace(self.body, space_before=14, space_after=8, keep_with_next=True)

    @cached_property
    def signed(self) -> Style:
        """The office over a signature."""
        return replace(self.body, bold=True, align=Align.CENTER, first_indent=0)

    @cached_property
    def signed_name(self) -> Style:
        """The name under a signature."""
        return replace(self.body, align=Align.CENTER, first_indent=0)

    @cached_property
    def recipients(self) -> Style:
        """Who gets the document."""
        return replace(self.body, size=self.tradition.size - 1, first_indent=0, space_after=1, align=Align.START)

    @cached_property
    def small_lead(self) -> Style:
        """What is beside the matter that follows."""
        return replace(self.small, keep_with_next=True)

    @cached_property
    def small(self) -> Style:
        """What is beside the matter."""
        size = min(9.0, self.tradition.size - 1.5)
        return Style(size=size, leading=size * 1.4, space_after=size * 0.4, colour=MUTED)

    @cached_property
    def cells(self) -> Style:
        """Text in tables."""
        size = self.tradition.size - 1
        return Style(size=size, leading=size * 1.32, space_before=2, space_after=8)

    def section(self, key: str) -> Heading:
        """The heading of a section."""
        size = max(12.5, self.tradition.size + 1)
        style = Style(size=size, leading=size * 1.3, bold=True, space_before=16, space_after=5, keep_with_next=True)
        return Heading(SECTION_LEVEL, self.label(key), style)

    def heading(self, level: int, words: str) -> Heading:
        """The heading of an item (3) or of a poll (4)."""
        size = max(11.0, self.tradition.size + 0.5) if level == 3 else self.tradition.size + 0.25
        before = 13 if level == 3 else 8
        style = Style(
            size=size, leading=size * 1.32, bold=True, space_before=before, space_after=3, keep_with_next=True
        )
        return Heading(level, words, style)

    def says(self, label: str, words: str, style: Style | None = None) -> Paragraph:
        """A paragraph that begins with what it is."""
        return Paragraph([Span(f"{label}: ", bold=True), Span(words)], style or self.body)
