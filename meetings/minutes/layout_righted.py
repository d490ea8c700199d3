"""A result that was corrected, on paper: what it was before, why it was wrong, and each vote that was."""

from collections.abc import Iterator, Sequence

from meetings.minutes.arithmetic import option_name, ranking, result_sentence, tie_sentence, verdict
from meetings.minutes.check_lines import earlier_line
from meetings.minutes.contents_of_votes import Righted, Voted
from meetings.minutes.plan import FIGURES, Plan
from meetings.minutes.words import listed
from meetings.rules.left_standing import LeftStanding
from meetings.rules.polls import Poll
from meetings.typesetting import Block, Paragraph


def righted(plan: Plan, voted: Voted, *, is_election: bool) -> Iterator[Block]:
    """Every correction of the result, in the order of time."""
    for number, each in enumerate(voted.righted, start=1):
        yield from _righted(plan, voted.poll, number, each, is_election=is_election)
    if told := _standing(plan, voted):
        yield Paragraph(told, plan.list_entry)


def _standing(plan: Plan, voted: Voted) -> str:
    """What corrections do not undo: of this result, and of the one on which this round rests."""
    _ = plan.words.gettext
    sentences = {
        LeftStanding.ROUND: _("By the corrected result others would stand in the next round."),
        LeftStanding.ITEM: _("The urgent item stays on the agenda: it had been dealt with before."),
        LeftStanding.PROCEDURE: _("What had been done on the strength of the earlier result stands."),
        LeftStanding.WHOLE: _("The vote on the whole had been taken before the correction, and stands."),
        LeftStanding.MOTION: _("The vote on the motion had been taken before: its text stays as it was."),
    }
    told = [sentences[voted.left_standing]] if voted.left_standing is not None else []
    if voted.is_outdated:
        told.append(_("This round rests on an earlier result that was corrected afterwards."))
    return " ".join(told)


def _righted(plan: Plan, poll: Poll, number: int, each: Righted, *, is_election: bool) -> Iterator[Block]:
    _, words = plan.words.gettext, plan.words
    terms = {"time": words.time(each.at), "name": "" if each.by is None else words.name(each.by)}
    label = _("Corrected at %(time)s by %(name)s") if each.by is not None else _("Corrected at %(time)s")
    yield plan.says(label % terms, words.text(each.reason))
    before = [
        f"{result_sentence(words, poll, each.before)}: {verdict(words, poll, each.before, is_election=is_election)}."
    ]
    before += filter(None, [tie_sentence(words, poll, each.before)])
    yield plan.says(_("Result before this correction"), " ".join(before), plan.roll)
    for person, was, now in each.votes:
        changed = {"was": _marked(plan, poll, was), "now": _marked(plan, poll, now)}
        yield plan.says(words.name(person), _("%(now)s, not %(was)s") % changed, plan.roll)
    yield Paragraph(earlier_line(poll.ref, number, poll.option_refs, each.before), FIGURES)


def _marked(plan: Plan, poll: Poll, choice: Sequence[str]) -> str:
    """The options of a vote in words."""
    _ = plan.words.gettext
    if poll.is_ranked and choice:
        return ranking(plan.words, poll, choice)
    names = [option_name(plan.words, option) for option in poll.options if option.ref in choice]
    return listed(names) if names else _("no vote")
