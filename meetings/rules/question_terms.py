"""The terms on which motions are put to the vote: the standing orders say them, the chair may say others.

A part of a divided motion is put on the terms of the motion or amendment that it is part of.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from meetings.rules.identity import ItemId
from meetings.rules.poll_commands import PreparePoll
from meetings.rules.poll_terms import By, Secrecy
from meetings.rules.tally import Base, Fraction, Majority, Second, Tie


class Put(StrEnum):
    """What is put to the vote."""

    MOTION = "motion"
    AMENDMENT = "amendment"
    PROCEDURAL = "procedural"
    APPEAL = "appeal"


class Terms(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a question is voted on and what decides it, as `prepare_poll` has it; what is left out is as usual."""

    method: Literal["yes_no", "yes_no_abstain"] = "yes_no_abstain"
    secrecy: Secrecy = Secrecy.NAMED
    majority: Majority = "simple"
    base: Base = Base.YES_NO
    tie: Tie | None = None
    turnout: Fraction | None = None
    second: Second | None = None
    by: By | None = None


USUAL = Terms()


def terms_of(terms: Mapping[Put, Terms], put: Put) -> Terms:
    """The terms for what is put; an amendment is put like a motion where nothing is said of amendments."""
    as_motion = terms.get(Put.MOTION, USUAL) if put is Put.AMENDMENT else USUAL
    return terms.get(put, as_motion)


def question_on(terms: Terms, item: ItemId, question: str | None = None) -> PreparePoll:
    """A question about an item on these terms."""
    return PreparePoll(
        item=item,
        question=question,
        method=terms.method,
        secrecy=terms.secrecy,
        majority=terms.majority,
        base=terms.base,
        tie=terms.tie,
        turnout=terms.turnout,
        second=terms.second,
        by=terms.by,
    )
