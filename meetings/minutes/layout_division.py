"""A question that was divided: its parts, what the votes made of each, and of the whole where they decided it."""

from collections.abc import Iterator

from meetings.minutes.contents_of_debate import MotionMade, PartPut
from meetings.minutes.layout_changes import changed
from meetings.minutes.plan import Plan
from meetings.rules.motions import MotionState
from meetings.typesetting import Block, Paragraph


def parts(plan: Plan, motion: MotionMade) -> Iterator[Block]:
    """That it was divided, and each part with its result."""
    _ = plan.words.gettext
    if motion.parts:
        terms = {"time": plan.words.time(motion.divided_at)}
        decided = _("Divided at %(time)s into parts by decision of the meeting:")
        asked = _("Divided at %(time)s into parts:")
        yield Paragraph((decided if motion.by_decision else asked) % terms, plan.list_lead)
    for number, part in enumerate(motion.parts, start=1):
        yield Paragraph(f"{_label(plan, number, part)} {_told(plan, motion, part)}", plan.list_entry)


def _label(plan: Plan, number: int, part: PartPut) -> str:
    _ = plan.words.gettext
    words = _("Part %(number)d:") if part.is_operative else _("Part %(number)d (not operative):")
    return words % {"number": number}


def _told(plan: Plan, motion: MotionMade, part: PartPut) -> str:
    if motion.amended_text is None:
        return f"“{plan.words.text(part.text)}” {_result(plan, part)}"
    return f"{changed(plan, motion.amended_text, part.text)} {_result(plan, part)}"


def _result(plan: Plan, part: PartPut) -> str:
    _ = plan.words.gettext
    if part.is_adopted is None:
        return _("Not put to the vote.")
    if not part.votes:
        return _("Adopted without a vote.")
    words = _("Adopted (vote %(number)d).") if part.is_adopted else _("Rejected (vote %(number)d).")
    return words % {"number": part.votes[-1]}


def by_parts(plan: Plan, motion: MotionMade) -> str:
    """What became of a motion of which no vote decided the whole."""
    _ = plan.words.gettext
    if motion.state is MotionState.ADOPTED:
        return _("Adopted in the parts that were adopted.")
    return _("Rejected, because all operative parts were rejected.")
