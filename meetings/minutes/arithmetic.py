"""The rule and the result of a poll in sentences: what was needed, of what, and what came."""

from meetings.minutes.words import Words, listed
from meetings.rules.polls import Option, Poll
from meetings.rules.tally import Base, Fraction, Outcome


def option_name(words: Words, option: Option) -> str:
    """An option as it is printed before its votes."""
    _ = words.gettext
    made = {"yes": _("For"), "no": _("Against"), "abstain": _("Abstained")}
    return words.text(option.text) if option.text else made.get(option.ref, option.ref)


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
    if poll.method == "yes_no":
        return _("For %(yes)d, against %(no)d") % tally
    if poll.method == "yes_no_abstain":
        return _("For %(yes)d, against %(no)d, abstained %(abstain)d") % tally
    return "; ".join(f"{words.text(option.text)}: {tally.get(option.ref, 0)}" for option in poll.options)


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


def tie_sentence(words: Words, outcome: Outcome) -> str | None:
    """What decided where the votes were equal."""
    _ = words.gettext
    if outcome.decided_by == "chair":
        return _("The votes were equal; the vote of the chair decided.")
    if outcome.decided_by == "lot":
        return _("The votes were equal; the lot decided: the order of SHA-256 of the seed followed by the option.")
    return None
