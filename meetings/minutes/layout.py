"""From the contents of minutes to blocks on a page: section after section, as the tradition orders them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from meetings.minutes.contents import Minutes
from meetings.minutes.layout_attendance import attendance, guests
from meetings.minutes.layout_closing import closing, corrections, end, restored
from meetings.minutes.layout_items import items, outside
from meetings.minutes.layout_opening import facts, letterhead, national_letterhead
from meetings.minutes.layout_quorum import quorum
from meetings.minutes.plan import SECTION_LEVEL, Plan
from meetings.minutes.profiles import tradition
from meetings.minutes.profiles.tradition import Section
from meetings.minutes.words import Words
from meetings.typesetting import Block, Heading

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

PARTS: Mapping[Section, Callable[[Plan], Iterable[Block]]] = {
    Section.LETTERHEAD: letterhead,
    Section.NATIONAL_LETTERHEAD: national_letterhead,
    Section.FACTS: facts,
    Section.ATTENDANCE: attendance,
    Section.GUESTS: guests,
    Section.QUORUM: quorum,
    Section.OUTSIDE: outside,
    Section.ITEMS: items,
    Section.CORRECTIONS: corrections,
    Section.RESTORED: restored,
    Section.END: end,
    Section.CLOSING: closing,
}


def planned(minutes: Minutes, *, is_final: bool) -> Plan:
    """How these minutes are to be laid out."""
    profile = minutes.profile
    chosen = tradition(profile.minutes)
    day = profile.starts_at if minutes.called_at is None else minutes.called_at
    return Plan(minutes, chosen, Words(chosen.language or profile.language, profile.offset, day), is_final)


def layout(plan: Plan) -> Sequence[Block]:
    """The blocks of the minutes."""
    blocks = [block for section in plan.tradition.sections for block in PARTS[section](plan)]
    return list(_numbered(blocks)) if plan.tradition.numbers_sections else blocks


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Roman numerals before the headings of the sections there are."""
    numerals = iter(ROMAN)
    for block in blocks:
        if isinstance(block, Heading) and block.level == SECTION_LEVEL and isinstance(block.text, str):
            yield replace(block, text=f"{next(numerals)}. {block.text}")
        else:
            yield block
