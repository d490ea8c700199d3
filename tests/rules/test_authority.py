"""Who may do what, and when: the table of permissions against a second one, written by hand from PROTOCOL."""

from collections.abc import Iterator
from typing import get_args

import pytest
from msgspec.structs import replace

from meetings.rules import meeting
from meetings.rules.authority import WHO_MAY, check, office
from meetings.rules.identity import MemberId, Role
from meetings.rules.offers import name_of
from meetings.rules.proceedings import MeetingState, TakeChair
from meetings.rules.refusals import Code, Refused
from meetings.rules.state import Meeting
from tests.rules.council import CHAIR, GUEST, HALL, SECRETARY, VICE, sitting
from tests.rules.scenario import SERVER, actor_of
from tests.rules.specimens import COMMANDS
from tests.rules.test_stewards import STEWARD, attended

# C chair, V vice-chair, S secretary, D delegate, O observer, T steward, H display (may do nothing), - only the server.
# In each state of the meeting: yes; no, the state is wrong; = already so.
TABLE = """
                    who    scheduled open suspended closed
convene_meeting     -      yes       no   no        no
call_to_order       C      yes       =    no        no
suspend             C      no        yes  =         no
change_recess       C      no        no   yes       no
resume              C      no        =    yes       no
adjourn             C      no        yes  yes       =
take_chair          CV     yes       yes  yes       no
announce            CS     yes       yes  yes       yes
open_roll_call      CS     yes       yes  yes       no
close_roll_call     CS     yes       yes  yes       no
record_attendance   CST    yes       yes  yes       no
substitute          CS     yes       yes  yes       no
end_substitution    CS     yes       yes  yes       no
give_proxy          CVSD   yes       yes  yes       no
end_proxy           CVSD   yes       yes  yes       no
record_attendances  CST    yes       yes  yes       no
admit               CS     yes       yes  yes       no
answer_roll         CVSDO  yes       yes  yes       no
leave               CVSDO  yes       yes  yes       no
return_to_meeting   CVSDO  yes       yes  yes       no
add_item            CS     yes       yes  yes       no
retitle_item        CS     yes       yes  yes       no
move_item           CS     yes       yes  yes       no
withdraw_item       CS     yes       yes  yes       no
mark_consent        CS     yes       yes  yes       no
take_out            CVSD   yes       yes  yes       no
adopt_consent       C      no        yes  no        no
join_items          C      no        yes  no        no
part_items          C      no        yes  no        no
move_urgent         CVSD   no        yes  no        no
start_item          C      no        yes  no        no
conclude_item       C      no        yes  no        no
defer_item          C      no        yes  no        no
request_floor       CVSD   no        yes  no        no
withdraw_request    CVSD   no        yes  yes       no
move_request        C      no        yes  yes       no
give_floor          C      no        yes  no        no
end_speech          C      no        yes  no        no
yield_floor         CVSDO  no        yes  no        no
open_list           C      no        yes  yes       no
close_list          C      no        yes  yes       no
move_motion         CVSD   no        yes  no        no
move_amendment      CVSD   no        yes  no        no
restate_amendment   CVD    no        yes  no        no
move_procedural     CVSD   no        yes  no        no
order_amendments    C      no        yes  no        no
drop_motion         C      no        yes  no        no
divide_motion       CVD    no        yes  no        no
second_motion       CVSD   no        yes  no        no
withdraw_motion     CVSD   no        yes  no        no
rule_on_point       C      no        yes  no        no
appeal              CVSD   no        yes  no        no
prepare_poll        CS     yes       yes  yes       no
put_motion          C      no        yes  no        no
open_poll           C      no        yes  no        no
hold_poll           C      no        yes  no        no
resume_poll         C      no        yes  no        no
add_time            C      no        yes  no        no
enter_counts        CS     no        yes  no        no
record_answer       CS     no        yes  no        no
take_back_answer    CS     no        yes  no        no
close_poll          C      no        yes  no        no
repeat_poll         CS     yes       yes  yes       no
next_round          CS     yes       yes  yes       no
recuse              CVSD   yes       yes  yes       no
withdraw_recusal    CVSD   yes       yes  yes       no
explain_vote        CVSD   no        yes  yes       yes
declare_interest    CVSD   yes       yes  yes       no
withdraw_interest   CVSD   yes       yes  yes       no
declare_result      C      no        yes  no        no
cancel_poll         C      no        yes  no        no
correct_result      CS     yes       yes  yes       yes
declare_consensus   C      no        yes  no        no
cast_vote           CVSD   yes       yes  yes       yes
attach_paper        S      yes       yes  yes       no
replace_paper       S      yes       yes  yes       no
withdraw_paper      S      yes       yes  yes       no
present             CS     no        yes  no        no
write_minute        CS     yes       yes  yes       yes
record_decision     CS     yes       yes  yes       yes
assign_task         CS     yes       yes  yes       yes
record_incident     CS     yes       yes  yes       yes
correct             CS     yes       yes  yes       yes
record_signature    -      no        no   no        yes
restore_record      -      yes       yes  yes       yes
"""
LETTERS = {"C": CHAIR, "V": VICE, "S": SECRETARY, "D": "ana", "O": GUEST, "T": STEWARD, "H": HALL}
(_, *STATES), *ROWS = [line.split() for line in TABLE.strip().splitlines()]
BY_NAME = {name_of(type(command)): command for command in COMMANDS}
MEETING = attended().meeting


