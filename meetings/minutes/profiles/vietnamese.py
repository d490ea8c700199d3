"""The Vietnamese *biên bản*, in the layout of form 1.9 of Annex III to Decree 30/2020/NĐ-CP."""

from meetings.minutes.profiles.tradition import N_, Deed, Fact, Section, Tradition
from meetings.minutes.signing import CHAIR, SECRETARY
from meetings.typesetting import Margins

VIETNAMESE = Tradition(
    title="Biên bản",
    language="vi",
    sections=(
        Section.NATIONAL_LETTERHEAD,
        Section.FACTS,
        Section.ATTENDANCE,
        Section.GUESTS,
        Section.QUORUM,
        Section.OUTSIDE,
        Section.ITEMS,
        Section.CORRECTIONS,
        Section.RESTORED,
        Section.END,
        Section.CLOSING,
    ),
    facts=(
        Fact.CALLED,
        Fact.PLACE,
        Fact.PRESENT,
        Fact.CHAIR,
        Fact.SECRETARY,
        Fact.RECESSES,
    ),
    deeds=(
        Deed.PAPERS,
        Deed.ANNOUNCEMENTS,
        Deed.INTERESTS,
        Deed.SPEECHES,
        Deed.MOTIONS,
        Deed.POINTS,
        Deed.INCIDENTS,
        Deed.POLLS,
        Deed.OUTCOME,
        Deed.DECISIONS,
        Deed.TASKS,
    ),
    # The secretary stands on the left, the chair on the right.
    signatures=(SECRETARY, CHAIR),
    labels={
        Fact.CALLED: N_("Beginning"),
        Fact.PRESENT: N_("Participants"),
        Fact.CHAIR: N_("Presiding (chair)"),
        Fact.SECRETARY: N_("Secretary (writer of the minutes)"),
        Section.ITEMS: N_("Contents"),
    },
    size=12.0,
    first_indent=28.0,
    margins=Margins(top=60.0, bottom=58.0, start=85.0, end=48.0),
    is_justified=True,
    facts_in_table=False,
    numbers_sections=True,
    numbers_pages_above=True,
    capital_offices=True,
    end_mark="/.",
    recipients=("- Lưu: VT, Hồ sơ.",),
)
