"""The business of a meeting is followed again from the evidence alone: quorum, agenda, motions, rulings, electorate."""

import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import count
from typing import Any

import pytest

from meetings.minutes.evidence import Header
from meetings.minutes.profiles import TRADITIONS
from meetings.minutes.report import Check
from meetings.minutes.verify_chain import Broken, Said
from meetings.minutes.verify_print import business, printed
from meetings.views.public_record import is_public
from tests.minutes.eventful import eventful
from tests.minutes.samples import page
from tests.minutes.sitting import Sitting
from tests.minutes.test_layout import lines as laid_out

Entries = list[Said]
OF_BUSINESS = re.compile(r"\[(attendance|quorum|agenda|motion|ruling)\b")
HEADER = Header("meetings-evidence/1", "ab" * 32, "m", "t", 383, "ab" * 32)


@cache
def sat(profile: str = "parliamentary") -> tuple[Sitting, Sequence[str]]:
    """A sitting with everything that happens, and the lines of its minutes that are read again."""
    sitting = eventful(minutes=profile)
    return sitting, [line for line in laid_out(sitting) if OF_BUSINESS.match(line)]


def entries() -> Entries:
    """What the evidence of the sitting shows."""
    sitting, _ = sat()
    shown = (json.loads(text) for text, said in zip(sitting.texts, sitting.saids, strict=True) if public(said))
    return [Said(**each) for each in shown]


def public(said: Any) -> bool:
    return is_public(sat()[0].meeting, said.event)


def verdict(lines: Sequence[str], said: Entries) -> Check:
    record = f"[record: {HEADER.position} entries, head {HEADER.head}]"
    text = "\n".join([record, *lines])
    return printed(page(text, (4000, 1000)), HEADER, {}, business(said))


@pytest.mark.parametrize("profile", list(TRADITIONS))
def test_what_the_minutes_of_every_tradition_print_follows_from_the_evidence(profile: str) -> None:
    _, lines = sat(profile)
    expected = {line for line in business(entries()).values() if line is not None}
    assert (set(lines), len(lines)) == (expected, len(expected))
    assert {"attendance", "quorum", "agenda", "motion", "ruling"} == {
        found[1] for line in lines if (found := OF_BUSINESS.match(line))
    }


def test_the_business_as_it_was_printed_passes() -> None:
    check = verdict(sat()[1], entries())
    assert (check.passed, check.name) == (True, "printed"), check.detail


@pytest.mark.parametrize("number", range(len(sat()[1])))
def test_every_line_that_is_left_out_or_says_otherwise_fails(number: int) -> None:
    lines = list(sat()[1])
    line = lines.pop(number)
    name = re.split(r":", line)[0].strip("[")
    assert verdict(lines, entries()).detail == f"{name}: its line is not printed"
    assert verdict([*lines, f"{line[:-1]}, too]"], entries()).detail == f"{name}: its line in the text differs"
    twice = verdict([*lines, line, f"{line[:-1]}, too]"], entries())
    assert twice.detail == f"{name}: the text gives it two lines that differ"


def body(said: Entries, kind: str, ref: str, of: str) -> dict[str, Any]:
    return next(each.body for each in said if each.kind == kind and each.body.get(of) == ref)


def changed(kind: str, of: str, ref: str, **fields: object) -> Callable[[Entries], object]:
    return lambda said: body(said, kind, ref, of).update(fields)


def outcome(ref: str, *, adopted: bool) -> Callable[[Entries], object]:
    def turn(said: Entries) -> None:
        body(said, "poll_closed", ref, "poll")["outcome"]["adopted"] = adopted

    return turn


def without(kind: str, of: str = "", ref: str = "") -> Callable[[Entries], object]:
    def leave_out(said: Entries) -> None:
        said.remove(next(each for each in said if each.kind == kind and (not of or each.body.get(of) == ref)))

    return leave_out


def left(said: Entries) -> None:
    """Somebody who had come did not."""
    arrived = (each for each in said if each.kind == "attendance_recorded" and each.body["status"] == "present")
    next(arrived).body["status"] = "absent"


FORGERIES: list[tuple[Callable[[Entries], object], str]] = [
    (left, "quorum"),
    (left, "attendance"),
    (lambda said: said[0].body.update(quorum={"kind": "count", "count": 1}), "quorum"),
    (without("called_to_order"), "quorum"),
    (without("item_deferred"), "agenda"),
    (without("item_moved"), "agenda"),
    (without("consent_adopted"), "agenda"),
    (without("item_withdrawn"), "agenda"),
    (outcome("on-far", adopted=True), "motion far"),
    (outcome("on-flags", adopted=False), "motion flags"),
    (outcome("on-next", adopted=False), "motion flags"),
    (outcome("lamps-3", adopted=True), "motion lamps"),
    (outcome("doors-2", adopted=True), "motion doors"),
    (outcome("change-2", adopted=False), "motion repair"),
    (outcome("appeal", adopted=True), "ruling of-olga"),
    (without("ruling_appealed"), "ruling of-olga"),
    (changed("point_ruled", "ruling", "of-hanh", verdict="not_sustained"), "ruling of-hanh"),
]


@pytest.mark.parametrize(("change", "name"), FORGERIES, ids=count())
def test_a_log_that_says_otherwise_does_not_agree_with_the_print(
    change: Callable[[Entries], object], name: str
) -> None:
    said = entries()
    change(said)
    found = verdict(sat()[1], said)
    assert not found.passed
    assert f"{name}: " in found.detail


def test_nothing_is_left_of_a_motion_whose_operative_parts_are_rejected() -> None:
    """UN GA rule 89: there is no vote on the whole, whatever the rules of the body say of one."""
    said = entries()
    changed("motion_divided", "motion", "doors", whole=False)(said)
    assert verdict(sat()[1], said).passed


def test_a_motion_that_was_withdrawn_has_no_line() -> None:
    said = entries()
    moved = next(each for each in said if each.kind == "motion_moved" and each.body["motion"] == "flags")
    said.append(Said(moved.log, len(said) + 1, "motion_withdrawn", 1, None, 0, "x", {"motion": "flags"}))
    found = verdict(sat()[1], said).detail
    for ref in ("flags", "near", "far", "next"):
        assert f"motion {ref}: the text has a line for it, none was expected" in found


NOWHERE: list[tuple[str, dict[str, object]]] = [
    ("motion_withdrawn", {"motion": "no"}),
    ("motion_divided", {"motion": "no", "parts": [], "whole": True}),
    ("result_declared", {"poll": "no"}),
    ("item_concluded", {"item": "no"}),
    ("item_moved", {"item": "no"}),
    ("ruling_appealed", {"ruling": "no", "poll": "p"}),
]


@pytest.mark.parametrize(("kind", "body"), NOWHERE, ids=[kind for kind, _ in NOWHERE])
def test_an_entry_about_what_is_not_there_is_told(kind: str, body: dict[str, object]) -> None:
    with pytest.raises(Broken, match="position 9"):
        business([Said("ab" * 32, 9, kind, 1, None, 0, "x", body)])


def test_a_part_that_a_motion_does_not_have_is_told() -> None:
    said = entries()
    changed("poll_prepared", "poll", "lamps-3", part=4)(said)
    with pytest.raises(Broken, match="no part 4"):
        business(said)
