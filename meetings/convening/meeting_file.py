"""The meeting file, format `meetings/1` (PROTOCOL, "Meeting file"). Whatever is wrong with it is said in one line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, TypeVar, cast

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from meetings.rules.agenda import ItemKind
from meetings.rules.decision import LONGEST_TEXT, LONGEST_TITLE
from meetings.rules.identity import Role, is_ref
from meetings.rules.poll_terms import By, ByGroup, Method, Option, Secrecy
from meetings.rules.quorum import QuorumRule
from meetings.rules.standing_orders import NO_RULES, Rules
from meetings.rules.tally import Base, Fraction, Majority, Second, Tie

FORMAT = "meetings/1"
REHEARSAL_DISPLAY = "hall-display"
LARGEST_FILE = 256 * 2**20

Part = TypeVar("Part")


class BadFile(Exception):
    """The file is not a meeting file. The message gives the JSON path, what was expected and what came."""


class _Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class MeetingPart(_Part, frozen=True, kw_only=True):
    """`meeting`. `starts_at` is ISO 8601 with an offset."""

    title: str
    body: str
    place: str
    starts_at: str
    language: str
    profile: str = "parliamentary"
    quorum: QuorumRule = QuorumRule()
    rules: Rules = NO_RULES


class ParticipantPart(_Part, frozen=True, kw_only=True):
    """One of `participants`."""

    ref: str
    name: str
    role: Role
    seat: str | None = None
    group: str | None = None
    title: str | None = None
    votes: int | None = None


class PaperPart(_Part, frozen=True, kw_only=True):
    """One of an item's `papers`; `file` is a path beside the meeting file."""

    title: str
    file: str


class ItemPart(_Part, frozen=True, kw_only=True):
    """One of `agenda`."""

    ref: str
    title: str
    kind: ItemKind = ItemKind.INFORMATION
    minutes: int | None = None
    consent: bool = False
    papers: tuple[PaperPart, ...] = ()


class PollPart(_Part, frozen=True, kw_only=True):
    """One of `polls`."""

    ref: str
    agenda: str
    question: str
    method: Method
    secrecy: Secrecy
    majority: Majority | None = None
    base: Base | None = None
    options: tuple[Option, ...] = ()
    minimum: int = msgspec.field(default=1, name="min")
    maximum: int = msgspec.field(default=1, name="max")
    seats: int = 1
    electorate: ByGroup | tuple[str, ...] | None = None
    tie: Tie | None = None
    turnout: Fraction | None = None
    second: Second | None = None
    by: By | None = None


class RecordedPart(_Part, frozen=True, kw_only=True):
    """One of `recorded`: how a poll was voted, which votes a proxy gave, and what was published of it."""

    poll: str
    date: str | None = None
    ballots: Mapping[str, str | tuple[str, ...]]
    published: Mapping[str, int | bool | tuple[str, ...] | None] = {}
    proxies: Mapping[str, str] = {}


class MeetingFile(Struct, frozen=True, kw_only=True):
    """A whole meeting file."""

    source: str
    meeting: MeetingPart
    participants: Sequence[ParticipantPart]
    agenda: Sequence[ItemPart]
    polls: Sequence[PollPart]
    recorded: Sequence[RecordedPart]
    rehearsal: bool = False

    @property
    def starts_at(self) -> datetime:
        """When the meeting is to begin, with its offset."""
        return datetime.fromisoformat(self.meeting.starts_at)


def as_rehearsal(file: MeetingFile) -> MeetingFile:
    """The file as it is played: marked as a rehearsal, with a display in the hall."""
    display = ParticipantPart(ref=REHEARSAL_DISPLAY, name="Hall display", role=Role.DISPLAY)
    has_one = any(part.role is Role.DISPLAY for part in file.participants)
    participants = file.participants if has_one else [*file.participants, display]
    return replace(file, participants=participants, rehearsal=True)


def paper_paths(file: MeetingFile) -> Iterator[tuple[str, str]]:
    """Every file that the agenda names, with the JSON path where it is named."""
    for place, item in enumerate(file.agenda):
        for number, paper in enumerate(item.papers):
            yield f"$.agenda[{place}].papers[{number}].file", paper.file


_SECTIONS = frozenset({"format", "source", "meeting", "participants", "agenda", "polls", "recorded"})


def read(content: bytes) -> MeetingFile:
    """The meeting file in `content`. Raises BadFile."""
    sections = _sections(content)
    file = MeetingFile(
        source=_part(sections.get("source", ""), str, "$.source"),
        meeting=_part(_required(sections, "meeting"), MeetingPart, "$.meeting"),
        participants=_parts(_required(sections, "participants"), ParticipantPart, "$.participants"),
        agenda=_parts(_required(sections, "agenda"), ItemPart, "$.agenda"),
        polls=_parts(sections.get("polls", []), PollPart, "$.polls"),
        recorded=_parts(sections.get("recorded", []), RecordedPart, "$.recorded"),
    )
    _check(file)
    return file


