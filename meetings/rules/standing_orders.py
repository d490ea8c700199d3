"""The standing orders of the body: where bodies differ, one setting each. They stand when the meeting is convened.

Every default is what was done before there was a choice, so that old logs mean what they meant.
"""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from msgspec import Struct

WithoutQuorum = Literal["no_votes", "procedural", "all"]
Interim = Literal["nobody", "chair", "all"]


class Rules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the body decided about its own procedure.

    `absentees_vote`: whoever is entitled may vote without being recorded present.
    `without_quorum`: what is in order without a quorum: all but votes, nothing but procedure, or all.
    `interim`: who sees the votes for each option before the close of a vote by name.
    """

    absentees_vote: bool = False
    without_quorum: WithoutQuorum = "no_votes"
    interim: Interim = "nobody"


NO_RULES = Rules()


def checked(rules: Rules) -> Rules:
    """The rules, if each lies within what can be applied. Raises Refused."""
    return rules


def spelled_out(rules: Rules) -> Mapping[str, Any]:
    """Every rule by name, also those that nobody changed: whoever reads them need not know the defaults."""
    return {name: msgspec.to_builtins(rule) for name, rule in msgspec.structs.asdict(rules).items()}
