"""Who listens, and how a broadcast gets to each."""

from collections.abc import Callable

import pytest

from meetings.rooms.crowd import Crowd, Listeners
from meetings.rooms.listening import Frame, Straight
from meetings.rules.identity import MemberId
from meetings.views.audiences import Audience


class Words:
    """A frame."""

    def __init__(self, text: str) -> None:
        self.framed = text.encode()


class Neighbour:
    """A listener to whom a way may be open or not."""

    def __init__(self, member: str = "an", *, is_open: bool = True) -> None:
        self.member = MemberId(member)
        self.straight: Straight | None = self.write if is_open else None
        self.heard: list[str] = []
        self.is_overfull = False
        self._changed: Callable[[], None] = lambda: None

    def write(self, framed: bytes) -> None:
        self.heard.append(f"straight {framed.decode()}")
        if self.is_overfull:
            self.open(is_open=False)

    def open(self, *, is_open: bool) -> None:
        self.straight = self.write if is_open else None
        self._changed()

    def tell(self, changed: Callable[[], None]) -> None:
        self._changed = changed

    def put(self, frame: Frame) -> None:
        self.heard.append(f"put {frame.framed.decode()}")

    def welcome(self, frames: object) -> None: ...

    def close(self) -> None: ...


def test_a_frame_goes_straight_to_those_to_whom_the_way_is_open_and_is_put_to_the_others() -> None:
    crowd, near, far = Crowd(), Neighbour(), Neighbour(is_open=False)
    crowd.add(near)
    crowd.add(far)
    crowd.give([Words("1")], {})
    assert (near.heard, far.heard) == (["straight 1"], ["put 1"])


def test_a_way_that_opens_or_closes_counts_from_then_on() -> None:
    crowd, one = Crowd(), Neighbour(is_open=False)
    crowd.add(one)
    for text, is_open in (("1", False), ("2", True), ("3", True), ("4", False)):
        one.open(is_open=is_open)
        crowd.give([Words(text)], {})
    assert one.heard == ["put 1", "straight 2", "straight 3", "put 4"]


def test_who_is_full_with_this_frame_gets_it_once() -> None:
    crowd, one = Crowd(), Neighbour()
    one.is_overfull = True
    crowd.add(one)
    crowd.give([Words("1")], {})
    crowd.give([Words("2")], {})
    assert one.heard == ["straight 1", "put 2"]


def test_one_who_is_gone_keeps_nobody_else_from_hearing() -> None:
    def gone(_: bytes) -> None:
        raise RuntimeError("the transport is closed")

    crowd, lost, other = Crowd(), Neighbour(), Neighbour()
    lost.straight = gone
    crowd.add(lost)
    crowd.add(other)
    crowd.give([Words("1")], {})
    assert other.heard == ["straight 1"]


def test_what_is_shared_and_what_is_ones_own_leave_in_one_write() -> None:
    crowd, near, far, other = Crowd(), Neighbour("an"), Neighbour("an", is_open=False), Neighbour("binh")
    for each in (near, far, other):
        crowd.add(each)
    crowd.give([Words("1"), Words("2")], {MemberId("an"): Words("own")})
    assert (near.heard, other.heard) == (["straight 12own"], ["straight 12"])
    assert far.heard == ["put 1", "put 2", "put own"]


def test_what_is_ones_own_goes_to_nobody_else() -> None:
    crowd, near, other = Crowd(), Neighbour("an"), Neighbour("binh")
    for each in (near, other):
        crowd.add(each)
    crowd.give([], {MemberId("an"): Words("own")})
    assert (near.heard, other.heard) == (["straight own"], [])


def test_who_has_left_hears_nothing_and_moves_nothing() -> None:
    crowd, one = Crowd(), Neighbour()
    crowd.add(one)
    crowd.remove(one)
    one.open(is_open=False)
    crowd.give([Words("1")], {})
    assert one.heard == []


def test_listeners_are_known_by_audience_and_by_member() -> None:
    listeners, first, second, third = Listeners(), Neighbour("an"), Neighbour("an"), Neighbour("chair")
    for each in (first, second):
        listeners.add(each, Audience.FLOOR)
    listeners.add(third, Audience.DAIS)
    assert listeners.audiences == [Audience.FLOOR, Audience.DAIS]
    assert listeners.tablets == {"an": [first, second], "chair": [third]}
    listeners.give(Audience.FLOOR, [Words("1")], {})
    assert [each.heard for each in (first, second, third)] == [["straight 1"], ["straight 1"], []]


@pytest.mark.parametrize("times", [1, 2])
def test_a_listener_is_removed_for_good(times: int) -> None:
    listeners, one = Listeners(), Neighbour("an")
    listeners.add(one, Audience.FLOOR)
    for _ in range(times):
        listeners.remove(one)
    listeners.give(Audience.FLOOR, [Words("1")], {})
    assert (one.heard, list(listeners), listeners.tablets, listeners.audiences) == ([], [], {}, [])
    assert listeners.place_of(one) is None


def test_who_changes_the_audience_leaves_the_former() -> None:
    listeners, one = Listeners(), Neighbour("an")
    listeners.add(one, Audience.FLOOR)
    listeners.add(one, Audience.DAIS)
    assert listeners.place_of(one) is Audience.DAIS
    for audience in (Audience.FLOOR, Audience.DAIS):
        listeners.give(audience, [Words(audience)], {})
    assert one.heard == ["straight dais"]
