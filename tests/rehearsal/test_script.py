"""From a meeting file to the steps of a rehearsal."""

from pathlib import Path
from typing import Any

import pytest

from meetings.convening.meeting_file import read
from meetings.demonstration import FILE
from meetings.rehearsal.script import (
    AnswerRoll,
    CastBallots,
    Compare,
    Give,
    Script,
    Unplayable,
    write,
)
from meetings.rules.attendance import Status
from meetings.rules.items_in_hand import StartItem
from meetings.rules.roll_call import Leave, RecordAttendance
from tests.rehearsal.given import file, poll, tree

UN_SHORT = Path(__file__).parents[1] / "data" / "un-short.json"


def kinds(script: Script) -> list[str]:
    return [type(step.command if isinstance(step, Give) else step).__name__ for step in script.steps]


def of_roll(script: Script) -> tuple[str, ...]:
    [roll] = [step for step in script.steps if isinstance(step, AnswerRoll)]
    return roll.members


def by_hand(script: Script) -> list[tuple[str, Status]]:
    commands = [step.command for step in script.steps if isinstance(step, Give)]
    return [(command.member, command.status) for command in commands if isinstance(command, RecordAttendance)]


def comparison(script: Script, ref: str) -> Compare:
    [found] = [step for step in script.steps if isinstance(step, Compare) and step.poll == ref]
    return found


def test_a_meeting_is_played_from_the_call_to_order_to_its_end() -> None:
    vote = ["OpenPoll", "CastBallots", "ClosePoll", "DeclareResult", "Compare"]
    roll = ["OpenRollCall", "AnswerRoll", "CloseRollCall"]
    assert kinds(write(file())) == ["CallToOrder", *roll, "StartItem", *vote, "StartItem", *vote, "Adjourn"]


def test_an_item_with_two_polls_is_started_once() -> None:
    script = write(file(polls=[poll("first", "one"), poll("second", "one")]))
    assert kinds(script).count(StartItem.__name__) == 1


def test_polls_are_played_in_the_order_of_the_polls_not_of_the_records() -> None:
    turned = list(reversed(tree()["recorded"]))
    steps = write(file(recorded=turned)).steps
    assert [step.poll for step in steps if isinstance(step, CastBallots)] == ["first", "second"]


def test_who_never_votes_does_not_answer_the_roll_and_officers_and_observers_do() -> None:
    assert of_roll(write(file())) == ("chair", "clerk", "guest", "ada", "bao", "cyr")


def test_everybody_else_has_a_tablet_and_the_hall_a_display() -> None:
    script = write(file())
    assert (script.chair, script.secretary, script.display) == ("chair", "clerk", "hall-display")
    assert script.tablets == ("guest", "ada", "bao", "cyr", "dan")


def test_a_display_of_the_file_is_used() -> None:
    hall = {"ref": "wall", "name": "Wall", "role": "display"}
    script = write(file(participants=[*tree()["participants"], hall]))
    assert script.display == "wall"
    assert "wall" not in script.tablets


def test_to_cast_no_vote_is_no_absence_unless_a_poll_is_reckoned_from_those_present() -> None:
    assert Leave.__name__ not in kinds(write(file()))


def test_who_votes_no_more_leaves_where_a_poll_is_reckoned_from_those_present() -> None:
    script = write(file(polls=[poll("first", "one", base="present"), poll("second", "two")]))
    leaving = [step.by for step in script.steps if isinstance(step, Give) and isinstance(step.command, Leave)]
    assert leaving == ["bao"]
    assert kinds(script).index("Leave") == kinds(script).index("Compare") + 1


def test_who_votes_later_comes_later_where_a_poll_is_reckoned_from_those_present() -> None:
    ballots = [{"poll": "first", "ballots": {"ada": "yes"}}, {"poll": "second", "ballots": {"ada": "yes", "bao": "no"}}]
    script = write(file(polls=[poll("first", "one", base="present"), poll("second", "two")], recorded=ballots))
    assert "bao" not in of_roll(script)
    assert by_hand(script) == [("bao", Status.PRESENT)]


@pytest.mark.parametrize("electorate", [["ada", "cyr"], {"group": "inner"}])
def test_who_may_not_vote_later_stays(electorate: Any) -> None:
    participants = [
        part | ({"group": "inner"} if part["ref"] in ("ada", "cyr") else {}) for part in tree()["participants"]
    ]
    polls = [poll("first", "one", base="present"), poll("second", "two", electorate=electorate)]
    assert Leave.__name__ not in kinds(write(file(participants=participants, polls=polls)))


def test_without_their_tablets_members_are_recorded_by_hand_and_cast_no_vote() -> None:
    script = write(file(), tablets=2)
    assert script.tablets == ("guest", "ada", "bao")
    assert by_hand(script) == [("cyr", Status.PRESENT)]
    assert script.ballots == 3


def test_who_leaves_without_a_tablet_is_recorded_by_hand() -> None:
    script = write(file(polls=[poll("first", "one", base="present"), poll("second", "two")]), tablets=1)
    assert by_hand(script) == [("bao", Status.PRESENT), ("cyr", Status.PRESENT), ("bao", Status.LEFT)]


def test_what_was_published_is_expected_only_of_a_poll_that_is_played_whole() -> None:
    assert comparison(write(file()), "second").expected.published == {"yes": 1, "no": 1}
    cut = comparison(write(file(), tablets=2), "second").expected
    assert (cut.cast, cut.tally, cut.published) == (1, {"yes": 1}, {})


def test_votes_are_counted_with_their_weights_and_every_option_marked() -> None:
    participants = [part | ({"votes": 3} if part["ref"] == "ada" else {}) for part in tree()["participants"]]
    options = [{"ref": "red", "text": "Red"}, {"ref": "blue", "text": "Blue"}]
    choice = poll("first", "one", method="choose", majority="relative", base="cast", options=options, max=2)
    ballots = [{"poll": "first", "ballots": {"ada": ["red", "blue"], "bao": ["red"]}}]
    script = write(file(participants=participants, polls=[choice], recorded=ballots))
    assert comparison(script, "first").expected.tally == {"red": 4, "blue": 3}


def test_a_file_without_recorded_ballots_cannot_be_played() -> None:
    with pytest.raises(Unplayable, match=r"\$\.recorded"):
        write(file(recorded=[]))


@pytest.mark.parametrize("role", ["chair", "secretary"])
def test_a_file_without_an_officer_cannot_be_played(role: str) -> None:
    participants = [part for part in tree()["participants"] if part["role"] != role]
    with pytest.raises(Unplayable, match=role):
        write(file(participants=participants))


def test_the_shortened_session_is_two_thousand_ballots_of_all_delegations() -> None:
    script = write(read(UN_SHORT.read_bytes()))
    assert (len(script.tablets), script.ballots) == (193, 2059)


def test_in_the_demonstration_one_comes_late_and_one_leaves_early() -> None:
    script = write(read(FILE.read_bytes()))
    leaving = [step.by for step in script.steps if isinstance(step, Give) and isinstance(step.command, Leave)]
    assert by_hand(script) == [("tornik", Status.PRESENT)]
    assert leaving == ["westerode"]
    assert "ellerholm" not in of_roll(script)
