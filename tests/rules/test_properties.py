"""What holds whatever people do: commands in any order, by anybody, sensible or not."""

import os
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import Phase, find, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from meetings.rules.agenda import ItemState
from meetings.rules.attendance import RollMethod, Status, is_present
from meetings.rules.authority import office
from meetings.rules.decision import Decision, Upload
from meetings.rules.floor import RequestKind
from meetings.rules.hand_counts import EnterCounts
from meetings.rules.identity import MemberId, Role
from meetings.rules.items_in_hand import StartItem
from meetings.rules.meeting import AnyCommand, fold
from meetings.rules.motions import MotionState
from meetings.rules.offers import name_of, offered, withheld
from meetings.rules.poll_commands import CastVote, ClosePoll, OpenPoll, PreparePoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.polls import Poll, PollState
from meetings.rules.proceedings import MeetingState
from meetings.rules.quorum import QuorumRule
from meetings.rules.recusals import Recuse
from meetings.rules.roll_call import RecordAttendance
from meetings.rules.standing_orders import NO_RULES, Rules
from meetings.rules.state import Meeting
from meetings.rules.stays import is_here
from tests.rules.bodies import BODIES, QUORUMS, WEIGHTS
from tests.rules.council import BUDGET, CHAIR, VOTERS, question, sitting
from tests.rules.scenario import Scenario, Trial, actor_of
from tests.rules.sound_results import a_result_follows, every_result_is_counted_again, texts_of
from tests.rules.strategies import PAPERWORK, PROXIES, QUESTIONS, SEATING, STEPS, Step, steps

RUNS = int(os.environ.get("RUNS", "500" if os.environ.get("CI") else "100"))
"""How many meetings of fifty steps: enough for CI, or as many as are asked for."""
FINDING = settings(max_examples=500, phases=[Phase.generate], derandomize=True, database=None)
UPLOAD = Upload("1" * 64, "application/pdf", 2)
IN_PROGRESS = {PollState.OPEN, PollState.HELD}
DECLARED = {PollState.DECLARED, PollState.AGREED}
COUNTED = {PollState.CLOSED, PollState.DECLARED}


def begun(rules: Rules = NO_RULES) -> Scenario:
    """The council with an agenda, a file that may be attached, and a question prepared."""
    return sitting(rules=rules).uploading(UPLOAD).given(CHAIR, question())


def taken(scenario: Scenario, step: Step) -> None:
    """One more command is given, with everything checked that must hold before and after."""
    actor, command, seconds = step
    before = scenario.meeting
    trial = scenario.later(seconds).when(actor, command)
    assert scenario.meeting is before
    if isinstance(trial.result, Decision):
        was_offered(before, trial, command)
        trial.accepted()
        sound(scenario)
        a_vote_is_left_alone(before, scenario.meeting)


def a_vote_is_left_alone(before: Meeting, after: Meeting) -> None:
    """As long as a poll is open, nothing changes that it is about, nor who sits in the seats that vote."""
    if before.polls.open is None or before.polls.open != after.polls.open:
        return
    poll = before.polls.polls[before.polls.open]
    assert after.agenda.items[poll.item] == before.agenda.items[poll.item]
    assert all(
        after.papers.papers[each.ref] == each for each in before.papers.papers.values() if each.item == poll.item
    )
    seated, now = before.attendance.substitutes, after.attendance.substitutes
    assert all(seated.get(member) == now.get(member) for member in poll.entitled)
    assert after.polls.polls[poll.ref].entitled == poll.entitled


def played(steps: Sequence[Step]) -> Scenario:
    scenario = begun()
    for step in steps:
        taken(scenario, step)
    return scenario


def was_offered(meeting: Meeting, trial: Trial, command: AnyCommand) -> None:
    """Nobody succeeds with a command that the screen would not have offered; no decision is empty."""
    assert trial.decision.events
    actor = actor_of(trial.actor)
    role = office(meeting, actor)
    if actor.member is not None and role is not None:
        offers = offered(meeting, frozenset({role}))
        assert name_of(type(command)) in offers
        assert name_of(type(command)) not in withheld(meeting, actor.member, role, offers)


