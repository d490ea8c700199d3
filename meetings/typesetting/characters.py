"""Text from elsewhere made fit to print: what PDF/A forbids goes or becomes U+FFFD, everything else stays."""

import re
import unicodedata
from typing import Final

REPLACEMENT: Final = "\ufffd"
SOFT_HYPHEN: Final = "\u00ad"

_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_DROPPED: Final = re.compile("\ufeff")
# Controls, lone surrogates, noncharacters, interlinear annotation and private use: none has a place in an archive file.
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\ue000-\uf8ff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
    + "\U000f0000-\U0010ffff]"
)
# Default_Ignorable_Code_Point: characters that are not seen and need no glyph.
_IGNORABLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def clean(text: str) -> str:
    """NFC, one kind of line end, no byte order marks, U+FFFD for what cannot be printed."""
    if text.isprintable():  # neither controls nor separators but the space: nothing of what follows
        return unicodedata.normalize("NFC", text)
    text = _DROPPED.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub(REPLACEMENT, text))


# Scripts whose words are not divided by spaces: Thai, Lao, Myanmar, Khmer, and what is used in China and Japan.
_SPACELESS: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U000323af]"
)


def is_spaceless(text: str) -> bool:
    """Some of it belongs to a script that puts no spaces between words."""
    return _SPACELESS.search(text) is not None


def is_ignorable(character: str) -> bool:
    return _IGNORABLE.match(character) is not None


def stays_with_its_neighbour(character: str) -> bool:
    """Marks, numbers, spaces, punctuation and joiners are set in the font of the letters before them."""
    return unicodedata.category(character)[0] in "MZPNC" or character in "\u200c\u200d"
