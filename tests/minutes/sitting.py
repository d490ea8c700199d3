"""A sitting whose log is made by the real rules, with a clock of its own; and sittings played from meeting files."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from meetings.convening.convene import steps
from meetings.convening.meeting_file import MeetingFile, read
from meetings.record.codec import Said, text_of
from meetings.record.entry import Entry, Position, chained
from meetings.rehearsal import script
from meetings.rules.attendance import Status
from meetings.rules.decision import Given, Upload
from meetings.rules.identity import SERVER, Actor, LogId, MeetingId, MemberId, PollId, Stamp
from meetings.rules.meeting import NO_MEETING, AnyCommand, decide, events_of, evolve
from meetings.rules.papers import AttachPaper, ReplacePaper
from meetings.rules.poll_commands import CastVote, ClosePoll
from meetings.rules.proceedings import Adjourn, CallToOrder
from meetings.rules.roll_call import RecordAttendance
from meetings.rules.state import Meeting

LOG = LogId("c0" * 32)
MEETING = MeetingId("m47")
SECOND, MINUTE = 1000, 60_000


class Sitting:
    """Takes commands, decides them by the rules and keeps the log. Each entry comes a tenth of a second later."""

    def __init__(self, begins: int) -> None:
        self.now = begins
        self.meeting: Meeting = NO_MEETING
        self.texts: list[str] = []
        self.saids: list[Said] = []
        self._boxes: defaultdict[PollId, list[tuple[str, ...]]] = defaultdict(list)

    def later(self, minutes: float) -> None:
        self.now += round(minutes * MINUTE)

    def do(self, member: str | None, command: AnyCommand) -> None:
        actor = SERVER if member is None else Actor(MemberId(member))
        number = len(self.texts)
        box = self._boxes[command.poll] if isinstance(command, ClosePoll) else []
        upload = None
        if isinstance(command, AttachPaper | ReplacePaper):
            upload = Upload(command.sha256, "application/pdf", 1 + number % 7)
        seed = sha256(b"%d" % number).digest()
        given = Given(at=self.now, fresh_ref=f"ref{number}", seed=seed, box=box, upload=upload)
        decision = decide(self.meeting, actor, command, given)
        for ballot in decision.ballots:
            self._boxes[PollId(ballot.poll)].append(ballot.choice)
        for event in events_of(decision):
            stamp = Stamp(position=len(self.texts) + 1, at=self.now, by=actor.member)
            self.meeting = evolve(self.meeting, event, stamp)
            said = Said(LOG, event, stamp, f"id{number:06}")
            self.saids.append(said)
            self.texts.append(text_of(said))
            self.now += 100

    def entries(self) -> list[Entry]:
        salts = [sha256(text.encode()).digest()[:16] for text in self.texts]
        return chained(Position.start(LOG), self.texts, salts, [None] * len(self.texts))


def digest(name: str) -> str:
    """What stands for the SHA-256 of a paper."""
    return sha256(name.encode()).hexdigest()


def convened(path: Path, begins: int | None = None) -> tuple[Sitting, MeetingFile]:
    """A sitting on the calendar, as its file says."""
    file = read(path.read_bytes())
    starts = round(file.starts_at.timestamp() * 1000)
    sitting = Sitting(starts - 30 * MINUTE if begins is None else begins)
    papers: Mapping[str, Upload] = {
        paper.file: Upload(digest(paper.file), "application/pdf", 1) for item in file.agenda for paper in item.papers
    }
    for _, command in steps(file, papers):
        sitting.do(None, command)
    sitting.now = starts
    return sitting, file


def played(path: Path) -> Sitting:
    """A whole meeting file: the roll, every poll with the recorded ballots, the close."""
    sitting, file = convened(path)
    whole = script.write(file)
    for step in whole.steps:
        match step:
            case script.Give(by, command):
                sitting.do(by, command)
                sitting.later(0 if isinstance(command, CallToOrder | Adjourn) else 0.5)
            case script.AnswerRoll(members):
                answer(sitting, whole.secretary, members)
            case script.CastBallots(poll, ballots, proxies):
                for member, choice in ballots.items():
                    vote = CastVote(poll=PollId(poll), choice=choice, voter=MemberId(member))
                    sitting.do(proxies.get(member, member), vote)
            case script.Compare():
                pass
    return sitting


def answer(sitting: Sitting, secretary: str, members: Sequence[str]) -> None:
    for member in members:
        sitting.do(secretary, RecordAttendance(member=MemberId(member), status=Status.PRESENT))