def sound(scenario: Scenario) -> None:
    meeting = scenario.meeting
    an_agenda_is_sound(meeting)
    motions_are_sound(meeting)
    an_attendance_is_sound(meeting)
    proxies_are_sound(meeting)
    a_sitting_is_sound(meeting)
    in_progress = [poll.ref for poll in meeting.polls.polls.values() if poll.state in IN_PROGRESS]
    assert in_progress == ([] if meeting.polls.open is None else [meeting.polls.open])
    for poll in meeting.polls.polls.values():
        a_poll_is_sound(meeting, poll, scenario.boxes.get(poll.ref, []))


def motions_are_sound(meeting: Meeting) -> None:
    """Only a declared or agreed poll decides a motion; amendments belong to motions of the same item."""
    motions, polls = meeting.motions.motions, meeting.polls.polls.values()
    for motion in motions.values():
        if motion.state in (MotionState.ADOPTED, MotionState.REJECTED):
            assert any(poll.motion == motion.ref and poll.state in DECLARED for poll in polls)
        if motion.amends is not None:
            assert motions[motion.amends].item == motion.item
            assert motions[motion.amends].amends is None
        assert motion.mover not in motion.seconders


def an_agenda_is_sound(meeting: Meeting) -> None:
    agenda = meeting.agenda
    assert sorted(agenda.order) == sorted(agenda.items)
    in_hand = [item.ref for item in agenda.items.values() if item.state is ItemState.OPEN]
    assert sorted(in_hand) == sorted([] if agenda.current is None else [agenda.current, *agenda.together])
    assert agenda.current is not None or not agenda.together


def an_attendance_is_sound(meeting: Meeting) -> None:
    """Whoever is recorded present is in the last of their stays, and no stay begins before the one before has ended."""
    for member in meeting.attendance.members.values():
        assert is_here(member.stays) == (member.status is Status.PRESENT)
        assert all(stay.until is not None for stay in member.stays[:-1])
        times = [at for stay in member.stays for at in (stay.since, stay.until) if at is not None]
        assert times == sorted(times)


def proxies_are_sound(meeting: Meeting) -> None:
    """Nobody votes for too many, nor for one who votes for others; both sides of the list say the same."""
    mandates, most = meeting.attendance.mandates, meeting.sitting.rules.proxies
    assert all(len(held) <= most for held in mandates.held.values())
    assert not set(mandates.given) & set(mandates.held)
    assert not set(mandates.held) & set(meeting.attendance.substitutes)
    held = {(ref, proxy) for proxy, refs in mandates.held.items() for ref in refs}
    assert held == {(ref, mandate.proxy) for ref, mandate in mandates.given.items()}


def a_sitting_is_sound(meeting: Meeting) -> None:
    floor, roll, presiding = meeting.floor, meeting.attendance.roll, meeting.sitting.presiding
    assert presiding is not None
    assert presiding not in meeting.attendance.substitutes
    assert meeting.attendance.members[presiding].role in (Role.CHAIR, Role.VICE_CHAIR, Role.DELEGATE)
    waiting = [request.member for request in floor.waiting]
    assert len(set(waiting)) == len(waiting)
    assert all(is_present(meeting.attendance, member) for member in waiting)
    urgent = [request.kind is RequestKind.POINT_OF_ORDER for request in floor.waiting]
    assert urgent == sorted(urgent, reverse=True)
    points = {request.member for request in floor.waiting if request.kind is RequestKind.POINT_OF_ORDER}
    assert points <= set(floor.points)
    assert bool(roll.secret) == (roll.is_open and roll.method is RollMethod.CODE)
    if meeting.sitting.state is not MeetingState.OPEN:
        assert (floor.speaker, meeting.polls.open) == (None, None)
    if meeting.sitting.state is MeetingState.CLOSED:
        assert (meeting.agenda.current, floor.waiting, roll.is_open) == (None, (), False)


