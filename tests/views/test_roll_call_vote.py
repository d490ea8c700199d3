"""A vote by roll call: everybody sees whose name is called and what was answered; no tablet is waited for."""

from meetings.rules.poll_commands import ClosePoll
from meetings.rules.tally import lots
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import CanShown
from meetings.views.fragments_of_votes import BallotShown, NamesShown, PollShown
from tests.rules.council import CHAIR, POLL, VICE, VOTERS, polling, vote
from tests.rules.scenario import SEED, Scenario
from tests.rules.test_roll_call_vote import BY_LOT, called, calls


def shown(scenario: Scenario, audience: Audience) -> PollShown:
    fragment = view(scenario.meeting, audience, Moment())[f"poll/{POLL}"]
    assert isinstance(fragment, PollShown)
    return fragment


def test_everybody_sees_whose_name_is_called() -> None:
    scenario = called(calls(), chair="yes", vice="pass")
    for audience in (Audience.HALL, Audience.FLOOR, Audience.GALLERY, Audience.DAIS):
        fragment = shown(scenario, audience)
        assert (fragment.first, fragment.calling, fragment.silent) == (CHAIR, "ana", {VICE: "pass"})
        assert view(scenario.meeting, audience, Moment())[f"ballot/{POLL}/{CHAIR}"] == BallotShown(choice="yes")


def test_the_names_stand_in_the_order_of_the_call() -> None:
    scenario = calls()
    for audience in (Audience.HALL, Audience.FLOOR, Audience.DAIS):
        assert view(scenario.meeting, audience, Moment())[f"roll/{POLL}"] == NamesShown(members=list(VOTERS))


def test_the_seed_of_the_first_name_is_shown() -> None:
    fragment = shown(calls(BY_LOT), Audience.HALL)
    assert (fragment.first, fragment.first_seed) == (lots(SEED, VOTERS)[0], SEED.hex())


def test_the_seed_of_a_lot_is_shown_with_the_result() -> None:
    tied = polling(tie="lot").given("ana", vote("yes")).given("ben", vote("no"))
    assert shown(tied, Audience.HALL).seed is None
    assert shown(tied.given(CHAIR, ClosePoll(poll=POLL)), Audience.HALL).seed == SEED.hex()


def test_nobody_is_waited_for_on_a_tablet() -> None:
    assert f"waiting/{POLL}" not in view(calls().meeting, Audience.DAIS, Moment())
    can = view(calls().meeting, Audience.FLOOR, Moment())["can"]
    assert isinstance(can, CanShown)
    assert "cast_vote" not in can.commands
