"""A small council's log, made by the real rules: votes of every grade and method, ties, elections."""

import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, cast

from meetings.minutes.check_lines import earlier_line, poll_line, record_line
from meetings.minutes.check_lines_of_business import agenda_line, attendance_line
from meetings.minutes.evidence import Header, write
from meetings.record.canonical import canonical
from meetings.record.codec import Said, said_by, text_of
from meetings.record.entry import Entry, Position, chained
from meetings.rules import (
    admission,
    agenda,
    items_in_hand,
    meeting,
    minute_book,
    poll_commands,
    proceedings,
    roll_call,
)
from meetings.rules.attendance import Status
from meetings.rules.decision import Given
from meetings.rules.identity import SERVER, Actor, ItemId, LogId, MemberId, PollId, Role, Stamp
from meetings.rules.meeting import NO_MEETING
from meetings.rules.poll_terms import Option, Secrecy
from meetings.rules.polls import Poll
from meetings.rules.quorum import QuorumRule
from meetings.rules.standing_orders import NO_RULES, Rules
from meetings.rules.state import Meeting
from meetings.rules.tally import Base, Fraction
from meetings.views.public_record import is_public

LOG = LogId("5a" * 32)
WEIGHTS = {"an": 1, "binh": 2, "chi": 2, "dung": 2, "evgenia": 5}
GROUPS = {"an": "Hill", "binh": "Hill", "chi": "Port", "dung": "Port"}
PROFILE = proceedings.Profile(
    title="Third sitting", body="Regional Council", place="Town hall", starts_at=0, offset=420, language="en"
)


class Council:
    """Takes commands, decides them by the rules and keeps the log, as a room does."""

    def __init__(self) -> None:
        self.meeting: Meeting = NO_MEETING
        self.entries: list[Entry] = []
        self.box: list[tuple[str, ...]] = []

    def do(self, member: str | None, command: meeting.AnyCommand) -> None:
        actor = SERVER if member is None else Actor(MemberId(member))
        number = len(self.entries)
        seed = sha256(b"%d" % number).digest()
        given = Given(at=1000 * number, fresh_ref=f"ref{number}", seed=seed, box=self.box)
        decision = meeting.decide(self.meeting, actor, command, given)
        self.box += [ballot.choice for ballot in decision.ballots]
        for event in cast("Sequence[meeting.AnyEvent]", decision.events):
            self._record(event, actor)

    def _record(self, event: meeting.AnyEvent, actor: Actor) -> None:
        stamp = Stamp(position=len(self.entries) + 1, at=1000 * len(self.entries), by=actor.member)
        self.meeting = meeting.evolve(self.meeting, event, stamp)
        last = self.entries[-1] if self.entries else None
        after = Position(last.position, last.hash) if last else Position.start(LOG)
        text = text_of(Said(LOG, event, stamp, "id"))
        self.entries += chained(after, [text], [sha256(text.encode()).digest()[:16]], [None])

    def evidence(self) -> bytes:
        """The attachment as the minutes carry it."""
        return write(self.header(), self.entries, self.is_public)

    def header(self) -> Header:
        return header(len(self.entries), self.entries[-1].hash.hex())

    def check_lines(self) -> Sequence[str]:
        """The lines that the minutes print."""
        closed = [poll for poll in self.meeting.polls.polls.values() if poll.outcome is not None]
        lines = [poll_line(poll.ref, poll.option_refs, poll.outcome) for poll in closed if poll.outcome is not None]
        states = [(ref, self.meeting.agenda.items[ref].state) for ref in self.meeting.agenda.order]
        earlier = (line for poll in closed for line in self._earlier(poll))
        return [record_line(self.header()), *lines, *earlier, attendance_line(6, 5, 5), agenda_line(states)]

    def _earlier(self, poll: Poll) -> list[str]:
        told = () if poll.closing is None else poll.closing.put_right
        numbered = enumerate(told, start=1)
        return [earlier_line(poll.ref, number, poll.option_refs, each.before) for number, each in numbered]

    def is_public(self, entry: Entry) -> bool:
        """Whether everybody may read the entry."""
        return is_public(self.meeting, said_by(entry).event)


def header(position: int, head: str) -> Header:
    return Header("meetings-evidence/1", LOG, "m1", PROFILE.title, position, head)


