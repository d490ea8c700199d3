"""How long things took."""

from meetings.rooms.figures import BOUNDS_S, Spread


def test_each_duration_counts_for_its_bound_and_all_above() -> None:
    spread = Spread()
    for seconds in (0.001, 0.0011, 60.0):
        spread.add(seconds)
    steps = dict(spread.steps())
    assert (steps["0.001"], steps["0.002"], steps[str(BOUNDS_S[-1])], steps["+Inf"]) == (1, 2, 2, 3)
    assert spread.total_s == 0.001 + 0.0011 + 60.0