def a_poll_is_sound(meeting: Meeting, poll: Poll, box: Sequence[tuple[str, ...]]) -> None:
    assert set(poll.votes) <= set(poll.entitled)
    assert not set(poll.votes) & set(poll.recused)
    assert not set(poll.proxies.values()) & set(poll.recused)
    assert all(cast.proxy in (None, poll.proxies.get(member)) for member, cast in poll.votes.items())
    assert all(votes > 0 for votes in poll.entitled.values())
    assert (poll.outcome is not None) == (poll.state in COUNTED)
    if poll.state in IN_PROGRESS:
        assert poll.item in (meeting.agenda.current, *meeting.agenda.together)
    if poll.secrecy is Secrecy.CONFIDENTIAL:
        assert len(box) == len(poll.votes)
        assert all(cast.choice == () for cast in poll.votes.values())
    if poll.outcome is not None:
        a_result_follows(poll, poll.outcome)
    if poll.outcome is not None and poll.secrecy is Secrecy.ANALOG:
        # What was counted in the room adds up to the ballots, and never to more than the electorate has.
        marked = sum(poll.outcome.tally.values())
        assert poll.maximum > 1 or marked + poll.outcome.invalid == poll.outcome.cast
        assert poll.outcome.cast <= sum(poll.entitled.values())
    elif poll.outcome is not None:
        weights = poll.entitled
        ballots = [(cast.choice, weights[member]) for member, cast in poll.votes.items()]
        counted = [(choice, 1) for choice in box] if poll.secrecy is Secrecy.CONFIDENTIAL else ballots
        assert poll.outcome.cast == len(counted)
        marks = 1 if poll.is_ranked else None
        assert sum(poll.outcome.tally.values()) == sum(len(choice[:marks]) * weight for choice, weight in counted)
        # In every round of a run-off each ballot counts for one option or is exhausted.
        every = sum(weight for _, weight in counted)
        assert all(sum(each.tally.values()) + each.exhausted == every for each in poll.outcome.rounds or ())


class AnyOrder(RuleBasedStateMachine):
    """Whoever gives whatever command: nothing breaks a rule, and what was recorded makes the same meeting again.

    Half of the steps go on with the vote in hand: by chance alone, hardly one would come to its result.
    """

    orders = NO_RULES

    def __init__(self) -> None:
        super().__init__()
        self.scenario = begun(self.orders)

    def taken(self, actor: str, command: AnyCommand) -> None:
        taken(self.scenario, (actor, command, 1))

    @property
    def prepared(self) -> Poll | None:
        polls = self.scenario.meeting.polls.polls.values()
        return next((poll for poll in polls if poll.state is PollState.PREPARED), None)

    @property
    def open(self) -> Poll | None:
        polls = self.scenario.meeting.polls
        return None if polls.open is None else polls.polls[polls.open]

    @rule(step=steps())
    def somebody_gives_a_command(self, step: Step) -> None:
        taken(self.scenario, step)

    @rule(question=QUESTIONS)
    def a_question_is_put(self, question: PreparePoll) -> None:
        self.taken("chair", question)

    @precondition(lambda self: self.prepared is not None and self.open is None)
    @rule()
    def the_vote_begins(self) -> None:
        poll = self.prepared
        assert poll is not None
        self.taken("chair", StartItem(item=poll.item))
        self.taken("chair", OpenPoll(poll=poll.ref))

    @precondition(lambda self: self.open is not None)
    @rule(voters=st.lists(st.sampled_from(VOTERS), max_size=4), data=st.data())
    def votes_are_cast(self, voters: Sequence[str], data: st.DataObject) -> None:
        poll = self.open
        assert poll is not None
        marks = st.sampled_from(poll.option_refs)
        if poll.secrecy is Secrecy.ANALOG:
            tally = {option: data.draw(st.integers(0, 2)) for option in poll.option_refs}
            self.taken("secretary", EnterCounts(poll=poll.ref, tally=tally))
        for voter in voters:
            self.taken(voter, CastVote(poll=poll.ref, choice=data.draw(marks)))

    @precondition(lambda self: self.open is not None)
    @rule()
    def the_vote_ends(self) -> None:
        assert self.open is not None
        self.taken("chair", ClosePoll(poll=self.open.ref))

    def teardown(self) -> None:
        assert fold(self.scenario.history) == self.scenario.meeting
        every_result_is_counted_again(texts_of(self.scenario))


