"""The quorum on paper: the rule, how it stood at the moments that matter, and how it changed in the course of time."""

from collections.abc import Iterator

from meetings.minutes.contents_of_attendance import Occasion, QuorumCheck
from meetings.minutes.layout_attendance import is_late
from meetings.minutes.layout_quorum_over_time import over_time
from meetings.minutes.plan import Plan
from meetings.minutes.profiles.tradition import Section
from meetings.typesetting import Block, Paragraph


def quorum(plan: Plan) -> Iterator[Block]:
    """The rule in words, and how the quorum stood at the call to order and when it was reached or lost."""
    if plan.minutes.quorum_rule.kind == "none":
        return
    yield plan.section(Section.QUORUM)
    yield Paragraph(" ".join([_rule(plan), *_without(plan)]), plan.body)
    for check in plan.minutes.quorum_checks:
        if _is_told(plan, check):
            yield Paragraph(_told(plan, check), plan.list_entry)
    yield from over_time(plan)


def _is_told(plan: Plan, check: QuorumCheck) -> bool:
    """Polls tell of their quorum themselves, and until the roll has been called its numbers say nothing yet."""
    if check.occasion in (Occasion.LOST, Occasion.REACHED):
        return is_late(plan, check.at)
    return check.occasion is Occasion.ROLL or (check.occasion is Occasion.CALL_TO_ORDER and check.quorum.present > 0)


def _rule(plan: Plan) -> str:
    _, rule = plan.words.gettext, plan.minutes.quorum_rule
    if rule.kind == "count":
        counted = plan.words.votes(rule.count) if rule.of == "votes" else plan.words.members(rule.count)
        return _("At least %(count)s must be present.") % {"count": counted}
    terms = {"part": plan.words.part(rule.num, rule.den)}
    sentences = {
        ("members", True): _("More than %(part)s of the members must be present."),
        ("members", False): _("At least %(part)s of the members must be present."),
        ("votes", True): _("More than %(part)s of the votes must be present."),
        ("votes", False): _("At least %(part)s of the votes must be present."),
    }
    return sentences[rule.of, rule.strict] % terms


def _without(plan: Plan) -> Iterator[str]:
    """What is in order without the quorum, where it is not what everybody expects: anything but votes."""
    _ = plan.words.gettext
    if plan.minutes.without_quorum == "procedural":
        yield _("Without it nothing but procedure is in order.")
    if plan.minutes.without_quorum == "all":
        yield _("The body may decide without it.")


def _told(plan: Plan, check: QuorumCheck) -> str:
    _ = plan.words.gettext
    sentences = {
        Occasion.CALL_TO_ORDER: _("At the call to order"),
        Occasion.ROLL: _("After the roll call"),
        Occasion.REACHED: _("Quorum reached"),
        Occasion.LOST: _("Quorum lost"),
    }
    terms = {
        "occasion": sentences[check.occasion],
        "time": plan.words.time(check.at),
        "present": check.quorum.present,
        "total": check.quorum.total,
        "required": check.quorum.required,
    }
    told = _("%(occasion)s, %(time)s: %(present)d of %(total)d present, %(required)d required.") % terms
    by_proxy = check.quorum.represented
    return f"{told} {_('Of these by proxy: %(count)d.') % {'count': by_proxy}}" if by_proxy else told
