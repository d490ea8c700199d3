"""The short form of the simulation: `scripts/chaos simulation` lives through thousands of seeds."""

import pytest

from meetings.live.outbox import Outbox
from meetings.rooms import history, keeper, room
from tests.simulation.safeguards import SAFEGUARDS, first_found
from tests.simulation.world import simulate

SEEDS = 100
FOUND_WITHIN = 100


@pytest.mark.parametrize("first", range(0, SEEDS, 20))
def test_what_must_hold_holds_whatever_goes_wrong(first: int) -> None:
    outcomes = [simulate(seed) for seed in range(first, first + 20)]
    assert {outcome.seed: outcome.violations for outcome in outcomes if outcome.violations} == {}


def test_a_seed_comes_out_the_same_every_time() -> None:
    assert simulate(3) == simulate(3)


def test_a_meeting_goes_on_whatever_goes_wrong() -> None:
    grown = [simulate(seed).entries for seed in range(5)]
    assert min(grown) > 20, "the log that every seed begins with has 20 entries"


@pytest.mark.parametrize("safeguard", SAFEGUARDS)
def test_a_safeguard_that_is_taken_out_is_missed(safeguard: str) -> None:
    assert first_found(safeguard, range(FOUND_WITHIN)) is not None


def test_a_safeguard_is_put_back() -> None:
    before = room.Draft, history.checked, keeper.Publisher, Outbox.put
    for without in SAFEGUARDS.values():
        with without():
            pass
    assert before == (room.Draft, history.checked, keeper.Publisher, Outbox.put)
