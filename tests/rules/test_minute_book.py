"""The minute book: notes, decisions, tasks."""

import pytest

from meetings.rules.identity import ItemId, MemberId
from meetings.rules.minute_book import (
    AssignTask,
    DecisionRecorded,
    Minute,
    MinuteCommand,
    MinuteKind,
    MinuteWritten,
    RecordDecision,
    TaskAssigned,
    WriteMinute,
)
from meetings.rules.proceedings import Adjourn
from meetings.rules.refusals import Code
from tests.rules.council import BUDGET, CHAIR, SECRETARY, council, sitting
from tests.rules.scenario import NOON

ANA = MemberId("ana")


def test_the_secretary_takes_a_note() -> None:
    sitting().when(SECRETARY, WriteMinute(item=BUDGET, text="tired")).then(MinuteWritten(item=BUDGET, text="tired"))


def test_a_decision_is_put_on_record_in_words() -> None:
    command = RecordDecision(item=BUDGET, text="Adopted as moved")
    sitting().when(CHAIR, command).then(DecisionRecorded(item=BUDGET, text="Adopted as moved"))


def test_a_task_has_somebody_and_a_day() -> None:
    command = AssignTask(item=BUDGET, text="Report", to=ANA, due="2026-12-01")
    sitting().when(SECRETARY, command).then(TaskAssigned(item=BUDGET, text="Report", to=ANA, due="2026-12-01"))


def test_the_book_keeps_everything_in_order_by_its_position() -> None:
    scenario = council()
    first = len(scenario.history) + 1
    scenario.given(SECRETARY, WriteMinute(item=BUDGET, text="a"), RecordDecision(item=BUDGET, text="b"))
    scenario.later(1).given(SECRETARY, AssignTask(item=BUDGET, text="c", to=ANA, due="soon"))
    assert scenario.meeting.minutes.minutes == (
        Minute(first, BUDGET, "a", MinuteKind.NOTE, NOON),
        Minute(first + 1, BUDGET, "b", MinuteKind.DECISION, NOON),
        Minute(first + 2, BUDGET, "c", MinuteKind.TASK, NOON + 1000, ANA, "soon"),
    )


def test_the_book_stays_open_after_the_meeting() -> None:
    sitting().given(CHAIR, Adjourn()).when(SECRETARY, RecordDecision(item=BUDGET, text="x")).accepted()


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (WriteMinute(item=ItemId("nothing"), text="x"), Code.NO_SUCH_ITEM),
        (WriteMinute(item=BUDGET, text=""), Code.BAD_COMMAND),
        (RecordDecision(item=BUDGET, text="x" * 20_001), Code.TOO_LONG),
        (AssignTask(item=BUDGET, text="x", to=MemberId("nobody")), Code.NO_SUCH_MEMBER),
        (AssignTask(item=BUDGET, text="x", due="x" * 301), Code.TOO_LONG),
        (AssignTask(item=BUDGET, text="x", due="\x00"), Code.BAD_COMMAND),
    ],
)
def test_what_cannot_stand_in_the_book_is_refused(command: MinuteCommand, code: Code) -> None:
    sitting().when(SECRETARY, command).refused(code)