def _sections(content: bytes) -> dict[str, Any]:
    if len(content) > LARGEST_FILE:
        raise BadFile(f"$: at most {LARGEST_FILE // 2**20} MB were expected, {len(content) // 2**20} MB came")
    try:
        tree = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError) as fault:
        raise BadFile(f"$: JSON in UTF-8 was expected: {fault}") from fault
    if not isinstance(tree, dict):
        raise BadFile(f"$: an object was expected, {type(tree).__name__} came")
    sections = cast("dict[str, Any]", tree)
    if sections.get("format") != FORMAT:
        raise BadFile(f'$.format: "{FORMAT}" was expected, {_brief(sections.get("format"))} came')
    for name in sections.keys() - _SECTIONS:
        raise BadFile(f"$.{name[:64]}: no such key is known")
    return sections


def _brief(value: object) -> str:
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def _required(sections: Mapping[str, Any], name: str) -> object:
    if name not in sections:
        raise BadFile(f"$.{name}: this key is missing")
    return sections[name]


def _parts(tree: object, kind: type[Part], path: str) -> Sequence[Part]:
    if not isinstance(tree, list):
        raise BadFile(f"{path}: a list was expected, {type(tree).__name__} came")
    return [_part(part, kind, f"{path}[{place}]") for place, part in enumerate(cast("list[object]", tree))]


def _part(tree: object, kind: type[Part], path: str) -> Part:
    try:
        return msgspec.convert(tree, kind, strict=True)
    except msgspec.ValidationError as fault:
        said, _, inside = str(fault).partition(" - at `$")
        raise BadFile(f"{path}{inside.rstrip('`')}: {said}") from fault


def _check(file: MeetingFile) -> None:
    _check_meeting(file)
    participants = _distinct(file.participants, lambda part: part.ref, "$.participants")
    items = _distinct(file.agenda, lambda part: part.ref, "$.agenda")
    polls = _distinct(file.polls, lambda part: part.ref, "$.polls")
    for where, path in paper_paths(file):
        _check_paper(where, path)
    for place, poll in enumerate(file.polls):
        _known(poll.agenda, items, f"$.polls[{place}].agenda", "agenda")
    for place, recorded in enumerate(file.recorded):
        _check_recorded(recorded, polls, participants, f"$.recorded[{place}]")


def _check_meeting(file: MeetingFile) -> None:
    for name in ("title", "body", "place", "language", "profile"):
        _length(getattr(file.meeting, name), LONGEST_TITLE, f"$.meeting.{name}")
    _length(file.source, LONGEST_TEXT, "$.source")
    _check_quorum(file.meeting.quorum)
    try:
        is_complete = datetime.fromisoformat(file.meeting.starts_at).tzinfo is not None
    except ValueError:
        is_complete = False
    if not is_complete:
        came = _brief(file.meeting.starts_at)
        raise BadFile(f"$.meeting.starts_at: a time in ISO 8601 with its offset was expected, {came} came")


def _check_quorum(rule: QuorumRule) -> None:
    if rule.count < 0:
        raise BadFile(f"$.meeting.quorum.count: a whole number from 0 was expected, {rule.count} came")
    if not 0 < rule.num <= rule.den:
        raise BadFile(f"$.meeting.quorum: a fraction of at most one was expected, {rule.num}/{rule.den} came")


def _length(text: str, limit: int, path: str) -> None:
    if len(text) > limit:
        raise BadFile(f"{path}: at most {limit} characters were expected, {len(text)} came")


def _distinct(parts: Sequence[Part], ref_of: Callable[[Part], str], path: str) -> frozenset[str]:
    seen: set[str] = set()
    for place, part in enumerate(parts):
        ref = ref_of(part)
        if not is_ref(ref):
            raise BadFile(f"{path}[{place}].ref: letters, digits, dots, dashes were expected, {_brief(ref)} came")
        if ref in seen:
            raise BadFile(f"{path}[{place}].ref: {ref} is there twice; every ref was expected once")
        seen.add(ref)
    return frozenset(seen)


def _known(ref: str, refs: frozenset[str], path: str, of: str) -> None:
    if ref not in refs:
        raise BadFile(f"{path}: a ref from $.{of} was expected, {_brief(ref)} came")


def _check_paper(where: str, path: str) -> None:
    file = PurePosixPath(path)
    if file.is_absolute() or ".." in file.parts or "\\" in path or "\0" in path or not file.parts:
        raise BadFile(f"{where}: a path inside the folder was expected, {_brief(path)} came")


def _check_recorded(recorded: RecordedPart, polls: frozenset[str], participants: frozenset[str], path: str) -> None:
    _known(recorded.poll, polls, f"{path}.poll", "polls")
    for ref in recorded.ballots:
        _known(ref, participants, f"{path}.ballots", "participants")
    for ref in (*recorded.proxies, *recorded.proxies.values()):
        _known(ref, participants, f"{path}.proxies", "participants")
