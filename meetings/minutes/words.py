"""The words around the facts: the language of the minutes, its dates and times, names and texts put into sentences.

What people wrote comes in through `text` and the names only: it cannot turn the words around it, nor pass for a line
that `verify` reads.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date

from meetings.languages import SOURCE, Languages
from meetings.minutes.check_lines_of_business import WORDS
from meetings.minutes.contents_of_attendance import Person
from meetings.typesetting import isolate
from meetings.typesetting.bidi import is_plain

FULL: Mapping[str, str] = {"en": "EEEE, d MMMM y", "vi": "'ngày' dd 'tháng' M 'năm' y"}
LONG: Mapping[str, str] = {"en": "d MMMM y", "vi": "'ngày' dd 'tháng' M 'năm' y"}
SHORT: Mapping[str, str] = {"en": "d MMMM", "vi": "'ngày' dd 'tháng' M"}
"""How a day is written where the pattern of the language is not what minutes use."""
TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
UNSEEN = (
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]*"
)
BEGINNINGS = [*map(UNSEEN.join, ("poll", "record")), *(f"{UNSEEN.join(word)}[^\\]:]*(?::|$)" for word in WORDS)]
FEIGNED = re.compile(rf"\[(?={UNSEEN}(?:$|{'|'.join(BEGINNINGS)}))")
"""The bracket with which a text could begin a line as `verify` reads it."""
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - on the meeting's own clock, which may lie beyond what time zones allow


def language_of(tag: str) -> str:
    """The tag, if it has the form of a language tag (BCP 47), else English."""
    return tag if TAG.fullmatch(tag) else SOURCE


@lru_cache(maxsize=1)
def catalogues() -> Languages:
    """The translations of the minutes, read once in a process."""
    return Languages(domain="minutes")


class Words:
    """The language and the clock of one meeting's minutes. Times are milliseconds since 1970 UTC."""

    def __init__(self, language: str, offset: int, day: int) -> None:
        self.language = language_of(language)
        self.offset = offset
        self._day = self.moment(day).date()
        self._locale = _locale(self.language)
        self.is_turned = self._locale.text_direction == "rtl"
        found = catalogues().translations(catalogues().best([self.language]))
        self.gettext, self.ngettext = found.gettext, found.ngettext

    def moment(self, at: int) -> datetime:
        """The moment on the meeting's clock, as near as a calendar comes to it."""
        try:
            return EPOCH + timedelta(milliseconds=at, minutes=self.offset)
        except OverflowError:
            return datetime.max if at > 0 else datetime.min  # noqa: DTZ901 - the meeting's own clock

    def full_date(self, at: int) -> str:
        """A day, with the name of the month and of the day of the week."""
        return self._written(self.moment(at), FULL, "full")

    def _written(self, day: date, patterns: Mapping[str, str], otherwise: str) -> str:
        language = self._locale.language
        pattern = patterns.get(language, otherwise)
        # Decree 30/2020/NĐ-CP: days below 10 and the months 1 and 2 get a zero.
        if language == "vi" and day.month < 3:
            pattern = pattern.replace("M", "MM")
        return format_date(day, pattern, locale=self._locale)

    def time(self, at: int) -> str:
        """The time of day; with the day, if it is another than that of the meeting."""
        moment = self.moment(at)
        clock = f"{moment:%H:%M}"
        if moment.date() == self._day:
            return clock
        day = self._written(moment, SHORT, "long")
        return f"{day}, {clock}"

    def in_full(self, at: int) -> str:
        """A moment with its day, as the close of minutes has it."""
        _, moment = self.gettext, self.moment(at)
        terms = {"hour": f"{moment:%H}", "minute": f"{moment:%M}", "day": self.full_date(at)}
        return _("%(hour)s:%(minute)s on %(day)s") % terms

    def stamp(self, at: int) -> str:
        """A moment to the second, in figures."""
        return f"{self.moment(at):%Y-%m-%d %H:%M:%S}"

    def times(self, since: int, until: int | None) -> str:
        """A stretch of time."""
        return self.time(since) if until is None else f"{self.time(since)}–{self.time(until)}"

    def day(self, written: str) -> str:
        """A day that somebody wrote: in words if it is a date (ISO 8601), else as it is."""
        try:
            day = date.fromisoformat(written)
        except ValueError:
            return self.text(written)
        return self._written(day, LONG, "long")

    def zone(self) -> str:
        """The meeting's clock, as `UTC+01:00`."""
        return zone(self.offset)

    def duration(self, since: int, until: int) -> str:
        """How long something took, to the minute."""
        return self.length(until - since)

    def length(self, ms: int) -> str:
        """So many milliseconds, to the minute."""
        _, seconds = self.gettext, round(ms / 1000)
        if seconds < 60:
            return _("%(seconds)d s") % {"seconds": seconds}
        return _("%(minutes)d min") % {"minutes": (seconds + 30) // 60}

    def members(self, count: int) -> str:
        """So many members."""
        return self.ngettext("%(count)d member", "%(count)d members", count) % {"count": count}

    def votes(self, count: int) -> str:
        """So many votes."""
        return self.ngettext("%(count)d vote", "%(count)d votes", count) % {"count": count}

    def part(self, num: int, den: int) -> str:
        """A fraction, in a word where there is one."""
        _ = self.gettext
        known = {
            (1, 2): _("half"),
            (1, 3): _("one third"),
            (2, 3): _("two thirds"),
            (3, 4): _("three quarters"),
            (3, 5): _("three fifths"),
            (4, 5): _("four fifths"),
        }
        return known.get((num, den), f"{num}/{den}")

    def text(self, written: str) -> str:
        """What somebody wrote, as it may stand among other words."""
        honest = FEIGNED.sub("(", written)
        if is_plain(honest) and not self.is_turned:
            return honest
        return "\n".join(isolate(line) for line in honest.split("\n"))

    def name(self, person: Person) -> str:
        """A name, for a sentence."""
        return self.text(person.name)

    def named(self, person: Person) -> str:
        """A name with the office that its owner holds."""
        return f"{self.name(person)}, {self.text(person.title)}" if person.title else self.name(person)

    def names(self, people: Iterable[Person]) -> str:
        """Names in a row."""
        return listed([self.name(person) for person in people])


def listed(names: Sequence[str]) -> str:
    """Names in a row, parted by what none of them contains."""
    return ("; " if any("," in name for name in names) else ", ").join(names)


def zone(offset: int) -> str:
    """Minutes east of UTC, as `UTC+01:00`."""
    return f"UTC{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"


def utc(at: int) -> datetime:
    """The moment in UTC, as near as a calendar comes to it."""
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC) if at > 0 else datetime.min.replace(tzinfo=UTC)


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(SOURCE)
