"""The last item of the eventful sitting: what can happen on the floor."""

from collections.abc import Mapping

from meetings.rules import floor, items_in_hand, moving, points_of_order, poll_commands, poll_terms
from meetings.rules.consensus import DeclareConsensus
from meetings.rules.division import DivideMotion
from meetings.rules.floor import RequestKind
from meetings.rules.identity import ItemId, MemberId, MotionId, PollId, RulingId
from meetings.rules.points_of_order import Verdict
from meetings.rules.procedural_motions import MoveProcedural
from meetings.rules.result_corrections import CorrectResult
from meetings.rules.standing_orders import Procedure
from tests.minutes.sitting import Sitting

CHAIR, OTHER = "dvorakova", ItemId("other")
COHEN, HANH, OLGA, GUEST = (MemberId(ref) for ref in ("cohen", "hanh", "olga", "guest"))


def debate(sitting: Sitting) -> None:
    """Any other business, with the vice-chair in the chair."""
    sitting.do(CHAIR, items_in_hand.StartItem(item=OTHER))
    _question_time(sitting)
    _points_of_order(sitting)
    _amend(sitting)
    _divide(sitting)
    _end_the_debate(sitting)


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
    _take(sitting, poll, {COHEN: "yes", OLGA: "yes", MemberId(CHAIR): "no"})


def _amend(sitting: Sitting) -> None:
    """A motion with four amendments: the furthest is rejected, the next adopted, one is restated."""
    main, flags = MotionId("flags"), "That four flags hang before the hall on feast days."
    sitting.do(HANH, moving.MoveMotion(ref=main, item=OTHER, text=flags))
    for member, ref, text in (
        (COHEN, "near", "That four flags hang before and in the hall on feast days."),
        (OLGA, "far", "That no flags hang before the hall."),
        (COHEN, "next", "That two flags hang before the hall on all feast days."),
        (COHEN, "five", "That five flags hang before the hall on feast days."),
    ):
        sitting.do(member, moving.MoveAmendment(ref=MotionId(ref), motion=main, text=text))
    order = tuple(map(MotionId, ("far", "next", "near", "five")))
    sitting.do(CHAIR, moving.OrderAmendments(motion=main, amendments=order))
    _put(sitting, "far", {OLGA: "yes", HANH: "no"})
    _put(sitting, "next", {OLGA: "no", HANH: "yes"})
    three = "That three flags hang before the hall on all feast days."
    sitting.do(COHEN, moving.RestateAmendment(motion=MotionId("five"), text=three))
    sitting.do(CHAIR, moving.DropMotion(motion=MotionId("five"), reason="Its mover leaves it at that."))
    sitting.do(CHAIR, moving.DropMotion(motion=MotionId("near"), reason="It excludes what was adopted."))
    _put(sitting, main, {HANH: "yes"})
    # Too late for the motion, which was voted on as it then read.
    _put_right(sitting, "on-next", HANH, "no")


def _put_right(sitting: Sitting, poll: str, member: MemberId, choice: str) -> None:
    reason = "Two tablets had been exchanged."
    sitting.do(CHAIR, CorrectResult(poll=PollId(poll), reason=reason, votes={member: choice}))


def _divide(sitting: Sitting) -> None:
    """A motion in three parts, by decision of the meeting; an amendment of two changes, of which one is made."""
    main, text = (
        MotionId("lamps"),
        "Mindful of the cost, the lamps of the hall are renewed and those of the yard removed.",
    )
    sitting.do(HANH, moving.MoveMotion(ref=main, item=OTHER, text=text))
    amended = text.replace("renewed", "repaired").replace("yard", "garden")
    sitting.do(OLGA, moving.MoveAmendment(ref=MotionId("repair"), motion=main, text=amended))
    changes = (text.replace("renewed", "repaired"), text.replace("yard", "garden"))
    sitting.do(OLGA, DivideMotion(motion=MotionId("repair"), parts=changes, ref=PollId("change")))
    _take(sitting, PollId("change-1"), {HANH: "no", OLGA: "yes"})
    _take(sitting, PollId("change-2"), {HANH: "yes", OLGA: "yes"})
    _take_last(sitting, {HANH: "yes"})
    sitting.do(COHEN, MoveProcedural(ref=MotionId("divide"), kind=Procedure.DIVIDE, motion=main))
    _take(sitting, PollId("divide"), {COHEN: "yes"})
    parts = ("Mindful of the cost,", "the lamps of the hall are renewed", "and those of the garden removed.")
    sitting.do(CHAIR, DivideMotion(motion=main, parts=parts, preamble=1, ref=PollId("lamps")))
    for number, choice in enumerate(("yes", "yes", "no"), start=1):
        _take(sitting, PollId(f"lamps-{number}"), {HANH: choice})
    _take_last(sitting, {HANH: "yes"})
    _reject_in_parts(sitting)


