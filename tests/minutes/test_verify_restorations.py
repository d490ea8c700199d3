"""What `verify` says of a record that was restored from a backup."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from meetings.minutes.verify_chain import Said
from meetings.minutes.verify_restorations import restorations

BODY = {"taken_at": 1_790_000_000_000, "by": "Ms Lind", "beginning": "ab" * 32}


def said(**rest: Any) -> Sequence[Said]:
    usual: dict[str, Any] = {"log": "0f" * 32, "position": 9, "kind": "record_restored", "version": 1, "actor": None}
    return [msgspec.convert(usual | {"at": 1_790_000_900_000, "id": "", "body": BODY} | rest, Said)]


def test_it_is_said_plainly_with_what_may_be_missing() -> None:
    (check,) = restorations(said())
    assert check.passed
    assert check.detail == (
        "position 9: at 2026-09-21 14:28:20 UTC the record came back from a backup of 2026-09-21 14:13:20 UTC, "
        "by Ms Lind; what was recorded between the two, if anything, is MISSING"
    )


def test_a_record_that_was_never_restored_has_no_such_line() -> None:
    assert restorations(said(kind="resumed", body={})) == []


@pytest.mark.parametrize(
    "forged", [said(actor="ana"), said(version=2), said(body={"by": "Ms Lind"}), said(body={**BODY, "taken_at": 2**60})]
)
def test_a_restoration_that_cannot_be_is_a_failure(forged: Sequence[Said]) -> None:
    (check,) = restorations(forged)
    assert not check.passed
