"""Who sees what: each audience's view, complete in itself and without what it may not know."""

import msgspec
import pytest

from meetings.rules.attendance import RollMethod, Status
from meetings.rules.corrections import Correct, RecordSignature
from meetings.rules.decision import Upload
from meetings.rules.identity import ItemId, MemberId, MotionId, PaperId
from meetings.rules.minute_book import RecordDecision, WriteMinute
from meetings.rules.moving import MoveMotion
from meetings.rules.papers import AttachPaper, ReplacePaper, WithdrawPaper
from meetings.rules.poll_commands import ClosePoll, HoldPoll, OpenPoll
from meetings.rules.poll_terms import Option, Secrecy
from meetings.rules.proceedings import Adjourn, Announce, TakeChair
from meetings.rules.roll_call import Leave, OpenRollCall, RecordAttendance
from meetings.views.audiences import Audience, Moment, audience_of, can_see_paper, passing, seat, view
from meetings.views.fragments import (
    CanShown,
    Connected,
    MemberShown,
    MeShown,
    MotionShown,
    NoticeShown,
    PageShown,
    PaperShown,
    RollCodeShown,
    TakenShown,
)
from meetings.views.fragments_of_record import SignatureShown
from meetings.views.fragments_of_votes import PollShown, WaitingShown
from meetings.views.own_votes import MyVoteShown
from tests.rules.council import BUDGET, CHAIR, HALL, POLL, SECRETARY, VOTERS, polling, question, sitting, vote
from tests.rules.scenario import SERVER, Scenario

NOW = Moment()
EVERYBODY = [audience for audience in Audience if audience is not Audience.DOOR]
"""All who follow the business; what stewards see is in `test_door`."""
PAPER = Upload(sha256="ab" * 32, media_type="application/pdf", pages=3)
NEWER = Upload(sha256="cd" * 32, media_type="application/pdf", pages=4)


def seen(scenario: Scenario, audience: Audience, key: str, moment: Moment = NOW) -> object:
    return view(scenario.meeting, audience, moment).get(key)


@pytest.mark.parametrize(
    ("member", "audience"),
    [
        ("hall", Audience.HALL),
        ("guest", Audience.GALLERY),
        ("ana", Audience.FLOOR),
        ("vice", Audience.FLOOR),
        ("chair", Audience.DAIS),
        ("secretary", Audience.DAIS),
        ("stranger", None),
    ],
)
def test_everybody_belongs_to_one_audience(member: str, audience: Audience | None) -> None:
    assert audience_of(sitting().meeting, MemberId(member)) is audience


def test_who_presides_sees_the_dais_and_who_handed_over_the_floor() -> None:
    scenario = sitting().given(CHAIR, TakeChair(member=MemberId("vice")))
    assert audience_of(scenario.meeting, MemberId("vice")) is Audience.DAIS
    assert audience_of(scenario.meeting, MemberId("chair")) is Audience.FLOOR


@pytest.mark.parametrize("audience", EVERYBODY)
def test_every_audience_sees_the_course_of_the_meeting(audience: Audience) -> None:
    shown = view(sitting().meeting, audience, NOW)
    assert {"meeting", "quorum", "now", "roll", "floor", "can", "item/budget", "member/ana"} <= shown.keys()


@pytest.mark.parametrize("audience", EVERYBODY)
def test_an_open_vote_is_seen_with_names_at_once(audience: Audience) -> None:
    scenario = polling(secrecy=Secrecy.OPEN).given("ana", vote("yes"))
    poll = seen(scenario, audience, "poll/p")
    assert isinstance(poll, PollShown)
    assert poll.tally == {"yes": 1, "no": 0, "abstain": 0}
    assert seen(scenario, audience, "ballot/p/ana") is not None


@pytest.mark.parametrize("audience", EVERYBODY)
@pytest.mark.parametrize("secrecy", [Secrecy.NAMED, Secrecy.CONFIDENTIAL])
def test_a_vote_not_in_the_open_shows_only_how_many_voted(audience: Audience, secrecy: Secrecy) -> None:
    scenario = polling(secrecy=secrecy).given("ana", vote("yes"))
    poll = seen(scenario, audience, "poll/p")
    assert isinstance(poll, PollShown)
    assert (poll.cast, poll.tally, poll.adopted) == (1, None, None)
    assert seen(scenario, audience, "ballot/p/ana") is None


