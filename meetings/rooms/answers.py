"""Answers to commands, and the memory of those given: the same id of the same member gets the same answer."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

import msgspec
from msgspec import Struct

from meetings.record.codec import Said
from meetings.rules.identity import MemberId
from meetings.rules.meeting import AnyCommand, made_by
from meetings.rules.phrases import Value
from meetings.rules.refusals import Code, Refused


class Done(Struct, frozen=True):
    """Recorded, and durable: at which position, when (milliseconds since 1970 UTC), and the ref of what was made."""

    id: str
    position: int
    at: int
    ref: str | None = None


class Refusal(Struct, frozen=True):
    """The rules say no; nothing was recorded.

    Where the message has values in it, `sentence` is without them, so that it can be translated; `plural` is the same
    for other numbers `n` than one.
    """

    id: str
    code: str
    message: str
    sentence: str = ""
    values: Mapping[str, Value] = {}
    plural: str = ""


def refusal(id_: str, refused: Refused) -> Refusal:
    """The answer that tells of a refusal."""
    return Refusal(id_, refused.code, refused.message, refused.sentence, refused.values, refused.plural)


class Unknown(Struct, frozen=True):
    """It is not known whether it was recorded: the same id is to be sent again."""

    id: str


Answer = Done | Refusal | Unknown

_encoder = msgspec.json.Encoder(order="deterministic")


def digest_of(command: AnyCommand) -> bytes:
    """What tells the content of one command from another's: 32 bytes."""
    return sha256(_encoder.encode(command)).digest()


class _Given(Struct, frozen=True):
    done: Done
    digest: bytes | None


class Answers:
    """The answers given in one meeting, by member and id. Without a digest (a confidential vote) any content fits."""

    def __init__(self) -> None:
        self._given: dict[tuple[MemberId, str], _Given] = {}

    def recall(self, member: MemberId | None, command: AnyCommand) -> Done | None:
        """The answer that this command got before, if any. Raises Refused if the id came with other content."""
        given = self._given.get((member, command.id)) if member is not None and command.id else None
        if given is None:
            return None
        if given.digest is not None and given.digest != digest_of(command):
            raise Refused(Code.SAME_ID_OTHER_CONTENT, "This id was used for another command before.")
        return given.done

    def learn(self, recorded: Iterable[tuple[Said, bytes | None]]) -> None:
        """Take up what the log says was answered; of the events of one command the last gives position and time."""
        for said, digest in recorded:
            member = said.stamp.by
            if member is None or not said.id:
                continue
            known = self._given.get((member, said.id))
            ref = made_by(said.event) or (known.done.ref if known else None)
            done = Done(said.id, said.stamp.position, said.stamp.at, ref)
            self._given[member, said.id] = _Given(done, digest)

    def adopt(self, others: "Answers") -> None:
        """Take up all answers of `others`."""
        self._given |= others._given  # noqa: SLF001 - of its own kind
