"""The meeting as the rules see it: the states of the topics, side by side."""

from msgspec import Struct
from msgspec.structs import replace

from meetings.rules.agenda import Agenda
from meetings.rules.attendance import Attendance
from meetings.rules.conduct import Conduct
from meetings.rules.corrections import Corrections
from meetings.rules.floor import Floor
from meetings.rules.minute_book import MinuteBook
from meetings.rules.motions import Motions
from meetings.rules.papers import Papers
from meetings.rules.points_of_order import PointsOfOrder
from meetings.rules.proceedings import Sitting
from meetings.rules.restorations import Restoration
from meetings.rules.voting import Polls

__all__ = ["Meeting", "replace"]


class Meeting(Struct, frozen=True):
    """One meeting at one position of its log."""

    sitting: Sitting = Sitting()
    attendance: Attendance = Attendance()
    agenda: Agenda = Agenda()
    floor: Floor = Floor()
    motions: Motions = Motions()
    points: PointsOfOrder = PointsOfOrder()
    polls: Polls = Polls()
    papers: Papers = Papers()
    minutes: MinuteBook = MinuteBook()
    conduct: Conduct = Conduct()
    corrections: Corrections = Corrections()
    restorations: tuple[Restoration, ...] = ()
