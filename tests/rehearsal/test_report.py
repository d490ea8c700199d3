"""What a rehearsal found, for people and for programs."""

import json

from msgspec.structs import replace

from meetings.rehearsal.report import Report, SignedMinutes, Spread

VERIFIED = SignedMinutes(seconds=1.5, size=1000, verified=True, lines="PASS")
GOOD = Report(
    meeting="m",
    title="Council",
    tablets=7,
    commands=20,
    durable=20,
    ballots=5,
    recorded=Spread(1.0, 2.0, 3.0),
    turnout=Spread(10.0, 20.0, 30.0),
    deltas=70,
    polls=2,
    equal=2,
    seconds=1.0,
    minutes=VERIFIED,
)


def test_half_of_the_cases_are_below_p50_and_all_but_one_of_a_hundred_below_p99() -> None:
    assert Spread.of([number / 1000 for number in range(100, 0, -1)]) == Spread(50.0, 99.0, 100.0)
    assert Spread.of([0.001]) == Spread(1.0, 1.0, 1.0)
    assert Spread.of([]) is None


def test_a_rehearsal_is_good_if_nothing_was_lost_or_different_and_the_minutes_verify() -> None:
    assert GOOD.is_good


def test_any_loss_or_difference_is_not_good() -> None:
    bad = [
        replace(GOOD, durable=19),
        replace(GOOD, lost=1),
        replace(GOOD, differing=1),
        replace(GOOD, equal=1),
        replace(GOOD, differences=["poll p: ..."]),
        replace(GOOD, minutes=None),
        replace(GOOD, minutes=replace(VERIFIED, verified=False)),
    ]
    assert [report.is_good for report in bad] == [False] * len(bad)


def test_the_lines_name_what_was_measured() -> None:
    lines = GOOD.lines()
    assert "20, of which 5 ballots" in lines
    assert "p50 1.0 ms, p99 2.0 ms" in lines
    assert "2 of 2" in lines
    assert lines.endswith("GOOD: nothing lost, nothing different")


def test_the_lines_end_with_what_differs_and_what_does_not_verify() -> None:
    bad = replace(GOOD, differences=["poll p: ..."], minutes=replace(VERIFIED, verified=False, lines="FAIL here"))
    assert bad.lines().endswith("poll p: ...\nFAIL here\nNOT GOOD: see above")


def test_a_rehearsal_without_votes_or_minutes_has_lines_too() -> None:
    lines = replace(GOOD, recorded=None, minutes=None).lines()
    assert "no votes were cast" in lines
    assert lines.endswith("NOT GOOD: see above")


def test_the_json_holds_the_same() -> None:
    told = json.loads(GOOD.json())
    assert told["good"] is True
    assert told["recorded"] == {"p50": 1.0, "p99": 2.0, "longest": 3.0}
    assert told["minutes"]["verified"] is True
