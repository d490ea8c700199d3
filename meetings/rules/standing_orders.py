"""The standing orders of the body: where bodies differ, one setting each. They stand when the meeting is convened.

Every default is what was done before there was a choice, so that old logs mean what they meant.
"""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from msgspec import Struct

from meetings.rules.decision import between
from meetings.rules.tally import Unmarked

LONGEST_LIMIT_S = 24 * 3600
WithoutQuorum = Literal["no_votes", "procedural", "all"]
Interim = Literal["nobody", "chair", "all"]


class Rules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the body decided about its own procedure.

    `absentees_vote`: whoever is entitled may vote without being recorded present.
    `without_quorum`: what is in order without a quorum: all but votes, nothing but procedure, or all.
    `interim`: who sees the votes for each option before the close of a vote by name.
    `speech_limit_s`: how many seconds a speech may last, if the chair says nothing else; 0 for no limit.
    `member_limit_s`, `group_limit_s`: how long a member, or all members of a group, may speak on an item; 0 likewise.
    `recused_in_base`: the votes of members who are recused stay in bases of those present and of all members.
    `blank_ballots`, `invalid_ballots`: whether a ballot may be blank, and which are among the votes cast.
    """

    absentees_vote: bool = False
    without_quorum: WithoutQuorum = "no_votes"
    interim: Interim = "nobody"
    speech_limit_s: int = 0
    member_limit_s: int = 0
    group_limit_s: int = 0
    recused_in_base: bool = False
    blank_ballots: Literal["none", "left_out", "counted"] = "none"
    invalid_ballots: Unmarked = "left_out"


NO_RULES = Rules()


def checked(rules: Rules) -> Rules:
    """The rules, if each lies within what can be applied. Raises Refused."""
    for name in ("speech_limit_s", "member_limit_s", "group_limit_s"):
        between(0, getattr(rules, name), LONGEST_LIMIT_S, f"rules: {name}")
    return rules


def spelled_out(rules: Rules) -> Mapping[str, Any]:
    """Every rule by name, also those that nobody changed: whoever reads them need not know the defaults."""
    return {name: msgspec.to_builtins(rule) for name, rule in msgspec.structs.asdict(rules).items()}
