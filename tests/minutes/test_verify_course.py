"""Recesses, speeches, proxies, substitutes and interests are followed again from the evidence alone."""

from collections.abc import Callable, Sequence
from typing import cast

import pytest

from meetings.minutes.report import Check
from meetings.minutes.verify_chain import Said
from meetings.minutes.verify_course import course, of_course
from tests.minutes.test_verify_business import entries, without

Entries = list[Said]


def checks(said: Sequence[Said]) -> dict[str, Check]:
    return {check.name: check for check in of_course(course(said))}


def test_the_course_of_the_meeting_as_it_was_recorded_passes() -> None:
    found = checks(entries())
    assert all(check.passed for check in found.values())
    assert {name: check.detail for name, check in found.items()} == {
        "sitting": "2 recesses; business only in between",
        "speeches": "11 given the floor one after the other, for 1,183 s together",
        "mandates": "1 proxies given, 1 substitutes seated, as the rules of the body allow",
        "interests": "declared by hanh, olga, with what the rules say follows",
    }


def test_of_what_did_not_happen_nothing_is_said() -> None:
    quiet = [said for said in entries() if said.kind in ("meeting_convened", "member_admitted", "called_to_order")]
    assert checks(quiet) == {}


def nth(said: Entries, kind: str, number: int = 0) -> Said:
    return [each for each in said if each.kind == kind][number]


def changed(kind: str, number: int = 0, **fields: object) -> Callable[[Entries], object]:
    return lambda said: nth(said, kind, number).body.update(fields)


def again(kind: str, after: str, **fields: object) -> Callable[[Entries], object]:
    """The first entry of a kind once more, behind the first one of another kind."""

    def add(said: Entries) -> None:
        copied, place = nth(said, kind), said.index(nth(said, after))
        before = said[place]
        body = {**copied.body, **fields}
        said.insert(place + 1, Said(copied.log, before.position, kind, 1, copied.actor, before.at, "x", body))

    return add


def ruled(**fields: object) -> Callable[[Entries], object]:
    return lambda said: cast("dict[str, object]", said[0].body["rules"]).update(fields)


FORGERIES: list[tuple[Callable[[Entries], object], str, str]] = [
    (without("called_to_order"), "sitting", "item_started: the meeting was scheduled"),
    (without("resumed"), "sitting", "floor_given: the meeting was suspended"),
    (without("suspended"), "sitting", "resumed: the meeting was open"),
    (again("suspended", "suspended"), "sitting", "suspended: the meeting was suspended"),
    (again("recess_changed", "resumed"), "sitting", "recess_changed: the meeting was open"),
    (again("called_to_order", "resumed"), "sitting", "called_to_order: the meeting was open"),
    (again("poll_opened", "suspended"), "sitting", "poll_opened: the meeting was suspended"),
    (again("vote_cast", "adjourned"), "sitting", "vote_cast: the meeting was closed"),
    (changed("suspended", until=5), "sitting", "suspended: the sitting was to go on before that was said"),
    (changed("recess_changed", until=5), "sitting", "recess_changed: the sitting was to go on before that was said"),
    (without("speech_ended"), "speeches", "was given the floor while guest had it"),
    (again("floor_given", "floor_given", member="olga"), "speeches", "olga was given the floor while guest had it"),
    (again("speech_ended", "speech_ended"), "speeches", "the speech of guest ended, nobody had the floor"),
    (changed("speech_ended", member="olga"), "speeches", "the speech of olga ended, guest had the floor"),
    (ruled(proxies=0), "mandates", "olga got the vote of bao besides 0, at most 0 are allowed"),
    (changed("proxy_given", member="olga"), "mandates", "olga was given the own vote as a proxy"),
    (changed("proxy_given", proxy="lipinski"), "mandates", "lipinski has no vote in which anybody could act"),
    (changed("proxy_given", means="member"), "mandates", "bao gave a proxy without a paper"),
    (again("proxy_given", "proxy_given", proxy="hanh"), "mandates", "hanh was to vote for bao, for whom olga votes"),
    (again("proxy_given", "proxy_given", member="olga", proxy="hanh"), "mandates", "the proxy of olga for hanh was"),
    (without("proxy_given"), "mandates", "the proxy of bao ended, there was none"),
    (ruled(proxies_in_group=True), "mandates", "olga is not in the group of bao, as the rules ask"),
    (ruled(substitutes=False), "mandates", "Lê Văn Dũng sat for bao, the rules know no substitutes"),
    (without("substitute_seated"), "mandates", "the seat of bao was given back, nobody else sat there"),
    (changed("substitute_seated", member="guest"), "mandates", "guest has no vote in which anybody could act"),
    (
        without("member_recused", "member", "hanh"),
        "interests",
        "hanh declared an interest in other and was not recused",
    ),
    (without("interest_declared", "member", "cohen"), "interests", "cohen withdrew an interest in other that had not"),
    (changed("interest_declared", member="guest"), "interests", "guest has no vote, and so no interest to declare"),
]


@pytest.mark.parametrize(("change", "name", "sentence"), FORGERIES, ids=[each[2] for each in FORGERIES])
def test_a_log_in_which_it_cannot_have_been_so_fails(
    change: Callable[[Entries], object], name: str, sentence: str
) -> None:
    said = entries()
    change(said)
    found = checks(said)[name]
    assert not found.passed
    assert sentence in found.detail


def test_a_declaration_that_recuses_nobody_passes_where_the_body_wants_it_so() -> None:
    said = entries()
    without("member_recused", "member", "hanh")(said)
    ruled(interests="declared")(said)
    assert checks(said)["interests"].passed


def test_a_second_substitute_takes_the_seat_of_the_first() -> None:
    said = entries()
    again("substitute_seated", "substitute_seated", name="Mai")(said)
    of = course(said).mandates
    assert checks(said)["mandates"].passed
    first, second = of.substitutes
    assert (first.by, second.by) == ("Lê Văn Dũng", "Mai")
    assert first.stay.until == second.stay.since


def test_the_time_of_a_joint_debate_counts_for_each_of_its_items() -> None:
    """PROTOCOL, Procedure: who speaks while several items are in hand uses speaking time of each of them."""
    used = course(entries()).debate.used
    assert used["budget"] == {"hanh": 240_100, "cohen": 102_100}
    assert (used["bridge"], used["fees"]) == ({"olga": 60_100}, {"olga": 120_200})
