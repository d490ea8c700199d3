"""What stewards see: who is on the list and who is here, and nothing of the business."""

from meetings.rules.attendance import Status
from meetings.rules.decision import Upload
from meetings.rules.identity import MemberId
from meetings.rules.papers import AttachPaper
from meetings.rules.poll_commands import OpenPoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.roll_call import RecordAttendance
from meetings.views.audiences import Audience, Moment, audience_of, can_see_paper, passing, seat, view
from meetings.views.fragments import CanShown, Connected, MemberShown, MeShown
from tests.rules.council import BUDGET, CHAIR, POLL, SECRETARY, question, sitting
from tests.rules.test_stewards import STEWARD, attended

DOOR = MemberId(STEWARD)
PAPER = Upload(sha256="ab" * 32, media_type="application/pdf", pages=3)


def test_a_steward_belongs_to_the_door() -> None:
    assert audience_of(attended().meeting, DOOR) is Audience.DOOR


def test_the_door_sees_the_list_the_quorum_and_what_is_to_be_done_there() -> None:
    scenario = attended(sitting()).given(CHAIR, question(secrecy=Secrecy.OPEN), OpenPoll(poll=POLL))
    shown = view(scenario.meeting, Audience.DOOR, Moment())
    kinds = {key.partition("/")[0] for key in shown}
    assert kinds == {"meeting", "quorum", "now", "roll", "member", "can"}
    assert shown["can"] == CanShown(commands=["record_attendance", "record_attendances"])


def test_the_door_sees_no_reasons_and_no_times() -> None:
    excused = RecordAttendance(member=MemberId("eve"), status=Status.EXCUSED, reason="canary")
    eve = view(attended(sitting()).given(SECRETARY, excused).meeting, Audience.DOOR, Moment())["member/eve"]
    assert isinstance(eve, MemberShown)
    assert (eve.status, eve.reason, eve.stays) == ("excused", None, ())


def test_the_door_does_not_see_who_has_a_tablet_connected() -> None:
    moment = Moment(connected=frozenset({MemberId("ana")}))
    assert passing(attended().meeting, Audience.DOOR, moment)["presence"] == Connected(connected=1)


def test_a_steward_may_do_all_that_is_offered_at_the_door() -> None:
    me = seat(attended().meeting, DOOR)["me"]
    assert isinstance(me, MeShown)
    assert (me.role, list(me.cannot)) == ("steward", [])


def test_papers_are_not_for_the_door() -> None:
    scenario = attended(sitting()).uploading(PAPER)
    meeting = scenario.given(SECRETARY, AttachPaper(item=BUDGET, sha256=PAPER.sha256, title="The plan")).meeting
    assert can_see_paper(meeting, MemberId("ana"), PAPER.sha256)
    assert not can_see_paper(meeting, DOOR, PAPER.sha256)
    assert not can_see_paper(meeting, MemberId("stranger"), PAPER.sha256)
