"""Rules W1 to W7, N0 to N2, I1 and I2: what numbers, brackets and neutral characters take from their neighbours.

Each rule is a function over one isolating run: the types in order, changed in place.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.typesetting.bidi.classes import CLOSERS, CLOSING, NEUTRALS, canonical

# BD16: with more open brackets than this the rule gives up.
DEEPEST_BRACKETS = 63


@dataclass(slots=True)
class Run:
    """One isolating run sequence: current types, original classes, characters, level, and what stands around it."""

    types: list[str]
    classes: Sequence[str]
    characters: Sequence[str]
    level: int
    before: str
    after: str

    @property
    def embedding(self) -> str:
        return "R" if self.level & 1 else "L"


def resolve(run: Run) -> list[int]:
    """Level of each character of the run."""
    _marks_follow_their_letter(run)
    _arabic_numbers(run)
    _separators_between_numbers(run)
    _terminators_beside_numbers(run)
    _leftovers_of_numbers(run)
    _brackets(run)
    _neutrals(run)
    return [_level(run.level, kind) for kind in run.types]


def _level(level: int, kind: str) -> int:
    if level & 1:
        return level + (kind in ("L", "EN", "AN"))
    return level + {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)


def _marks_follow_their_letter(run: Run) -> None:  # W1
    previous = run.before
    for at, kind in enumerate(run.types):
        if kind == "NSM":
            run.types[at] = "ON" if previous in ("LRI", "RLI", "FSI", "PDI") else previous
        previous = run.types[at]


def _arabic_numbers(run: Run) -> None:  # W2, W3
    strong = run.before
    for at, kind in enumerate(run.types):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            run.types[at] = "AN"
    run.types[:] = ["R" if kind == "AL" else kind for kind in run.types]


def _separators_between_numbers(run: Run) -> None:  # W4
    types = run.types
    for at in range(1, len(types) - 1):
        neighbour = types[at - 1]
        if neighbour != types[at + 1]:
            continue
        if (types[at] in ("ES", "CS") and neighbour == "EN") or (types[at] == "CS" and neighbour == "AN"):
            types[at] = neighbour


def _terminators_beside_numbers(run: Run) -> None:  # W5
    for start, end in _stretches(run.types, frozenset({"ET"})):
        touches = (start > 0 and run.types[start - 1] == "EN") or (end < len(run.types) and run.types[end] == "EN")
        if touches:
            run.types[start:end] = ["EN"] * (end - start)


def _leftovers_of_numbers(run: Run) -> None:  # W6, W7
    strong = run.before
    for at, kind in enumerate(run.types):
        if kind in ("ES", "ET", "CS"):
            run.types[at] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            run.types[at] = "L"


def _strong(kind: str) -> str | None:
    """Numbers count as right-to-left for rules N0 to N2."""
    if kind == "L":
        return "L"
    return "R" if kind in ("R", "EN", "AN") else None


def _brackets(run: Run) -> None:  # N0
    for opening, closing in sorted(_bracket_pairs(run)):
        direction = _bracket_direction(run, opening, closing)
        if direction:
            _set_bracket(run, opening, direction)
            _set_bracket(run, closing, direction)


def _bracket_pairs(run: Run) -> list[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, kind in enumerate(run.types):
        character = canonical(run.characters[at]) if kind == "ON" else ""
        if character in CLOSING:
            if len(opened) == DEEPEST_BRACKETS:
                break
            opened.append((CLOSING[character], at))
        elif character in CLOSERS:
            _close_bracket(character, at, opened, pairs)
    return pairs


def _close_bracket(character: str, at: int, opened: list[tuple[str, int]], pairs: list[tuple[int, int]]) -> None:
    for depth in range(len(opened) - 1, -1, -1):
        if opened[depth][0] == character:
            pairs.append((opened[depth][1], at))
            del opened[depth:]
            return


def _bracket_direction(run: Run, opening: int, closing: int) -> str | None:
    inside = {_strong(kind) for kind in run.types[opening + 1 : closing]}
    if run.embedding in inside:
        return run.embedding
    opposite = "L" if run.embedding == "R" else "R"
    if opposite not in inside:
        return None
    context = next((strong for kind in reversed(run.types[:opening]) if (strong := _strong(kind))), run.before)
    return opposite if context == opposite else run.embedding


def _set_bracket(run: Run, at: int, direction: str) -> None:
    run.types[at] = direction
    following = at + 1
    while following < len(run.types) and run.classes[following] == "NSM":
        run.types[following] = direction
        following += 1


def _neutrals(run: Run) -> None:  # N1, N2
    for start, end in _stretches(run.types, NEUTRALS):
        left = _strong(run.types[start - 1]) if start else run.before
        right = _strong(run.types[end]) if end < len(run.types) else run.after
        direction = left if left == right and left else run.embedding
        run.types[start:end] = [direction] * (end - start)


def _stretches(types: Sequence[str], kinds: frozenset[str]) -> list[tuple[int, int]]:
    """Longest stretches made of the given kinds only."""
    stretches: list[tuple[int, int]] = []
    for at, kind in enumerate(types):
        if kind not in kinds:
            continue
        if stretches and stretches[-1][1] == at:
            stretches[-1] = (stretches[-1][0], at + 1)
        else:
            stretches.append((at, at + 1))
    return stretches
