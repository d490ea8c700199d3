"""Why the rules say no.

Refused
├── carries a `code` of the closed list below, which clients translate
└── and a sentence that says what was expected and what came, for people and logs
"""

from collections.abc import Mapping
from enum import StrEnum

from meetings.rules.phrases import Value, filled

LONGEST_MESSAGE = 1000


class Code(StrEnum):
    """Every reason for which a command is refused (PROTOCOL, "Refusals")."""

    NOT_ALLOWED = "not_allowed"
    NOT_PRESENT = "not_present"
    NOT_ENTITLED = "not_entitled"
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    ALREADY = "already"
    WRONG_STATE = "wrong_state"
    NO_SUCH_ITEM = "no_such_item"
    NO_SUCH_POLL = "no_such_poll"
    NO_SUCH_MEMBER = "no_such_member"
    NO_SUCH_MOTION = "no_such_motion"
    NO_SUCH_PAPER = "no_such_paper"
    BAD_CHOICE = "bad_choice"
    NO_QUORUM = "no_quorum"
    BAD_CODE = "bad_code"
    TOO_LONG = "too_long"
    LIST_CLOSED = "list_closed"
    SAME_ID_OTHER_CONTENT = "same_id_other_content"
    BAD_COMMAND = "bad_command"
    FAULT = "fault"


class Refused(Exception):
    """The rules say no. Nothing was recorded; the actor is told why.

    `values` fill the `{names}` of the sentence, here in English and on the tablet in the language of its reader.
    `plural` is the sentence for every number `n` but one, where there are two.
    """

    def __init__(self, code: Code, sentence: str, /, **values: Value) -> None:
        super().__init__()
        self.code = code
        self.plural = ""
        self._tell(sentence, sentence, values)

    @classmethod
    def counting(cls, code: Code, one: str, many: str, /, n: int, **values: Value) -> "Refused":
        """The refusal with a sentence that counts `n`."""
        refused = cls(code, one, n=n, **values)
        refused.plural = many
        refused._tell(one, one if n == 1 else many, {"n": n, **values})
        return refused

    def _tell(self, sentence: str, english: str, values: Mapping[str, Value]) -> None:
        message = filled(english, values)
        # What came may be quoted, and may be as long as a frame.
        self.message = message if len(message) <= LONGEST_MESSAGE else f"{message[: LONGEST_MESSAGE - 1]}…"
        self.args = (self.message,)
        self.sentence = sentence if values and len(self.message) < LONGEST_MESSAGE else ""
        self.values: Mapping[str, Value] = values if self.sentence else {}
        self.plural = self.plural if self.sentence else ""
