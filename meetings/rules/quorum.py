"""The quorum: how many must be here before business may be done (RONR 40; UN GA rule 67)."""

from typing import Literal

from msgspec import Struct

LARGEST_TERM = 1_000_000
"""Of a fraction, so that its products stay whole numbers that every reader can hold."""
LARGEST_COUNT = 10**15


class QuorumRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How many must be here: none, a count, or a fraction of members or of their votes (RONR 40; UN GA rule 67)."""

    kind: Literal["none", "count", "fraction"] = "none"
    count: int = 0
    num: int = 1
    den: int = 2
    strict: bool = False
    of: Literal["members", "votes"] = "members"


class Quorum(Struct, frozen=True):
    """The quorum as it stands, in members or in votes as the rule says.

    `represented`: how many of those present are so by proxy, where the rules count these.
    """

    required: int
    present: int
    total: int
    represented: int = 0

    @property
    def is_met(self) -> bool:
        """Whether business may be done."""
        return self.present >= self.required


def quorum(rule: QuorumRule, here: int, total: int, represented: int = 0) -> Quorum:
    """The quorum at this moment; `here`, `total` and `represented` are members or votes, as the rule says."""
    return Quorum(required=_required(rule, total), present=here + represented, total=total, represented=represented)


def _required(rule: QuorumRule, total: int) -> int:
    match rule.kind:
        case "none":
            return 0
        case "count":
            return rule.count
        case "fraction":
            return share(total, rule.num, rule.den, strict=rule.strict)


def share(whole: int, num: int, den: int, *, strict: bool) -> int:
    """The least whole number that is at least (strictly: more than) `num`/`den` of `whole`."""
    return whole * num // den + 1 if strict else -(-whole * num // den)
