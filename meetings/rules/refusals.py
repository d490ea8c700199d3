"""Why the rules say no.

Refused
├── carries a `code` of the closed list below, which clients translate
└── and a sentence that says what was expected and what came, for people and logs
"""

from enum import StrEnum

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
    """

    def __init__(self, code: Code, sentence: str, /, **values: str | int) -> None:
        message = sentence.format(**values) if values else sentence
        # What came may be quoted, and may be as long as a frame.
        message = message if len(message) <= LONGEST_MESSAGE else f"{message[: LONGEST_MESSAGE - 1]}…"
        super().__init__(message)
        self.code = code
        self.message = message
        self.sentence = sentence if values and len(message) < LONGEST_MESSAGE else ""
        self.values = values if self.sentence else {}
