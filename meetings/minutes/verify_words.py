"""Compares with the record what the minutes say in words of speeches, recesses, proxies, substitutes and interests.

Names, times, figures and what people wrote are compared, not the words in between, which differ from language to
language and may differ from version to version. What runs from right to left is compared by its times alone: where the
parts of such a line stand on the page, its text does not tell.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from unicodedata import bidirectional, normalize

from msgspec import Struct, field

from meetings.minutes.profiles import tradition
from meetings.minutes.profiles.tradition import Deed, Tradition
from meetings.minutes.verify_attendance import Rules
from meetings.minutes.verify_chain import Said, body_of
from meetings.minutes.verify_interests import Interests
from meetings.minutes.verify_mandates import Acting, Mandates
from meetings.minutes.verify_sitting import Sitting
from meetings.minutes.verify_speeches import Debate, Speech
from meetings.minutes.words import FEIGNED, Words

BETWEEN = r"\D{0,80}?"
"""What may stand between the parts of a phrase: words, in which there are no figures."""
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


class Profile(Struct, frozen=True):
    """How the minutes are written."""

    language: str
    offset: int
    starts_at: int
    minutes: str = "parliamentary"


class Convened(Struct, frozen=True):
    """The first entry."""

    profile: Profile
    rules: Rules = Rules()


class Admitted(Struct, frozen=True):
    """Somebody is on the list."""

    member: str
    name: str
    votes: int
    group: str | None = None


class Course(Struct, frozen=True):
    """What was reckoned from the entries."""

    sitting: Sitting
    debate: Debate
    mandates: Mandates
    interests: Interests


class Phrase(Struct, frozen=True):
    """Something that the minutes have to say: what it is about, how it begins, and how it goes on, as a pattern."""

    about: str
    begins: str
    pattern: str

    def stands_in(self, text: str) -> bool:
        """Whether the text says so. To look for a beginning takes far less time than to look for a pattern."""
        goes_on = re.compile(self.pattern)
        if not self.begins:
            return goes_on.search(text) is not None
        return any(goes_on.match(text, at + len(self.begins)) for at in places(text, self.begins))


class Reader(Struct):
    """Who is who, how times are written, and which letters the page can show."""

    tradition: Tradition
    words: Words
    rules: Rules
    letters: frozenset[str]
    people: dict[str, Admitted] = field(default_factory=dict)

    def name(self, ref: str) -> str:
        """The name of a member."""
        return self.people[ref].name if ref in self.people else ref

    def shown(self, text: str) -> str:
        """What somebody wrote, as it can be found; nothing where it runs from right to left."""
        if is_turned(text):
            return ""
        return "".join(each for each in legible(FEIGNED.sub("(", text)) if each in self.letters)

    def written(self, text: str) -> str:
        """What somebody wrote, as a pattern."""
        return f".{{0,{len(text) + 80}}}?" if is_turned(text) else re.escape(self.shown(text))

    def times(self, since: int, until: int | None) -> str:
        """A stretch of time, as a pattern."""
        return re.escape(legible(self.words.times(since, until))) + ("" if until is not None else "(?!–)")

    def length(self, ms: int) -> str:
        """How long something took, in whole minutes or, below one, in seconds."""
        seconds = round(ms / 1000)
        # A clock that was set back made speeches that end before they begin; of their minus nothing is left here.
        return str(abs(seconds) if seconds < 60 else (seconds + 30) // 60)


def faults(body: str, entries: Sequence[Said], course: Course) -> Iterator[str]:
    """What the text of the pages does not say as it was recorded. Raises Broken."""
    text = legible(body)
    reader = _reader(entries, course, frozenset(text))
    if reader is None:
        return
    for phrase in _phrases(reader, course):
        if not phrase.stands_in(text):
            yield f"{phrase.about}: the text does not say so"
    yield from _unspoken(reader, text, course)


def legible(text: str) -> str:
    """The letters and figures of a text, with what parts the figures of a time: what every page shows alike."""
    return "".join(each for each in normalize("NFKC", text) if each.isalnum() or each in ":–")


def is_turned(text: str) -> bool:
    """Whether some of it runs from right to left."""
    return any(bidirectional(letter) in RIGHT_TO_LEFT for letter in text)


def places(text: str, part: str) -> Iterator[int]:
    """Where the text has this part."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _reader(entries: Sequence[Said], course: Course, letters: frozenset[str]) -> Reader | None:
    """None where the minutes run from right to left as a whole, or nothing says how they are written."""
    convened = next((body_of(said, Convened) for said in entries if said.kind == "meeting_convened"), None)
    if convened is None:
        return None
    profile, called = convened.profile, course.sitting.called_at
    chosen = tradition(profile.minutes)
    day = profile.starts_at if called is None else called
    words = Words(chosen.language or profile.language, profile.offset, day)
    if words.is_turned:
        return None
    admitted = (body_of(said, Admitted) for said in entries if said.kind == "member_admitted")
    return Reader(chosen, words, convened.rules, letters, {each.member: each for each in admitted})


