"""Counts a run-off again, round by round: from the ballots where they are known, else each round from the one before.

Written apart from the rules, from PROTOCOL ("Votes") alone, so that a fault there does not hide itself here.
"""

from collections.abc import Iterator, Mapping, Sequence

from meetings.minutes.verify_lots import lots
from meetings.minutes.verify_majorities import base_of, is_reached, needed_of, on_ballots
from meetings.minutes.verify_outcomes import Outcome, Round
from meetings.minutes.verify_polls import Poll

Leaving = tuple[tuple[str, ...], tuple[str, ...], str | None]
"""Who leaves after a round, who were last with equal votes, and what told them apart."""


def faults(poll: Poll, recorded: Outcome) -> Iterator[str]:
    """Where the recorded rounds and the votes part, one phrase each."""
    rounds = recorded.rounds or ()
    if not rounds:
        yield "the rounds of the run-off were not recorded"
        return
    standing = poll.options
    for number, now in enumerate(rounds, start=1):
        earlier = rounds[: number - 1]
        here = [*_wrong_piles(poll, standing, now, earlier), *_wrong_majority(poll, now)]
        here += _wrong_leaving(poll, recorded, now, earlier)
        if bool(now.dropped) == (number == len(rounds)):
            here.append("the count does not end with the round after which nobody leaves")
        yield from (f"round {number}: {fault}" for fault in here)
        standing = tuple(ref for ref in standing if ref not in now.dropped)
    yield from _wrong_result(poll, recorded, rounds)


def _wrong_piles(poll: Poll, standing: Sequence[str], now: Round, earlier: Sequence[Round]) -> Iterator[str]:
    if set(now.tally) != set(standing):
        yield f"{' '.join(standing)} stand, recorded are {' '.join(now.tally)}"
    elif poll.terms.secrecy == "confidential":
        yield from _wrong_step(poll, now, earlier)
    elif (piles := _piles(poll, standing)) != now.tally | {"": now.exhausted}:
        exhausted = piles.pop("")
        told = _figures(now.tally, now.exhausted)
        yield f"the ballots make {_figures(piles, exhausted)}, recorded is {told}"


def _piles(poll: Poll, standing: Sequence[str]) -> dict[str, int]:
    """The weight of the ballots that count for each option; under the empty name that of those exhausted."""
    piles = dict.fromkeys((*standing, ""), 0)
    for member, ranking in poll.votes.items():
        piles[([ref for ref in ranking if ref in standing] or [""])[0]] += poll.entitled.get(member, 0)
    return piles


def _figures(piles: Mapping[str, int], exhausted: int) -> str:
    return ", ".join(f"{ref} {votes}" for ref, votes in (*piles.items(), ("exhausted", exhausted)))


def _wrong_step(poll: Poll, now: Round, earlier: Sequence[Round]) -> Iterator[str]:
    """Confidential ballots are not in the record: none may come or go, and they move from whoever has left only."""
    if sum(now.tally.values()) + now.exhausted != on_ballots(poll):
        yield f"{_figures(now.tally, now.exhausted)} are not the {on_ballots(poll)} votes on all ballots"
    if not earlier and now.exhausted:
        yield f"{now.exhausted} votes are exhausted before anybody has left"
    before = earlier[-1] if earlier else Round(tally={}, exhausted=0, base=0, needed=None)
    shrunk = [ref for ref, votes in now.tally.items() if votes < before.tally.get(ref, 0)]
    if shrunk or now.exhausted < before.exhausted:
        yield f"{' '.join(shrunk) or 'exhausted'} has fewer votes than in the round before"


def _wrong_majority(poll: Poll, now: Round) -> Iterator[str]:
    base = base_of(poll, now.tally)
    needed = needed_of(poll.terms.majority, base)
    if (now.base, now.needed) != (base, needed):
        yield f"{needed} of {base} votes are needed, recorded are {now.needed} of {now.base}"


def _wrong_leaving(poll: Poll, recorded: Outcome, now: Round, earlier: Sequence[Round]) -> Iterator[str]:
    told = (now.dropped, now.level, now.by)
    expected = _leaving(poll, now, earlier) if is_reached(recorded) else ((), (), None)
    if told != expected:
        yield f"{_said(expected)}, recorded is that {_said(told)}"


def _said(leaving: Leaving) -> str:
    dropped, level, by = leaving
    among = f" of {' '.join(level)}, who are level" if level else ""
    return f"{' '.join(dropped) or 'nobody'} leaves{among}{f' ({by})' if by else ''}"


def _leaving(poll: Poll, now: Round, earlier: Sequence[Round]) -> Leaving:
    piles = _named(now)
    if _winner(now) or len(piles) < 2 or not sum(piles.values()):
        return (), (), None
    lowest = min(piles.values())
    last = tuple(ref for ref in poll.options if piles.get(ref) == lowest)
    higher = [votes for votes in piles.values() if votes > lowest]
    if higher and lowest * len(last) < min(higher):
        return last, (), None
    fewest = _told_apart(last, earlier)
    if len(fewest) == 1:
        return fewest, last, "earlier"
    if poll.terms.tie == "lot":
        return (lots(poll, fewest)[-1],), last, "lot"
    return (), last, None


def _told_apart(level: tuple[str, ...], earlier: Sequence[Round]) -> tuple[str, ...]:
    """Whoever of those level had the fewest votes in the rounds before, the latest of them first."""
    if not earlier:
        return level
    *rest, before = earlier
    fewest = min(before.tally.get(ref, 0) for ref in level)
    return _told_apart(tuple(ref for ref in level if before.tally.get(ref, 0) == fewest), rest)


def _named(now: Round) -> Mapping[str, int]:
    """The votes without the blank ballots."""
    return {ref: votes for ref, votes in now.tally.items() if ref != "blank"}


def _winner(now: Round) -> tuple[str, ...]:
    """Whoever alone has the most of the votes, and as many as are needed."""
    piles = _named(now)
    most = max(piles.values(), default=0)
    leaders = tuple(ref for ref, votes in piles.items() if votes == most)
    has_enough = most > 0 and now.needed is not None and most >= now.needed
    return leaders if has_enough and len(leaders) == 1 else ()


def _wrong_result(poll: Poll, recorded: Outcome, rounds: Sequence[Round]) -> Iterator[str]:
    last = rounds[-1]
    if (recorded.tally, recorded.base, recorded.needed) != (rounds[0].tally, last.base, last.needed):
        yield "the result is not told as the first and the last round say it"
    winner = _winner(last) if is_reached(recorded) else ()
    told = recorded.winners or ()
    if told != winner:
        yield f"the rounds elect {' '.join(winner) or 'nobody'}, recorded is {' '.join(told) or 'nobody'}"
    by_lot = any(each.by == "lot" for each in rounds)
    decided_by = "lot" if by_lot else poll.terms.tie if last.level else None
    if recorded.decided_by != decided_by:
        yield f"it was for {decided_by or 'the votes'} to decide, recorded is {recorded.decided_by or 'the votes'}"