@pytest.mark.parametrize("audience", EVERYBODY)
def test_the_result_is_seen_with_its_arithmetic_after_the_close(audience: Audience) -> None:
    scenario = polling().given("ana", vote("yes")).given("ben", vote("no")).given("chi", vote("abstain"))
    poll = seen(scenario.given(CHAIR, ClosePoll(poll=POLL)), audience, "poll/p")
    assert isinstance(poll, PollShown)
    assert (poll.tally, poll.base, poll.needed, poll.adopted) == ({"yes": 1, "no": 1, "abstain": 1}, 2, 2, False)


def test_the_votes_needed_are_seen_beforehand_where_they_are_fixed() -> None:
    poll = seen(polling(majority="absolute"), Audience.FLOOR, "poll/p")
    assert isinstance(poll, PollShown)
    assert poll.needed == len(VOTERS) // 2 + 1


def test_a_prepared_poll_shows_who_will_be_entitled() -> None:
    scenario = sitting().given(CHAIR, question(electorate=(MemberId("ana"), MemberId("ben"))))
    poll = seen(scenario, Audience.FLOOR, "poll/p")
    assert isinstance(poll, PollShown)
    assert poll.entitled == 2


def test_only_the_dais_sees_who_has_not_voted_and_who_of_them_is_not_connected() -> None:
    scenario = polling().given("ana", vote("yes"))
    moment = Moment(connected=frozenset({MemberId("ana"), MemberId("ben")}))
    waiting = seen(scenario, Audience.DAIS, "waiting/p", moment)
    assert waiting == WaitingShown(
        members=[ref for ref in VOTERS if ref != "ana"],
        unconnected=[ref for ref in VOTERS if ref not in ("ana", "ben")],
    )
    assert all(seen(scenario, audience, "waiting/p") is None for audience in EVERYBODY if audience is not Audience.DAIS)


def test_nobody_waits_once_the_poll_is_closed_but_while_it_is_held() -> None:
    held = polling().given(CHAIR, HoldPoll(poll=POLL))
    assert seen(held, Audience.DAIS, "waiting/p") is not None
    assert seen(held.given(CHAIR, ClosePoll(poll=POLL)), Audience.DAIS, "waiting/p") is None


def test_only_the_dais_sees_notes_and_reasons() -> None:
    scenario = sitting().given(
        SECRETARY,
        WriteMinute(item=BUDGET, text="canary note"),
        RecordAttendance(member=MemberId("eve"), status=Status.EXCUSED, reason="canary reason"),
        RecordDecision(item=BUDGET, text="a decision"),
    )
    for audience in EVERYBODY:
        content = msgspec.json.encode(view(scenario.meeting, audience, NOW))
        assert content.count(b"canary") == (2 if audience is Audience.DAIS else 0)
        assert content.count(b"a decision") == 1
    member = seen(scenario, Audience.DAIS, "member/eve")
    assert isinstance(member, MemberShown)
    assert member.reason == "canary reason"


def test_a_paper_is_seen_with_its_versions_until_it_is_withdrawn() -> None:
    scenario = sitting().uploading(PAPER)
    scenario.given(SECRETARY, AttachPaper(ref=PaperId("a"), item=ItemId("budget"), sha256=PAPER.sha256, title="A"))
    scenario.uploading(NEWER).given(SECRETARY, ReplacePaper(paper=PaperId("a"), sha256=NEWER.sha256))
    paper = seen(scenario, Audience.GALLERY, "paper/a")
    assert isinstance(paper, PaperShown)
    assert [version.version for version in paper.versions] == [1, 2]
    assert can_see_paper(scenario.meeting, MemberId("ana"), PAPER.sha256)
    scenario.given(SECRETARY, WithdrawPaper(paper=PaperId("a")))
    assert seen(scenario, Audience.GALLERY, "paper/a") is None
    assert not can_see_paper(scenario.meeting, MemberId("ana"), PAPER.sha256)


def test_can_lists_what_an_audience_may_do_and_nothing_for_the_hall() -> None:
    scenario = polling()
    floor, hall = seen(scenario, Audience.FLOOR, "can"), seen(scenario, Audience.HALL, "can")
    assert isinstance(floor, CanShown)
    assert isinstance(hall, CanShown)
    assert "cast_vote" in floor.commands
    assert "close_poll" not in floor.commands
    assert hall.commands == []


def test_a_seat_sees_what_is_not_for_itself() -> None:
    scenario = polling(electorate=(MemberId("ana"),))
    ana, ben = (seat(scenario.meeting, MemberId(ref))["me"] for ref in ("ana", "ben"))
    assert isinstance(ana, MeShown)
    assert isinstance(ben, MeShown)
    assert "cast_vote" not in ana.cannot
    assert "cast_vote" in ben.cannot


