"""Proxies: a member votes for another one who is away, where the body allows it."""

import pytest

from meetings.rules import attendance
from meetings.rules.attendance import Status
from meetings.rules.identity import MemberId
from meetings.rules.meeting import AnyCommand
from meetings.rules.offers import Offers, offered, withheld
from meetings.rules.proxies import EndProxy, GiveProxy, ProxyEnded, ProxyGiven
from meetings.rules.quorum import Quorum, QuorumRule
from meetings.rules.refusals import Code
from meetings.rules.roll_call import Leave, RecordAttendance, ReturnToMeeting
from meetings.rules.standing_orders import Rules
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import MemberShown, QuorumShown
from tests.rules.council import CHAIR, GUEST, SECRETARY, council, present, sitting
from tests.rules.scenario import SERVER, Scenario

ANA, BEN, CHI, DAN, EVE = (MemberId(ref) for ref in ("ana", "ben", "chi", "dan", "eve"))
LETTER = "letter of 3 March"
ALLOWED = Rules(proxies=2)
BY_MEMBERS = Rules(proxies=2, members_give_proxies=True)


def recorded(member: MemberId = ANA, proxy: MemberId = BEN) -> GiveProxy:
    return GiveProxy(member=member, proxy=proxy, authority=LETTER)


def allowed(rules: Rules = ALLOWED) -> Scenario:
    return sitting(rules=rules)


@pytest.mark.parametrize("actor", [CHAIR, SECRETARY, SERVER])
def test_organisers_record_a_proxy_with_the_paper_that_they_were_shown(actor: str | None) -> None:
    """RONR 45:70: proxy voting is in order only where the law or the bylaws of the body provide for it."""
    given = ProxyGiven(member=ANA, proxy=BEN, means="written", authority=LETTER)
    scenario = allowed().when(actor, recorded()).then(given)
    back = scenario.when(actor, EndProxy(member=ANA)).then(ProxyEnded(member=ANA))
    back.when(actor, EndProxy(member=ANA)).refused(Code.ALREADY)


def test_unless_the_body_allows_it_nobody_votes_for_another() -> None:
    sitting().when(SECRETARY, recorded()).refused(Code.NOT_ALLOWED)


def test_a_member_gives_a_proxy_on_the_tablet_where_the_rules_say_so() -> None:
    given = ProxyGiven(member=ANA, proxy=BEN, means="member")
    scenario = allowed(BY_MEMBERS).when("ana", GiveProxy(proxy=BEN)).then(given)
    scenario.when("ana", EndProxy()).then(ProxyEnded(member=ANA))


def test_the_chair_gives_one_like_any_member() -> None:
    given = ProxyGiven(member=MemberId(CHAIR), proxy=BEN, means="member")
    allowed(BY_MEMBERS).when(CHAIR, GiveProxy(proxy=BEN)).then(given)


def test_else_a_member_shows_a_paper_to_the_secretary() -> None:
    allowed().when("ana", GiveProxy(proxy=BEN)).refused(Code.NOT_ALLOWED)
    allowed().when("ana", GiveProxy(proxy=BEN, authority=LETTER)).refused(Code.NOT_ALLOWED)
    allowed(BY_MEMBERS).when("ana", GiveProxy(proxy=BEN, authority=LETTER)).refused(Code.NOT_ALLOWED)
    allowed().when(CHAIR, GiveProxy(proxy=BEN)).refused(Code.BAD_COMMAND)


def test_a_member_ends_ones_own_proxy_however_it_was_given() -> None:
    allowed().given(SECRETARY, recorded()).when("ana", EndProxy()).then(ProxyEnded(member=ANA))


@pytest.mark.parametrize("command", [recorded(), EndProxy(member=ANA)])
def test_nobody_else_speaks_for_a_member(command: AnyCommand) -> None:
    allowed(BY_MEMBERS).when("ben", command).refused(Code.NOT_ALLOWED)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (recorded(member=MemberId("nobody")), Code.NO_SUCH_MEMBER),
        (recorded(proxy=MemberId("nobody")), Code.NO_SUCH_MEMBER),
        (recorded(member=MemberId(GUEST)), Code.NOT_ALLOWED),
        (recorded(proxy=MemberId(SECRETARY)), Code.NOT_ALLOWED),
        (recorded(proxy=ANA), Code.BAD_COMMAND),
        (GiveProxy(member=ANA, proxy=BEN), Code.BAD_COMMAND),
        (GiveProxy(member=ANA, proxy=BEN, authority=" "), Code.BAD_COMMAND),
        (GiveProxy(member=ANA, proxy=BEN, authority="x" * 301), Code.TOO_LONG),
        (EndProxy(member=ANA), Code.ALREADY),
    ],
)
def test_what_makes_no_sense_is_refused(command: AnyCommand, code: Code) -> None:
    allowed().when(SECRETARY, command).refused(code)


def test_one_proxy_at_a_time() -> None:
    scenario = allowed().given(SECRETARY, recorded())
    scenario.when(SECRETARY, recorded()).refused(Code.ALREADY)
    scenario.when(SECRETARY, recorded(proxy=CHI)).refused(Code.ALREADY)


