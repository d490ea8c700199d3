"""Follows through the entries what became of each motion, of its amendments and of its parts (UN GA rules 89 and 90).

Written apart from the rules, from PROTOCOL ("Motions") alone, so that a fault there does not hide itself here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from meetings.minutes.check_lines_of_business import motion_line, motion_mark
from meetings.minutes.verify_carrying import is_carried_over
from meetings.minutes.verify_chain import Broken, Said, body_of
from meetings.minutes.verify_outcomes import Count, Outcome

PENDING = "pending"
NEVER_PRINTED = "withdrawn"


class Edit(Struct, frozen=True):
    """The characters from `start` up to `end` give way to others."""

    start: Count
    end: Count
    text: str = ""


class Part(Struct, frozen=True):
    """A part of a divided motion, and what its result does to the text."""

    operative: bool = True
    edits: tuple[Edit, ...] = ()


class Moved(Struct, frozen=True):
    """A motion of whatever kind, or a word about it."""

    motion: str
    text: str = ""
    amends: str | None = None


class Reworded(Struct, frozen=True):
    """An amendment reads otherwise, on what its motion has become; `parts` where it is divided."""

    motion: str
    text: str
    parts: tuple[Part, ...] = ()


class Divided(Struct, frozen=True):
    """A motion is voted on in parts."""

    motion: str
    parts: tuple[Part, ...]
    whole: bool


class Asked(Struct, frozen=True):
    """A question about a motion, or a part of one."""

    poll: str
    item: str = ""
    motion: str | None = None
    part: Count = 0


class Counted(Struct, frozen=True):
    """The result of a question."""

    poll: str
    outcome: Outcome


class About(Struct, frozen=True):
    """Something that is about a poll, if about one."""

    poll: str | None = None


class Consented(Struct, frozen=True):
    """The items of the consent agenda that are adopted."""

    items: tuple[str, ...]


class Motion(Struct):
    """A motion while the entries are read."""

    moved: str
    text: str
    amends: str | None
    state: str = PENDING
    onto: str = ""
    is_excluded: bool = False
    replaced: str | None = None
    undivided: str = ""
    parts: tuple[Part, ...] = ()
    results: list[bool | None] = field(default_factory=list)
    whole: bool = True
    is_decided_as_a_whole: bool = False


class Question(Struct):
    """A poll while the entries are read."""

    asked: Asked
    is_adopted: bool = False
    is_over: bool = False
    is_waiting: bool = True


class Reading(Struct):
    """What has been read so far."""

    motions: dict[str, Motion] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)


def motions(entries: Sequence[Said]) -> Mapping[str, Motion]:
    """The motions as they ended, by ref. Raises Broken."""
    reading = Reading()
    for said in entries:
        step = STEPS.get(said.kind)
        if step is not None:
            step(reading, said)
    return reading.motions


def lines(motions: Mapping[str, Motion]) -> Iterator[tuple[str, str | None]]:
    """How the line of each motion begins, and the whole; none of one that was withdrawn, or whose motion was."""
    for ref, motion in motions.items():
        target = None if motion.amends is None else motions.get(motion.amends)
        if NEVER_PRINTED in (motion.state, None if target is None else target.state):
            yield motion_mark(ref), None
        else:
            reads = None if motion.text == motion.moved else motion.text
            yield motion_mark(ref), motion_line(ref, motion.state, motion.results, reads)


def _moved(reading: Reading, said: Said) -> None:
    moved = body_of(said, Moved)
    motion = reading.motions[moved.motion] = Motion(moved.text, moved.text, moved.amends)
    motion.onto = "" if moved.amends is None else _motion(reading, said, moved.amends).text


def _motion(reading: Reading, said: Said, ref: str) -> Motion:
    if ref not in reading.motions:
        raise Broken(f"position {said.position}, {said.kind}: the motion {ref} has not been moved")
    return reading.motions[ref]


def _ended(reading: Reading, said: Said) -> None:
    motion = _motion(reading, said, body_of(said, Moved).motion)
    motion.state = said.kind.removeprefix("motion_")


def _reworded(reading: Reading, said: Said) -> None:
    """An amendment is carried over onto the text that its motion has now, or restated for it."""
    reworded = body_of(said, Reworded)
    motion = _motion(reading, said, reworded.motion)
    onto = _motion(reading, said, motion.amends or "").text
    if said.kind == "amendment_carried_over" and not is_carried_over(motion.onto, motion.text, onto, reworded.text):
        return  # What it reads is then not what the minutes say.
    motion.text, motion.onto, motion.is_excluded = reworded.text, onto, False
    if reworded.parts:
        motion.parts, motion.undivided = reworded.parts, onto


def _excluded(reading: Reading, said: Said) -> None:
    _motion(reading, said, body_of(said, Moved).motion).is_excluded = True


def _divided(reading: Reading, said: Said) -> None:
    divided = body_of(said, Divided)
    motion = _motion(reading, said, divided.motion)
    motion.parts, motion.whole, motion.results = divided.parts, divided.whole, [None] * len(divided.parts)
    motion.undivided = motion.text if motion.amends is None else _motion(reading, said, motion.amends).text


def _asked(reading: Reading, said: Said) -> None:
    asked = body_of(said, Asked)
    reading.questions[asked.poll] = Question(asked)


def _question(reading: Reading, said: Said, ref: str) -> Question:
    if ref not in reading.questions:
        raise Broken(f"position {said.position}, {said.kind}: the poll {ref} has not been prepared")
    return reading.questions[ref]


def _counted(reading: Reading, said: Said) -> None:
    counted = body_of(said, Counted)
    question = _question(reading, said, counted.poll)
    question.is_adopted = bool(counted.outcome.adopted)
    if question.is_over:
        _decide(reading, said, question)


def _declared(reading: Reading, said: Said) -> None:
    about = body_of(said, About)
    if about.poll is None:
        return
    question = _question(reading, said, about.poll)
    question.is_over = True
    question.is_adopted = question.is_adopted or said.kind == "consensus_declared"
    _decide(reading, said, question)


def _consented(reading: Reading, said: Said) -> None:
    """What was prepared on an item of the consent agenda is agreed with it."""
    items = body_of(said, Consented).items
    fallen = [each for each in reading.questions.values() if each.is_waiting and each.asked.item in items]
    for question in fallen:
        question.is_over = question.is_adopted = True
    about = [(each, _motion(reading, said, each.asked.motion)) for each in fallen if each.asked.motion is not None]
    for question, motion in about:
        motion.is_decided_as_a_whole |= not question.asked.part
    # Amendments come before the motions that they amend.
    for question, motion in sorted(about, key=lambda each: each[1].amends is None):
        if motion.state == PENDING:
            _decide(reading, said, question)


def _begun(reading: Reading, said: Said) -> None:
    """What was opened or cancelled does not fall away; an amendment that is excluded cannot be put."""
    question = _question(reading, said, body_of(said, Asked).poll)
    question.is_waiting = False
    about = reading.motions.get(question.asked.motion or "")
    if said.kind == "poll_opened" and about is not None and about.is_excluded:
        raise Broken(f"position {said.position}: {question.asked.motion} was put though another has changed its words")


def _decide(reading: Reading, said: Said, question: Question) -> None:
    if question.asked.motion is None or _is_superseded(reading, question):
        return
    motion = _motion(reading, said, question.asked.motion)
    if question.asked.part == 0:
        motion.is_decided_as_a_whole = True
        _settle(reading, motion, is_adopted=question.is_adopted)
    elif question.asked.part > len(motion.parts):
        raise Broken(f"position {said.position}: the motion has no part {question.asked.part}")
    else:
        motion.results[question.asked.part - 1] = question.is_adopted
        _after_a_part(reading, motion)


def _is_superseded(reading: Reading, question: Question) -> bool:
    """Whether a vote on the same that was prepared later is over: that one counts."""
    asked, questions = question.asked, list(reading.questions.values())
    later = questions[questions.index(question) + 1 :]
    return any(each.is_over and (each.asked.motion, each.asked.part) == (asked.motion, asked.part) for each in later)


def _settle(reading: Reading, motion: Motion, *, is_adopted: bool) -> None:
    """The vote on a motion; an amendment that is adopted is the text of its motion, as long as that is pending."""
    before, motion.state = motion.state, "adopted" if is_adopted else "rejected"
    target = None if motion.amends is None else reading.motions.get(motion.amends)
    if target is None or target.state != PENDING or before == motion.state:
        return
    if is_adopted:
        motion.replaced, target.text = target.text, motion.text
    elif motion.replaced is not None and target.text == motion.text:
        target.text = motion.replaced


def _after_a_part(reading: Reading, motion: Motion) -> None:
    """After the last part: nothing operative left is a rejection (UN GA rule 89), else the whole is voted on."""
    if None in motion.results or motion.is_decided_as_a_whole:
        return
    if motion.state == "adopted":
        _settle(reading, motion, is_adopted=False)
    is_left = any(part.operative and result for part, result in zip(motion.parts, motion.results, strict=True))
    motion.text, motion.state = _left(motion, is_left=is_left), PENDING
    if not (motion.whole and is_left):
        _settle(reading, motion, is_adopted=is_left)


def _left(motion: Motion, *, is_left: bool) -> str:
    """The text after the votes on its parts; as it was put, where nothing is left."""
    results = motion.results if is_left else [True] * len(motion.parts)
    puts_in = motion.amends is not None
    parts = [part for part, result in zip(motion.parts, results, strict=True) if bool(result) is puts_in]
    text = motion.undivided
    for edit in sorted((edit for part in parts for edit in part.edits), key=lambda edit: (edit.start, edit.end))[::-1]:
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text.strip()


STEPS: Mapping[str, Callable[[Reading, Said], None]] = {
    "poll_opened": _begun,
    "poll_cancelled": _begun,
    "motion_moved": _moved,
    "amendment_moved": _moved,
    "amendment_carried_over": _reworded,
    "amendment_restated": _reworded,
    "amendment_excluded": _excluded,
    "procedural_moved": _moved,
    "motion_withdrawn": _ended,
    "motion_dropped": _ended,
    "motion_divided": _divided,
    "poll_prepared": _asked,
    "poll_closed": _counted,
    "result_corrected": _counted,
    "result_declared": _declared,
    "consensus_declared": _declared,
    "consent_adopted": _consented,
}