TestAnyOrder = pytest.mark.timeout(600)(AnyOrder.TestCase)
TestAnyOrder.settings = settings(max_examples=RUNS, stateful_step_count=50)


class WithProxies(AnyOrder):
    """The same where members vote for others, and others sit in their seats."""

    orders = Rules(proxies=2, proxies_present=True, members_give_proxies=True, substitutes=True)

    @precondition(lambda self: self.open is None)
    @rule(step=PROXIES)
    def a_proxy_is_given_or_ended(self, step: AnyCommand) -> None:
        self.taken("secretary", step)

    @rule(step=SEATING)
    def somebody_else_takes_a_seat(self, step: AnyCommand) -> None:
        self.taken("secretary", step)

    @rule(step=PAPERWORK)
    def papers_and_titles_change(self, step: AnyCommand) -> None:
        self.taken("secretary", step)

    @precondition(lambda self: self.open is not None)
    @rule(data=st.data())
    def votes_are_cast_by_proxy(self, data: st.DataObject) -> None:
        poll = self.open
        assert poll is not None
        marks = st.sampled_from(poll.option_refs)
        for proxy, members in poll.representing.items():
            for member in members:
                self.taken(proxy, CastVote(poll=poll.ref, choice=data.draw(marks), voter=member))


TestWithProxies = pytest.mark.timeout(600)(WithProxies.TestCase)
TestWithProxies.settings = settings(max_examples=RUNS // 4, stateful_step_count=50)


class ByAnyRules(WithProxies):
    """The same in bodies of any rules: with weights of one to three votes, a quorum, absentees who vote, and more."""

    @initialize(rules=BODIES, quorum=QUORUMS, weights=WEIGHTS)
    def a_body_is_convened(self, rules: Rules, quorum: QuorumRule, weights: Mapping[str, int]) -> None:
        convened = sitting(rules=rules, quorum=quorum, weights=weights)
        self.scenario = convened.uploading(UPLOAD).given(CHAIR, question())

    @rule(member=st.sampled_from(VOTERS), status=st.sampled_from([Status.PRESENT, Status.PRESENT, Status.LEFT]))
    def somebody_comes_or_goes(self, member: str, status: Status) -> None:
        self.taken("secretary", RecordAttendance(member=MemberId(member), status=status))

    @precondition(lambda self: self.open is None)
    @rule(member=st.sampled_from(VOTERS))
    def somebody_is_recused(self, member: str) -> None:
        self.taken("secretary", Recuse(member=MemberId(member), item=BUDGET))


TestByAnyRules = pytest.mark.timeout(600)(ByAnyRules.TestCase)
TestByAnyRules.settings = settings(max_examples=RUNS // 2, stateful_step_count=50)


# What is found may be long to read: nobody reads it unless the test fails.
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
def test_the_properties_reach_results() -> None:
    # A property that never comes to the interesting part proves nothing.
    find(
        STEPS,
        lambda steps: len(results(played(steps))) > 1,
        settings=FINDING,
    )


def results(scenario: Scenario) -> list[Poll]:
    return [poll for poll in scenario.meeting.polls.polls.values() if poll.outcome and poll.outcome.cast > 2]
