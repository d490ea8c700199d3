"""The last item of the eventful sitting: what can happen on the floor."""

from meetings.rules import agenda, floor, points_of_order, polls
from meetings.rules.floor import RequestKind
from meetings.rules.identity import ItemId, MemberId, PollId, RulingId
from meetings.rules.points_of_order import Verdict
from tests.minutes.sitting import Sitting

CHAIR, OTHER = "dvorakova", ItemId("other")
COHEN, HANH, OLGA, GUEST = (MemberId(ref) for ref in ("cohen", "hanh", "olga", "guest"))


def debate(sitting: Sitting) -> None:
    """Any other business, with the vice-chair in the chair."""
    sitting.do(CHAIR, agenda.StartItem(item=OTHER))
    _question_time(sitting)
    _points_of_order(sitting)


def _speak(sitting: Sitting, member: MemberId, minutes: float, kind: RequestKind | None = None) -> None:
    sitting.do(CHAIR, floor.GiveFloor(member=member, kind=kind))
    sitting.later(minutes)
    sitting.do(CHAIR, floor.EndSpeech())


def _points_of_order(sitting: Sitting) -> None:
    """One that is well taken, one that is not, against which there is an appeal; the tie keeps the ruling."""
    sitting.do(HANH, floor.RequestFloor(kind=RequestKind.POINT_OF_ORDER))
    sitting.later(1)
    _rule(sitting, HANH, Verdict.SUSTAINED, "The time for questions is over.")
    sitting.do(OLGA, floor.RequestFloor(kind=RequestKind.POINT_OF_ORDER))
    _speak(sitting, OLGA, 0.5)
    _rule(sitting, OLGA, Verdict.NOT_SUSTAINED, "Flags are not on the agenda.")
    sitting.do(COHEN, points_of_order.Appeal(ref=PollId("appeal"), ruling=RulingId(f"of-{OLGA}")))
    poll = PollId("appeal")
    sitting.do(CHAIR, polls.OpenPoll(poll=poll))
    for member, choice in ((COHEN, "yes"), (OLGA, "yes"), (MemberId(CHAIR), "no")):
        sitting.do(member, polls.CastVote(poll=poll, choice=choice))
    sitting.do(CHAIR, polls.ClosePoll(poll=poll))
    sitting.do(CHAIR, polls.DeclareResult(poll=poll))


def _rule(sitting: Sitting, member: MemberId, verdict: Verdict, reason: str) -> None:
    ruling = RulingId(f"of-{member}")
    sitting.do(CHAIR, points_of_order.RuleOnPoint(ref=ruling, member=member, ruling=verdict, reason=reason))


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
