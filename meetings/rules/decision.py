"""What every topic of procedure is made of: commands, events, and what a decision takes in and gives out."""

import re
from collections.abc import Sequence

from msgspec import Struct

from meetings.rules.identity import is_ref
from meetings.rules.phrases import FIELDS, Phrase, Value
from meetings.rules.refusals import Code, Refused

LONGEST_TITLE = 300
LONGEST_TEXT = 20_000
LATEST = 253_402_300_799_999
"""The end of the year 9999 in milliseconds since 1970 UTC, the last moment that everybody can write down."""
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""What not every database and document takes: lone surrogates, and control characters but tab and newlines."""


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Command(
    Struct, frozen=True, kw_only=True, tag_field="do", tag=_snake, forbid_unknown_fields=True, omit_defaults=True
):
    """Something asked of the meeting. `id` is the asker's own name for it, by which the answer can be asked again."""

    id: str = ""


class Event(
    Struct, frozen=True, kw_only=True, tag_field="kind", tag=_snake, forbid_unknown_fields=True, omit_defaults=True
):
    """Something that happened. What is left at its default is not written into the record."""


class Ballot(Struct, frozen=True):
    """A confidential ballot, for the box beside the log: which poll, and the options marked, nothing of the voter."""

    poll: str
    choice: tuple[str, ...]


class Upload(Struct, frozen=True):
    """What the server knows of an uploaded paper: digest (hex), media type, number of pages."""

    sha256: str
    media_type: str
    pages: int


class Given(Struct, frozen=True, kw_only=True):
    """Everything a decision needs from outside, so that the rules stay pure.

    `at` is milliseconds since 1970 UTC; `fresh_ref` a ref that is not in use; `seed` 32 random bytes; `box` the
    confidential ballots so far, when a confidential poll is to be closed; `upload` what is known of a named paper;
    `space` the bytes left on the server's disk, when a poll is to be opened; `has_box` whether confidential ballots can
    be stored.
    """

    at: int
    fresh_ref: str
    seed: bytes
    box: Sequence[tuple[str, ...]] = ()
    upload: Upload | None = None
    space: int | None = None
    has_box: bool = True


class Decision(Struct, frozen=True):
    """What a command leads to: events for the log, and ballots for the box."""

    events: tuple[Event, ...]
    ballots: tuple[Ballot, ...] = ()


def within(text: str, limit: int, field: str) -> str:
    """`text`, if it can be recorded: not blank, at most `limit` characters; else refused by the name of its field."""
    if len(text) > limit:
        raise Refused.counting(
            Code.TOO_LONG,
            "{field}: at most {n} character was expected, {came} came",
            "{field}: at most {n} characters were expected, {came} came",
            n=limit,
            field=_named(field),
            came=len(text),
        )
    if not text.strip():
        raise Refused(Code.BAD_COMMAND, "{field}: a text was expected, nothing came", field=_named(field))
    if strange := UNWRITABLE.search(text):
        came = f"U+{ord(strange.group()):04X}"
        raise Refused(
            Code.BAD_COMMAND,
            "{field}: a text without control characters was expected, {came} came",
            field=_named(field),
            came=came,
        )
    return text


def between(least: int, number: int, most: int, field: str) -> int:
    """`number`, if it lies between the two; else it is refused by the name of its field."""
    if not least <= number <= most:
        raise Refused(
            Code.BAD_COMMAND,
            "{field}: {least} to {most} was expected, {came} came",
            field=_named(field),
            least=least,
            most=most,
            came=_shortened(number),
        )
    return number


def _named(field: str) -> Value:
    """What a field is called; one of a meeting file as it stands there."""
    return FIELDS.get(field, field)


def _shortened(number: int) -> Value:
    """`number` for a sentence; a number of many digits by its size alone."""
    size = {"bits": number.bit_length()}
    return number if abs(number) <= LATEST else Phrase("number", "a number of {bits} bits", size)


def ref_for(chosen: str | None, given: Given) -> str:
    """The ref of something new: as chosen by the caller, or a fresh one. Raises Refused."""
    if chosen is not None and not is_ref(chosen):
        raise Refused(
            Code.BAD_COMMAND,
            "ref: 1 to 64 letters, digits, dots, underscores and dashes were expected, “{came}” came",
            came=chosen[:64],
        )
    return given.fresh_ref if chosen is None else chosen
