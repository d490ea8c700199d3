"""A poll on paper: the question, the rule with its arithmetic, the result, and the names as far as its grade allows."""

from collections.abc import Iterator, Sequence

from meetings.minutes import layout_roll
from meetings.minutes.arithmetic import (
    further_sentences,
    option_name,
    ranking,
    result_sentence,
    rule_sentence,
    tie_sentence,
    verdict,
)
from meetings.minutes.check_lines import poll_line
from meetings.minutes.contents_of_attendance import Person
from meetings.minutes.contents_of_votes import Voted
from meetings.minutes.layout_righted import righted
from meetings.minutes.layout_rounds import rounds
from meetings.minutes.plan import FIGURES, Plan
from meetings.minutes.words import listed
from meetings.rules.agenda import ItemKind
from meetings.rules.poll_terms import Secrecy
from meetings.rules.polls import Poll, PollState
from meetings.rules.tally import BLANK, Outcome
from meetings.typesetting import Block, Paragraph, Span


def polls(plan: Plan, voted: Sequence[Voted], *, kind: ItemKind) -> Iterator[Block]:
    """The polls of an item of some kind."""
    for each in voted:
        yield from _poll(plan, each, is_election=kind is ItemKind.ELECTION)


def _poll(plan: Plan, voted: Voted, *, is_election: bool) -> Iterator[Block]:
    poll, words = voted.poll, plan.words
    _ = words.gettext
    heading = _("Vote %(number)d") % {"number": poll.order}
    times = [] if poll.opened_at is None else [words.times(poll.opened_at, poll.closed_at)]
    yield plan.heading(4, " · ".join([heading, *times]))
    yield Paragraph(words.text(poll.question), plan.question)
    if voted.repeats is not None:
        yield Paragraph(_followed(plan, poll.round, voted.repeats), plan.small_lead)
    outcome = poll.outcome
    if outcome is None or poll.state is PollState.CANCELLED:
        yield from _without_result(plan, poll)
        return
    yield Paragraph(" ".join(_circumstances(plan, voted)), plan.small_lead)
    yield _result(plan, poll, outcome, is_election=is_election)
    if further := " ".join(further_sentences(plan.words, poll, outcome)):
        yield Paragraph(further, plan.body)
    yield from rounds(plan, poll, outcome)
    yield from _tie(plan, voted, outcome)
    yield from layout_roll.roll(plan, voted)
    yield from righted(plan, voted, is_election=is_election)
    yield from _names(plan, voted)
    yield from _explained(plan, voted)
    yield Paragraph(poll_line(poll.ref, poll.option_refs, outcome), FIGURES)


def _followed(plan: Plan, number: int, repeats: int) -> str:
    """Which vote this one follows."""
    _, terms = plan.words.gettext, {"round": number, "number": repeats}
    if number == 1:
        return _("Repeats vote %(number)d.") % terms
    return _("Round %(round)d, after vote %(number)d.") % terms


def _without_result(plan: Plan, poll: Poll) -> Iterator[Block]:
    _ = plan.words.gettext
    yield Paragraph(rule_sentence(plan.words, poll, None), plan.body)
    if poll.state is PollState.CANCELLED:
        yield plan.says(_("Cancelled"), plan.words.text(poll.reason or ""))
    else:
        begun = poll.state is not PollState.PREPARED
        yield Paragraph(_("The vote is not closed yet.") if begun else _("Not put to the vote."), plan.body)


