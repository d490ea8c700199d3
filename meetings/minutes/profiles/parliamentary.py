"""The record of a parliament or assembly: everything that happened, roll calls with all names."""

from meetings.minutes.profiles.tradition import N_, Deed, Fact, Section, Tradition
from meetings.minutes.signing import CHAIR, SECRETARY

PARLIAMENTARY = Tradition(
    title=N_("Minutes"),
    sections=(
        Section.LETTERHEAD,
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
        Fact.RECESSES,
        Fact.ADJOURNED,
        Fact.PLACE,
        Fact.CHAIR,
        Fact.SECRETARY,
        Fact.PRESENT,
        Fact.CLOCK,
    ),
    deeds=(
        Deed.PAPERS,
        Deed.ANNOUNCEMENTS,
        Deed.INTERESTS,
        Deed.MOTIONS,
        Deed.SPEECHES,
        Deed.POINTS,
        Deed.INCIDENTS,
        Deed.POLLS,
        Deed.DECISIONS,
        Deed.TASKS,
        Deed.OUTCOME,
    ),
    signatures=(CHAIR, SECRETARY),
)
