"""Whether an amendment that was carried over proposes what it did: the same words go and come, in the new text.

Written apart from the rules, from PROTOCOL ("Motions") alone, so that a fault there does not hide itself here.
"""

from collections import Counter


def is_carried_over(before: str, after: str, new_before: str, new_after: str) -> bool:
    """Whether the words that come and go from one text to the other are the same in both pairs of texts."""
    return _difference(before, after) == _difference(new_before, new_after)


def _difference(before: str, after: str) -> tuple[Counter[str], Counter[str]]:
    old, new = Counter(before.split()), Counter(after.split())
    return new - old, old - new