def _circumstances(plan: Plan, voted: Voted) -> Iterator[str]:
    """How it was voted, by how many, and whether there was a quorum."""
    _, poll = plan.words.gettext, voted.poll
    yield layout_roll.how(plan, voted) if poll.by == "voice" else _how(plan, poll)
    yield _turnout(plan, poll)
    if plan.minutes.absentees_vote:
        yield _("Members who were not recorded as present could vote too.")
    if isinstance(poll.electorate, str):
        yield _("Entitled was the group %(group)s.") % {"group": plan.words.text(poll.electorate)}
    yield from _marks(plan, poll)
    yield from _recused(plan, voted)
    if voted.pauses:
        times = ", ".join(plan.words.times(pause.since, pause.until) for pause in voted.pauses)
        yield _("Interrupted %(times)s.") % {"times": times}
    yield from _quorum(plan, voted)
    if voted.declared_at is None:
        yield _("The result was not declared.")


def _how(plan: Plan, poll: Poll) -> str:
    """Who saw how members voted, or how votes in the room were counted."""
    _ = plan.words.gettext
    grades = {
        Secrecy.OPEN: _("Open vote: who voted how was seen at once."),
        Secrecy.NAMED: _("Vote by name: who voted how was made known after the close."),
        Secrecy.CONFIDENTIAL: _(
            "Confidential vote: the record does not say who voted how. Until the close this secrecy rested on the"
            " operator of the installation."
        ),
    }
    return grades[poll.secrecy] if poll.secrecy in grades else _in_the_room(plan, poll)


def _quorum(plan: Plan, voted: Voted) -> Iterator[str]:
    _ = plan.words.gettext
    if voted.quorum is not None and voted.quorum.required:
        terms = {"present": voted.quorum.present, "required": voted.quorum.required}
        yield _("Quorum at the opening: %(present)d present, %(required)d required.") % terms
        if voted.quorum.represented:
            yield _("Of these by proxy: %(count)d.") % {"count": voted.quorum.represented}


def _recused(plan: Plan, voted: Voted) -> Iterator[str]:
    _ = plan.words.gettext
    if voted.recused:
        told = _("Recused, their votes left out of the base: %(names)s.")
        in_base = _("Recused, their votes kept in the base: %(names)s.")
        yield (in_base if voted.poll.recused_in_base else told) % {"names": plan.words.names(voted.recused)}


def _in_the_room(plan: Plan, poll: Poll) -> str:
    _ = plan.words.gettext
    if poll.by == "paper":
        return _("Vote on paper, counted in the room; the secretary entered the counts.")
    return _("Vote by show of hands, counted in the room; the secretary entered the counts.")


def _turnout(plan: Plan, poll: Poll) -> str:
    """How many voted of those who were entitled; with their votes, where these differ."""
    _, weights = plan.words.gettext, poll.entitled
    if poll.entered is not None:
        counted = {"votes": poll.entered.ballots, "entitled": len(weights), "most": sum(weights.values())}
        return _("%(votes)d votes were counted; %(entitled)d members were entitled, with %(most)d votes.") % counted
    terms = {"voted": len(poll.votes), "entitled": len(weights)}
    if not is_weighted(poll):
        return _("%(voted)d of %(entitled)d members entitled voted.") % terms
    votes = {"cast": sum(weights[member] for member in poll.votes), "votes": sum(weights.values())}
    told = _("%(voted)d of %(entitled)d members entitled voted, with %(cast)d of %(votes)d votes.")
    return told % {**terms, **votes}


def _marks(plan: Plan, poll: Poll) -> Iterator[str]:
    """How many are chosen, and how many options each could mark."""
    _, ngettext, seats = plan.words.gettext, plan.words.ngettext, poll.rule.seats
    if seats > 1:
        yield ngettext("%(seats)d place.", "%(seats)d places.", seats) % {"seats": seats}
    if poll.maximum > 1:
        terms = {"least": poll.minimum, "most": poll.maximum}
        if poll.is_ranked:
            yield _("Each could put %(least)d to %(most)d in order.") % terms
        elif poll.minimum == poll.maximum:
            yield _("Each could mark %(most)d.") % terms
        else:
            yield _("Each could mark %(least)d to %(most)d.") % terms


