"""The ballot paper: the question with its options and rule when it is prepared, a valid choice when it is cast."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meetings.rules import agenda, attendance, tally, wording
from meetings.rules.decision import LONGEST_TEXT, LONGEST_TITLE, Given, between, ref_for, within
from meetings.rules.identity import ItemId, MemberId, PollId, is_ref
from meetings.rules.motions import Motion
from meetings.rules.phrases import METHODS, OPTIONS, SECRECIES, Value
from meetings.rules.poll_commands import PreparePoll
from meetings.rules.poll_events import PollPrepared
from meetings.rules.poll_terms import By, ByGroup, Option, Secrecy
from meetings.rules.polls import Poll
from meetings.rules.question_terms import Put, Terms, question_on, terms_of
from meetings.rules.quorum import LARGEST_TERM
from meetings.rules.refusals import Code, Refused
from meetings.rules.standing_orders import Procedure
from meetings.rules.tally import Base, Fraction, Majority, Second, Tie

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

YES, NO, ABSTAIN, BLANK = Option("yes"), Option("no"), Option("abstain"), Option(tally.BLANK)
MADE_BY_METHOD = {"yes_no": (YES, NO), "yes_no_abstain": (YES, NO, ABSTAIN)}


def question_of(meeting: "Meeting", command: PreparePoll, given: Given) -> PollPrepared:
    """The question as it goes on record. Raises Refused."""
    ref = PollId(ref_for(command.ref, given))
    if ref in meeting.polls.polls:
        raise Refused(Code.ALREADY, "There already is a poll {ref}.", ref=ref)
    if agenda.find(meeting.agenda, command.item).state is agenda.ItemState.WITHDRAWN:
        raise Refused(Code.WRONG_STATE, "The item is withdrawn: no poll can be prepared for it.")
    rules = meeting.sitting.rules
    options = _options(command)
    _go_together(command)
    return PollPrepared(
        poll=ref,
        item=command.item,
        question=within(_asked(meeting, command), LONGEST_TEXT, "question"),
        method=command.method,
        secrecy=command.secrecy,
        majority=_majority(command),
        base=_base(command),
        options=options if rules.blank_ballots == "none" or command.by == "voice" else (*options, BLANK),
        minimum=command.minimum,
        maximum=_maximum(command),
        seats=command.seats,
        electorate=_electorate(meeting, command),
        tie=_tie(command),
        motion=command.motion,
        turnout=_part(command.turnout, "turnout") if command.turnout is not None else None,
        second=_second(meeting, command),
        blank="counted" if rules.blank_ballots == "counted" else "left_out",
        invalid=rules.invalid_ballots if command.secrecy is Secrecy.ANALOG else "left_out",
        by=_by(command),
    )


def usual(meeting: "Meeting", motion: Motion, ref: PollId | None) -> PreparePoll:
    """The question about a motion of whatever kind, on the terms of the standing orders."""
    if motion.procedure is not None:
        question = on_procedure(meeting, motion.item, motion.procedure, motion.text)
        return replace(question, ref=ref, motion=motion.ref)
    about = Put.MOTION if motion.amends is None else Put.AMENDMENT
    terms = terms_of(meeting.sitting.rules.terms, about)
    return replace(question_on(terms, motion.item), ref=ref, motion=motion.ref)


def on_procedure(meeting: "Meeting", item: ItemId, procedure: Procedure, text: str) -> PreparePoll:
    """The question of a procedural motion: each kind may have a majority of its own."""
    rules = meeting.sitting.rules
    words = wording.worded(wording.ON_PROCEDURE[procedure], meeting.sitting.profile.language)
    terms = terms_of(rules.terms, Put.PROCEDURAL)
    question = question_on(terms, item, f"{words} {text}".strip())
    return replace(question, majority=rules.procedural.get(procedure, terms.majority))


def can_be_asked(terms: Iterable[Terms]) -> None:
    """Whether questions can be put on such terms. Raises Refused."""
    for each in terms:
        question = question_on(each, ItemId(""))
        _go_together(question)
        _majority(question)
        _base(question)
        _tie(question)
        if each.turnout is not None:
            _part(each.turnout, "turnout")
        if each.second is not None:
            _second_majority(question, each.second)


def _asked(meeting: "Meeting", command: PreparePoll) -> str:
    """The question; of a motion, where none was put in words, whether it be adopted, in the language of the meeting."""
    if command.question is not None:
        return command.question
    motion = None if command.motion is None else meeting.motions.motions.get(command.motion)
    if motion is None:
        raise _bad("question: the words to be voted on were expected, as long as no motion is put to the vote")
    asked = wording.ON_MOTION if motion.amends is None else wording.ON_AMENDMENT
    words = wording.worded(asked, meeting.sitting.profile.language)
    return words % {"name": attendance.find(meeting.attendance, motion.mover).name}


def _bad(sentence: str, **values: Value) -> Refused:
    return Refused(Code.BAD_COMMAND, sentence, **values)


def _options(command: PreparePoll) -> tuple[Option, ...]:
    if command.method in MADE_BY_METHOD:
        if command.options or (command.minimum, command.maximum, command.seats) != (1, 1, 1):
            method = METHODS[command.method]
            raise _bad("options, min, max and seats: none were expected for {method}", method=method)
        return MADE_BY_METHOD[command.method]
    refs = [option.ref for option in command.options]
    if len(refs) < 2 or len(set(refs)) != len(refs) or not all(map(is_ref, refs)):
        raise _bad("options: two or more with different refs were expected")
    if tally.BLANK in refs:
        raise _bad("options: blank is what a ballot without a mark is called; another ref was expected")
    for option in command.options:
        within(option.text, LONGEST_TITLE, "options")
    _marks_and_seats(command)
    return command.options


def _marks_and_seats(command: PreparePoll) -> None:
    options = len(command.options)
    between(1, command.minimum, options, "min")
    if command.method == "choose":
        between(command.minimum, command.maximum, options, "max")
    elif (command.minimum, command.maximum) != (1, 1):
        method = METHODS[command.method]
        raise _bad("min and max: none were expected for {method}, which may mark any number", method=method)
    between(1, command.seats, options, "seats")
    if command.method == "ranked" and command.seats > 1:
        raise _bad(
            "seats: 1 was expected, because an instant run-off fills one seat; {seats} came", seats=command.seats
        )


def _majority(command: PreparePoll) -> Majority:
    has_half = command.method in MADE_BY_METHOD or command.method == "ranked"
    majority = command.majority or ("simple" if has_half else "relative")
    if command.method == "ranked" and majority == "relative":
        raise _bad("majority: simple, absolute or a fraction was expected for an instant run-off, relative came")
    return _part(majority, "majority") if isinstance(majority, Fraction) else majority


def _part(fraction: Fraction, field: str) -> Fraction:
    between(1, fraction.den, LARGEST_TERM, f"{field}: den")
    # More than the whole can never be reached.
    between(1, fraction.num, fraction.den - 1 if fraction.strict else fraction.den, f"{field}: num")
    return fraction


def _maximum(command: PreparePoll) -> int:
    return len(command.options) if command.method in ("approval", "ranked") else command.maximum


def _second(meeting: "Meeting", command: PreparePoll) -> Second | None:
    """The second majority, which is reckoned from the votes by name of each group."""
    second = command.second
    if second is None:
        return None
    _second_majority(command, second)
    known = {member.group for member in meeting.attendance.members.values()}
    for group in second.groups:
        if group not in known:
            raise _bad("second: the names of groups were expected, “{group}” came", group=group[:64])
    return second


def _second_majority(command: PreparePoll, second: Second) -> None:
    """Whether a second majority goes with how the question is voted on. Raises Refused."""
    if command.method not in MADE_BY_METHOD or command.secrecy not in (Secrecy.OPEN, Secrecy.NAMED):
        raise _bad("second: a second majority was expected of a question with votes by name or in the open only")
    if second.base is Base.CONTINUING:
        raise _bad("second: base: yes_no, cast, present or members was expected, continuing came")
    if isinstance(second.majority, Fraction):
        _part(second.majority, "second: majority")
    if len(set(second.groups)) != len(second.groups):
        raise _bad("second: groups that are different were expected")


def _by(command: PreparePoll) -> By:
    if command.secrecy is Secrecy.ANALOG:
        return command.by or "hands"
    return command.by or "tablet"


def _go_together(command: PreparePoll) -> None:
    """Whether how the votes are given, in which secrecy, and how they are counted, go together."""
    if command.method == "ranked" and command.secrecy is Secrecy.ANALOG:
        raise _bad("secrecy: votes on tablets were expected for an instant run-off, whose rounds need every ballot")
    in_the_room = command.by in ("hands", "paper")
    if command.by is not None and in_the_room != (command.secrecy is Secrecy.ANALOG):
        raise _bad("by: hands or paper were expected for an analog vote, tablet or voice for any other")
    if command.by == "voice" and (command.secrecy is not Secrecy.OPEN or command.method not in MADE_BY_METHOD):
        raise _bad("by: voice was expected for a question that is voted on in the open only")


def _base(command: PreparePoll) -> Base:
    is_question = command.method in MADE_BY_METHOD
    if not is_question and command.base is Base.YES_NO:
        raise _bad("base: cast, present or members was expected for a choice, yes_no came")
    if command.method == "ranked":
        return command.base or Base.CONTINUING
    if command.base is Base.CONTINUING:
        method = METHODS[command.method]
        raise _bad("base: continuing was expected for an instant run-off only, it came for {method}", method=method)
    return command.base or (Base.YES_NO if is_question else Base.CAST)


def _electorate(meeting: "Meeting", command: PreparePoll) -> str | tuple[MemberId, ...] | None:
    match command.electorate:
        case None:
            return None
        case ByGroup(group=group):
            if all(member.group != group for member in meeting.attendance.members.values()):
                raise _bad("electorate: the name of a group was expected, “{group}” came", group=group)
            return group
        case tuple() as refs:
            if not refs or len(set(refs)) != len(refs):
                raise _bad("electorate: one or more different members were expected")
            for ref in refs:
                member = attendance.find(meeting.attendance, ref)
                if member.votes == 0:
                    raise _bad("electorate: members with a vote were expected, {name} has none", name=member.name)
            return refs


def _tie(command: PreparePoll) -> Tie | None:
    if command.method == "ranked":
        return _tie_of_ranks(command)
    if command.tie == "chair" and command.secrecy in (Secrecy.CONFIDENTIAL, Secrecy.ANALOG):
        raise _bad(
            "tie: the chair's own choice is not known in a vote that is {secrecy}; another rule was expected",
            secrecy=SECRECIES[command.secrecy],
        )
    return command.tie


def _tie_of_ranks(command: PreparePoll) -> Tie:
    """Where earlier rounds do not tell who is last, the lot does, unless a second vote is to."""
    if command.tie == "chair":
        raise _bad("tie: lot or second was expected for an instant run-off, chair came")
    return command.tie or "lot"


def checked(poll: Poll, choice: str | tuple[str, ...]) -> tuple[str, ...]:
    """The options marked, if the ballot is valid. Raises Refused."""
    marked = (choice,) if isinstance(choice, str) else choice
    unknown = [ref for ref in marked if ref not in poll.option_refs]
    if unknown:
        raise Refused(
            Code.BAD_CHOICE,
            "choice: {options} were expected, {came} came",
            options=tuple(OPTIONS.get(ref, ref) for ref in poll.option_refs),
            came=unknown[0][:64],
        )
    if marked == (tally.BLANK,):
        return marked
    if tally.BLANK in marked:
        raise Refused(Code.BAD_CHOICE, "choice: a blank ballot marks nothing else")
    if len(set(marked)) != len(marked) or not poll.minimum <= len(marked) <= poll.maximum:
        raise Refused.counting(
            Code.BAD_CHOICE,
            "choice: {least} to {n} different option was expected, {came} came",
            "choice: {least} to {n} different options were expected, {came} came",
            n=poll.maximum,
            least=poll.minimum,
            came=len(marked),
        )
    return marked if poll.is_ranked else tuple(ref for ref in poll.option_refs if ref in marked)