def _phrases(reader: Reader, course: Course) -> Iterator[Phrase]:
    yield from _recesses(reader, course.sitting)
    for acting in course.mandates.proxies:
        yield _acted(reader, acting, reader.name(acting.by), "proxy")
    for acting in course.mandates.substitutes:
        yield _acted(reader, acting, acting.by, "substitute")
    for (member, item), told in course.interests.declared.items():
        name = reader.shown(reader.name(member))
        yield Phrase(f"interest of {member} in {item}", name, f":?{reader.written(told)}")
    if Deed.SPEECHES in reader.tradition.deeds:
        for item, used in course.debate.used.items():
            yield from () if item is None else _used(reader, item, used)


def _recesses(reader: Reader, sitting: Sitting) -> Iterator[Phrase]:
    for recess in sitting.recesses:
        told = reader.words.times(recess.since, recess.until)
        pattern, about = reader.times(recess.since, recess.until), f"recess {told}"
        if recess.announced:
            announced = [reader.words.time(at) for at in recess.announced]
            pattern += BETWEEN + re.escape(legible("".join(announced))) + r"(?!\d\d:\d\d(?!–))"
            about += f", announced until {', '.join(announced)}"
        yield Phrase(about, "", pattern)


def _acted(reader: Reader, acting: Acting, by: str, what: str) -> Phrase:
    stay = acting.stay
    told, times = reader.words.times(stay.since, stay.until), reader.times(stay.since, stay.until)
    authority = reader.written(acting.authority) or BETWEEN
    pattern = f"{BETWEEN}{reader.written(reader.name(acting.member))}{authority}{times}"
    return Phrase(f"{what} {acting.by} for {acting.member}, {told}", reader.shown(by), pattern)


def _used(reader: Reader, item: str, used: Mapping[str, int]) -> Iterator[Phrase]:
    """The time that members and groups have used on an item, as far as the rules limit it."""
    groups: dict[str, int] = {}
    for member, ms in used.items():
        group = reader.people[member].group if member in reader.people else None
        if group is not None:
            groups[group] = groups.get(group, 0) + ms
        if reader.rules.member_limit_s:
            yield _of_limit(reader, f"{member} on {item}", reader.name(member), ms, reader.rules.member_limit_s)
    for group, ms in groups.items() if reader.rules.group_limit_s else ():
        yield _of_limit(reader, f"{group} on {item}", group, ms, reader.rules.group_limit_s)


def _of_limit(reader: Reader, about: str, name: str, ms: int, limit_s: int) -> Phrase:
    used, limit = reader.length(ms), reader.length(limit_s * 1000)
    pattern = rf"{used}{BETWEEN}(?<!\d){limit}(?!\d)"
    return Phrase(f"time of {about}, {used} of {limit}", reader.shown(name), pattern)


def _unspoken(reader: Reader, text: str, course: Course) -> Iterator[str]:
    """The speeches of which no row of a table tells; each row tells of one speech."""
    rows = _rows(text)
    for speech in course.debate.speeches:
        is_told = speech.item is None or Deed.SPEECHES in reader.tradition.deeds
        if is_told and not _has_row(reader, text, speech, rows):
            times = reader.words.times(speech.since, speech.until)
            yield f"speech of {speech.member}, {times}: the text does not say so"


def _rows(text: str) -> Mapping[str, list[int]]:
    """Where the text has a stretch of time, by the time with which it begins."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for found in re.finditer(r"\d\d:\d\d–", text):
        rows[found.group()].append(found.start())
    return rows


def _has_row(reader: Reader, text: str, speech: Speech, rows: Mapping[str, list[int]]) -> bool:
    """Whether a row that tells of no other speech tells of this one; from then on it does."""
    name, told = reader.name(speech.member), legible(reader.words.times(speech.since, speech.until))
    if speech.until is None or is_turned(name):
        return _turned(told) in text or told in text
    # A day may stand before the time.
    day = told.index(":") - 2
    lasted = re.compile(rf"{reader.length(speech.until - speech.since)}(?!\d)")
    spoken_by = re.compile(rf"{reader.written(name)}\D{{0,80}}\Z")
    begins = rows[told[day : day + 6]]
    for at in begins:
        start, end = at - day, at - day + len(told)
        before = text[max(0, start - len(name) - 80) : max(0, start)]
        if text.startswith(told, start) and lasted.match(text, end) and spoken_by.search(before):
            begins.remove(at)
            return True
    return False


def _turned(told: str) -> str:
    """A stretch of time in a line that runs from right to left."""
    return "–".join(reversed(told.split("–")))
