"""A motion that is divided into three parts, and the votes on them."""

from meetings.rules.division import DivideMotion
from meetings.rules.identity import MotionId, PollId
from meetings.rules.motions import MotionState
from meetings.rules.moving import MoveMotion
from meetings.rules.poll_commands import CastVote, ClosePoll, DeclareResult, OpenPoll
from meetings.rules.polls import PollState
from meetings.rules.standing_orders import Rules
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import MotionShown
from tests.rules.council import BUDGET, CHAIR, sitting
from tests.rules.scenario import Scenario

M, A, B = MotionId("m"), MotionId("a"), MotionId("b")
PARTS = ("Noting the report,", "600,000 go to the roads", "and 20,000 to the harbour.")
MOTION = MoveMotion(ref=M, item=BUDGET, text="Noting the report,\n600,000 go to the roads and 20,000 to the harbour.")
DIVIDE = DivideMotion(motion=M, parts=PARTS, preamble=1, ref=PollId("part"))
FREE = Rules()
NO_WHOLE = Rules(divided_whole=False)
VOTED = Rules(division="voted")


def moved(rules: Rules = FREE) -> Scenario:
    return sitting(rules=rules).given("ana", MOTION)


def divided(rules: Rules = FREE) -> Scenario:
    return moved(rules).given("ana", DIVIDE)


def voted(scenario: Scenario, *choices: str, ref: str = "part") -> Scenario:
    """The votes on the parts from the first on, with a choice of one member for each."""
    for number, choice in enumerate(choices, start=1):
        take(scenario, f"{ref}-{number}", choice)
    return scenario


def take(scenario: Scenario, ref: str, choice: str) -> Scenario:
    poll = PollId(ref)
    scenario.given(CHAIR, OpenPoll(poll=poll)).given("eve", CastVote(poll=poll, choice=choice))
    return scenario.given(CHAIR, ClosePoll(poll=poll), DeclareResult(poll=poll))


def shown(scenario: Scenario, ref: MotionId = M) -> MotionShown:
    fragment = view(scenario.meeting, Audience.FLOOR, Moment())[f"motion/{ref}"]
    assert isinstance(fragment, MotionShown)
    return fragment


def whole(scenario: Scenario) -> PollId:
    """The poll that asks about what is left."""
    poll = max(scenario.meeting.polls.polls.values(), key=lambda each: each.order)
    assert (poll.motion, poll.part, poll.state) == (M, 0, PollState.PREPARED)
    return poll.ref


def state(scenario: Scenario, ref: MotionId = M) -> MotionState:
    return scenario.meeting.motions.motions[ref].state