def test_a_seat_sees_its_own_vote_but_not_the_choice_of_a_confidential_one() -> None:
    named = seat(polling().given("ana", vote("yes")).meeting, MemberId("ana"))["me/vote/p"]
    hidden = seat(polling(secrecy=Secrecy.CONFIDENTIAL).given("ana", vote("yes")).meeting, MemberId("ana"))["me/vote/p"]
    assert isinstance(named, MyVoteShown)
    assert isinstance(hidden, MyVoteShown)
    assert (named.choice, hidden.choice) == ("yes", None)


def test_a_display_has_a_seat_of_its_own() -> None:
    me = seat(sitting().meeting, MemberId(HALL))["me"]
    assert isinstance(me, MeShown)
    assert me.role == "display"


def test_the_dais_sees_who_is_connected_and_the_others_how_many() -> None:
    meeting, moment = sitting().meeting, Moment(connected=frozenset({MemberId("ben"), MemberId("ana")}))
    assert passing(meeting, Audience.DAIS, moment)["presence"] == {"ana": True, "ben": True}
    assert passing(meeting, Audience.FLOOR, moment)["presence"] == Connected(connected=2)


def test_only_the_dais_is_told_of_a_seat_that_was_opened_elsewhere() -> None:
    meeting, moment = sitting().meeting, Moment(taken=TakenShown(member="ana", at=7))
    told = [audience for audience in EVERYBODY if "taken" in passing(meeting, audience, moment)]
    assert told == [Audience.DAIS]


def test_the_page_shown_is_seen_by_all_and_the_roll_code_by_the_hall_alone() -> None:
    code = RollCodeShown(code="ABCD2345", url="http://hall/j/m#r=ABCD2345", changes_at=1)
    page = PageShown(paper="a", version=1, page=2)
    moment = Moment(shown=page, roll_code=code)
    scenario = sitting().given(CHAIR, OpenRollCall(method=RollMethod.CODE))
    for audience in EVERYBODY:
        shown = passing(scenario.meeting, audience, moment)
        assert shown["shown"] == page
        assert ("roll_code" in shown) == (audience is Audience.HALL)
    assert "roll_code" not in passing(sitting().meeting, Audience.HALL, moment)


def test_a_poll_stays_in_hand_until_its_item_is_put_down() -> None:
    scenario = polling().given(CHAIR, ClosePoll(poll=POLL))
    assert "poll='p'" in str(seen(scenario, Audience.FLOOR, "now"))


def test_a_member_who_left_is_shown_so() -> None:
    member = seen(sitting().given("ana", Leave()), Audience.FLOOR, "member/ana")
    assert isinstance(member, MemberShown)
    assert member.status == "left"


def test_an_open_choice_among_options_is_shown_as_a_list() -> None:
    options = (Option("a", "A"), Option("b", "B"))
    terms = {"method": "choose", "options": options, "maximum": 2, "secrecy": Secrecy.OPEN}
    scenario = sitting().given(CHAIR, question(**terms), OpenPoll(poll=POLL)).given("ana", vote(("a", "b")))
    assert "('a', 'b')" in str(seen(scenario, Audience.HALL, "ballot/p/ana"))


@pytest.mark.parametrize("audience", EVERYBODY)
def test_an_announcement_a_motion_a_correction_and_a_signature_are_seen_by_all(audience: Audience) -> None:
    scenario = sitting().given(CHAIR, Announce(text="Lunch is served"))
    scenario.given("ana", MoveMotion(ref=MotionId("m"), item=BUDGET, text="To think again"))
    scenario.given(SECRETARY, Correct(position=1, text="another hall")).given(CHAIR, Adjourn())
    scenario.given(SERVER, RecordSignature(member=MemberId(CHAIR), covers=1, sha256="1" * 64))
    shown = view(scenario.meeting, audience, NOW)
    assert shown["notice"] == NoticeShown(text="Lunch is served", at=scenario.at)
    assert isinstance(shown["motion/m"], MotionShown)
    assert [key.split("/")[0] for key in shown].count("correction") == 1
    assert shown["signature/chair"] == SignatureShown(at=scenario.at, covers=1, sha256="1" * 64)


def test_papers_are_in_the_order_in_which_they_were_attached() -> None:
    scenario = sitting().uploading(PAPER)
    for ref in ("z", "a", "m"):
        scenario.given(SECRETARY, AttachPaper(ref=PaperId(ref), item=BUDGET, sha256=PAPER.sha256, title=ref))
    assert "papers=['z', 'a', 'm']" in str(seen(scenario, Audience.FLOOR, "item/budget"))
