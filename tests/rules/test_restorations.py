"""A record that came back from a backup."""

import pytest

from meetings.rules.corrections import RecordSignature
from meetings.rules.identity import LogId, MemberId
from meetings.rules.poll_commands import HoldPoll, OpenPoll
from meetings.rules.poll_events import PollHeld
from meetings.rules.polls import PollState
from meetings.rules.proceedings import Adjourn
from meetings.rules.refusals import Code
from meetings.rules.restorations import RecordRestored, Restoration, RestoreRecord, known_as
from tests.rules.council import CHAIR, POLL, SECRETARY, polling, question, sitting
from tests.rules.scenario import NOON, SERVER

FIRST = LogId("0f" * 32)
BEGINNING, AGAIN = LogId("ab" * 32), LogId("cd" * 32)


def restoration(taken_at: int = NOON, by: str = "Ms Lind", beginning: str = BEGINNING) -> RestoreRecord:
    return RestoreRecord(taken_at=taken_at, by=by, beginning=LogId(beginning))


def test_a_restoration_is_one_more_entry() -> None:
    scenario = sitting().later(60)
    number = len(scenario.history) + 1
    event = RecordRestored(taken_at=NOON, by="Ms Lind", beginning=BEGINNING)
    scenario.when(SERVER, restoration()).then(event)
    assert scenario.meeting.restorations == (Restoration(number, NOON + 60_000, NOON, "Ms Lind", BEGINNING),)


def test_the_record_is_known_by_its_last_restoration() -> None:
    scenario = sitting()
    assert known_as(scenario.meeting, FIRST) == FIRST
    scenario.given(SERVER, restoration())
    assert known_as(scenario.meeting, FIRST) == BEGINNING
    scenario.given(SERVER, restoration(beginning=AGAIN))
    assert known_as(scenario.meeting, FIRST) == AGAIN


def test_a_poll_that_was_open_is_held_with_the_time_it_had_at_the_backup() -> None:
    scenario = polling()
    scenario.when(SERVER, restoration()).then(
        RecordRestored(taken_at=NOON, by="Ms Lind", beginning=BEGINNING), PollHeld(poll=POLL, by_restart=True)
    )
    assert scenario.meeting.polls.polls[POLL].state is PollState.HELD


def test_a_poll_with_a_deadline_keeps_what_was_left_of_it() -> None:
    timed = sitting().given(CHAIR, question(), OpenPoll(poll=POLL, closes_in_s=90))
    held = timed.later(3600).when(SERVER, restoration(taken_at=NOON + 30_000)).decision.events[-1]
    assert held == PollHeld(poll=POLL, left_ms=60_000, by_restart=True)


def test_a_poll_that_was_held_stays_as_it_was() -> None:
    polling().given(CHAIR, HoldPoll(poll=POLL)).when(SERVER, restoration()).then(
        RecordRestored(taken_at=NOON, by="Ms Lind", beginning=BEGINNING)
    )


@pytest.mark.parametrize("actor", [CHAIR, SECRETARY])
def test_nobody_in_the_meeting_can_say_that_the_record_was_restored(actor: str) -> None:
    sitting().when(actor, restoration()).refused(Code.NOT_ALLOWED)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (restoration(beginning="none"), Code.BAD_COMMAND),
        (restoration(taken_at=2**60), Code.BAD_COMMAND),
        (restoration(by=" "), Code.BAD_COMMAND),
        (restoration(by="x" * 301), Code.TOO_LONG),
    ],
)
def test_what_cannot_be_a_restoration_is_refused(command: RestoreRecord, code: Code) -> None:
    sitting().when(SERVER, command).refused(code)


def test_signed_minutes_stay_in_force_because_the_backup_held_what_they_cover() -> None:
    scenario = sitting().given(CHAIR, Adjourn())
    signature = RecordSignature(member=MemberId(CHAIR), covers=len(scenario.history), sha256="ab" * 32)
    scenario.given(SERVER, signature)
    told_until = scenario.meeting.corrections.last_in_minutes
    assert scenario.given(SERVER, restoration()).meeting.corrections.last_in_minutes == told_until


def test_minutes_that_nobody_has_signed_tell_of_the_restoration() -> None:
    scenario = sitting().given(SERVER, restoration())
    assert scenario.meeting.corrections.last_in_minutes == len(scenario.history)
