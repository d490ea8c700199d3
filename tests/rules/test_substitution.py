"""Substitutes: somebody else sits in a member's seat, where the body allows it."""

import pytest

from meetings.rules.identity import MemberId, PollId, Role
from meetings.rules.meeting import AnyCommand
from meetings.rules.offers import offered, withheld
from meetings.rules.poll_commands import ClosePoll, OpenPoll
from meetings.rules.proceedings import TakeChair
from meetings.rules.proxies import EndProxy, GiveProxy
from meetings.rules.refusals import Code
from meetings.rules.repeats import RepeatPoll
from meetings.rules.standing_orders import Rules
from meetings.rules.substitution import EndSubstitution, Substitute, SubstituteSeated, SubstitutionEnded
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import MemberShown
from tests.rules.council import CHAIR, GUEST, POLL, SECRETARY, VICE, council, question, sitting
from tests.rules.scenario import Scenario

ANA = MemberId("ana")
ZOE = Substitute(member=ANA, name="Zoë")
BACK = EndSubstitution(member=ANA)


def allowed() -> Scenario:
    return sitting(rules=Rules(substitutes=True))


@pytest.mark.parametrize("actor", [CHAIR, SECRETARY])
def test_a_substitute_takes_the_seat_until_the_member_has_it_again(actor: str) -> None:
    """Committees of councils seat substitutes; the minutes say who sat for whom."""
    seated = allowed().when(actor, ZOE).then(SubstituteSeated(member=ANA, name="Zoë"))
    assert seated.meeting.attendance.substitutes[ANA] == "Zoë"
    back = seated.when(actor, BACK).then(SubstitutionEnded(member=ANA))
    assert ANA not in back.meeting.attendance.substitutes


def test_one_substitute_follows_another() -> None:
    other = Substitute(member=ANA, name="Cường")
    allowed().given(SECRETARY, ZOE).when(SECRETARY, other).then(SubstituteSeated(member=ANA, name="Cường"))


def test_the_seat_keeps_its_votes_and_its_attendance() -> None:
    before = allowed()
    member = before.meeting.attendance.members[ANA]
    assert before.given(SECRETARY, ZOE).meeting.attendance.members[ANA] == member


def test_unless_the_body_allows_it_nobody_is_substituted() -> None:
    sitting().when(SECRETARY, ZOE).refused(Code.NOT_ALLOWED)


@pytest.mark.parametrize("command", [ZOE, BACK])
def test_members_do_not_substitute_themselves(command: AnyCommand) -> None:
    allowed().when("ana", command).refused(Code.NOT_ALLOWED)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (Substitute(member=MemberId("nobody"), name="Zoë"), Code.NO_SUCH_MEMBER),
        (Substitute(member=MemberId(GUEST), name="Zoë"), Code.NOT_ALLOWED),
        (Substitute(member=ANA, name=" "), Code.BAD_COMMAND),
        (Substitute(member=ANA, name="x" * 301), Code.TOO_LONG),
        (EndSubstitution(member=MemberId("nobody")), Code.NO_SUCH_MEMBER),
        (BACK, Code.ALREADY),
    ],
)
def test_what_makes_no_sense_is_refused(command: AnyCommand, code: Code) -> None:
    allowed().when(SECRETARY, command).refused(code)


def test_the_same_substitute_is_seated_once() -> None:
    allowed().given(SECRETARY, ZOE).when(SECRETARY, ZOE).refused(Code.ALREADY)


def test_what_the_body_does_not_allow_is_not_offered() -> None:
    secretary = frozenset({sitting().meeting.attendance.members[MemberId(SECRETARY)].role})
    names = {"substitute", "end_substitution"}
    assert names & set(offered(council().meeting, secretary)) == set()
    assert names & set(offered(allowed().meeting, secretary)) == {"substitute"}
    assert names & set(offered(allowed().given(SECRETARY, ZOE).meeting, secretary)) == names


@pytest.mark.parametrize("audience", list(Audience))
def test_everybody_sees_who_sits_in_the_seat(audience: Audience) -> None:
    shown = view(allowed().given(SECRETARY, ZOE).meeting, audience, Moment())["member/ana"]
    assert isinstance(shown, MemberShown)
    assert (shown.name, shown.substitute) == ("Ana", "Zoë")


def test_nobody_else_sits_in_a_seat_while_it_votes() -> None:
    """Who may vote is fixed when a poll opens: the substitute would change the vote that the member has cast."""
    voting = allowed().given(CHAIR, question(), OpenPoll(poll=POLL))
    voting.when(SECRETARY, ZOE).refused(Code.WRONG_STATE)
    seated = voting.given(CHAIR, ClosePoll(poll=POLL)).given(SECRETARY, ZOE)
    again = seated.given(CHAIR, RepeatPoll(poll=POLL, ref=PollId("q")), OpenPoll(poll=PollId("q")))
    again.when(SECRETARY, BACK).refused(Code.WRONG_STATE)


def test_a_seat_that_does_not_vote_may_change_hands_during_the_vote() -> None:
    few = question(electorate=(MemberId("ben"),))
    allowed().given(CHAIR, few, OpenPoll(poll=POLL)).when(SECRETARY, ZOE).accepted()


def test_a_substitute_does_not_get_the_chair_with_the_seat() -> None:
    """The deputy of the chair presides, not whoever sits for the member in the chair."""
    scenario = allowed().when(SECRETARY, Substitute(member=MemberId(CHAIR), name="Zoë")).refused(Code.WRONG_STATE)
    handed = scenario.given(CHAIR, TakeChair(member=MemberId(VICE)))
    seated = handed.given(SECRETARY, Substitute(member=MemberId(CHAIR), name="Zoë"))
    seated.when(CHAIR, TakeChair(member=MemberId(CHAIR))).refused(Code.NOT_ALLOWED)
    seated.when(VICE, TakeChair(member=MemberId(CHAIR))).refused(Code.NOT_ALLOWED)
    offers = offered(seated.meeting, frozenset({Role.VICE_CHAIR}))
    assert "take_chair" in withheld(seated.meeting, MemberId(CHAIR), Role.VICE_CHAIR, offers)
    back = seated.given(SECRETARY, EndSubstitution(member=MemberId(CHAIR)))
    back.when(CHAIR, TakeChair(member=MemberId(CHAIR))).accepted()


PROXIES = Rules(substitutes=True, proxies=1, members_give_proxies=True)


def test_a_substitute_does_not_vote_for_those_who_trusted_the_member() -> None:
    """A proxy cannot be passed on (RONR 45:70): it was given to the member, not to whoever sits in the seat."""
    held = sitting(rules=PROXIES).given("ben", GiveProxy(proxy=ANA))
    held.when(SECRETARY, ZOE).refused(Code.WRONG_STATE)
    held.given(SECRETARY, EndProxy(member=MemberId("ben"))).when(SECRETARY, ZOE).accepted()


def test_a_substitute_neither_gives_nor_gets_a_proxy() -> None:
    seated = sitting(rules=PROXIES).given(SECRETARY, ZOE)
    seated.when("ben", GiveProxy(proxy=ANA)).refused(Code.WRONG_STATE)
    seated.when("ana", GiveProxy(proxy=MemberId("ben"))).refused(Code.WRONG_STATE)
    seated.when(SECRETARY, GiveProxy(member=ANA, proxy=MemberId("ben"), authority="letter of the member")).accepted()
