"""The memory of answers, as the log makes it."""

import pytest

from meetings.record.codec import Said
from meetings.rooms.answers import Answers, Done, digest_of
from meetings.rules.admission import MemberAdmitted
from meetings.rules.attendance import AttendanceRecorded, Status
from meetings.rules.identity import LogId, MemberId, Role, Stamp
from meetings.rules.meeting import AnyEvent
from meetings.rules.proceedings import Announce, Announced
from meetings.rules.refusals import Code, Refused

AN, BINH = MemberId("an"), MemberId("binh")
LUNCH = Announce(id="announce-1", text="Lunch")
TEA = Announce(id="announce-1", text="Tea")


def said(event: AnyEvent, position: int = 7, by: MemberId | None = AN, id_: str = "announce-1") -> Said:
    return Said(LogId("5a"), event, Stamp(position, 1000 * position, by), id_)


def learnt(*recorded: tuple[Said, bytes | None]) -> Answers:
    answers = Answers()
    answers.learn(recorded)
    return answers


def test_what_was_recorded_is_remembered() -> None:
    answers = learnt((said(Announced(text="Lunch")), digest_of(LUNCH)))
    assert answers.recall(AN, LUNCH) == Done("announce-1", 7, 7000)


def test_what_was_not_recorded_is_not_remembered() -> None:
    answers = learnt((said(Announced(text="Lunch")), digest_of(LUNCH)))
    assert answers.recall(BINH, LUNCH) is None
    assert answers.recall(AN, Announce(id="announce-2", text="Lunch")) is None


def test_other_content_under_the_same_id_is_refused() -> None:
    answers = learnt((said(Announced(text="Lunch")), digest_of(LUNCH)))
    with pytest.raises(Refused) as refused:
        answers.recall(AN, TEA)
    assert refused.value.code is Code.SAME_ID_OTHER_CONTENT


def test_without_a_digest_any_content_fits() -> None:
    answers = learnt((said(Announced(text="Lunch")), None))
    assert answers.recall(AN, TEA) == Done("announce-1", 7, 7000)


def test_of_several_events_the_last_gives_the_position_and_the_first_that_made_something_its_ref() -> None:
    admitted = MemberAdmitted(member=MemberId("eva"), name="Eva", role=Role.DELEGATE, votes=1)
    recorded = AttendanceRecorded(member=MemberId("eva"), status=Status.PRESENT, means="secretary")
    answers = learnt((said(admitted, 7), None), (said(recorded, 8), None))
    assert answers.recall(AN, LUNCH) == Done("announce-1", 8, 8000, "eva")


def test_what_the_server_did_is_asked_for_by_nobody() -> None:
    answers = learnt((said(Announced(text="Lunch"), by=None), None), (said(Announced(text="Lunch"), id_=""), None))
    assert answers.recall(None, LUNCH) is None
    assert answers.recall(AN, Announce(text="Lunch")) is None


def test_answers_of_a_turn_are_adopted() -> None:
    answers = Answers()
    answers.adopt(learnt((said(Announced(text="Lunch")), None)))
    assert answers.recall(AN, LUNCH) == Done("announce-1", 7, 7000)
