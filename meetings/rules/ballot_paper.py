"""The ballot paper: the question with its options and rule when it is prepared, a valid choice when it is cast."""

from typing import TYPE_CHECKING

from meetings.rules import agenda, attendance
from meetings.rules.decision import LONGEST_TEXT, LONGEST_TITLE, Given, between, ref_for, within
from meetings.rules.identity import MemberId, PollId, is_ref
from meetings.rules.polls import ByGroup, Option, Poll, PollPrepared, PreparePoll, Secrecy
from meetings.rules.quorum import LARGEST_TERM
from meetings.rules.refusals import Code, Refused
from meetings.rules.tally import Base, Fraction, Majority, Tie

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

YES, NO, ABSTAIN = Option("yes"), Option("no"), Option("abstain")
MADE_BY_METHOD = {"yes_no": (YES, NO), "yes_no_abstain": (YES, NO, ABSTAIN)}


def question_of(meeting: "Meeting", command: PreparePoll, given: Given) -> PollPrepared:
    """The question as it goes on record. Raises Refused."""
    ref = PollId(ref_for(command.ref, given))
    if ref in meeting.polls.polls:
        raise Refused(Code.ALREADY, f"There already is a poll {ref}.")
    if agenda.find(meeting.agenda, command.item).state is agenda.ItemState.WITHDRAWN:
        raise Refused(Code.WRONG_STATE, "The item is withdrawn: no poll can be prepared for it.")
    options = _options(command)
    return PollPrepared(
        poll=ref,
        item=command.item,
        question=within(command.question, LONGEST_TEXT, "question"),
        method=command.method,
        secrecy=command.secrecy,
        majority=_majority(command),
        base=_base(command),
        options=options,
        minimum=command.minimum,
        maximum=command.maximum,
        seats=command.seats,
        electorate=_electorate(meeting, command),
        tie=_tie(command),
    )


def _bad(sentence: str) -> Refused:
    return Refused(Code.BAD_COMMAND, sentence)


def _options(command: PreparePoll) -> tuple[Option, ...]:
    if command.method != "choose":
        if command.options or (command.minimum, command.maximum, command.seats) != (1, 1, 1):
            raise _bad(f"options, min, max and seats: none were expected for {command.method}")
        return MADE_BY_METHOD[command.method]
    refs = [option.ref for option in command.options]
    if len(refs) < 2 or len(set(refs)) != len(refs) or not all(map(is_ref, refs)):
        raise _bad("options: two or more with different refs were expected")
    for option in command.options:
        within(option.text, LONGEST_TITLE, "options")
    between(1, command.minimum, len(refs), "min")
    between(command.minimum, command.maximum, len(refs), "max")
    between(1, command.seats, len(refs), "seats")
    return command.options


def _majority(command: PreparePoll) -> Majority:
    majority = command.majority or ("relative" if command.method == "choose" else "simple")
    if isinstance(majority, Fraction):
        between(1, majority.den, LARGEST_TERM, "majority: den")
        # More than the whole can never be reached.
        between(1, majority.num, majority.den - 1 if majority.strict else majority.den, "majority: num")
    return majority


def _base(command: PreparePoll) -> Base:
    if command.method == "choose" and command.base is Base.YES_NO:
        raise _bad("base: cast, present or members was expected for a choice, yes_no came")
    return command.base or (Base.CAST if command.method == "choose" else Base.YES_NO)


def _electorate(meeting: "Meeting", command: PreparePoll) -> str | tuple[MemberId, ...] | None:
    match command.electorate:
        case None:
            return None
        case ByGroup(group=group):
            if all(member.group != group for member in meeting.attendance.members.values()):
                raise _bad(f"electorate: the name of a group was expected, {group!r} came")
            return group
        case tuple() as refs:
            if not refs or len(set(refs)) != len(refs):
                raise _bad("electorate: one or more different members were expected")
            for ref in refs:
                if attendance.find(meeting.attendance, ref).votes == 0:
                    raise _bad(f"electorate: members with a vote were expected, {ref} has none")
            return refs


def _tie(command: PreparePoll) -> Tie | None:
    if command.tie == "chair" and command.secrecy is Secrecy.CONFIDENTIAL:
        raise _bad("tie: the chair's own choice is not known in a confidential poll; lot or nothing was expected")
    return command.tie


def checked(poll: Poll, choice: str | tuple[str, ...]) -> tuple[str, ...]:
    """The options marked, if the ballot is valid. Raises Refused."""
    marked = (choice,) if isinstance(choice, str) else choice
    unknown = [ref for ref in marked if ref not in poll.option_refs]
    if unknown:
        raise Refused(Code.BAD_CHOICE, f"choice: {', '.join(poll.option_refs)} were expected, {unknown[0][:64]} came")
    if len(set(marked)) != len(marked) or not poll.minimum <= len(marked) <= poll.maximum:
        raise Refused(
            Code.BAD_CHOICE,
            f"choice: {poll.minimum} to {poll.maximum} different options were expected, {len(marked)} came",
        )
    return marked if poll.method != "choose" else tuple(ref for ref in poll.option_refs if ref in marked)
