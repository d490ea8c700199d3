"""The attendance as a file: for other programs with every time of being here, on paper with a line to sign for each.

The file for programs is UTF-8 with a byte order mark, because spreadsheets guess otherwise and guess wrong.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from io import StringIO

from starlette.requests import Request
from starlette.responses import Response

from meetings.minutes import jobs
from meetings.minutes.expected import Expected, Occasion
from meetings.rules.attendance import Attendance, Member
from meetings.rules.identity import Role
from meetings.rules.phrases import Phrase
from meetings.rules.roll_call import WITHOUT_ATTENDANCE
from meetings.rules.state import Meeting
from meetings.rules.stays import Stay
from meetings.web import attendance_words
from meetings.web.language import language_of
from meetings.web.site import Signed, organiser, signed, site_of
from meetings.web.telling import worded

COLUMNS = (
    "ref",
    "name",
    "role",
    "group",
    "votes",
    "status",
    "intervals",
    "seat",
    "substitute",
    "proxy",
    "authority",
    "reason",
)
"""New columns come at the end: programs read the old ones by their place."""
ACTS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With what a spreadsheet takes a text for something to be worked out."""


async def table(request: Request) -> Response:
    """`GET /m/ID/attendance.csv`: for chair and secretary; with `?for=people` in the language of the page."""
    who = organiser(await signed(request), Role.CHAIR, Role.SECRETARY)
    headers, meeting = _headers(who, "attachment", "csv"), who.room.meeting
    lines = _for_people(request, meeting) if request.query_params.get("for") == "people" else rows(meeting)
    return Response(written(lines), media_type="text/csv; charset=utf-8", headers=headers)


def _for_people(request: Request, meeting: Meeting) -> Iterator[Sequence[str]]:
    languages, language = site_of(request).pages.languages, language_of(request)
    people, offset = attending(meeting), meeting.sitting.profile.offset

    def say(phrase: Phrase) -> str:
        return worded(languages, language, phrase)

    head, *lines = attendance_words.rows(people, offset, say)
    yield [*head, *map(say, attendance_words.BESIDE)]
    for member, line in zip(people, lines, strict=True):
        _seat, *beside = _beside(meeting.attendance, member)
        yield [*map(_harmless, line), *beside]


async def sheet(request: Request) -> Response:
    """`GET /m/ID/attendance.pdf`: a sheet to sign, for chair and secretary, in the language of the page."""
    who = organiser(await signed(request), Role.CHAIR, Role.SECRETARY)
    occasion = occasion_of(who.room.meeting, language_of(request))
    content = await site_of(request).workshop.run(jobs.attendance_sheet, occasion, expected(who.room.meeting))
    return Response(content, media_type="application/pdf", headers=_headers(who, "inline", "pdf"))


def _headers(who: Signed, disposition: str, kind: str) -> Mapping[str, str]:
    name = f'filename="attendance-{who.room.id}.{kind}"'
    return {"cache-control": "no-store", "content-disposition": f"{disposition}; {name}"}


def occasion_of(meeting: Meeting, language: str) -> Occasion:
    """What the head of the sheet says."""
    profile = meeting.sitting.profile
    return Occasion(profile.body, profile.title, profile.place, profile.starts_at, profile.offset, language)


def expected(meeting: Meeting) -> Sequence[Expected]:
    """Everybody who may attend, in the order of the list."""
    return [
        Expected(member.name, member.role, member.seat or member.ref, member.group or "")
        for member in attending(meeting)
    ]


def attending(meeting: Meeting) -> Sequence[Member]:
    """Everybody whose attendance is recorded, in the order of the list."""
    people = (member for member in meeting.attendance.members.values() if member.role not in WITHOUT_ATTENDANCE)
    return sorted(people, key=lambda member: member.order)


def written(lines: Iterable[Sequence[str]]) -> bytes:
    """Rows as a file (RFC 4180)."""
    out = StringIO(newline="")
    csv.writer(out).writerows(lines)
    return out.getvalue().encode("utf-8-sig")


def rows(meeting: Meeting) -> Iterator[Sequence[str]]:
    """The names of the columns, then everybody in the order of the list."""
    yield COLUMNS
    clock = timezone(timedelta(minutes=meeting.sitting.profile.offset))
    for member in attending(meeting):
        yield [*_row(member, clock), *_beside(meeting.attendance, member)]


def _row(member: Member, clock: timezone) -> Sequence[str]:
    stays = "; ".join(_told(stay, clock) for stay in member.stays)
    texts = [member.ref, _harmless(member.name), member.role, _harmless(member.group or "")]
    return [*texts, str(member.votes), member.status, stays]


def _beside(state: Attendance, member: Member) -> Sequence[str]:
    """The seat, who sits in it instead of the member, who votes for it on which paper, and why it is away."""
    mandate, members = state.mandates.given.get(member.ref), state.members
    proxy, authority = ("", "") if mandate is None else (members[mandate.proxy].name, mandate.authority)
    substitute, reason = state.substitutes.get(member.ref, ""), state.reasons.get(member.ref, "")
    return [_harmless(text) for text in (member.seat or "", substitute, proxy, authority, reason)]


def _told(stay: Stay, clock: timezone) -> str:
    """A time of being here and how it was established, as `2026-12-10T14:05:00+01:00 (roll)/…`; open while it lasts."""
    came = f"{_moment(stay.since, clock)} ({stay.came}{', late' if stay.is_late else ''})"
    return f"{came}/" if stay.until is None else f"{came}/{_moment(stay.until, clock)} ({stay.went})"


def _moment(at: int, clock: timezone) -> str:
    return datetime.fromtimestamp(at // 1000, clock).isoformat()


def _harmless(text: str) -> str:
    """The text, so that no spreadsheet works it out; a quotation mark before it is what they all understand."""
    return f"'{text}" if text.startswith(ACTS_AS_FORMULA) else text
