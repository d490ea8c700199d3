"""A roll call is checked: with whom it began, and which answers stand."""

from collections.abc import Callable, Sequence

import pytest

from meetings.rules.identity import MemberId, PollId
from meetings.rules.poll_commands import ClosePoll, OpenPoll
from meetings.rules.roll_call_vote import RecordAnswer, TakeBackAnswer
from meetings.rules.standing_orders import Rules
from meetings.rules.tally import Base, lots
from tests.minutes.council import Council, convened, event, forged, terms
from tests.minutes.test_verify_votes import Texts, recount

ANSWERS = ("chair=yes", "an=pass", "binh=no", "chi=yes", "dung=absent", "evgenia=absent", "an=yes")


def called(council: Council, ref: str) -> Council:
    council.do("secretary", terms(ref, by="voice", base=Base.CAST))
    council.do("chair", OpenPoll(poll=PollId(ref)))
    for each in ANSWERS:
        member, answer = each.split("=")
        council.do("secretary", RecordAnswer(poll=PollId(ref), member=MemberId(member), answer=answer))
    council.do("secretary", TakeBackAnswer(poll=PollId(ref), member=MemberId("chi")))
    council.do("secretary", RecordAnswer(poll=PollId(ref), member=MemberId("chi"), answer="no"))
    council.do("chair", ClosePoll(poll=PollId(ref)))
    return council


@pytest.fixture(scope="module")
def by_lot() -> Council:
    return called(convened(Rules(roll_call_start="lot")), "p")


def test_the_answers_that_stand_are_counted_again(by_lot: Council) -> None:
    for council in (by_lot, called(convened(), "p")):
        check = recount(council.evidence())["poll p"]
        assert (check.passed, check.detail) == (
            True,
            "yes 2, no 4, abstain 0; cast 4; base 6; needed 4; rejected",
        )


def opened(**changed: object) -> Callable[[Texts], object]:
    return lambda texts: event(texts, "poll_opened", "p").update(changed)


def last_on_the_lot(texts: Texts) -> str:
    body = event(texts, "poll_opened", "p")
    return lots(bytes.fromhex(body["seed"]), list(body["entitled"]))[-1]


FORGERIES: Sequence[tuple[Callable[[Texts], object], str]] = [
    (lambda texts: opened(first=last_on_the_lot(texts))(texts), "the roll call was to begin with"),
    (opened(seed=None), "the seed with which the first name was drawn by lot was not recorded"),
    (opened(first=None), "recorded is nobody"),
    (lambda texts: event(texts, "no_answer", "p").update(member="binh"), "the votes add up to"),
    (lambda texts: event(texts, "poll_prepared", "p").update(by="tablet"), "while no names were called"),
]


@pytest.mark.parametrize(("change", "phrase"), FORGERIES)
def test_a_forged_roll_call_is_told(by_lot: Council, change: Callable[[Texts], object], phrase: str) -> None:
    check = recount(forged(by_lot, change))["poll p"]
    assert phrase in check.detail
    assert not check.passed


def test_a_roll_call_down_the_list_begins_with_its_first_name() -> None:
    check = recount(forged(called(convened(), "p"), opened(first="an")))["poll p"]
    assert "the roll call was to begin with chair, recorded is an" in check.detail
