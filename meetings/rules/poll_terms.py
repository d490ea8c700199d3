"""The terms of a poll: what can be chosen, how votes are given, and who gets to know them."""

from enum import StrEnum
from typing import Literal

from msgspec import Struct


class Secrecy(StrEnum):
    """Who gets to know how somebody voted: everybody at once, everybody after the close, or nobody from the record."""

    OPEN = "open"
    NAMED = "named"
    CONFIDENTIAL = "confidential"
    ANALOG = "analog"
    """Not on tablets: hands or papers are counted in the room, and the counts entered."""


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that can be chosen."""

    ref: str
    text: str = ""


class ByGroup(Struct, frozen=True, forbid_unknown_fields=True):
    """The electorate that is a group of members."""

    group: str


Method = Literal["yes_no", "yes_no_abstain", "choose", "approval", "ranked"]


By = Literal["tablet", "hands", "paper", "voice"]
"""How votes are given; those by hands or on paper are counted in the room, those by voice recorded name by name."""


Silence = Literal["absent", "pass"]
"""Why a member who was called by name gave no vote."""
