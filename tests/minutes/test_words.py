"""The words around the facts: dates, times, names and texts in sentences."""

from datetime import UTC, datetime

import pytest

from meetings.minutes.contents_of_attendance import Person
from meetings.minutes.words import Words, language_of, listed, utc, zone
from meetings.rules.identity import MemberId, Role

NOON = round(datetime(2026, 2, 3, 12, 0, tzinfo=UTC).timestamp() * 1000)
MINUTE = 60_000


def words(language: str = "en", offset: int = 60) -> Words:
    return Words(language, offset, NOON)


def person(name: str, title: str | None = None) -> Person:
    return Person(MemberId("p"), name, Role.DELEGATE, title, None, None, 1)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Tuesday, 3 February 2026"),
        ("vi", "ngày 03 tháng 02 năm 2026"),
        ("de", "Dienstag, 3. Februar 2026"),
        ("pt-BR", "terça-feira, 3 de fevereiro de 2026"),
        ("tlh", "Tuesday, 3 February 2026"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(language: str, written: str) -> None:
    assert words(language).full_date(NOON) == written


def test_a_time_is_that_of_the_meetings_own_clock() -> None:
    assert words(offset=420).time(NOON) == "19:00"


def test_a_time_on_another_day_of_the_meetings_clock_tells_the_day() -> None:
    assert words(offset=420).time(NOON + 6 * 60 * MINUTE) == "4 February, 01:00"


def test_a_stretch_that_has_not_ended_has_one_time() -> None:
    assert words().times(NOON, None) == "13:00"
    assert words().times(NOON, NOON + MINUTE) == "13:00–13:01"


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "0 s"), (59, "59 s"), (60, "1 min"), (89, "1 min"), (90, "2 min"), (3600, "60 min")]
)
def test_a_duration_is_told_to_the_minute(seconds: int, told: str) -> None:
    assert words().duration(NOON, NOON + seconds * 1000) == told


@pytest.mark.parametrize(
    ("offset", "told"), [(0, "UTC+00:00"), (-725, "UTC-12:05"), (330, "UTC+05:30"), (1440, "UTC+24:00")]
)
def test_the_clock_of_a_meeting_is_told_by_its_distance_from_utc(offset: int, told: str) -> None:
    assert zone(offset) == told
    assert words(offset=offset).zone() == told


@pytest.mark.parametrize("at", [253_402_300_799_999, -253_402_300_799_999, 10**17])
def test_a_moment_outside_the_calendar_is_told_as_near_as_it_comes(at: int) -> None:
    assert words(offset=1440).full_date(at)
    assert utc(at).tzinfo is UTC


@pytest.mark.parametrize(
    ("written", "told"), [("2026-12-31", "31 December 2026"), ("next week", "next week"), ("2026-13-01", "2026-13-01")]
)
def test_a_day_that_is_a_date_is_told_in_words(written: str, told: str) -> None:
    assert words().day(written) == told


@pytest.mark.parametrize(("num", "den", "told"), [(1, 2, "half"), (2, 3, "two thirds"), (5, 7, "5/7"), (1, 1, "1/1")])
def test_a_fraction_is_told_in_a_word_where_there_is_one(num: int, den: int, told: str) -> None:
    assert words().part(num, den) == told


def test_a_name_that_runs_the_other_way_is_isolated() -> None:
    assert words().name(person("עדנה")) == "\u2068עדנה\u2069"
    assert words().name(person("Anna")) == "Anna"
    assert words("ar").name(person("Anna")) == "\u2068Anna\u2069"


def test_every_line_of_a_text_is_isolated_by_itself() -> None:
    assert words().text("א\nב") == "\u2068א\u2069\n\u2068ב\u2069"


def test_a_name_is_told_with_the_office_of_its_owner() -> None:
    assert words().named(person("Anna", "Mayor")) == "Anna, Mayor"
    assert words().named(person("Anna")) == "Anna"


def test_names_are_parted_by_what_none_of_them_contains() -> None:
    assert listed(["Anna", "Ben"]) == "Anna, Ben"
    assert listed(["Congo, Republic of", "Kenya"]) == "Congo, Republic of; Kenya"


@pytest.mark.parametrize(
    "feigned",
    [
        "[poll p: yes",
        "[ poll",
        "[p\u200bo\nl l",
        "[record: 5",
        "ends with [",
        "[\u00ad",
        "[motion m: adopted]",
        "[quo\u00adrum",
        "[agenda of",
    ],
)
def test_a_text_cannot_begin_a_line_that_is_verified(feigned: str) -> None:
    assert "[" not in words().text(feigned)


@pytest.mark.parametrize("honest", ["[sic]", "see [3]", "[pol", "a [b] c", "the [motion carried] at last: so"])
def test_other_brackets_stay_as_they_are(honest: str) -> None:
    assert words().text(honest) == honest


@pytest.mark.parametrize(("tag", "language"), [("vi", "vi"), ("zh-Hant", "zh-Hant"), ("", "en"), ("a b", "en")])
def test_a_tag_that_is_none_means_english(tag: str, language: str) -> None:
    assert language_of(tag) == language
