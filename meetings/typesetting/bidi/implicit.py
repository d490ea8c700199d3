"""Rules W1 to W7, N0 to N2, I1 and I2: what numbers, brackets and neutral characters take from their neighbours.

The types of an isolating run are a string with one letter for each character (classes.LETTERS), so that a rule is a
search in it and not a walk over it. The patterns take time in proportion to the text, whatever it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from meetings.typesetting.bidi.classes import BRACKET, CLOSING, ISOLATING, NEUTRAL, canonical

# BD16: with more open brackets than this the rule gives up.
DEEPEST_BRACKETS = 63

_MARKS: Final = re.compile("([^n])(n+)")
_AFTER_ARABIC: Final = re.compile("A[^LRA1]*1[^LRA]*")
_BETWEEN_EUROPEAN: Final = re.compile("(?<=1)[+,](?=1)")
_BETWEEN_ARABIC: Final = re.compile("(?<=2),(?=2)")
_TERMINATORS: Final = re.compile("(?<=1)%++|(?<!%)%++(?=1)")
_AFTER_LATIN: Final = re.compile("L[^LR1]*1[^LR]*")
_LEFTOVERS: Final = str.maketrans("+%,", "ooo")
# Numbers count as right-to-left for rules N0 to N2.
_STRONG: Final[Mapping[str, str]] = {"L": "L", "R": "R", "1": "R", "2": "R"}
_BETWEEN: Final = {
    "L": re.compile(f"(?<=[R12])[{NEUTRAL}]++(?=[R12])"),
    "R": re.compile(f"(?<=L)[{NEUTRAL}]++(?=L)"),
}
_OPPOSITE: Final = {"L": "R", "R": "L"}
_TO_EMBEDDING: Final = {embedding: str.maketrans(dict.fromkeys(NEUTRAL, embedding)) for embedding in "LR"}


@dataclass(frozen=True, slots=True)
class Run:
    """One isolating run sequence: types, original classes, characters, level, and what stands around it."""

    types: str
    classes: str
    characters: str
    level: int
    before: str
    after: str

    @property
    def embedding(self) -> str:
        return "R" if self.level & 1 else "L"


def resolve(run: Run) -> bytes:
    """Level of each character of the run."""
    types = _brackets(run, _weak(run.before + run.types)[1:])
    types = _neutrals(run.before + types + run.after, run.embedding)[1:-1]
    return types.encode().translate(_levels(run.level))


def _weak(types: str) -> str:
    """W1 to W7; the first letter is what stands before the run."""
    if "n" in types:
        types = _MARKS.sub(_like_their_letter, types)
    if "1" in types:
        types = _AFTER_ARABIC.sub(lambda found: found[0].replace("1", "2"), types)  # W2
    types = types.replace("A", "R")  # W3
    types = _BETWEEN_ARABIC.sub("2", _BETWEEN_EUROPEAN.sub("1", types))  # W4
    if "%" in types:
        types = _TERMINATORS.sub(lambda found: "1" * len(found[0]), types)  # W5
    types = types.translate(_LEFTOVERS)  # W6
    return _AFTER_LATIN.sub(lambda found: found[0].replace("1", "L"), types) if "1" in types else types  # W7


def _like_their_letter(found: re.Match[str]) -> str:  # W1
    letter, marks = found[1], found[2]
    return letter + ("o" if letter in ISOLATING else letter) * len(marks)


def _brackets(run: Run, types: str) -> str:  # N0
    pairs = _bracket_pairs(run.characters, types)
    if not pairs:
        return types
    found = list(types)
    for opening, closing in sorted(pairs):
        direction = _bracket_direction(run, found, opening, closing)
        if direction:
            _set_bracket(run.classes, found, opening, direction)
            _set_bracket(run.classes, found, closing, direction)
    return "".join(found)


def _bracket_pairs(characters: str, types: str) -> list[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for bracket in BRACKET.finditer(characters):
        at, character = bracket.start(), canonical(bracket[0])
        if types[at] != "o":
            continue
        if character in CLOSING:
            if len(opened) == DEEPEST_BRACKETS:
                break
            opened.append((CLOSING[character], at))
        else:
            _close_bracket(character, at, opened, pairs)
    return pairs


def _close_bracket(character: str, at: int, opened: list[tuple[str, int]], pairs: list[tuple[int, int]]) -> None:
    for depth in range(len(opened) - 1, -1, -1):
        if opened[depth][0] == character:
            pairs.append((opened[depth][1], at))
            del opened[depth:]
            return


def _bracket_direction(run: Run, types: list[str], opening: int, closing: int) -> str | None:
    inside = {_STRONG.get(kind) for kind in types[opening + 1 : closing]}
    if run.embedding in inside:
        return run.embedding
    opposite = _OPPOSITE[run.embedding]
    if opposite not in inside:
        return None
    context = next((_STRONG[types[at]] for at in range(opening - 1, -1, -1) if types[at] in _STRONG), run.before)
    return opposite if context == opposite else run.embedding


def _set_bracket(classes: str, types: list[str], at: int, direction: str) -> None:
    types[at] = direction
    following = at + 1
    while following < len(types) and classes[following] == "n":
        types[following] = direction
        following += 1


def _neutrals(types: str, embedding: str) -> str:
    """N1 and N2; the first and the last letter are what stands around the run."""
    opposite = _OPPOSITE[embedding]
    types = _BETWEEN[embedding].sub(lambda found: opposite * len(found[0]), types)
    return types.translate(_TO_EMBEDDING[embedding])


@cache
def _levels(level: int) -> bytes:
    """I1 and I2: what turns types into levels. A type that is left takes the level of the run."""
    raised = dict.fromkeys("L12", 1) if level & 1 else {"R": 1, "1": 2, "2": 2}
    return bytes(level + raised.get(chr(code), 0) for code in range(256))
