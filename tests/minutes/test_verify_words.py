"""What minutes say in words of the course of a meeting is compared with the record, whatever their language."""

from collections.abc import Sequence
from functools import cache
from typing import cast

import pytest

from meetings.minutes.profiles import TRADITIONS
from meetings.minutes.render import Edition, render
from meetings.minutes.verify import verify
from meetings.minutes.verify_chain import Said
from meetings.minutes.verify_course import course, in_words
from meetings.minutes.verify_text import Text
from meetings.rules.agenda import AddItem
from meetings.rules.attendance import Status
from meetings.rules.floor import EndSpeech, GiveFloor
from meetings.rules.identity import ItemId, MemberId
from meetings.rules.interests import DeclareInterest
from meetings.rules.items_in_hand import StartItem
from meetings.rules.proceedings import Adjourn, CallToOrder, Resume, Suspend
from meetings.rules.roll_call import RecordAttendance
from meetings.rules.standing_orders import Rules
from tests.minutes.eventful import eventful
from tests.minutes.sitting import LOG, MEETING, Sitting
from tests.minutes.test_layout import small
from tests.minutes.test_verify_business import entries

AN, CHAIR, ITEM = MemberId("an"), MemberId("chair"), ItemId("i")


def pdf_of(sitting: Sitting) -> bytes:
    return render(sitting.entries(), MEETING, LOG, Edition.FINAL)


@cache
def body(profile: str = "parliamentary") -> str:
    """The text of the pages of the eventful sitting."""
    return Text(pdf_of(eventful(minutes=profile))).body


def faults(text: str, said: Sequence[Said]) -> list[str]:
    return list(in_words(said, course(said))(text))


def in_profile(profile: str) -> list[Said]:
    said = entries()
    cast("dict[str, object]", said[0].body["profile"])["minutes"] = profile
    return said


@pytest.mark.parametrize("profile", list(TRADITIONS))
def test_what_every_tradition_says_of_it_agrees_with_the_record(profile: str) -> None:
    assert faults(body(profile), in_profile(profile)) == []


FORGERIES: list[tuple[str, str, str]] = [
    ("14:20–14:32", "14:20–14:31", "recess 14:20–14:32, announced until 14:30: the text does not say so"),
    ("until14:30)", "until14:32)", "recess 14:20–14:32, announced until 14:30: the text does not say so"),
    ("until14:30)", "until14:30,14:35)", "recess 14:20–14:32, announced until 14:30: the text does not say so"),
    ("15:40,15:49)", "15:49)", "recess 15:35–15:47, announced until 15:40, 15:49: the text does not say so"),
    ("Hạnh14:14–14:184min", "Hạnh14:14–14:244min", "speech of hanh, 14:14–14:18: the text does not say so"),
    ("Hạnh14:14–14:184min", "Hạnh14:14–14:189min", "speech of hanh, 14:14–14:18: the text does not say so"),
    ("Hạnh14:14–14:184min", "Hạnh", "speech of hanh, 14:14–14:18: the text does not say so"),
    ("NguyễnThịMinhHạnh14:14–", "JiřinaDvořáková14:14–", "speech of hanh, 14:14–14:18: the text does not say so"),
    ("14:00–14:022min", "14:00–14:099min", "speech of guest, 14:00–14:02: the text does not say so"),
    ("Hạnh4minof10min", "Hạnh3minof10min", "time of hanh on budget, 4 of 10: the text does not say so"),
    ("Hạnh4minof10min", "Hạnh4minof20min", "time of hanh on budget, 4 of 10: the text does not say so"),
    ("Cities6minof15min", "Cities5minof15min", "time of Cities on other, 6 of 15: the text does not say so"),
    ("forĐặngQuốcBảo,letterof1December", "forHanh,letterof1December", "proxy olga for bao, 15:52–15:52"),
    ("letterof1December", "letterof2December", "proxy olga for bao, 15:52–15:52: the text does not say so"),
    ("letterof1December,15:52", "letterof1December,15:32", "proxy olga for bao, 15:52–15:52: the text does not say so"),
    ("LêVănDũngfor", "LêVănfor", "substitute Lê Văn Dũng for bao, 15:52–15:52: the text does not say so"),
    ("Bảo,15:52–15:52Prox", "Bảo,15:42–15:52Prox", "substitute Lê Văn Dũng for bao, 15:52–15:52: the text does not"),
    ("Mybrotherowns", "Mybrothersold", "interest of hanh in other: the text does not say so"),
    ("Hạnh:Mybrother", "Hương:Mybrother", "interest of hanh in other: the text does not say so"),
]


@pytest.mark.parametrize(("said", "forged", "sentence"), FORGERIES)
def test_a_line_of_the_minutes_that_says_otherwise_fails(said: str, forged: str, sentence: str) -> None:
    text = body()
    assert said in text
    assert any(sentence in fault for fault in faults(text.replace(said, forged), entries()))


def test_the_report_names_what_the_text_does_not_say() -> None:
    """The record has the speech shorter than the minutes: they were made of another record."""
    said = entries()
    ended = next(each for each in said if each.kind == "speech_ended" and each.body["member"] == "hanh")
    said[said.index(ended)] = Said(ended.log, ended.position, ended.kind, 1, None, ended.at - 120_000, "x", ended.body)
    found = faults(body(), said)
    assert "speech of hanh, 14:14–14:16: the text does not say so" in found
    assert "time of hanh on budget, 2 of 10: the text does not say so" in found


def verified(sitting: Sitting) -> list[str]:
    """What fails besides the signatures, which are not there."""
    return [
        check.detail
        for check in verify(pdf_of(sitting)).checks
        if not check.passed and "not signed" not in check.detail
    ]


def test_a_line_for_programs_that_goes_on_over_the_page_is_read_as_one() -> None:
    """The heads and feet of pages, which come between its parts, are no part of it."""
    sitting = small()
    for number in range(160):
        sitting.do("chair", AddItem(ref=ItemId(f"item-{number:03}-" + "x" * 50), title="A"))
    assert verified(sitting) == []


def test_a_meeting_that_goes_on_after_midnight_agrees_with_its_print() -> None:
    sitting = small(rules=Rules(member_limit_s=86_400, proxies=1))
    sitting.do("chair", AddItem(ref=ITEM, title="A"))
    sitting.do("chair", CallToOrder())
    for ref in (AN, CHAIR):
        sitting.do("chair", RecordAttendance(member=ref, status=Status.PRESENT))
    sitting.do("chair", StartItem(item=ITEM))
    sitting.later(10 * 60)
    sitting.do("chair", GiveFloor(member=AN))
    sitting.later(3 * 60)
    sitting.do("chair", EndSpeech())
    sitting.do("chair", Suspend(until=sitting.now + 60_000))
    sitting.later(10 * 60)
    sitting.do("chair", Resume())
    sitting.do("chair", GiveFloor(member=AN))
    sitting.do("chair", DeclareInterest(item=ITEM, member=AN, text="I own it: 12:00–13:00, [poll x: יש 🏠 𠮷."))
    assert verified(sitting) == []
    sitting.do("chair", Adjourn())
    assert verified(sitting) == []


@pytest.mark.parametrize("language", ["ar", "he", "de", "vi", "km", "zh"])
def test_the_course_agrees_with_the_print_in_every_script(language: str) -> None:
    assert verified(eventful(language)) == []
