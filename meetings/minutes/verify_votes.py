"""Counts every poll again from the votes in the evidence, and compares with the result that was recorded.

Written apart from the rules, from PROTOCOL ("Votes") alone, so that a fault there does not hide itself here.
"""

from collections.abc import Iterator, Mapping, Sequence

from meetings.minutes import verify_majorities, verify_runoff
from meetings.minutes.check_lines import result_in_figures
from meetings.minutes.report import Check, failed, passed
from meetings.minutes.verify_chain import Broken
from meetings.minutes.verify_lots import lots
from meetings.minutes.verify_majorities import base_of, is_reached, needed_of
from meetings.minutes.verify_outcomes import Outcome
from meetings.minutes.verify_polls import Poll
from meetings.minutes.verify_shapes import Fraction


def votes(polls: Mapping[str, Poll]) -> list[Check]:
    """A check for each poll that was closed; of one whose result was corrected, for each earlier result too."""
    return [_recounted(name, poll, result) for name, poll, result in _results(polls)]


def _results(polls: Mapping[str, Poll]) -> Iterator[tuple[str, Poll, Outcome]]:
    for ref, poll in polls.items():
        for number, earlier in enumerate(poll.earlier, start=1):
            if earlier.closed is not None:
                yield f"poll {ref}, before correction {number}", earlier, earlier.closed.outcome
        if poll.closed is not None:
            yield f"poll {ref}", poll, poll.closed.outcome


def _recounted(name: str, poll: Poll, recorded: Outcome) -> Check:
    try:
        faults = [*poll.faults, *_faults(poll, recorded)]
    except Broken as broken:
        faults = [str(broken)]
    if faults:
        return failed(name, "; ".join(faults))
    return passed(name, result_in_figures(poll.options, recorded))


def _faults(poll: Poll, recorded: Outcome) -> Iterator[str]:
    """Where the recorded result and the votes part, one phrase each."""
    yield from _wrong_count(poll, recorded)
    yield from verify_majorities.turnout(poll, recorded)
    yield from verify_majorities.groups(poll, recorded)
    if poll.is_ranked:
        yield from verify_runoff.faults(poll, recorded)
        return
    base = base_of(poll, recorded.tally)
    if recorded.base != base:
        yield f"the base is {base}, recorded is {recorded.base}"
    needed = needed_of(poll.terms.majority, base)
    if recorded.needed != needed:
        yield f"{needed} votes are needed, recorded are {recorded.needed}"
    is_question = poll.terms.method in ("yes_no", "yes_no_abstain")
    yield from _wrong_verdict(poll, recorded) if is_question else _wrong_winners(poll, recorded)


def _wrong_count(poll: Poll, recorded: Outcome) -> Iterator[str]:
    if poll.terms.secrecy == "analog":
        yield from verify_majorities.counted_in_the_room(poll, recorded)
        return
    if recorded.cast != len(poll.votes):
        yield f"{recorded.cast} members were recorded as having voted, {len(poll.votes)} did"
    if poll.terms.secrecy == "confidential":
        yield from _confidential(poll, recorded)
    elif (tally := _tally(poll)) != recorded.tally:
        yield f"the votes add up to {_figures(tally)}, recorded is {_figures(recorded.tally)}"


def _figures(tally: Mapping[str, int]) -> str:
    return ", ".join(f"{option} {count}" for option, count in tally.items())


def _tally(poll: Poll) -> Mapping[str, int]:
    tally = dict.fromkeys(poll.options, 0)
    for member, choice in poll.votes.items():
        # What is told of a run-off as a whole are its first choices.
        for option in choice[:1] if poll.is_ranked else choice:
            tally[option] = tally.get(option, 0) + poll.entitled.get(member, 0)
    return tally


def _confidential(poll: Poll, recorded: Outcome) -> Iterator[str]:
    """The ballots are not in the record; their sum has to fit the number of voters."""
    weights = set(poll.entitled.values())
    if len(weights) != 1:
        yield "members with unequal votes took part in a confidential poll"
    if set(recorded.tally) != set(poll.options):
        yield f"the result names {', '.join(recorded.tally)}, which are not the options"
    weight, ballots = max(weights, default=0), len(poll.votes)
    blank = recorded.tally.get("blank", 0)
    marking, counted = ballots * weight - blank, sum(recorded.tally.values()) - blank
    least, most = marking * poll.terms.minimum, marking * (1 if poll.is_ranked else poll.terms.maximum)
    if not least <= counted <= most or any(not 0 <= count <= ballots * weight for count in recorded.tally.values()):
        yield f"{ballots} ballots cannot make {_figures(recorded.tally)}"
    if poll.closed is None or poll.closed.digest is None:
        yield "the digest of the ballots was not recorded"


