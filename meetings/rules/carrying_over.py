"""Amendments that wait are carried over onto what an adopted one makes of their motion, or excluded by it.

UN GA rule 90: where the adoption of one amendment implies the rejection of another, the latter is not put to the vote.
RONR 12:14-15: what is adopted is not undone by a later amendment to the same words.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from meetings.rules import motion_parts, motion_results, motions
from meetings.rules.decision import Event
from meetings.rules.identity import PollId
from meetings.rules.motion_events import AmendmentCarriedOver, AmendmentExcluded
from meetings.rules.motion_parts import Part
from meetings.rules.motions import PENDING, Motion, Motions
from meetings.rules.polls import Poll
from meetings.rules.refusals import Refused
from meetings.rules.text_merge import merged

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


def consequences(meeting: "Meeting", ref: PollId | None, *, is_adopted: bool) -> Sequence[Event]:
    """What the result of the vote on an amendment, or on a part of one, makes of the others to its motion."""
    poll = None if ref is None else meeting.polls.polls.get(ref)
    if poll is None or poll.motion is None or motion_results.is_superseded(meeting.polls, poll):
        return []
    decided = meeting.motions.motions[poll.motion]
    if decided.amends is None:
        return []
    after = _after(meeting, poll, decided, is_adopted=is_adopted)
    old, new = meeting.motions.motions[decided.amends].text, after.motions[decided.amends].text
    if old == new:
        return []
    waiting = [each for each in motions.amendments(after, decided.amends) if each.state in PENDING]
    return [event for each in waiting if each.ref != decided.ref for event in _turned(each, decided, old, new)]


def _after(meeting: "Meeting", poll: Poll, decided: Motion, *, is_adopted: bool) -> Motions:
    if poll.part:
        return motion_results.part_decided(meeting.motions, meeting.polls, poll, is_adopted=is_adopted)
    return motion_results.decided(meeting.motions, decided.ref, is_adopted=is_adopted)


def _turned(waiting: Motion, decided: Motion, old: str, new: str) -> Sequence[Event]:
    """What becomes of one amendment: it changes the same in the new text; or it touches what was changed."""
    onto = waiting.onto or old
    text = merged(onto, waiting.text, new)
    parts = None if text is None else _parts(waiting, onto, text, new)
    if text is not None and parts is not None:
        return [AmendmentCarriedOver(motion=waiting.ref, text=text, parts=parts)]
    return [] if waiting.excluded_by is not None else [AmendmentExcluded(motion=waiting.ref, by=decided.ref)]


def _parts(waiting: Motion, onto: str, text: str, new: str) -> tuple[Part, ...] | None:
    """The parts of one that is divided, in the new text; None where they cannot be told apart there."""
    if not waiting.parts:
        return ()
    texts = [merged(onto, part.text, new) for part in waiting.parts]
    told: tuple[Part, ...] | None = None
    with suppress(Refused):
        told = motion_parts.of_amendment(new, text, [each for each in texts if each is not None])
    return told