def _told(plan: Plan, voted: Voted, person: Person) -> str:
    """A name, with its votes where they are several, and who cast them if that was somebody else."""
    votes, proxy = voted.poll.entitled[person.ref], voted.by_proxy.get(person.ref)
    notes = [] if votes == 1 else [str(votes)]
    if proxy is not None:
        notes.append(plan.words.gettext("by proxy %(name)s") % {"name": plan.words.name(proxy)})
    return f"{plan.words.name(person)} ({', '.join(notes)})" if notes else plan.words.name(person)


def is_weighted(poll: Poll) -> bool:
    """Whether votes and members are not the same number."""
    return any(votes != 1 for votes in poll.entitled.values())


def _result(plan: Plan, poll: Poll, outcome: Outcome, *, is_election: bool) -> Paragraph:
    words = plan.words
    stop = ". " if poll.is_choice else ": "
    told = f"{rule_sentence(words, poll, outcome)} {result_sentence(words, poll, outcome)}{stop}"
    said = Span(verdict(words, poll, outcome, is_election=is_election), bold=True)
    return Paragraph([Span(told), said, Span(".")], plan.body)


def _tie(plan: Plan, voted: Voted, outcome: Outcome) -> Iterator[Block]:
    """What broke a tie; with what a lot was drawn, so that anyone can draw again."""
    told = tie_sentence(plan.words, voted.poll, outcome)
    if told is not None:
        yield Paragraph(told, plan.body)
    if voted.seed is not None:
        yield Paragraph(f"seed {voted.seed}", plan.digest)
        yield Paragraph(_drawn_again(plan, voted.poll), plan.roll)


def _drawn_again(plan: Plan, poll: Poll) -> str:
    """How anybody can draw the lot again: with the seed and the refs, which the record has for names."""
    _ = plan.words.gettext
    drawn = [option for option in poll.options if option.ref not in ("abstain", BLANK)]
    terms = {"refs": listed([f"{option_name(plan.words, option)} = {option.ref}" for option in drawn])}
    told = _(
        "To draw again: the 32 bytes of the seed followed by the ref of an option make a number by SHA-256; the lowest"
        " is drawn first. The refs: %(refs)s."
    )
    return told % terms


def _names(plan: Plan, voted: Voted) -> Iterator[Block]:
    """The names for each option, or who voted at all; and who did not."""
    _ = plan.words.gettext
    if voted.poll.secrecy is Secrecy.ANALOG:
        return
    if voted.rankings is not None:
        for choice, people in voted.rankings:
            yield from _row(plan, voted, ranking(plan.words, voted.poll, choice), people)
    elif voted.names is None:
        yield from _row(plan, voted, _("Voted"), voted.voters)
    else:
        for option in voted.poll.options:
            yield from _row(plan, voted, option_name(plan.words, option), voted.names[option.ref])
    absent, passed = (layout_roll.without_vote(voted, why) for why in ("absent", "pass"))
    yield from _row(plan, voted, _("Absent when called"), absent)
    yield from _row(plan, voted, _("Passed"), passed)
    rest = [person for person in voted.silent if person not in absent and person not in passed]
    yield from _row(plan, voted, _("Did not vote"), rest)


def _explained(plan: Plan, voted: Voted) -> Iterator[Block]:
    _, words = plan.words.gettext, plan.words
    for each in voted.explanations:
        yield plan.says(_("Explanation of vote, %(name)s") % {"name": words.name(each.member)}, words.text(each.text))


def _row(plan: Plan, voted: Voted, label: str, people: Sequence[Person]) -> Iterator[Block]:
    if not people:
        return
    weights = voted.poll.entitled
    if is_weighted(voted.poll):
        total = sum(weights[person.ref] for person in people)
        count = f"{plan.words.members(len(people))}, {plan.words.votes(total)}"
    else:
        count = str(len(people))
    names = listed([_told(plan, voted, person) for person in people])
    yield plan.says(f"{label} ({count})", names, plan.roll)
