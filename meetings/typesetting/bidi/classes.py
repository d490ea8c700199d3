"""The bidirectional class of a character, the brackets that pair, and the characters that are seen mirrored."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

ISOLATES: Final = frozenset({"LRI", "RLI", "FSI"})
EMBEDDINGS: Final = frozenset({"LRE", "RLE", "LRO", "RLO"})
# Each class as one letter: what is done to many characters at once is done to a string of them.
LETTERS: Final[Mapping[str, str]] = (
    {"L": "L", "R": "R", "AL": "A", "EN": "1", "AN": "2", "ES": "+", "ET": "%", "CS": ",", "NSM": "n"}
    | {"B": "b", "S": "s", "WS": "w", "ON": "o", "BN": "x", "LRI": "i", "RLI": "j", "FSI": "f", "PDI": "p"}
    | {"LRE": "l", "RLE": "r", "LRO": "c", "RLO": "d", "PDF": "q"}
)
NAMES: Final = {letter: name for name, letter in LETTERS.items()}
ISOLATING: Final = "ijfp"
# NI of UAX #9: what rules N1 and N2 resolve.
NEUTRAL: Final = "bswo" + ISOLATING
# What rules X1 to X10 look at.
EXPLICIT: Final = re.compile("[ijfplrcdqx]")
# A paragraph without any of these is left to right throughout.
TURNING: Final = re.compile("[RA2ijfplrcdq]")

# Opening and closing brackets of BidiBrackets.txt, in turn.
_BRACKETS: Final = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308\u2309\u230a\u230b\u2329\u232a"
    "\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770\u2771\u2772\u2773\u2774\u2775\u27c5\u27c6\u27e6\u27e7"
    "\u27e8\u27e9\u27ea\u27eb\u27ec\u27ed\u27ee\u27ef\u2983\u2984\u2985\u2986\u2987\u2988\u2989\u298a\u298b\u298c"
    "\u298d\u2990\u298f\u298e\u2991\u2992\u2993\u2994\u2995\u2996\u2997\u2998\u29d8\u29d9\u29da\u29db\u29fc\u29fd"
    "\u2e22\u2e23\u2e24\u2e25\u2e26\u2e27\u2e28\u2e29\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c\u3008\u3009"
    "\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011\u3014\u3015\u3016\u3017\u3018\u3019\u301a\u301b\ufe59\ufe5a"
    "\ufe5b\ufe5c\ufe5d\ufe5e\uff08\uff09\uff3b\uff3d\uff5b\uff5d\uff5f\uff60\uff62\uff63"
)
_PAIRS: Final = tuple(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
# Canonically equal brackets pair with each other (BD16).
_CANONICAL: Final = {"\u2329": "\u3008", "\u232a": "\u3009"}
CLOSING: Final = {_CANONICAL.get(a, a): _CANONICAL.get(b, b) for a, b in _PAIRS}
BRACKET: Final = re.compile(f"[{re.escape(_BRACKETS)}]")

_MIRRORING: Final = (*_PAIRS, ("<", ">"), ("\u00ab", "\u00bb"), ("\u2039", "\u203a"), ("\u2264", "\u2265"))
_MIRRORED: Final = dict(_MIRRORING) | {b: a for a, b in _MIRRORING}

# Ranges whose unassigned characters are not "L" (DerivedBidiClass.txt).
_UNASSIGNED_AL: Final = (
    (0x0600, 0x07BF),
    (0x0860, 0x08FF),
    (0xFB50, 0xFDFF),
    (0xFE70, 0xFEFF),
    (0x10D00, 0x10D3F),
    (0x10EC0, 0x10EFF),
    (0x10F30, 0x10F6F),
    (0x1EC70, 0x1EEFF),
)
_UNASSIGNED_R: Final = ((0x0590, 0x08FF), (0xFB1D, 0xFB4F), (0x10800, 0x10FFF), (0x1E800, 0x1EFFF))

_TURNING_CHARACTER: Final = re.compile(
    "[\u0590-\u08ff\u061c\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def is_plain(text: str) -> bool:
    """Nothing in the text can turn its direction: a cheap test before any real work."""
    return _TURNING_CHARACTER.search(text) is None


def mirrored(character: str) -> str:
    """The character that is seen where this one stands in right-to-left text."""
    return _MIRRORED.get(character, character)


def canonical(character: str) -> str:
    return _CANONICAL.get(character, character)


@cache
def bidi_class(character: str) -> str:
    """Class of one character, also where Unicode has not assigned it yet."""
    known = unicodedata.bidirectional(character)
    if known:
        return known
    code = ord(character)
    if any(low <= code <= high for low, high in _UNASSIGNED_AL):
        return "AL"
    return "R" if any(low <= code <= high for low, high in _UNASSIGNED_R) else "L"


class _Letters(dict[int, str]):
    """For `str.translate`: the letter of the class of each character that was ever met."""

    def __missing__(self, code: int) -> str:
        letter = self[code] = LETTERS[bidi_class(chr(code))]
        return letter


_letters: Final = _Letters()


def letters(text: str) -> str:
    """The classes of a text."""
    return text.translate(_letters)
