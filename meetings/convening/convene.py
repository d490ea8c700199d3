"""Convene a meeting from its file: each part becomes a command, decided by the rules; all is recorded at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from meetings.convening.meeting_file import BadFile, MeetingFile, PollPart
from meetings.ports import EventLog
from meetings.record.entry import Entry, Position
from meetings.rooms.answers import Answers, Refusal
from meetings.rooms.draft import SEED_BYTES, Asked, Draft
from meetings.rules.admission import Admit
from meetings.rules.agenda import AddItem
from meetings.rules.decision import Given, Upload
from meetings.rules.identity import SERVER, ItemId, LogId, MeetingId, MemberId, PollId, Role
from meetings.rules.meeting import NO_MEETING, AnyCommand
from meetings.rules.papers import AttachPaper
from meetings.rules.poll_commands import PreparePoll
from meetings.rules.poll_terms import ByGroup
from meetings.rules.proceedings import ConveneMeeting, Profile, TakeChair
from meetings.rules.standing_orders import Rules

Step = tuple[str, AnyCommand]
"""A command, and the JSON path of what it comes from."""

PARLIAMENTARY = "parliamentary"
"""The profile that follows the rules of procedure of the United Nations General Assembly."""


class Convened(Struct, frozen=True):
    """A meeting that is decided but not yet recorded."""

    meeting: MeetingId
    log: LogId
    entries: Sequence[Entry]


def convened(
    file: MeetingFile, papers: Mapping[str, Upload], now: int, chance: Callable[[int], bytes], *, has_box: bool = True
) -> Convened:
    """The meeting of `file`; `papers` gives for each path in it what is known of that file. Raises BadFile.

    `has_box`: confidential ballots can be stored.
    """
    meeting, log_id = MeetingId(chance(5).hex()), LogId(chance(32).hex())
    draft = Draft(log_id, NO_MEETING, Position.start(log_id), Answers())
    for path, command in steps(file, papers):
        upload = _upload(command, papers)
        ref, seed = f"r{chance(8).hex()}", chance(SEED_BYTES)
        given = Given(at=now, fresh_ref=ref, seed=seed, upload=upload, has_box=has_box)
        answer = draft.take(Asked(SERVER, command, upload), given, chance)
        if isinstance(answer, Refusal):
            raise BadFile(f"{path}: {answer.message}")
    return Convened(meeting, log_id, draft.entries)


async def record(made: Convened, log: EventLog) -> None:
    """Put a meeting on record, all of it or nothing. Raises StorageFault."""
    await log.begin(made.meeting, made.log)
    async with log.writing(made.meeting, after=Position.start(made.log)) as pen:
        await pen.record(made.entries, [])


def _upload(command: AnyCommand, papers: Mapping[str, Upload]) -> Upload | None:
    if not isinstance(command, AttachPaper):
        return None
    return next((upload for upload in papers.values() if upload.sha256 == command.sha256), None)


def steps(file: MeetingFile, papers: Mapping[str, Upload]) -> Iterator[Step]:
    """The commands that make the meeting, in order."""
    yield "$.meeting", ConveneMeeting(profile=_profile(file), quorum=file.meeting.quorum, rules=_rules(file))
    yield from _participants(file)
    yield from _agenda(file, papers)
    for place, poll in enumerate(file.polls):
        yield f"$.polls[{place}]", _poll(poll)


def _rules(file: MeetingFile) -> Rules:
    """The rules of the body; what the file leaves open is as in the tradition of its profile."""
    rules = file.meeting.rules
    if rules.movers_explain is None:
        # UN GA rule 88: whoever proposed it does not explain a vote on the own proposal or amendment.
        return replace(rules, movers_explain=file.meeting.profile != PARLIAMENTARY)
    return rules


def _profile(file: MeetingFile) -> Profile:
    offset = file.starts_at.utcoffset()
    return Profile(
        title=file.meeting.title,
        body=file.meeting.body,
        place=file.meeting.place,
        starts_at=int(file.starts_at.timestamp() * 1000),
        offset=0 if offset is None else int(offset.total_seconds() // 60),
        language=file.meeting.language,
        minutes=file.meeting.profile,
        source=file.source,
        rehearsal=file.rehearsal,
    )


def _participants(file: MeetingFile) -> Iterator[Step]:
    for place, part in enumerate(file.participants):
        ref = MemberId(part.ref)
        yield (
            f"$.participants[{place}]",
            Admit(
                ref=ref,
                name=part.name,
                role=part.role,
                votes=part.votes,
                seat=part.seat,
                group=part.group,
                title=part.title,
            ),
        )
        if part.role is Role.CHAIR:
            yield f"$.participants[{place}]", TakeChair(member=ref)


def _agenda(file: MeetingFile, papers: Mapping[str, Upload]) -> Iterator[Step]:
    for place, part in enumerate(file.agenda):
        item = ItemId(part.ref)
        path = f"$.agenda[{place}]"
        yield path, AddItem(ref=item, title=part.title, kind=part.kind, minutes=part.minutes, consent=part.consent)
        for number, paper in enumerate(part.papers):
            sha256 = papers[paper.file].sha256
            yield f"{path}.papers[{number}]", AttachPaper(item=item, sha256=sha256, title=paper.title)


def _poll(part: PollPart) -> PreparePoll:
    electorate = part.electorate
    if not isinstance(electorate, ByGroup):
        electorate = cast("Sequence[MemberId] | None", electorate)
    return PreparePoll(
        ref=PollId(part.ref),
        item=ItemId(part.agenda),
        question=part.question,
        method=part.method,
        secrecy=part.secrecy,
        majority=part.majority,
        base=part.base,
        options=part.options,
        minimum=part.minimum,
        maximum=part.maximum,
        seats=part.seats,
        electorate=electorate if isinstance(electorate, ByGroup) or electorate is None else tuple(electorate),
        tie=part.tie,
        turnout=part.turnout,
        second=part.second,
        by=part.by,
    )