def _reject_in_parts(sitting: Sitting) -> None:
    """A motion of which only the preamble is adopted, the other part by agreement not needed any more."""
    sitting.do(
        COHEN, moving.MoveMotion(ref=MotionId("doors"), item=OTHER, text="In view of the noise, doors are shut.")
    )
    parts = ("In view of the noise,", "doors are shut.")
    sitting.do(COHEN, DivideMotion(motion=MotionId("doors"), parts=parts, preamble=1, ref=PollId("doors")))
    agreed = DeclareConsensus(item=OTHER, text="It is noisy.", poll=PollId("doors-1"))
    sitting.do(CHAIR, agreed)
    _take(sitting, PollId("doors-2"), {HANH: "no"})


def _take_last(sitting: Sitting, votes: Mapping[MemberId, str]) -> None:
    """The vote that the server prepared last: on a question as a whole."""
    polls = sitting.meeting.polls.polls.values()
    _take(sitting, max(polls, key=lambda poll: poll.order).ref, votes)


def _put(sitting: Sitting, motion: str, votes: Mapping[MemberId, str]) -> None:
    """Prepare the vote on a motion, and take it."""
    poll = PollId(f"on-{motion}")
    question = poll_commands.PreparePoll(
        ref=poll,
        item=OTHER,
        question="Shall it be adopted?",
        method="yes_no",
        secrecy=poll_terms.Secrecy.NAMED,
        motion=MotionId(motion),
    )
    sitting.do(CHAIR, question)
    _take(sitting, poll, votes)


def _take(sitting: Sitting, poll: PollId, votes: Mapping[MemberId, str]) -> None:
    _vote(sitting, poll, votes)
    sitting.do(CHAIR, poll_commands.DeclareResult(poll=poll))


def _vote(sitting: Sitting, poll: PollId, votes: Mapping[MemberId, str]) -> None:
    sitting.do(CHAIR, poll_commands.OpenPoll(poll=poll))
    for member, choice in votes.items():
        sitting.do(member, poll_commands.CastVote(poll=poll, choice=choice))
    sitting.do(CHAIR, poll_commands.ClosePoll(poll=poll))


def _end_the_debate(sitting: Sitting) -> None:
    """Procedural motions: one whose result is put right, and then declared; one too late; one without a vote."""
    close, refer = (
        MoveProcedural(ref=MotionId("close"), kind=Procedure.CLOSE_DEBATE),
        MoveProcedural(ref=MotionId("refer"), kind=Procedure.REFER, text="To the Committee on Buildings."),
    )
    sitting.do(OLGA, close)
    _vote(sitting, PollId("close"), {OLGA: "yes", HANH: "yes"})
    _put_right(sitting, "close", HANH, "no")
    sitting.do(CHAIR, poll_commands.DeclareResult(poll=PollId("close")))
    sitting.do(HANH, MoveProcedural(ref=MotionId("put-off"), kind=Procedure.POSTPONE, text="Until the next meeting."))
    _take(sitting, PollId("put-off"), {OLGA: "no"})
    _put_right(sitting, "put-off", OLGA, "yes")
    sitting.do(COHEN, refer)
    agreed = DeclareConsensus(item=OTHER, text="The matter goes to the committee.", poll=PollId("refer"))
    sitting.do(CHAIR, agreed)


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
