"""Mandates: which member votes for which other one by proxy, as the state of the meeting keeps it."""

from typing import Literal

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from meetings.rules.identity import MemberId

ProxyMeans = Literal["written", "member"]
"""By a paper that was shown to chair or secretary, or by the member on the tablet."""


class Mandate(Struct, frozen=True):
    """Who votes for a member, and on what authority."""

    proxy: MemberId
    means: ProxyMeans
    authority: str


class Mandates(Struct, frozen=True):
    """All mandates: whom each member has `given` one, and for whom each holds one, in the order in which they came.

    `are_present`: a member who is away counts as present while the proxy is here.
    """

    given: Map[MemberId, Mandate] = Map()
    held: Map[MemberId, tuple[MemberId, ...]] = Map()
    are_present: bool = False


def with_one(mandates: Mandates, member: MemberId, mandate: Mandate) -> Mandates:
    """The mandates with one more."""
    held = (*mandates.held.get(mandate.proxy, ()), member)
    return replace(mandates, given=mandates.given.set(member, mandate), held=mandates.held.set(mandate.proxy, held))


def without(mandates: Mandates, member: MemberId) -> Mandates:
    """The mandates without the one that this member has given."""
    proxy = mandates.given[member].proxy
    held = tuple(each for each in mandates.held[proxy] if each != member)
    rest = mandates.held.set(proxy, held) if held else mandates.held.delete(proxy)
    return replace(mandates, given=mandates.given.delete(member), held=rest)
