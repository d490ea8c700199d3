"""The simulation's own table of what may not be seen."""

import msgspec
import pytest
from msgspec import Raw

from meetings.rehearsal.frames import AnyFrame, Delta, Welcome, You
from tests.simulation.secrecy import CANARY, secrets_in

SECRECY = {"named": "named", "open": "open", "box": "confidential"}


def fragments(**shown: object) -> dict[str, Raw]:
    return {key.replace("_", "/"): Raw(msgspec.json.encode(value)) for key, value in shown.items()}


def of_all(**shown: object) -> Delta:
    return Delta(position=1, put=fragments(**shown))


def of_a_seat(**shown: object) -> Delta:
    return Delta(position=1, put=fragments(**shown), seat=True)


def found(frame: AnyFrame, *, is_dais: bool = False) -> list[str]:
    return secrets_in(frame, "ana", is_dais=is_dais, secrecy=SECRECY)


@pytest.mark.parametrize(
    "frame",
    [
        of_all(member_binh={"reason": f"{CANARY} 1"}),
        of_all(waiting_box={"members": ["binh"]}),
        of_all(incident_7={}),
        of_all(taken={"member": "binh"}),
        of_all(presence={"binh": True}),
    ],
)
def test_what_is_for_the_dais_is_found_with_anybody_else(frame: AnyFrame) -> None:
    assert found(frame)
    assert not found(frame, is_dais=True)


@pytest.mark.parametrize(
    "frame",
    [
        of_a_seat(me={"ref": "binh"}),
        of_all(me={"ref": "ana"}),
        of_all(me_vote_named={"choice": "yes"}),
        of_all(poll_named={"state": "open", "tally": {"yes": 1}}),
        of_all(poll_box={"state": "held", "tally": {"yes": 1}}),
        of_all(ballot_named_binh={"choice": "yes"}),
        of_all(ballot_box_binh={"choice": "yes"}),
        of_a_seat(me_vote_box={"choice": "yes"}),
        of_a_seat(me_proxy_box_binh={"choice": ["a", "b"]}),
    ],
)
def test_what_nobody_may_see_is_found_on_the_dais_too(frame: AnyFrame) -> None:
    assert found(frame, is_dais=True)


def test_what_all_may_see_is_none() -> None:
    assert not found(of_all(poll_open={"state": "open", "tally": {"yes": 1}}, ballot_open_binh={"choice": "yes"}))
    assert not found(of_all(poll_box={"state": "closed", "tally": {"yes": 1}}, presence={"connected": 3}))
    assert not found(of_a_seat(me={"ref": "ana"}, me_vote_named={"choice": "yes"}, me_vote_box={"position": 7}))


def test_a_welcome_is_looked_at_like_what_follows() -> None:
    you, secret = You("ana", "Ana", "delegate"), fragments(me={"ref": "ana"}, member_binh={"reason": CANARY})
    welcome = Welcome(meeting="m", log="l", position=1, head="h", now=0, you=you, resumed=False, view=secret)
    assert len(found(welcome)) == 1
