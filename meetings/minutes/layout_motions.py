"""The motions under an item: their text, the changes of their amendments, and what became of them."""

from collections.abc import Iterator

from meetings.minutes.check_lines_of_business import motion_line
from meetings.minutes.contents import Dealt
from meetings.minutes.contents_of_debate import MotionMade
from meetings.minutes.layout_changes import changed
from meetings.minutes.layout_division import by_parts, parts
from meetings.minutes.plan import FIGURES, Plan
from meetings.rules.motions import PENDING, MotionState
from meetings.rules.standing_orders import Procedure
from meetings.typesetting import Block, Paragraph


def motions(plan: Plan, item: Dealt) -> Iterator[Block]:
    """All motions on an item, each followed by the amendments to it."""
    for motion in item.motions:
        if motion.state is not MotionState.WITHDRAWN or plan.tradition.keeps_withdrawn_motions:
            yield from _motion(plan, motion)
            for amendment in motion.amendments:
                yield from _motion(plan, amendment)
            yield from _amended(plan, motion)
            if motion.state is not MotionState.WITHDRAWN:
                yield from _in_figures(motion)


def _motion(plan: Plan, motion: MotionMade) -> Iterator[Block]:
    _, words = plan.words.gettext, plan.words
    terms = {"name": words.name(motion.mover), "time": words.time(motion.at)}
    if motion.procedure is not None:
        yield plan.says(_("Procedural motion by %(name)s, %(time)s") % terms, _procedure(plan, motion))
    elif motion.amended_text is not None:
        yield plan.says(_("Amendment by %(name)s, %(time)s") % terms, changed(plan, motion.amended_text, motion.text))
    else:
        yield plan.says(_("Motion by %(name)s, %(time)s") % terms, words.text(motion.text))
    if motion.seconders and plan.tradition.names_seconders:
        told = _("Seconded by %(names)s.") % {"names": words.names(motion.seconders)}
        yield Paragraph(told, plan.list_entry)
    yield from _recorded(plan, motion)
    if motion.excluded_by is not None:
        told = _("The amendment by %(name)s, adopted before, had changed the same words.")
        yield Paragraph(told % {"name": words.name(motion.excluded_by)}, plan.list_entry)
    if motion.restated is not None:
        yield plan.says(_("Restated"), changed(plan, *motion.restated))
    yield from parts(plan, motion)
    if motion.state not in PENDING:
        yield Paragraph(_end(plan, motion), plan.list_entry)


def _recorded(plan: Plan, motion: MotionMade) -> Iterator[Block]:
    """What members did aloud, by whom it was recorded for them."""
    _, words = plan.words.gettext, plan.words
    deeds = {
        "moved": _("moved by %(member)s"),
        "seconded": _("seconded by %(member)s"),
        "withdrawn": _("withdrawn by %(member)s"),
    }
    by_recorder: dict[str, list[str]] = {}
    for each in motion.recorded:
        told = deeds[each.deed] % {"member": words.name(each.member)}
        by_recorder.setdefault(words.name(each.by), []).append(told)
    for name, done in by_recorder.items():
        told = _("Done aloud and recorded by %(name)s: %(deeds)s.") % {"name": name, "deeds": ", ".join(done)}
        yield Paragraph(told, plan.list_entry)


def _in_figures(motion: MotionMade) -> Iterator[Block]:
    """The lines of a motion and of its amendments, which a program can read again; none of one that was withdrawn."""
    for each in (motion, *motion.amendments):
        if each.state is not MotionState.WITHDRAWN:
            state = "pending" if each.state in PENDING else each.state
            parts = [part.is_adopted for part in each.parts]
            yield Paragraph(motion_line(each.ref, state, parts, each.reads), FIGURES)


def _procedure(plan: Plan, motion: MotionMade) -> str:
    _, words = plan.words.gettext, plan.words
    kinds = {
        Procedure.SUSPEND: _("to suspend the meeting"),
        Procedure.ADJOURN: _("to adjourn the meeting"),
        Procedure.ADJOURN_DEBATE: _("to adjourn the debate"),
        Procedure.CLOSE_DEBATE: _("to close the debate"),
        Procedure.POSTPONE: _("to postpone the matter"),
        Procedure.REFER: _("to refer the matter"),
        Procedure.DIVIDE: _("to divide the question"),
    }
    kind = kinds[motion.procedure or Procedure.DIVIDE]
    return f"{kind}. {words.text(motion.text)}" if motion.text else f"{kind}."


def _end(plan: Plan, motion: MotionMade) -> str:
    """What became of it; the vote is named by its number."""
    _, words = plan.words.gettext, plan.words
    if motion.state is MotionState.WITHDRAWN:
        return _("The motion was withdrawn.")
    if motion.state is MotionState.DROPPED:
        reason = motion.reason
        return (
            _("Not put to the vote: %(reason)s") % {"reason": words.text(reason)}
            if reason
            else _("Not put to the vote.")
        )
    if motion.was_agreed:
        return _("Adopted without a vote.")
    if not motion.votes:
        return by_parts(plan, motion)
    ends = {
        MotionState.ADOPTED: _("Adopted (vote %(number)d)."),
        MotionState.REJECTED: _("Rejected (vote %(number)d)."),
    }
    return ends[motion.state] % {"number": motion.votes[-1]}


def _amended(plan: Plan, motion: MotionMade) -> Iterator[Block]:
    _ = plan.words.gettext
    if motion.reads is not None:
        label = _("The motion as it reads after the votes on its parts") if motion.parts else _("The motion as amended")
        yield plan.says(label, plan.words.text(motion.reads))
