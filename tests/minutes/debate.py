"""The last item of the eventful sitting: what can happen on the floor."""

from meetings.rules import agenda, floor
from meetings.rules.floor import RequestKind
from meetings.rules.identity import ItemId, MemberId
from tests.minutes.sitting import Sitting

CHAIR, OTHER = "dvorakova", ItemId("other")
COHEN, HANH, OLGA, GUEST = (MemberId(ref) for ref in ("cohen", "hanh", "olga", "guest"))


def debate(sitting: Sitting) -> None:
    """Any other business, with the vice-chair in the chair."""
    sitting.do(CHAIR, agenda.StartItem(item=OTHER))
    _question_time(sitting)


def _speak(sitting: Sitting, member: MemberId, minutes: float, kind: RequestKind | None = None) -> None:
    sitting.do(CHAIR, floor.GiveFloor(member=member, kind=kind))
    sitting.later(minutes)
    sitting.do(CHAIR, floor.EndSpeech())


def _question_time(sitting: Sitting) -> None:
    """A question, the answer of a guest, and a follow-up for which the others wait; the list is reordered."""
    sitting.do(OLGA, floor.RequestFloor(kind=RequestKind.QUESTION))
    _speak(sitting, OLGA, 0.5)
    _speak(sitting, GUEST, 1.5, RequestKind.ANSWER)
    sitting.do(HANH, floor.RequestFloor())
    sitting.do(COHEN, floor.RequestFloor())
    sitting.do(CHAIR, floor.MoveRequest(member=COHEN, after=None))
    sitting.do(OLGA, floor.RequestFloor(kind=RequestKind.FOLLOW_UP))
    _speak(sitting, OLGA, 1)
    _speak(sitting, COHEN, 2)
    _speak(sitting, HANH, 4)
