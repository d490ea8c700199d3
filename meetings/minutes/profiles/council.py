"""The minutes of a council or association: what was done, not what was said (RONR 48:2).

Speakers are named without their times, seconders and withdrawn motions are left out (RONR 48:4).
"""

from meetings.minutes.profiles.tradition import N_, Deed, Fact, Section, Tradition
from meetings.minutes.signing import CHAIR, SECRETARY

COUNCIL = Tradition(
    title=N_("Minutes of the meeting"),
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
        Fact.PLACE,
        Fact.CHAIR,
        Fact.SECRETARY,
        Fact.PRESENT,
        Fact.RECESSES,
        Fact.ADJOURNED,
        Fact.CLOCK,
    ),
    deeds=(
        Deed.PAPERS,
        Deed.ANNOUNCEMENTS,
        Deed.INTERESTS,
        Deed.SPEAKERS,
        Deed.MOTIONS,
        Deed.POINTS,
        Deed.INCIDENTS,
        Deed.POLLS,
        Deed.OUTCOME,
        Deed.DECISIONS,
        Deed.TASKS,
    ),
    signatures=(CHAIR, SECRETARY),
    labels={Section.ATTENDANCE: N_("Composition and attendance"), Section.ITEMS: N_("Agenda")},
    names_seconders=False,
    keeps_withdrawn_motions=False,
)