def _wrong_verdict(poll: Poll, recorded: Outcome) -> Iterator[str]:
    decided_by = _tie_breaker(poll, recorded)
    if recorded.decided_by != decided_by:
        yield f"it was for {decided_by or 'the votes'} to decide, recorded is {recorded.decided_by or 'the votes'}"
    yes, no = recorded.tally.get("yes", 0), recorded.tally.get("no", 0)
    enough = yes > no if recorded.needed is None else yes >= recorded.needed
    adopted = yes > 0 and (enough if decided_by is None else _broken(poll))
    adopted = adopted and is_reached(recorded) and all(share.adopted for share in (recorded.groups or {}).values())
    if recorded.adopted != adopted:
        word = {True: "adopted", False: "rejected", None: "nothing"}
        yield f"the votes say {word[adopted]}, recorded is {word[recorded.adopted]}"


def _tie_breaker(poll: Poll, recorded: Outcome) -> str | None:
    """What breaks a tie of half against half, if it is one and the terms say how."""
    yes, no = recorded.tally.get("yes", 0), recorded.tally.get("no", 0)
    if not is_reached(recorded):
        return None
    is_half = poll.terms.majority == "relative" or (_is_half(poll.terms.majority) and 2 * yes == recorded.base)
    if not is_half or yes != no or yes == 0:
        return None
    if poll.terms.tie == "chair" and _chairs_choice(poll) not in (("yes",), ("no",)):
        return None
    return poll.terms.tie


def _is_half(majority: str | Fraction) -> bool:
    """Whether more than half of the base is needed."""
    if isinstance(majority, Fraction):
        return majority.strict and 2 * majority.num == majority.den
    return majority in ("simple", "absolute")


def _broken(poll: Poll) -> bool:
    """How the tie falls: as the presiding member voted, or as the recorded seed draws."""
    if poll.terms.tie == "lot":
        return lots(poll, ("no", "yes"))[0] == "yes"
    return poll.terms.tie == "chair" and _chairs_choice(poll) == ("yes",)


def _chairs_choice(poll: Poll) -> tuple[str, ...]:
    return poll.votes.get(poll.presiding or "", ())


def _wrong_winners(poll: Poll, recorded: Outcome) -> Iterator[str]:
    winners, decided_by = _winners(poll, recorded)
    told = recorded.winners or ()
    if told != winners:
        yield f"the votes elect {' '.join(winners) or 'nobody'}, recorded is {' '.join(told) or 'nobody'}"
    if recorded.decided_by != decided_by:
        yield f"the last seat was decided by {decided_by or 'votes'}, recorded is {recorded.decided_by or 'votes'}"


def _winners(poll: Poll, recorded: Outcome) -> tuple[tuple[str, ...], str | None]:
    """Best first, as far as the seats go; who is level at the last seat gets it only by a lot or the chair's choice."""
    tally, seats = recorded.tally, poll.terms.seats
    least = 1 if recorded.needed is None else max(1, recorded.needed)
    stand = [ref for ref in poll.options if ref != "blank" and is_reached(recorded)]
    enough = [ref for ref in stand if tally.get(ref, 0) >= least]
    ranked = sorted(enough, key=lambda ref: -tally[ref])
    if len(ranked) <= seats or tally[ranked[seats - 1]] > tally[ranked[seats]]:
        return tuple(ranked[:seats]), None
    bar = tally[ranked[seats - 1]]
    above = [ref for ref in ranked if tally[ref] > bar]
    drawn = _drawn(poll, [ref for ref in ranked if tally[ref] == bar], seats - len(above))
    return (*above, *drawn), poll.terms.tie if drawn or poll.terms.tie == "second" else None


def _drawn(poll: Poll, level: Sequence[str], free: int) -> Sequence[str]:
    match poll.terms.tie:
        case "lot":
            return lots(poll, level)[:free]
        case "chair":
            preferred = [ref for ref in level if ref in _chairs_choice(poll)]
            return preferred if len(preferred) == free else []
        case _:
            return []
