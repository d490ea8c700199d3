"""The rule and the result of a poll in sentences: what was needed, of what, and what came."""

from collections.abc import Iterator, Sequence

from meetings.minutes.words import Words, listed
from meetings.rules import electorate
from meetings.rules.poll_terms import Option
from meetings.rules.polls import Poll
from meetings.rules.tally import BLANK, Base, Fraction, Outcome, Share, Turnout, was_tied


def option_name(words: Words, option: Option) -> str:
    """An option as it is printed before its votes."""
    _ = words.gettext
    made = {"yes": _("For"), "no": _("Against"), "abstain": _("Abstained"), BLANK: _("Blank")}
    return words.text(option.text) if option.text else made.get(option.ref, option.ref)


def ranking(words: Words, poll: Poll, choice: Sequence[str]) -> str:
    """The options of a ranked ballot in the order of its voter."""
    names = {option.ref: option_name(words, option) for option in poll.options}
    return " > ".join(names[ref] for ref in choice)


def rule_sentence(words: Words, poll: Poll, outcome: Outcome | None) -> str:
    """The majority and its base; with the number needed, once it is known."""
    majority = _majority(words, poll)
    if outcome is None or outcome.needed is None:
        return f"{majority}."
    _ = words.gettext
    terms = {"majority": majority, "part": _part(words, poll, outcome), "needed": outcome.needed}
    return _("%(majority)s: %(part)s = %(needed)d needed.") % terms


def _majority(words: Words, poll: Poll) -> str:
    _, of = words.gettext, _base(words, poll)
    match poll.rule.majority:
        case "simple":
            return _("Simple majority of %(base)s") % {"base": of}
        case "absolute":
            return _("Absolute majority of %(base)s") % {"base": of}
        case "relative":
            return _("Relative majority: the most votes decide")
        case Fraction(num=num, den=den, strict=strict):
            terms = {"base": of, "part": words.part(num, den)}
            more = _("Majority of more than %(part)s of %(base)s") % terms
            return more if strict else _("Majority of at least %(part)s of %(base)s") % terms


def _base(words: Words, poll: Poll) -> str:
    _ = words.gettext
    sentences = {
        Base.YES_NO: _("the votes for and against"),
        Base.CAST: _("the votes cast, abstentions included"),
        Base.PRESENT: _("the votes of the members present"),
        Base.MEMBERS: _("the votes of all members entitled"),
        Base.CONTINUING: _("the votes that still count in the round"),
    }
    return sentences[Base.MEMBERS if poll.rule.majority == "absolute" else poll.rule.base]


def _part(words: Words, poll: Poll, outcome: Outcome) -> str:
    _, majority = words.gettext, poll.rule.majority
    if not isinstance(majority, Fraction):
        return _("more than half of %(base)d") % {"base": outcome.base}
    terms = {"base": outcome.base, "part": words.part(majority.num, majority.den)}
    at_least = _("at least %(part)s of %(base)d") % terms
    return _("more than %(part)s of %(base)d") % terms if majority.strict else at_least


def result_sentence(words: Words, poll: Poll, outcome: Outcome) -> str:
    """The votes for each option."""
    _, tally = words.gettext, outcome.tally
    if poll.is_ranked:
        count = len(outcome.rounds or ())
        told = words.ngettext("Instant run-off in %(count)d round", "Instant run-off in %(count)d rounds", count)
        return told % {"count": count}
    if poll.is_choice:
        return "; ".join(f"{option_name(words, option)}: {tally.get(option.ref, 0)}" for option in poll.options)
    told = _("For %(yes)d, against %(no)d") % tally
    if poll.method == "yes_no_abstain":
        told = _("For %(yes)d, against %(no)d, abstained %(abstain)d") % tally
    blank = _("blank %(blank)d")
    return f"{told}, {blank % tally}" if BLANK in tally else told


