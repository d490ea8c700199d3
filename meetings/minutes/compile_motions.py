"""From the record to the motions of an item: what was moved, by whom, how it was amended, what the votes made of it."""

from collections.abc import Iterable, Mapping, Sequence

from meetings.minutes.contents_of_attendance import Person
from meetings.minutes.contents_of_debate import MotionMade, PartPut
from meetings.minutes.course import Course
from meetings.rules.identity import ItemId, MemberId
from meetings.rules.motions import Motion
from meetings.rules.polls import Poll, PollState
from meetings.rules.state import Meeting


class Motions:
    """Puts the motions as they ended together with when they were moved."""

    def __init__(self, final: Meeting, course: Course, people: Mapping[MemberId, Person]) -> None:
        self._final = final
        self._course = course
        self._people = people

    def on(self, item: ItemId) -> Sequence[MotionMade]:
        """The motions on an item, each with the amendments to it."""
        mine = [motion for motion in self._all() if motion.item == item and motion.amends is None]
        return [self._made(motion) for motion in mine]

    def _all(self) -> Iterable[Motion]:
        return (self._final.motions.motions[ref] for ref in self._course.moved)

    def _made(self, motion: Motion) -> MotionMade:
        polls = sorted(
            (poll for poll in self._final.polls.polls.values() if poll.motion == motion.ref),
            key=lambda poll: poll.order,
        )
        return MotionMade(
            ref=motion.ref,
            at=self._course.moved[motion.ref],
            text=motion.moved,
            reads=None if motion.text == motion.moved else motion.text,
            mover=self._people[motion.mover],
            seconders=[self._people[seconder] for seconder in motion.seconders],
            state=motion.state,
            procedure=motion.procedure,
            reason=motion.reason,
            votes=_declared(polls, 0),
            was_agreed=any(poll.state is PollState.AGREED and not poll.part for poll in polls),
            amended_text=self._course.amended.get(motion.ref),
            amendments=[self._made(other) for other in self._all() if other.amends == motion.ref],
            parts=[
                PartPut(part.text, part.operative, result, _declared(polls, number))
                for number, (part, result) in enumerate(zip(motion.parts, motion.results, strict=True), start=1)
            ],
            divided_at=self._course.divided.get(motion.ref, 0),
            by_decision=motion.decided_by is not None,
            recorded=self._course.recorded.get(motion.ref, ()),
            restated=self._course.restated.get(motion.ref),
            excluded_by=self._excluding(motion),
        )

    def _excluding(self, motion: Motion) -> Person | None:
        by = None if motion.excluded_by is None else self._final.motions.motions[motion.excluded_by]
        return None if by is None else self._people[by.mover]


def _declared(polls: Iterable[Poll], part: int) -> Sequence[int]:
    """The numbers of the votes that were declared on a part of a motion, or on the whole of it."""
    return [poll.order for poll in polls if poll.state is PollState.DECLARED and poll.part == part]
