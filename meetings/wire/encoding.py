"""What tablets get, as JSON (PROTOCOL, "Wire"). Rooms make their frames with a `WireEncoding`."""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from meetings.record.entry import Position
from meetings.rooms.answers import Answer, Done, Refusal, Unknown
from meetings.rooms.listening import PassingView, Welcome
from meetings.rules.identity import LogId
from meetings.rules.phrases import Value
from meetings.views.fragments import MeShown
from meetings.views.view import Delta, View
from meetings.wire.framing import Frame


class _Sent(Struct, frozen=True, kw_only=True, tag_field="t"):
    """An object from the server; `t` says which."""


class _You(Struct, frozen=True):
    ref: str
    name: str
    role: str


class _Welcome(_Sent, frozen=True, kw_only=True, tag="welcome"):
    meeting: str
    log: str
    position: int
    head: str
    now: int
    you: _You
    resumed: bool
    view: Mapping[str, object]


class _Shared(_Sent, frozen=True, kw_only=True, tag="delta"):
    position: int
    head: str
    put: Mapping[str, object]
    drop: Sequence[str]


class _Own(_Sent, frozen=True, kw_only=True, tag="delta"):
    seat: bool = True
    position: int
    put: Mapping[str, object]
    drop: Sequence[str]


class _Passing(_Sent, frozen=True, kw_only=True, tag="delta"):
    passing: bool = True
    put: Mapping[str, object]
    drop: Sequence[str]


class _Done(_Sent, frozen=True, kw_only=True, tag="done"):
    id: str
    position: int
    at: int
    ref: str | msgspec.UnsetType = msgspec.UNSET


class _Refused(_Sent, frozen=True, kw_only=True, tag="refused"):
    id: str
    code: str
    message: str
    sentence: str | msgspec.UnsetType = msgspec.UNSET
    plural: str | msgspec.UnsetType = msgspec.UNSET
    values: Mapping[str, Value] | msgspec.UnsetType = msgspec.UNSET


class _Unknown(_Sent, frozen=True, kw_only=True, tag="unknown"):
    id: str


class _Beat(_Sent, frozen=True, kw_only=True, tag="beat"):
    position: int
    now: int


class _Bye(_Sent, frozen=True, kw_only=True, tag="bye"):
    after_ms: int


class _Viewed(Struct, frozen=True, kw_only=True):
    log: str
    position: int
    head: str
    view: Mapping[str, object]


_encoder = msgspec.json.Encoder()


def _frame(sent: _Sent) -> Frame:
    return Frame(_encoder.encode(sent))


class WireEncoding:
    """Makes the frames of rooms."""

    def shared(self, position: Position, delta: Delta) -> Frame:
        """A difference of an audience's view; it moves the position to resume from."""
        return _frame(_Shared(position=position.number, head=position.head.hex(), put=delta.put, drop=delta.drop))

    def own(self, position: Position, delta: Delta) -> Frame:
        """A difference of a seat's part."""
        return _frame(_Own(position=position.number, put=delta.put, drop=delta.drop))

    def passing(self, put: PassingView, drop: Sequence[str]) -> Frame:
        """What is true of the moment."""
        return _frame(_Passing(put=put, drop=drop))

    def welcome(self, welcome: Welcome) -> Sequence[Frame]:
        """The frames of a welcome: the welcome, what was missed if the tablet resumes, what is true of the moment."""
        is_resumed = welcome.missed is not None
        view = welcome.own if is_resumed else {**welcome.own, **welcome.view}
        frames = [_frame(_welcome(welcome, view, is_resumed=is_resumed))]
        if welcome.missed is not None:
            frames.append(self.shared(welcome.position, welcome.missed))
        return [*frames, self.passing(welcome.passing, ())]


def _welcome(welcome: Welcome, view: View, *, is_resumed: bool) -> _Welcome:
    return _Welcome(
        meeting=welcome.meeting,
        log=welcome.log,
        position=welcome.position.number,
        head=welcome.position.head.hex(),
        now=welcome.now,
        you=_you(welcome),
        resumed=is_resumed,
        view=view,
    )


def _you(welcome: Welcome) -> _You:
    me = welcome.own["me"]
    if not isinstance(me, MeShown):
        raise TypeError(f"`me` of a seat is a MeShown, {type(me).__name__} came")
    return _You(me.ref, me.name, me.role)


def answer_frame(answer: Answer) -> Frame:
    """The answer to a command."""
    return _frame(_answer(answer))


def encode_answer(answer: Answer) -> bytes:
    """The answer to a command that came by HTTP: the same JSON as on the socket."""
    return _encoder.encode(_answer(answer))


def _answer(answer: Answer) -> _Sent:
    match answer:
        case Done():
            ref = msgspec.UNSET if answer.ref is None else answer.ref
            return _Done(id=answer.id, position=answer.position, at=answer.at, ref=ref)
        case Refusal():
            return _refused(answer)
        case Unknown():
            return _Unknown(id=answer.id)


def _refused(answer: Refusal) -> _Refused:
    refused = _Refused(id=answer.id, code=answer.code, message=answer.message)
    if not answer.sentence:
        return refused
    plural = answer.plural or msgspec.UNSET
    return replace(refused, sentence=answer.sentence, plural=plural, values=answer.values)


def beat_frame(position: int, now: int) -> Frame:
    """A sign of life, with the position that is published and the server's clock."""
    return _frame(_Beat(position=position, now=now))


def bye_frame(after_ms: int) -> Frame:
    """The socket is closed on purpose; the tablet is to come back after so long."""
    return _frame(_Bye(after_ms=after_ms))


def encode_view(log: LogId, position: Position, view: View) -> bytes:
    """The view of an audience as a tablet can fetch it before its hello."""
    return _encoder.encode(_Viewed(log=log, position=position.number, head=position.head.hex(), view=view))