def further_sentences(words: Words, poll: Poll, outcome: Outcome) -> Iterator[str]:
    """What else the arithmetic rests on: who is in the base, blank and invalid ballots, the turnout, the groups."""
    _, rule = words.gettext, poll.rule
    yield from _present_by_voting(words, poll, outcome)
    if BLANK in outcome.tally and rule.base is Base.CAST:
        counted = rule.blank == "counted"
        left_out = _("Blank ballots are left out of the votes cast.")
        yield _("Blank ballots are among the votes cast.") if counted else left_out
    if outcome.invalid:
        told = words.ngettext("%(count)d ballot was invalid", "%(count)d ballots were invalid", outcome.invalid)
        counted = rule.invalid == "counted" and rule.base is Base.CAST
        added = _("and counted among the votes cast.") if counted else _("and left out.")
        yield f"{told % {'count': outcome.invalid}} {added}"
    if outcome.turnout is not None:
        yield _turnout(words, outcome.turnout)
    for group, share in (outcome.groups or {}).items():
        yield _in_group(words, group, share)


def _present_by_voting(words: Words, poll: Poll, outcome: Outcome) -> Iterator[str]:
    """How many of those present are so only because they took part in the vote."""
    if poll.rule.base is not Base.PRESENT or poll.rule.majority == "absolute" or poll.closing is None:
        return
    recorded = sum(votes for ref, votes in electorate.in_base(poll).items() if ref in poll.closing.present)
    if more := outcome.base - recorded:
        told = words.ngettext(
            "%(count)d vote in this base was given by a member who is not recorded as present at the close.",
            "%(count)d votes in this base were given by members who are not recorded as present at the close.",
            more,
        )
        yield told % {"count": more}


def _turnout(words: Words, turnout: Turnout) -> str:
    _, terms = words.gettext, {"cast": turnout.cast, "needed": turnout.needed}
    enough = _("Turnout: %(needed)d votes had to be cast, %(cast)d were: enough.")
    too_few = _("Turnout: %(needed)d votes had to be cast, %(cast)d were: too few.")
    return (enough if turnout.cast >= turnout.needed else too_few) % terms


def _in_group(words: Words, group: str, share: Share) -> str:
    _ = words.gettext
    terms = {"group": words.text(group), "yes": share.tally.get("yes", 0), "no": share.tally.get("no", 0)}
    terms |= {"base": share.base, "needed": share.needed}
    if share.needed is None:
        told = _("Group %(group)s: for %(yes)d, against %(no)d:") % terms
    else:
        told = _("Group %(group)s: for %(yes)d, against %(no)d; %(needed)d of %(base)d needed:") % terms
    verdict = _("majority reached.") if share.adopted else _("majority missed.")
    return f"{told} {verdict}"


def verdict(words: Words, poll: Poll, outcome: Outcome, *, is_election: bool) -> str:
    """What the result is: a word that ends the sentence, or a sentence about a choice."""
    _ = words.gettext
    if outcome.winners is None:
        return _("adopted") if outcome.adopted else _("rejected")
    chosen = [option_name(words, option) for ref in outcome.winners for option in poll.options if option.ref == ref]
    if not chosen:
        return _("Nobody is elected") if is_election else _("Nothing is chosen")
    told = _("Elected: %(names)s") if is_election else _("Chosen: %(names)s")
    return told % {"names": listed(chosen)}


def tie_sentence(words: Words, poll: Poll, outcome: Outcome) -> str | None:
    """What decided where the votes were equal."""
    _ = words.gettext
    if outcome.decided_by == "chair":
        return _("The votes were equal; the vote of the chair decided.")
    if outcome.decided_by == "lot":
        return _("The votes were equal; the lot decided.")
    if outcome.decided_by == "second":
        return _("The votes were equal; a second vote is to decide.")
    if not was_tied(poll.rule, outcome):
        return None
    return _("Equal votes left a place open.") if poll.is_choice else _("The votes were equal, which is no majority.")
