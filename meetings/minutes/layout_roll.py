"""A vote by roll call on paper: with whom the call began and why, and the roll as it was called, with each answer."""

from collections.abc import Iterator

from meetings.minutes.arithmetic import option_name
from meetings.minutes.contents_of_attendance import Person
from meetings.minutes.contents_of_votes import Called, Voted
from meetings.minutes.plan import Plan
from meetings.minutes.words import listed
from meetings.typesetting import Block, Paragraph


def how(plan: Plan, voted: Voted) -> str:
    """How the names were called."""
    _, poll = plan.words.gettext, voted.poll
    told = _(
        "Vote by roll call: the names were called, members answered aloud, and the secretary recorded each answer."
    )
    if not voted.called:
        return told
    by_lot = _(
        "The call began with %(name)s, drawn by lot: the first by SHA-256 of the seed followed by the ref (%(ref)s)."
    )
    by_list = _("The call began with %(name)s, the first on the list.")
    first = voted.called[0].person
    began = by_list if poll.first_seed is None else by_lot
    return f"{told} {began % {'name': plan.words.name(first), 'ref': first.ref}}"


def roll(plan: Plan, voted: Voted) -> Iterator[Block]:
    """The roll in the order of the call."""
    _ = plan.words.gettext
    if voted.poll.first_seed is not None:
        yield Paragraph(f"seed {voted.poll.first_seed}", plan.digest)
    if voted.called:
        answers = [f"{plan.words.name(each.person)} – {_answer(plan, voted, each)}" for each in voted.called]
        yield plan.says(_("The roll as it was called"), "; ".join(answers), plan.roll)


def _answer(plan: Plan, voted: Voted, called: Called) -> str:
    _ = plan.words.gettext
    if called.choice:
        return listed([option_name(plan.words, each) for each in voted.poll.options if each.ref in called.choice])
    return {"absent": _("absent"), "pass": _("passed"), None: _("no answer")}[called.why]


def without_vote(voted: Voted, why: str) -> list[Person]:
    """Who was called and gave no vote for that reason, in the order of the alphabet."""
    of = {each.person.ref for each in voted.called if each.why == why and not each.choice}
    return [person for person in voted.silent if person.ref in of]