def in_state(state: str) -> Meeting:
    return replace(MEETING, sitting=replace(MEETING.sitting, state=MeetingState(state)))


def answer(state: str, actor: str | None, name: str) -> str:
    try:
        check(in_state(state), actor_of(actor), BY_NAME[name])
    except Refused as refused:
        return refused.code
    return "yes"


def cases() -> Iterator[tuple[str, str, str | None, str]]:
    for name, who, *row in ROWS:
        for state, cell in zip(STATES, row, strict=True):
            in_order = {"yes": "yes", "no": "wrong_state", "=": "already"}[cell]
            yield name, state, SERVER, in_order
            for letter, ref in LETTERS.items():
                yield name, state, ref, in_order if letter in who else "not_allowed"


@pytest.mark.parametrize("command", [row[0] for row in ROWS])
def test_the_table_of_permissions_says_what_the_protocol_says(command: str) -> None:
    for name, state, actor, expected in cases():
        if name == command:
            assert answer(state, actor, name) == expected, (name, state, actor)


def test_every_command_is_in_both_tables() -> None:
    commands = set(get_args(meeting.AnyCommand))
    assert commands == set(WHO_MAY)
    assert {name_of(command) for command in commands} == {row[0] for row in ROWS}


def test_what_people_may_send_is_everything_but_what_the_server_keeps_for_itself() -> None:
    public = {name_of(command) for command in get_args(meeting.PublicCommand)}
    assert set(BY_NAME) - public == {name for name, who, *_ in ROWS if who == "-"}


def test_a_stranger_may_do_nothing() -> None:
    assert {answer("open", "nobody", name) for name in BY_NAME} == {"not_allowed"}


def test_a_refusal_says_whom_the_command_is_for() -> None:
    with pytest.raises(Refused, match="it is for: chair, secretary") as chairs:
        check(in_state("open"), actor_of("ana"), BY_NAME["announce"])
    assert chairs.value.code is Code.NOT_ALLOWED
    with pytest.raises(Refused, match="it is for: only the server"):
        check(in_state("open"), actor_of(CHAIR), BY_NAME["convene_meeting"])


def test_a_refusal_says_in_which_state_the_meeting_is() -> None:
    with pytest.raises(Refused, match="The meeting is closed"):
        check(in_state("closed"), actor_of("ana"), BY_NAME["leave"])


# The office held now


@pytest.mark.parametrize(
    ("ref", "role"),
    [
        (CHAIR, Role.CHAIR),
        (VICE, Role.VICE_CHAIR),
        (SECRETARY, Role.SECRETARY),
        ("ana", Role.DELEGATE),
        (GUEST, Role.OBSERVER),
        (HALL, Role.DISPLAY),
        (STEWARD, Role.STEWARD),
        ("nobody", None),
        (SERVER, None),
    ],
)
def test_everybody_acts_in_the_office_on_the_list(ref: str | None, role: Role | None) -> None:
    assert office(MEETING, actor_of(ref)) == role


@pytest.mark.parametrize("successor", [VICE, "ana"])
def test_whoever_has_the_chair_counts_as_chair_and_the_chair_as_vice_chair(successor: str) -> None:
    handed_over = sitting().given(CHAIR, TakeChair(member=MemberId(successor))).meeting
    assert office(handed_over, actor_of(successor)) is Role.CHAIR
    assert office(handed_over, actor_of(CHAIR)) is Role.VICE_CHAIR
