"""Near the end of the eventful sitting: what is done with several items of the agenda at once."""

from meetings.rules.agenda import AddItem
from meetings.rules.consent import AdoptConsent, MarkConsent, TakeOut
from meetings.rules.floor import EndSpeech, GiveFloor
from meetings.rules.identity import ItemId, MemberId, MotionId, PollId
from meetings.rules.items_in_hand import ConcludeItem, DeferItem, StartItem
from meetings.rules.joint_debate import JoinItems, PartItems
from meetings.rules.moving import MoveAmendment, MoveMotion
from meetings.rules.poll_commands import CastVote, ClosePoll, DeclareResult, OpenPoll, PreparePoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.urgency import MoveUrgent
from tests.minutes.sitting import Sitting

CHAIR, SECRETARY, OTHER = "dvorakova", "lipinski", ItemId("other")


def order_of_business(sitting: Sitting) -> None:
    """Any other business is still in hand."""
    _consent(sitting)
    _urgency(sitting)
    _together(sitting)


def _consent(sitting: Sitting) -> None:
    """Three items that nobody is expected to speak on; one is taken out and not reached any more."""
    calendar, fees, twins = ItemId("calendar"), ItemId("fees"), ItemId("twins")
    sitting.do(SECRETARY, AddItem(ref=calendar, title="Calendar for 2027", consent=True))
    sitting.do(SECRETARY, AddItem(ref=fees, title="Fees of the library", consent=True))
    sitting.do(SECRETARY, AddItem(ref=twins, title="Letter to the twin towns"))
    sitting.do(SECRETARY, MarkConsent(item=twins, consent=True))
    _motion_on(sitting, twins)
    sitting.do("cohen", TakeOut(item=fees))
    sitting.later(2)
    sitting.do(CHAIR, AdoptConsent(items=(calendar, twins)))


def _motion_on(sitting: Sitting, item: ItemId) -> None:
    """A motion and an amendment to it, whose votes fall away when the item is adopted."""
    sitting.do("hanh", MoveMotion(ref=MotionId("letter"), item=item, text="That the letter be sent."))
    sitting.do("cohen", MoveAmendment(ref=MotionId("soon"), motion=MotionId("letter"), text="That it be sent soon."))
    for ref in ("letter", "soon"):
        question = PreparePoll(
            ref=PollId(ref),
            item=item,
            question="Shall it be adopted?",
            method="yes_no",
            secrecy=Secrecy.NAMED,
            motion=MotionId(ref),
        )
        sitting.do(CHAIR, question)


def _urgency(sitting: Sitting) -> None:
    """One item is found urgent, and taken up; another is not."""
    for ref, title, choice in (("bridge", "Bridge at Linde", "yes"), ("fountain", "Fountain in the square", "no")):
        moved = MoveUrgent(ref=ItemId(ref), title=title, reason="[record: 1 entries, head ab]")
        sitting.do("olga", moved)
        poll = PollId(ref)
        sitting.do(CHAIR, OpenPoll(poll=poll))
        for member in ("olga", "hanh"):
            sitting.do(member, CastVote(poll=poll, choice=choice))
        sitting.do(CHAIR, ClosePoll(poll=poll))
        sitting.do(CHAIR, DeclareResult(poll=poll))


def _together(sitting: Sitting) -> None:
    """The bridge is debated together with two others; one of these is deferred to a day, one is still to come."""
    bridge, fees, urgent = ItemId("bridge"), ItemId("fees"), ItemId("urgent")
    sitting.do(CHAIR, StartItem(item=bridge))
    sitting.do(CHAIR, JoinItems(items=(fees, urgent)))
    sitting.later(1)
    sitting.do(CHAIR, DeferItem(item=urgent, until="2027-01-12"))
    sitting.do(CHAIR, PartItems())
    sitting.do(CHAIR, ConcludeItem(item=bridge))
    _carry_on(sitting, bridge, fees)
    sitting.do(CHAIR, StartItem(item=OTHER))


def _carry_on(sitting: Sitting, first: ItemId, second: ItemId) -> None:
    """The first item is put off in the middle of a speech, and the debate goes on under the second one."""
    sitting.do(CHAIR, StartItem(item=first))
    sitting.do(CHAIR, JoinItems(items=(second,)))
    sitting.do(CHAIR, GiveFloor(member=MemberId("olga")))
    sitting.later(1)
    sitting.do(CHAIR, DeferItem(item=first))
    sitting.later(1)
    sitting.do(CHAIR, EndSpeech())
    sitting.do(CHAIR, DeferItem(item=second))
