"""What was agreed without a vote: the chair's words, and who objected."""

from collections.abc import Iterator, Sequence

from meetings.minutes.contents_of_votes import Agreed
from meetings.minutes.plan import Plan
from meetings.typesetting import Block, Paragraph


def agreements(plan: Plan, agreed: Sequence[Agreed]) -> Iterator[Block]:
    """The agreements on an item, in the order in which they were declared."""
    _, words = plan.words.gettext, plan.words
    for each in agreed:
        label = _("Adopted without a vote at %(time)s") % {"time": words.time(each.at)}
        if each.question is not None:
            yield Paragraph(words.text(each.question), plan.question)
        yield plan.says(label, words.text(each.text))
        objected = words.names(each.objections)
        told = _("Objections: %(names)s.") % {"names": objected} if objected else _("There was no objection.")
        yield Paragraph(told, plan.list_entry)
