"""The meeting as a whole: decided topic by topic, folded from its log, and what a command makes."""

import pytest

from meetings.rules.admission import Admit
from meetings.rules.agenda import AddItem
from meetings.rules.decision import Decision, Upload
from meetings.rules.identity import ItemId, MemberId, MotionId, PaperId, Role
from meetings.rules.meeting import NO_MEETING, AnyCommand, events_of, fold, made_by
from meetings.rules.minute_book import WriteMinute
from meetings.rules.moving import MoveMotion
from meetings.rules.papers import AttachPaper
from meetings.rules.poll_commands import ClosePoll, OpenPoll
from meetings.rules.proceedings import Announced, MeetingState
from tests.rules.council import BUDGET, CHAIR, POLL, SECRETARY, council, question, sitting, vote


def test_before_its_first_entry_a_meeting_is_scheduled_and_empty() -> None:
    assert fold([]) is NO_MEETING
    assert NO_MEETING.sitting.state is MeetingState.SCHEDULED
    assert not NO_MEETING.attendance.members


def test_a_meeting_is_what_its_log_says() -> None:
    scenario = sitting().given(CHAIR, question(), OpenPoll(poll=POLL)).given("ana", vote("yes"))
    scenario.given(CHAIR, ClosePoll(poll=POLL))
    assert fold(scenario.history) == scenario.meeting


def test_a_log_can_be_folded_in_parts() -> None:
    scenario = sitting().given(CHAIR, question(), OpenPoll(poll=POLL))
    for part in range(len(scenario.history)):
        assert fold(scenario.history[part:], fold(scenario.history[:part])) == scenario.meeting


def test_the_meeting_before_a_command_is_left_as_it_was() -> None:
    scenario = sitting()
    before, history = scenario.meeting, list(scenario.history)
    scenario.given(CHAIR, question(), OpenPoll(poll=POLL)).given("ana", vote("yes"))
    assert before == fold(history)


def test_the_events_of_a_decision_are_events_of_a_meeting() -> None:
    assert events_of(Decision((Announced(text="Coffee"),))) == (Announced(text="Coffee"),)


@pytest.mark.parametrize(
    ("actor", "command", "ref"),
    [
        (SECRETARY, Admit(ref=MemberId("zoe"), name="Zoë", role=Role.OBSERVER), "zoe"),
        (SECRETARY, AddItem(ref=ItemId("x"), title="X"), "x"),
        ("ana", MoveMotion(ref=MotionId("m"), item=BUDGET, text="More trams"), "m"),
        (SECRETARY, AttachPaper(ref=PaperId("plan"), item=BUDGET, sha256="1" * 64, title="The plan"), "plan"),
        (CHAIR, question(), POLL),
        (SECRETARY, WriteMinute(item=BUDGET, text="tired"), None),
    ],
)
def test_a_command_that_makes_something_tells_its_ref(actor: str, command: AnyCommand, ref: str | None) -> None:
    scenario = sitting().uploading(Upload("1" * 64, "application/pdf", 1))
    (event,) = events_of(scenario.when(actor, command).decision)
    assert made_by(event) == ref


def test_the_last_position_is_known() -> None:
    scenario = council()
    assert scenario.meeting.corrections.last == len(scenario.history)
