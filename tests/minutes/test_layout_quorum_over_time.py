"""The quorum over time in the minutes: a row for each change of the numbers, readable however many there are."""

from collections.abc import Sequence

from meetings.minutes.quorum_rows import MOST_ROWS
from meetings.rules import admission, proceedings
from meetings.rules.attendance import Status
from meetings.rules.identity import MemberId, Role
from meetings.rules.proxies import EndProxy, GiveProxy
from meetings.rules.quorum import QuorumRule
from meetings.rules.roll_call import RecordAttendance, RecordAttendances
from meetings.rules.standing_orders import Rules
from meetings.typesetting import Table
from tests.minutes.sitting import Sitting
from tests.minutes.test_layout import laid_out, lines, small

AN, BE = MemberId("an"), MemberId("be")
TITLE = "Quorum over time"


def called(members: int = 0, of: str = "members", **rules: object) -> Sitting:
    """A meeting that needs half of its members, called to order with Cúc alone; Bé counts three times."""
    quorum = QuorumRule(kind="fraction", of=of)  # pyright: ignore[reportArgumentType]  # one of two words
    sitting = small(quorum=quorum, rules=Rules(**rules))  # pyright: ignore[reportArgumentType]  # fields by name
    sitting.do(None, admission.Admit(ref=BE, name="Bé", role=Role.DELEGATE, votes=3 if of == "votes" else 1))
    for number in range(members):
        sitting.do(None, admission.Admit(ref=MemberId(f"m{number}"), name=f"Member {number}", role=Role.DELEGATE))
    sitting.do(None, admission.Admit(ref=MemberId("cuc"), name="Cúc", role=Role.DELEGATE))
    record(sitting, "cuc")
    sitting.do("chair", proceedings.CallToOrder())
    return sitting


def record(sitting: Sitting, *members: str, status: Status = Status.PRESENT) -> None:
    for member in members:
        sitting.do("chair", RecordAttendance(member=MemberId(member), status=status))


def rows(sitting: Sitting) -> list[Sequence[str]]:
    tables = [
        block for block in laid_out(sitting) if isinstance(block, Table) and "What changed" in (block.header or ())
    ]
    return [[str(cell) for cell in row] for table in tables for row in table.rows]


def test_each_change_of_the_number_has_a_row_with_what_is_needed() -> None:
    sitting = called()
    sitting.later(5)
    record(sitting, "an")
    sitting.later(5)
    record(sitting, "an", status=Status.LEFT)
    assert rows(sitting) == [
        ["13:00", "Called to order", "1 / 3", "2", "no"],
        ["13:05", "Arrived: An", "2 / 3", "2", "yes"],
        ["13:10", "Left: An", "1 / 3", "2", "no"],
    ]
    assert TITLE in "\n".join(lines(sitting))


def test_where_the_rule_goes_by_votes_votes_are_counted() -> None:
    sitting = called(of="votes")
    record(sitting, "be")
    assert rows(sitting)[-1][1:] == ["Arrived: Bé", "4 / 5", "3", "yes"]
    assert any("Votes present" in line for line in lines(sitting))


def test_what_changes_no_number_has_no_row_and_nothing_happened_has_no_table() -> None:
    sitting = called()
    record(sitting, "an", status=Status.EXCUSED)
    assert TITLE not in "\n".join(lines(sitting))


def test_changes_of_the_same_minute_stand_together_by_what_they_were() -> None:
    sitting = called(members=8)
    sitting.later(1)
    everybody = tuple(MemberId(f"m{number}") for number in range(8))
    sitting.do("chair", RecordAttendances(members=everybody, status=Status.PRESENT))
    record(sitting, "m0", status=Status.LEFT)
    # The fifth of eleven does not suffice, the sixth does.
    assert rows(sitting)[1:] == [
        ["13:01", "4 arrived", "5 / 11", "6", "no"],
        ["13:01", "4 arrived; Left: Member 0", "8 / 11", "6", "yes"],
    ]


def test_proxies_and_new_members_change_the_numbers_too() -> None:
    sitting = called(proxies=1, proxies_present=True)
    record(sitting, "be")
    sitting.later(1)
    sitting.do("chair", GiveProxy(member=AN, proxy=BE, authority="a letter"))
    sitting.later(1)
    sitting.do("chair", EndProxy(member=AN))
    sitting.later(1)
    sitting.do("chair", admission.Admit(ref=MemberId("eva"), name="Eva", role=Role.DELEGATE))
    sitting.do("chair", admission.Admit(ref=MemberId("dao"), name="Đào", role=Role.DELEGATE))
    assert [row[1:] for row in rows(sitting)[2:]] == [
        ["Proxy given by An", "3 / 3", "2", "yes"],
        ["Proxy ended: An", "2 / 3", "2", "yes"],
        ["Admitted to the list: Eva", "2 / 4", "2", "yes"],
        ["Admitted to the list: Đào", "2 / 5", "3", "no"],
    ]


def test_who_is_admitted_can_cost_the_quorum() -> None:
    sitting = called()
    record(sitting, "an")
    for ref in ("dao", "eva"):
        sitting.do("chair", admission.Admit(ref=MemberId(ref), name=ref, role=Role.DELEGATE))
    assert rows(sitting)[-1][-1] == "no"


def test_many_changes_are_put_together_over_longer_times() -> None:
    sitting = called(members=2)
    record(sitting, "an", "be")
    for _ in range(MOST_ROWS):
        sitting.later(1)
        record(sitting, "m0")
        sitting.later(1)
        record(sitting, "m0", status=Status.LEFT)
    assert len(rows(sitting)) <= MOST_ROWS
    assert "Changes within 5 minutes are put together." in "\n".join(lines(sitting))


def test_the_words_are_those_of_the_language() -> None:
    sitting = small("vi", quorum=QuorumRule(kind="fraction"))
    sitting.do("chair", proceedings.CallToOrder())
    record(sitting, "an")
    assert any("Diễn biến số đại biểu có mặt" in line for line in lines(sitting))
