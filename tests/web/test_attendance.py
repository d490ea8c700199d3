"""The attendance as files for chair and secretary: with every time of being here, and on paper to be signed."""

import csv
from io import StringIO

import pytest

from meetings.minutes.expected import Expected
from meetings.rules.attendance import Status
from meetings.rules.identity import MemberId
from meetings.rules.proxies import GiveProxy
from meetings.rules.roll_call import Leave, RecordAttendance
from meetings.rules.standing_orders import Rules
from meetings.rules.substitution import Substitute
from meetings.web import attendance_words
from meetings.web.attendance import expected, rows, written
from tests.rules.council import SECRETARY, admission, council, present
from tests.typesetting.reading import text_of
from tests.web.town import Browser, Town

LATE = {"en": " (secretary, late) – ", "vi": " (thư ký, đến muộn) – "}


async def sheet(elmford: Town, who: Browser) -> list[dict[str, str]]:
    answer = await who.get(f"{elmford.at}/attendance.csv")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == f'attachment; filename="attendance-{elmford.meeting}.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("ref", ["chair", "clerk"])
async def test_chair_and_secretary_get_everybody_but_the_display(elmford: Town, ref: str) -> None:
    lines = await sheet(elmford, await elmford.browser(ref))
    assert [line["ref"] for line in lines] == ["chair", "clerk", "guest", "ann", "bob", "cho", "dee"]
    ann = {"ref": "ann", "name": "Ann", "role": "delegate", "group": "", "votes": "1", "status": "absent"}
    assert lines[3] == {
        **ann,
        "intervals": "",
        **dict.fromkeys(("seat", "substitute", "proxy", "authority", "reason"), ""),
    }


@pytest.mark.parametrize("kind", ["csv", "pdf"])
@pytest.mark.parametrize("ref", ["ann", "guest", "hall"])
async def test_nobody_else_gets_it(elmford: Town, ref: str, kind: str) -> None:
    answer = await (await elmford.browser(ref)).get(f"{elmford.at}/attendance.{kind}")
    assert (answer.status_code, answer.json()["message"]) == (403, "This is for: chair and secretary.")


async def test_times_are_those_of_the_meetings_own_clock(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    await elmford.give(clerk, "record_attendance", member="ann", status="present", late=True)
    intervals = (await sheet(elmford, clerk))[3]["intervals"]
    assert intervals.endswith("+01:00 (secretary, late)/")


@pytest.mark.parametrize(
    ("language", "head", "ann"),
    [
        (
            "en",
            "Seat,Name,Office,Group,Number of votes,Attendance,Times of being here,Substitute,Proxy",
            "ann,Ann,delegate,,1,present,",
        ),
        (
            "vi",
            '"Tổ, đoàn",Số phiếu,Tham dự,Thời gian có mặt,Người dự thay,Người được ủy quyền',
            "ann,Ann,đại biểu,,1,có mặt,",
        ),
    ],
)
async def test_people_get_it_in_the_language_of_the_page(elmford: Town, language: str, head: str, ann: str) -> None:
    clerk = await elmford.browser("clerk")
    await elmford.give(clerk, "record_attendance", member="ann", status="present", late=True)
    clerk.cookies.set("language", language)
    text = (await clerk.get(f"{elmford.at}/attendance.csv?for=people")).content.decode("utf-8-sig")
    assert head in text
    assert ann in text
    assert text.count(LATE[language]) == 1


def test_people_are_told_when_and_how_somebody_came_and_went() -> None:
    came = council().given(SECRETARY, *present("ana")).later(60).given("ana", Leave())
    ana = came.meeting.attendance.members[MemberId("ana")]
    _head, row = attendance_words.rows([ana], 120, str)
    assert row[-1] == "2026-09-21 16:13:20 (secretary) – 2026-09-21 16:14:20 (member)"


def test_every_stay_is_told_with_its_beginning_its_end_and_how_they_were_established() -> None:
    came = council().given(SECRETARY, *present("ana"))
    back = came.later(60).given("ana", Leave()).later(60).given(SECRETARY, *present("ana"))
    intervals = next(row[6] for row in rows(back.meeting) if row[0] == "ana")
    assert intervals == (
        "2026-09-21T16:13:20+02:00 (secretary)/2026-09-21T16:14:20+02:00 (member); "
        "2026-09-21T16:15:20+02:00 (secretary)/"
    )


def test_the_seat_the_substitute_the_proxy_and_the_reason_stand_at_the_end_of_the_row() -> None:
    """Programs that read the old columns by their place go on reading them."""
    excused = RecordAttendance(member=MemberId("ben"), status=Status.EXCUSED, reason="ill")
    given = GiveProxy(member=MemberId("ben"), proxy=MemberId("chi"), authority="=letter")
    seated = Substitute(member=MemberId("dan"), name="Dora")
    sheet = council(rules=Rules(proxies=1, substitutes=True)).given(SECRETARY, admission("zoe", votes=1, seat="7"))
    lines = list(rows(sheet.given(SECRETARY, excused, given, seated).meeting))
    assert lines[0][:7] == ("ref", "name", "role", "group", "votes", "status", "intervals")
    added = {line[0]: line[7:] for line in lines}
    assert added["ref"] == ("seat", "substitute", "proxy", "authority", "reason")
    assert added["ben"] == ["", "", "Chi", "'=letter", "ill"]
    assert added["dan"] == ["", "Dora", "", "", ""]
    assert added["zoe"] == ["7", "", "", "", ""]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@now", "\t=1"])
def test_no_name_is_taken_for_a_formula(name: str) -> None:
    """A name that begins like a formula would be worked out by the spreadsheet that opens the file."""
    sheet = council().given(SECRETARY, admission("zoe", votes=1, name=name, group=name))
    assert [row[1:4] for row in rows(sheet.meeting)][-1] == [f"'{name}", "delegate", f"'{name}"]


def test_a_comma_or_a_line_in_a_name_stays_in_its_cell() -> None:
    assert written([['a"b', "c,d", "e"]]).decode("utf-8-sig") == '"a""b","c,d",e\r\n'


@pytest.mark.parametrize("ref", ["chair", "clerk"])
async def test_chair_and_secretary_get_a_sheet_to_sign_with_everybody_who_may_attend(elmford: Town, ref: str) -> None:
    answer = await (await elmford.browser(ref)).get(f"{elmford.at}/attendance.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == f'inline; filename="attendance-{elmford.meeting}.pdf"'
    text = text_of(answer.content)
    for part in ("Council of Elmford", "Town hall", "14:00", "Mayor Elm", "The clerk", "Ann", "Delegate", "Signature"):
        assert part in text
    assert "Display" not in text


async def test_the_sheet_is_in_the_language_of_the_page(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    clerk.cookies.set("language", "vi")
    assert "Ký tên" in text_of((await clerk.get(f"{elmford.at}/attendance.pdf")).content)


def test_the_sheet_tells_the_group_and_the_seat_in_the_hall_or_the_ref() -> None:
    meeting = council().given(SECRETARY, admission("zoe", votes=1, group="Greens", seat="24")).meeting
    assert expected(meeting)[-1] == Expected("Zoe", "delegate", "24", "Greens")
    assert expected(meeting)[0] == Expected("Chair", "chair", "chair")
