"""The standing orders of the body: where bodies differ, one setting each. They stand when the meeting is convened.

Every default is what was done before there was a choice, so that old logs mean what they meant.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Literal, cast

import msgspec
from msgspec import Struct

from meetings.rules.decision import LONGEST_TEXT, between
from meetings.rules.question_terms import Put, Terms, terms_of
from meetings.rules.quorum import LARGEST_TERM
from meetings.rules.refusals import Code, Refused
from meetings.rules.tally import Base, Fraction, Majority, Unmarked

LONGEST_LIMIT_S = 24 * 3600
MOST_SECONDERS = 1000
MOST_PROXIES = 1000
WithoutQuorum = Literal["no_votes", "procedural", "all"]
Interim = Literal["nobody", "chair", "all"]


class Procedure(StrEnum):
    """What a procedural motion asks for, in the order in which they are put (UN GA rule 77; RONR 5)."""

    SUSPEND = "suspend"
    ADJOURN = "adjourn"
    ADJOURN_DEBATE = "adjourn_debate"
    CLOSE_DEBATE = "close_debate"
    POSTPONE = "postpone"
    REFER = "refer"
    DIVIDE = "divide"


class Rules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the body decided about its own procedure.

    `absentees_vote`: whoever is entitled may vote without being recorded present.
    `without_quorum`: what is in order without a quorum: all but votes, nothing but procedure, or all.
    `substitutes`: somebody else may sit in a member's seat.
    `proxies`: for how many others a member may vote by proxy; 0 for none.
    `proxies_present`: a member who is away counts as present while its proxy is here.
    `proxies_in_group`: only a member of the same group may be a proxy.
    `members_give_proxies`: members give them on their tablets too, not in writing to the secretary alone.
    `interim`: who sees the votes for each option before the close of a vote by name.
    `speech_limit_s`: how many seconds a speech may last, if the chair says nothing else; 0 for no limit.
    `member_limit_s`, `group_limit_s`: how long a member, or all members of a group, may speak on an item; 0 likewise.
    `recused_in_base`: the votes of members who are recused stay in bases of those present and of all members.
    `explanation_chars`: how many characters an explanation of vote may have; 0 for none being in order.
    `movers_explain`: whether who moved a motion or an amendment may explain the vote on it; None says nothing of it.
    `urgency`, `urgency_base`: the majority by which an urgent item comes on the agenda, and what it is reckoned from.
    `interests`: whether who declares an interest in an item is recused from its votes by that, or only declares it.
    `seconders`: how many members besides the mover must support a motion before it is put to the vote.
    `division`: whether mover and chair divide a question, or the meeting alone does, by a procedural motion.
    `divided_whole`: what is left after the votes on the parts of a question is put to the vote as a whole.
    `terms`: on what terms motions, amendments, procedural motions and appeals are put, if the chair says nothing else.
    `procedural`: the majority of each kind of procedural motion; that of their terms where nothing is said.
    `rounds_drop`, `rounds_majority`: who leaves an election after a round, and what majority later rounds need.
    `roll_call_start`: whether a vote by roll call begins with the first name of the list, or with one drawn by lot.
    `blank_ballots`, `invalid_ballots`: whether a ballot may be blank, and which are among the votes cast.
    """

    absentees_vote: bool = False
    without_quorum: WithoutQuorum = "no_votes"
    substitutes: bool = False
    proxies: int = 0
    proxies_present: bool = False
    proxies_in_group: bool = False
    members_give_proxies: bool = False
    interim: Interim = "nobody"
    speech_limit_s: int = 0
    member_limit_s: int = 0
    group_limit_s: int = 0
    recused_in_base: bool = False
    explanation_chars: int = 0
    movers_explain: bool | None = None
    urgency: Majority = "simple"
    urgency_base: Base = Base.YES_NO
    interests: Literal["recused", "declared"] = "recused"
    seconders: int = 0
    division: Literal["asked", "voted"] = "asked"
    divided_whole: bool = True
    terms: Mapping[Put, Terms] = {}
    procedural: Mapping[Procedure, Majority] = {}
    rounds_drop: Literal["last", "nobody"] = "last"
    rounds_majority: Literal["relative", "same"] = "relative"
    roll_call_start: Literal["first", "lot"] = "first"
    blank_ballots: Literal["none", "left_out", "counted"] = "none"
    invalid_ballots: Unmarked = "left_out"


NO_RULES = Rules()


def checked(rules: Rules) -> Rules:
    """The rules, if each lies within what can be applied. Raises Refused."""
    for name in ("speech_limit_s", "member_limit_s", "group_limit_s"):
        between(0, getattr(rules, name), LONGEST_LIMIT_S, f"rules: {name}")
    between(0, rules.explanation_chars, LONGEST_TEXT, "rules: explanation_chars")
    between(0, rules.seconders, MOST_SECONDERS, "rules: seconders")
    between(0, rules.proxies, MOST_PROXIES, "rules: proxies")
    for name, part in _parts(rules):
        if isinstance(part, Fraction):
            between(1, part.den, LARGEST_TERM, f"rules: {name}: den")
            # More than the whole can never be reached.
            between(1, part.num, part.den - part.strict, f"rules: {name}: num")
        if part is Base.CONTINUING:
            raise Refused(
                Code.BAD_COMMAND,
                "rules: {name}: yes_no, cast, present or members was expected, continuing came",
                name=name,
            )
    return rules


def _parts(rules: Rules) -> Iterator[tuple[str, object]]:
    """Each rule by name, of one for several kinds each part: a majority or a base may stand in any of them."""
    for name, rule in msgspec.structs.asdict(rules).items():
        if isinstance(rule, Mapping):
            yield from ((f"{name}: {kind}", part) for kind, part in cast("Mapping[str, object]", rule).items())
        else:
            yield name, rule


def spelled_out(rules: Rules) -> Mapping[str, Any]:
    """Every rule by name, also those that nobody changed: whoever reads them need not know the defaults."""
    spelled = {name: msgspec.to_builtins(rule) for name, rule in msgspec.structs.asdict(rules).items()}
    return {**spelled, "terms": {put.value: _each_term(terms_of(rules.terms, put)) for put in Put}}


def _each_term(terms: Terms) -> Mapping[str, Any]:
    """Every term that is set, and those that are usual; none where nothing is asked for."""
    each = {name: msgspec.to_builtins(term) for name, term in msgspec.structs.asdict(terms).items()}
    return {name: term for name, term in each.items() if term is not None}
