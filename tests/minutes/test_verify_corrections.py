"""A result that was corrected is counted again on both sides: as it was, and as it is right."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from meetings.minutes.check_lines import record_line
from meetings.minutes.verify import verify
from meetings.minutes.verify_chain import Broken
from meetings.rules.hand_counts import EnterCounts
from meetings.rules.identity import MemberId, PollId
from meetings.rules.poll_commands import ClosePoll, DeclareResult, OpenPoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.result_corrections import CorrectResult
from meetings.rules.tally import Base
from tests.minutes.council import Council, convened, event, forged, poll, terms
from tests.minutes.samples import assembled, minutes, page
from tests.minutes.test_verify import failures
from tests.minutes.test_verify_votes import Texts, recount


@pytest.fixture(scope="module")
def council() -> Council:
    """A count, a vote and a tie that were put right; the tie twice."""
    made = convened()
    made.do("secretary", terms("hands", secrecy=Secrecy.ANALOG))
    made.do("chair", OpenPoll(poll=PollId("hands")))
    made.do("secretary", EnterCounts(poll=PollId("hands"), tally={"yes": 3, "no": 4, "abstain": 0}))
    made.do("chair", ClosePoll(poll=PollId("hands")))
    correct(made, "hands", tally={"yes": 4, "no": 3, "abstain": 0})
    poll(made, terms("names", base=Base.PRESENT), [("an", "yes"), ("binh", "yes"), ("chi", "yes"), ("dung", "no")])
    made.do("chair", DeclareResult(poll=PollId("names")))
    correct(made, "names", votes={"chi": "no", "dung": ()})
    poll(made, terms("lot", tie="lot"), [("an", "yes"), ("chair", "no")])
    correct(made, "lot", votes={"an": "no", "chair": "yes"})
    correct(made, "lot", votes={"an": (), "evgenia": "yes"})
    return made


def correct(council: Council, ref: str, **right: Any) -> None:
    right = {
        "votes": {MemberId(who): vote for who, vote in right.get("votes", {}).items()},
        "tally": right.get("tally"),
    }
    council.do("secretary", CorrectResult(poll=PollId(ref), reason="By order of the chair.", **right))


def test_both_results_are_counted_again(council: Council) -> None:
    checks = recount(council.evidence())
    assert [name.removeprefix("poll ") for name in checks] == [
        "hands, before correction 1",
        "hands",
        "names, before correction 1",
        "names",
        "lot, before correction 1",
        "lot, before correction 2",
        "lot",
    ]
    assert [check.detail for check in checks.values() if not check.passed] == []
    assert checks["poll names, before correction 1"].detail == (
        "yes 5, no 2, abstain 0; cast 4; base 8; needed 5; adopted"
    )
    assert checks["poll names"].detail == "yes 3, no 2, abstain 0; cast 3; base 8; needed 5; rejected"


def test_the_printed_lines_of_both_results_agree(council: Council) -> None:
    assert "printed" not in failures(verify(minutes(council)))


def test_a_result_that_is_not_printed_as_it_was_is_told(council: Council) -> None:
    lines = [line for line in council.check_lines() if not line.startswith("[poll hands, before")]
    spoilt = assembled(page("\n".join(lines)), council.evidence(), record_line(council.header()))
    assert failures(verify(spoilt))["printed"] == "poll hands, before correction 1: its line is not printed"


def corrected(ref: str, **changed: object) -> Callable[[Texts], object]:
    return lambda texts: event(texts, "result_corrected", ref).update(changed)


FORGERIES: Sequence[tuple[str, Callable[[Texts], object], str]] = [
    ("names", lambda t: event(t, "result_corrected", "names")["outcome"].update(adopted=True), "recorded is adopted"),
    ("names", corrected("names", votes={"chi": ["no"]}), "4 did"),
    ("names", corrected("names", votes={"chi": ["no"], "dung": [], "secretary": ["no"]}), "who is not entitled"),
    ("names", corrected("names", votes={"chi": ["perhaps"], "dung": []}), "marks what cannot be chosen"),
    (
        "names, before correction 1",
        lambda t: event(t, "poll_closed", "names")["outcome"].update(base=9),
        "the base is 8",
    ),
    (
        "hands",
        corrected("hands", counts={"tally": {"yes": 4, "no": 2, "abstain": 0}, "ballots": 6}),
        "not what was counted",
    ),
    ("hands", corrected("hands", counts=None), "the counts from the room were not recorded"),
    ("lot", corrected("lot", seed="ab" * 32), "another lot was drawn than the one on record"),
]


@pytest.mark.parametrize(("name", "change", "phrase"), FORGERIES)
def test_a_forged_correction_is_told(
    council: Council, name: str, change: Callable[[Texts], object], phrase: str
) -> None:
    check = recount(forged(council, change))[f"poll {name}"]
    assert phrase in check.detail
    assert not check.passed


def test_only_what_has_a_result_can_be_corrected() -> None:
    made = convened()
    three = tuple(map(MemberId, ("binh", "chi", "dung")))
    poll(made, terms("box", secrecy=Secrecy.CONFIDENTIAL, electorate=three), [("binh", "yes")])
    poll(made, terms("p"), [("an", "yes")])
    correct(made, "p", votes={"an": "no"})
    for forgery in (corrected("p", poll="box"), corrected("p", poll="nothing")):
        with pytest.raises(Broken):
            recount(forged(made, forgery))
