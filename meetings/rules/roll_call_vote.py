"""Votes by roll call: the names are called one by one, members answer aloud, and the secretary records each answer.

The call goes down the list of members from its first name or, by the rules, from one drawn by lot (UN GA rule 87).
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meetings.rules import attendance, tally
from meetings.rules.attendance import Member
from meetings.rules.ballot_paper import checked
from meetings.rules.decision import Command, Event, Given
from meetings.rules.identity import MemberId, PollId
from meetings.rules.phrases import SILENCES
from meetings.rules.poll_events import VoteCast
from meetings.rules.poll_terms import Silence
from meetings.rules.polls import Poll, PollState, find, takes_votes
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

ABSENT, PASS = "absent", "pass"


class RecordAnswer(Command, frozen=True, kw_only=True):
    """Record what a member answered: an option; `pass`, to be called again at the end; or `absent`, that none came."""

    poll: PollId
    member: MemberId
    answer: str


class TakeBackAnswer(Command, frozen=True, kw_only=True):
    """Take back what was recorded of a member, who is called again."""

    poll: PollId
    member: MemberId


RollCallVoteCommand = RecordAnswer | TakeBackAnswer


class NoAnswer(Event, frozen=True, kw_only=True):
    """A member who was called gave no vote; an earlier one does not count."""

    poll: PollId
    member: MemberId
    why: Silence


class AnswerTakenBack(Event, frozen=True, kw_only=True):
    """What was recorded of a member does not count: the name is called again."""

    poll: PollId
    member: MemberId


RollCallVoteEvent = NoAnswer | AnswerTakenBack


def decide(meeting: "Meeting", command: RollCallVoteCommand) -> Event:
    """What is recorded of a member's answer. Raises Refused."""
    poll = _by_voice(find(meeting.polls, command.poll))
    takes_votes(poll)
    if command.member not in poll.entitled:
        raise Refused(
            Code.BAD_COMMAND, "member: one who is entitled was expected, {member} is not", member=command.member[:64]
        )
    if isinstance(command, TakeBackAnswer):
        if is_uncalled(poll, command.member):
            raise Refused(Code.WRONG_STATE, "Nothing is recorded of this member that could be taken back.")
        return AnswerTakenBack(poll=poll.ref, member=command.member)
    return _answer(meeting, poll, command)


def _by_voice(poll: Poll) -> Poll:
    if poll.by != "voice":
        raise Refused(Code.WRONG_STATE, "This vote is not by roll call: no answers are recorded for members.")
    return poll


def _answer(meeting: "Meeting", poll: Poll, command: RecordAnswer) -> Event:
    member, before = attendance.find(meeting.attendance, command.member), poll.silent.get(command.member)
    if command.answer in (ABSENT, PASS):
        if before == command.answer:
            said = SILENCES[command.answer]
            raise Refused(Code.ALREADY, "It is recorded already of {name}: {answer}.", name=member.name, answer=said)
        return NoAnswer(poll=poll.ref, member=member.ref, why=_silence(command.answer))
    choice, cast = checked(poll, command.answer), poll.votes.get(member.ref)
    if cast is not None and cast.choice == choice:
        raise Refused(Code.ALREADY, "This answer of {name} is recorded already.", name=member.name)
    return VoteCast(poll=poll.ref, member=member.ref, choice=choice, proxy=_answering(meeting, poll, member))


def _answering(meeting: "Meeting", poll: Poll, member: Member) -> MemberId | None:
    """Who answers for a member who is away; None where the member does. Raises Refused if nobody may."""
    here = meeting.attendance
    if attendance.is_present(here, member.ref):
        return None
    proxy = poll.proxies.get(member.ref)
    if proxy is not None and attendance.is_present(here, proxy):
        return proxy
    if meeting.sitting.rules.absentees_vote:
        return None
    raise Refused(Code.WRONG_STATE, "{name} is not recorded as present: record that first.", name=member.name)


def _silence(answer: str) -> Silence:
    return "pass" if answer == PASS else "absent"


def is_uncalled(poll: Poll, member: MemberId) -> bool:
    """Whether nothing is recorded of the member."""
    return member not in poll.votes and member not in poll.silent


def uncalled(poll: Poll) -> Sequence[MemberId]:
    """Whose answer is still to come."""
    return [member for member in poll.entitled if is_uncalled(poll, member)]


def can_be_closed(poll: Poll) -> None:
    """Whether every name has been called, where names are called. Raises Refused."""
    left = len(uncalled(poll)) if poll.by == "voice" else 0
    if left:
        raise Refused.counting(
            Code.WRONG_STATE,
            "The roll call goes on: {n} name has not been called yet.",
            "The roll call goes on: {n} names have not been called yet.",
            n=left,
        )


def start(meeting: "Meeting", entitled: Iterable[MemberId], given: Given) -> tuple[MemberId, str | None]:
    """The name that is called first, and the seed if it was drawn by lot."""
    names = in_order(meeting, entitled)
    if meeting.sitting.rules.roll_call_start == "first":
        return names[0], None
    return MemberId(tally.lots(given.seed, names)[0]), given.seed.hex()


def in_order(meeting: "Meeting", members: Iterable[MemberId]) -> Sequence[MemberId]:
    """Members as they stand on the list of the body."""
    listed = meeting.attendance.members
    return sorted(members, key=lambda ref: listed[ref].order)


def roll(meeting: "Meeting", poll: Poll) -> Sequence[MemberId]:
    """The names as they are called: down the list from the first, and on from its beginning."""
    names = in_order(meeting, poll.entitled)
    begin = names.index(poll.first) if poll.first is not None else 0
    return [*names[begin:], *names[:begin]]


def calling(meeting: "Meeting", poll: Poll) -> MemberId | None:
    """Whose name is called now: the next on the roll; after the last those who passed, once more."""
    if poll.by != "voice" or poll.state not in (PollState.OPEN, PollState.HELD):
        return None
    names = roll(meeting, poll)
    passed = (ref for ref in names if poll.silent.get(ref) == PASS)
    return next((ref for ref in names if is_uncalled(poll, ref)), None) or next(passed, None)


def heard(poll: Poll, member: MemberId) -> Poll:
    """The poll after a vote of a member who had given none before."""
    return replace(poll, silent=poll.silent.delete(member))


def evolve(poll: Poll, event: RollCallVoteEvent) -> Poll:
    """The poll after a name was called in vain, or an answer was taken back: an earlier vote does not count."""
    member = event.member
    votes = poll.votes.delete(member) if member in poll.votes else poll.votes
    if isinstance(event, NoAnswer):
        return replace(poll, votes=votes, silent=poll.silent.set(member, event.why))
    return replace(poll, votes=votes, silent=poll.silent.delete(member) if member in poll.silent else poll.silent)
