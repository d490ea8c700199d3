"""Follows through the entries who declared an interest in an item, and whether that did what the rules of the body say.

Written apart from the rules, from PROTOCOL ("Votes") alone, so that a fault there does not hide itself here.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from meetings.minutes.report import Check, failed, passed
from meetings.minutes.verify_attendance import Hall, Recused, follow
from meetings.minutes.verify_chain import Said, body_of


class Declared(Struct, frozen=True):
    """A declaration; without words where it is taken back."""

    member: str
    item: str
    text: str = ""


class Interests(Struct):
    """The declarations that stand, and what cannot be."""

    declared: dict[tuple[str, str], str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def interests(entries: Sequence[Said]) -> Interests:
    """All declarations. Raises Broken."""
    of, hall = Interests(), Hall()
    for number, said in enumerate(entries):
        follow(hall, said)
        if said.kind in ("interest_declared", "interest_withdrawn"):
            after = entries[number + 1] if number + 1 < len(entries) else None
            of.faults += (f"position {said.position}: {fault}" for fault in _followed(of, hall, said, after))
    return of


def check(of: Interests) -> list[Check]:
    """What was found of declarations, if some stand or something cannot be."""
    if of.faults:
        return [failed("interests", "; ".join(of.faults))]
    members = sorted({member for member, _ in of.declared})
    return (
        [passed("interests", f"declared by {', '.join(members)}, with what the rules say follows")] if members else []
    )


def _followed(of: Interests, hall: Hall, said: Said, after: Said | None) -> Iterator[str]:
    declared = body_of(said, Declared)
    key = (declared.member, declared.item)
    if not hall.votes.get(declared.member):
        yield f"{declared.member} has no vote, and so no interest to declare"
    if said.kind == "interest_withdrawn":
        if of.declared.pop(key, None) is None:
            yield f"{declared.member} withdrew an interest in {declared.item} that had not been declared"
        return
    of.declared[key] = declared.text
    recused = Recused(declared.member, declared.item)
    if hall.rules.interests == "recused" and recused not in hall.recusals and not _says(after, recused):
        yield f"{declared.member} declared an interest in {declared.item} and was not recused, as the rules ask"


def _says(said: Said | None, recused: Recused) -> bool:
    """Whether this entry recuses the member from the item: one decision makes both entries."""
    return said is not None and said.kind == "member_recused" and body_of(said, Recused) == recused