def convened(rules: Rules = NO_RULES) -> Council:
    """A council that has been called to order, with all present but one, and its item in hand."""
    council = Council()
    council.do(None, proceedings.ConveneMeeting(profile=PROFILE, quorum=QuorumRule(), rules=rules))
    council.do(None, admission.Admit(ref=MemberId("chair"), name="Hường", role=Role.CHAIR, votes=1))
    council.do(None, admission.Admit(ref=MemberId("secretary"), name="Анна", role=Role.SECRETARY))
    for ref, votes in WEIGHTS.items():
        council.do(
            None,
            admission.Admit(
                ref=MemberId(ref), name=ref.title(), role=Role.DELEGATE, votes=votes, group=GROUPS.get(ref)
            ),
        )
    council.do(None, agenda.AddItem(ref=ItemId("i1"), title="Budget"))
    council.do(None, proceedings.TakeChair(member=MemberId("chair")))
    council.do("chair", proceedings.CallToOrder())
    for ref in ("chair", "an", "binh", "chi", "dung"):
        council.do("secretary", roll_call.RecordAttendance(member=MemberId(ref), status=Status.PRESENT))
    absent = roll_call.RecordAttendance(member=MemberId("evgenia"), status=Status.EXCUSED, reason="a canary")
    council.do("secretary", absent)
    council.do("chair", items_in_hand.StartItem(item=ItemId("i1")))
    council.do("secretary", minute_book.WriteMinute(item=ItemId("i1"), text="another canary"))
    return council


def poll(
    council: Council, terms: poll_commands.PreparePoll, votes: Sequence[tuple[str, str | tuple[str, ...]]]
) -> None:
    """Prepare, open, vote and close."""
    ref = terms.ref or PollId("")
    council.do("secretary", terms)
    council.do("chair", poll_commands.OpenPoll(poll=ref))
    for member, choice in votes:
        council.do(member, poll_commands.CastVote(poll=ref, choice=choice))
    council.do("chair", poll_commands.ClosePoll(poll=ref))


def terms(ref: str, **further: Any) -> poll_commands.PreparePoll:
    """A question with the usual terms."""
    usual: dict[str, Any] = {"method": "yes_no_abstain", "secrecy": Secrecy.OPEN, "majority": "simple"}
    fields: dict[str, Any] = {**usual, "base": Base.YES_NO, **further}
    return poll_commands.PreparePoll(ref=PollId(ref), item=ItemId("i1"), question=f"Question {ref}?", **fields)


def full_council() -> Council:
    """Polls of every kind."""
    council = convened()
    all_for = [("an", "yes"), ("binh", "no"), ("chi", "yes"), ("dung", "abstain"), ("binh", "yes")]
    poll(council, terms("open"), all_for)
    named = terms("named", secrecy=Secrecy.NAMED, majority=Fraction(2, 3), base=Base.PRESENT)
    poll(council, named, [("an", "yes"), ("binh", "yes"), ("chi", "no"), ("dung", "yes")])
    poll(council, terms("tie", tie="chair"), [("chair", "yes"), ("an", "yes"), ("binh", "no")])
    poll(council, terms("lot", tie="lot"), [("chair", "yes"), ("an", "no")])
    poll(council, terms("absolute", majority="absolute", base=Base.CAST), [("dung", "yes"), ("chi", "yes")])
    options = (Option("anna", "Anna"), Option("ben", "Ben"), Option("carl", "Carl"))
    election = terms(
        "election", method="choose", majority="relative", base=Base.CAST, options=options, seats=2, tie="lot"
    )
    poll(council, election, [("an", "ben"), ("binh", "anna"), ("chair", "carl")])
    three = tuple(map(MemberId, ("binh", "chi", "dung")))
    poll(council, terms("box", secrecy=Secrecy.CONFIDENTIAL, electorate=three), [(ref, "yes") for ref in three])
    return council


def forged(council: Council, change: Callable[[list[dict[str, Any]]], object]) -> bytes:
    """The evidence of a log whose shown entries were changed and chained anew, as whoever keeps the log could."""
    texts = [json.loads(entry.text) for entry in council.entries if council.is_public(entry)]
    change(texts)
    for number, text in enumerate(texts, 1):
        text["position"] = number
    salts = [bytes(16)] * len(texts)
    entries = chained(Position.start(LOG), list(map(canonical, texts)), salts, [None] * len(texts))
    return write(header(len(entries), entries[-1].hash.hex()), entries, lambda _: True)


def event(texts: Sequence[dict[str, Any]], kind: str, ref: str) -> dict[str, Any]:
    """The body of the last entry of that kind about that poll."""
    return [text["body"] for text in texts if text["kind"] == kind and text["body"].get("poll") == ref][-1]
