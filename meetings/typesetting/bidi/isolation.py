"""Text from elsewhere put into a sentence so that it cannot turn the words around it."""

import re

_FIRST_STRONG_ISOLATE, _POP = "\u2068", "\u2069"
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def isolate(text: str) -> str:
    """The text in an isolate of its own; its embeddings, overrides and isolates go, for they may be left open."""
    return f"{_FIRST_STRONG_ISOLATE}{_CONTROLS.sub('', text)}{_POP}"
