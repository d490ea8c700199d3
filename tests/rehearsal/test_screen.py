"""What a tablet knows: welcomes, differences, and whether anything was lost on the way."""

import json
from typing import Any

import pytest

from meetings.rehearsal.frames import Delta, Welcome, frame_of
from meetings.rehearsal.losses import differing, lost
from meetings.rehearsal.screen import OutOfOrder, Screen


def welcome(position: int, view: dict[str, Any], *, resumed: bool = False, role: str = "delegate") -> Welcome:
    sent = {
        "t": "welcome",
        "meeting": "m",
        "log": "ab",
        "position": position,
        "head": "cd",
        "now": 1,
        "you": {"ref": "ada", "name": "Ada", "role": role},
        "resumed": resumed,
        "view": view,
    }
    frame = frame_of(json.dumps(sent).encode())
    assert isinstance(frame, Welcome)
    return frame


def delta(put: dict[str, Any], drop: tuple[str, ...] = (), **more: Any) -> Delta:
    frame = frame_of(json.dumps({"t": "delta", "put": put, "drop": drop} | more).encode())
    assert isinstance(frame, Delta)
    return frame


def screen(position: int = 5, *, role: str = "delegate", **view: Any) -> Screen:
    made = Screen()
    made.welcome(welcome(position, view or {"now": 1, "me": 1}, role=role))
    return made


def test_a_welcome_and_its_differences_are_the_view() -> None:
    shown = screen(now=1, gone=1)
    shown.change(delta({"now": 2}, ("gone",), position=6, head="ee"), at=1.0)
    assert shown.shared() == {"now": 2}
    assert (shown.position, shown.head, shown.arrivals) == (6, "ee", [(6, 1.0)])


def test_a_seats_difference_does_not_move_the_position() -> None:
    shown = screen()
    shown.change(delta({"me": 2}, seat=True, position=9), at=1.0)
    assert (shown.position, shown.read("me", int), shown.arrivals) == (5, 2, [])


def test_what_passes_is_read_like_the_rest_and_is_no_part_of_the_view() -> None:
    shown = screen(now=1)
    shown.change(delta({"presence": 3}, passing=True), at=1.0)
    assert (shown.read("presence", int), shown.shared()) == (3, {"now": 1})


def test_a_resumed_tablet_keeps_the_view_and_gets_the_seats_keys_anew() -> None:
    shown = Screen()
    shown.welcome(welcome(5, {"now": 1, "me": 1, "me/vote/p": 1}))
    shown.welcome(welcome(8, {"me": 2}, resumed=True))
    assert (shown.position, shown.read("now", int), shown.read("me", int), shown.read("me/vote/p", int)) == (
        5,
        1,
        2,
        None,
    )


def test_positions_only_grow() -> None:
    shown = screen()
    with pytest.raises(OutOfOrder):
        shown.change(delta({}, position=4), at=1.0)


def test_a_difference_that_another_of_the_audience_got_is_lost() -> None:
    one, two = screen(), screen()
    for position in (6, 7):
        one.change(delta({}, position=position), at=1.0)
    two.change(delta({}, position=7), at=1.0)
    assert lost([one, two]) == 1


def test_what_came_before_a_welcome_or_to_another_audience_is_not_lost() -> None:
    one, two, hall = screen(), screen(6), screen(role="display")
    one.change(delta({}, position=6), at=1.0)
    assert lost([one, two, hall]) == 0


def test_tablets_that_show_something_else_than_their_audience_differ() -> None:
    same, other = screen(now=1), screen(now=2)
    assert differing([screen(now=1), same, other, screen(role="display", now=3)]) == 1


def test_ones_own_keys_may_differ() -> None:
    assert differing([screen(now=1, me=1), screen(now=1, me=2)]) == 0
