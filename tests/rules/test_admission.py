"""Who is put on the list of participants."""

import pytest

from meetings.rules.admission import Admit, MemberAdmitted
from meetings.rules.identity import MemberId, Role
from meetings.rules.refusals import Code
from tests.rules.council import SECRETARY, admission, council
from tests.rules.scenario import SERVER, Scenario

ANA = MemberId("ana")


def test_a_walk_in_guest_is_admitted_without_a_vote() -> None:
    trial = council().when(SECRETARY, Admit(ref=MemberId("zoe"), name="Zoë", role=Role.OBSERVER, seat="G1"))
    trial.then(MemberAdmitted(member=MemberId("zoe"), name="Zoë", role=Role.OBSERVER, votes=0, seat="G1"))


def test_a_delegate_has_one_vote_unless_told_otherwise() -> None:
    scenario = council().given(SECRETARY, Admit(ref=MemberId("zoe"), name="Zoë", role=Role.DELEGATE))
    assert scenario.meeting.attendance.members[MemberId("zoe")].votes == 1


def test_a_participant_without_a_ref_gets_a_fresh_one() -> None:
    scenario = council()
    admitted = MemberAdmitted(member=MemberId(scenario.fresh), name="Zoë", role=Role.OBSERVER, votes=0)
    scenario.when(SECRETARY, Admit(name="Zoë", role=Role.OBSERVER)).then(admitted)


@pytest.mark.parametrize("ref", ["", "-x", "a b", "é", "x" * 65, "a/b", "a\n"])
def test_a_ref_of_another_form_is_a_bad_command(ref: str) -> None:
    command = Admit(ref=MemberId(ref), name="Zoë", role=Role.OBSERVER)
    council().when(SECRETARY, command).refused(Code.BAD_COMMAND)


def test_nobody_takes_the_ref_of_another() -> None:
    council().when(SECRETARY, Admit(ref=ANA, name="Another", role=Role.DELEGATE)).refused(Code.ALREADY)


def test_there_is_one_chair_on_the_list() -> None:
    council().when(SECRETARY, Admit(name="Another", role=Role.CHAIR)).refused(Code.ALREADY)


def test_a_meeting_without_a_chair_may_get_one() -> None:
    headless = Scenario().given(SERVER, admission("ana"))
    headless.when(SERVER, Admit(name="Zoë", role=Role.CHAIR)).accepted()


@pytest.mark.parametrize(
    ("role", "votes"),
    [
        (Role.DELEGATE, 0),
        (Role.DELEGATE, -1),
        (Role.DELEGATE, 2**53),
        (Role.SECRETARY, -1),
        (Role.OBSERVER, 1),
        (Role.DISPLAY, 1),
    ],
)
def test_votes_that_a_role_cannot_have_are_a_bad_command(role: Role, votes: int) -> None:
    council().when(SECRETARY, Admit(name="Zoë", role=role, votes=votes)).refused(Code.BAD_COMMAND)


@pytest.mark.parametrize("field", ["name", "seat", "group", "title"])
def test_every_text_of_a_participant_has_an_end(field: str) -> None:
    council().when(SECRETARY, admission("zoe", **{field: "x" * 301})).refused(Code.TOO_LONG)
