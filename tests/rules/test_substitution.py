"""Substitutes: somebody else sits in a member's seat, where the body allows it."""

import pytest

from meetings.rules.identity import MemberId
from meetings.rules.meeting import AnyCommand
from meetings.rules.offers import offered
from meetings.rules.refusals import Code
from meetings.rules.standing_orders import Rules
from meetings.rules.substitution import EndSubstitution, Substitute, SubstituteSeated, SubstitutionEnded
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import MemberShown
from tests.rules.council import CHAIR, GUEST, SECRETARY, council, sitting
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