def test_for_no_more_than_the_rules_say() -> None:
    scenario = allowed().given(SECRETARY, recorded(ANA), recorded(CHI))
    scenario.when(SECRETARY, recorded(DAN)).refused(Code.WRONG_STATE)
    scenario.given(SECRETARY, EndProxy(member=ANA)).when(SECRETARY, recorded(DAN)).accepted()


def test_a_proxy_is_not_passed_on() -> None:
    scenario = allowed().given(SECRETARY, recorded(ANA, BEN))
    scenario.when(SECRETARY, recorded(BEN, CHI)).refused(Code.WRONG_STATE)
    scenario.when(SECRETARY, recorded(CHI, ANA)).refused(Code.WRONG_STATE)


def test_within_the_group_where_the_rules_say_so() -> None:
    """Ana and Ben are of one group, Chi of another, Eve of none."""
    scenario = allowed(Rules(proxies=2, proxies_in_group=True))
    scenario.when(SECRETARY, recorded(ANA, CHI)).refused(Code.NOT_ALLOWED)
    scenario.when(SECRETARY, recorded(ANA, EVE)).refused(Code.NOT_ALLOWED)
    scenario.when(SECRETARY, recorded(ANA, BEN)).accepted()


@pytest.mark.parametrize(("counted", "here", "represented"), [(False, 6, 0), (True, 7, 1)])
def test_who_is_represented_counts_for_the_quorum_or_not(counted: bool, here: int, represented: int) -> None:
    rules = Rules(proxies=1, proxies_present=counted)
    scenario = allowed(rules).given(SECRETARY, recorded())
    assert attendance.quorum(scenario.meeting.attendance) == Quorum(0, 7, 7)
    scenario.given("ana", Leave())
    assert attendance.quorum(scenario.meeting.attendance) == Quorum(0, here, 7, represented)
    scenario.given("ben", Leave())
    assert attendance.quorum(scenario.meeting.attendance) == Quorum(0, 5, 7)
    scenario.given("ana", ReturnToMeeting())
    assert attendance.quorum(scenario.meeting.attendance) == Quorum(0, 6, 7)


def test_the_votes_of_who_is_represented_count_where_the_quorum_is_one_of_votes() -> None:
    rule = QuorumRule(kind="fraction", of="votes")
    rules = Rules(proxies=1, proxies_present=True)
    scenario = council(quorum=rule, weights={"ana": 3, "ben": 2, "chi": 5}, rules=rules)
    scenario.given(SECRETARY, *present("ben"), recorded())
    assert attendance.quorum(scenario.meeting.attendance) == Quorum(5, 5, 10, 3)


@pytest.mark.parametrize("audience", list(Audience))
def test_everybody_sees_who_votes_for_whom_and_on_what_authority(audience: Audience) -> None:
    rules = Rules(proxies=1, proxies_present=True)
    scenario = allowed(rules).given(SECRETARY, recorded()).given("ana", Leave())
    shown = view(scenario.meeting, audience, Moment())
    member, quorum = shown["member/ana"], shown["quorum"]
    assert isinstance(member, MemberShown)
    assert (member.proxy, member.authority) == (BEN, LETTER)
    assert isinstance(quorum, QuorumShown)
    assert (quorum.present, quorum.represented) == (7, 1)


def test_whose_word_was_enough_is_shown_without_a_paper() -> None:
    scenario = allowed(BY_MEMBERS).given("ana", GiveProxy(proxy=BEN))
    member = view(scenario.meeting, Audience.FLOOR, Moment())["member/ana"]
    assert isinstance(member, MemberShown)
    assert (member.proxy, member.authority) == (BEN, None)


NAMES = {"give_proxy", "end_proxy"}


def offers(scenario: Scenario, ref: str) -> set[str]:
    member = scenario.meeting.attendance.members[MemberId(ref)]
    names = offered(scenario.meeting, frozenset({member.role}))
    kept = withheld(scenario.meeting, member.ref, member.role, names, Offers(scenario.meeting))
    return NAMES & (set(names) - set(kept))


def test_what_the_body_does_not_allow_is_not_offered() -> None:
    assert offers(sitting(), SECRETARY) == offers(sitting(), "ana") == set()
    assert offers(allowed(), SECRETARY) == {"give_proxy"}
    assert offers(allowed(), "ana") == set()


def test_members_are_offered_what_they_may_do_for_themselves() -> None:
    scenario = allowed(BY_MEMBERS)
    assert offers(scenario, "ana") == {"give_proxy"}
    scenario.given("ana", GiveProxy(proxy=BEN))
    assert offers(scenario, "ana") == {"end_proxy"}
    assert offers(scenario, "ben") == set()
    assert offers(scenario, "chi") == {"give_proxy"}
    assert offers(scenario, SECRETARY) == NAMES


def test_a_scan_of_the_badge_does_not_end_a_proxy() -> None:
    scenario = allowed().given(SECRETARY, recorded()).given("ana", Leave())
    scenario.given(SECRETARY, RecordAttendance(member=ANA, status=Status.PRESENT, badge=True)).given("ana", Leave())
    assert attendance.is_represented(scenario.meeting.attendance, ANA)
