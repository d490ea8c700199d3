"""The rule and the result of a poll in sentences: what was needed, of what, and what came."""

from collections.abc import Iterator

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
    of = _base(words, poll)
    if outcome is None or outcome.needed is None:
        return f"{_majority(words, poll) % {'base': of}}."
    _ = words.gettext
    terms = {"majority": _majority(words, poll) % {"base": of}, "part": _part(words, poll, outcome)}
    return _("%(majority)s: %(part)s = %(needed)d needed.") % {**terms, "needed": outcome.needed}


def _majority(words: Words, poll: Poll) -> str:
    _ = words.gettext
    match poll.rule.majority:
        case "simple":
            return _("Simple majority of %(base)s")
        case "absolute":
            return _("Absolute majority of %(base)s")
        case "relative":
            return _("Relative majority: the most votes decide")
        case Fraction():
            return _("Majority by a fraction of %(base)s")


def _base(words: Words, poll: Poll) -> str:
    _ = words.gettext
    sentences = {
        Base.YES_NO: _("votes for and against"),
        Base.CAST: _("votes cast, abstentions included"),
        Base.PRESENT: _("votes of the members present"),
        Base.MEMBERS: _("votes of all members entitled"),
    }
    return sentences[Base.MEMBERS if poll.rule.majority == "absolute" else poll.rule.base]


def _part(words: Words, poll: Poll, outcome: Outcome) -> str:
    _, majority = words.gettext, poll.rule.majority
    if not isinstance(majority, Fraction):
        return _("more than half of %(base)d") % {"base": outcome.base}
    terms = {"base": outcome.base, "num": majority.num, "den": majority.den}
    at_least = _("at least %(num)d/%(den)d of %(base)d") % terms
    return _("more than %(num)d/%(den)d of %(base)d") % terms if majority.strict else at_least


def result_sentence(words: Words, poll: Poll, outcome: Outcome) -> str:
    """The votes for each option."""
    counts = [f"{option_name(words, option)} {outcome.tally.get(option.ref, 0)}" for option in poll.options]
    return listed(counts)


def verdict(words: Words, poll: Poll, outcome: Outcome, *, is_election: bool) -> str:
    """What the result is, in a word or two."""
    _ = words.gettext
    if outcome.winners is None:
        return _("adopted") if outcome.adopted else _("rejected")
    chosen = [option_name(words, option) for ref in outcome.winners for option in poll.options if option.ref == ref]
    if not chosen:
        return _("nobody is elected") if is_election else _("nothing is chosen")
    told = _("elected: %(names)s") if is_election else _("chosen: %(names)s")
    return told % {"names": listed(chosen)}


def tie_sentences(words: Words, outcome: Outcome, seed: str | None) -> Iterator[str]:
    """What decided where the votes were equal."""
    _ = words.gettext
    if outcome.decided_by == "chair":
        yield _("The votes were equal; the vote of the chair decided.")
    if outcome.decided_by == "lot":
        yield _("The votes were equal; the lot decided.")
        yield _("The lot ranks the options by SHA-256 of the seed and their name; seed: %(seed)s") % {"seed": seed}
