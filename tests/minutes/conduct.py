"""Near the end of the eventful sitting: how people conduct themselves."""

from meetings.rules.explanations import ExplainVote
from meetings.rules.identity import ItemId, MemberId, PollId
from meetings.rules.incidents import RecordIncident
from meetings.rules.interests import DeclareInterest, WithdrawInterest
from meetings.rules.proceedings import ChangeRecess, Resume, Suspend
from tests.minutes.sitting import SECOND, Sitting

CHAIR, SECRETARY, OTHER = "dvorakova", "lipinski", ItemId("other")
CANARY = "canary-of-incident"


def conduct(sitting: Sitting) -> None:
    """Any other business is still in hand."""
    _explanations(sitting)
    _interests(sitting)
    _incidents(sitting)


def _explanations(sitting: Sitting) -> None:
    """Of the vote on the budget; the second one of a member takes the place of the first."""
    budget = PollId("both")
    sitting.do("olga", ExplainVote(poll=budget, text="canary of a first thought"))
    sitting.do("olga", ExplainVote(poll=budget, text="The halves agreed in the committee."))
    sitting.do("cohen", ExplainVote(poll=budget, text="[poll both: yes 99; adopted]"))


def _interests(sitting: Sitting) -> None:
    """One member is recused by what she declares, another takes the declaration back."""
    sitting.do("hanh", DeclareInterest(item=OTHER, text="My brother owns the field on which the tents would stand."))
    sitting.do(SECRETARY, DeclareInterest(item=OTHER, text="[poll other: yes 1]", member=MemberId("olga")))
    sitting.do("cohen", DeclareInterest(item=OTHER, text="canary of what was taken back"))
    sitting.do("cohen", WithdrawInterest(item=OTHER))


def _incidents(sitting: Sitting) -> None:
    """A recess that lasts longer than was announced, what happened in it, and what nobody is to read of."""
    sitting.do(CHAIR, Suspend(until=sitting.now + 300 * SECOND))
    alarm = sitting.now
    sitting.later(4)
    sitting.do(CHAIR, ChangeRecess(until=sitting.now + 600 * SECOND))
    sitting.later(8)
    sitting.do(CHAIR, Resume())
    sitting.do(SECRETARY, RecordIncident(text="The fire alarm rang; the hall was cleared.", happened_at=alarm))
    sitting.do(SECRETARY, RecordIncident(text="A visitor interrupted a speech and was asked to leave.", item=OTHER))
    sitting.do(SECRETARY, RecordIncident(text=CANARY, item=OTHER, private=True))
